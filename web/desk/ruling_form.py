"""The form of a decision: choose nominations and what follows, look at it, record it. Works without JavaScript."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from ledger.application.act_forms import act_view
from ledger.application.act_kinds import act_kind
from ledger.application.editions import EditionSeen, edition_seen
from ledger.application.proposable import Form
from ledger.application.ruling_forms import preview_ruling, record_ruling
from ledger.domain.award_steps import FREE
from ledger.domain.readings import standing_of
from ledger.errors import Conflict, Invalid, LedgerError, Problem, Refused, Unavailable
from ledger.projections.nominees import EditionFound
from ledger.wording.catalogue import gettext as _
from web.desk.act_fields import About, nominations_field
from web.desk.citing import with_document
from web.desk.meanwhile import recorded_meanwhile
from web.desk.parts import as_seen, chosen
from web.desk.proposing import PROPOSE, author_on, filled_again, proposed_form, two_needed
from web.desk.ruling_fields import OF_A_TARGET, OFFERED, consequence_of, ruling_groups
from web.desk.ruling_views import rulings_view
from web.desk.stories import categories_by_id, stories_of
from web.forms import fill, fresh_command
from web.people import Person, covers, services
from web.sight import told_of
from web.twins import Shown

SUGGESTED = {"body": "organiser", "reason": "not_given", "source_kind": "minutes", "happened": "", "effective": ""}
SEVERAL = ("nominations", "nominations_whole", "follows_rulings")
LEAD = _(
    "A body decided on one or more nominations: what follows for each may differ. Nothing is public by this; "
    "the decision is announced with what it did."
)


class _Asked(NamedTuple):
    found: EditionFound
    edition: EditionSeen
    about: About

    @property
    def show(self) -> UUID:
        """The show it is on."""
        return UUID(hex=self.found.show["subject"])


def deciding_form(person: Person, found: EditionFound) -> Shown | Response:
    """Show the form, preview what would be recorded, record it, or propose it."""
    # Before anything is read: what is recorded in between counts as not seen.
    head = services().ledger.recorder.head()[0]
    asked = asked_of(found)
    if request.method == "GET":
        fresh = SUGGESTED | {
            "command": fresh_command(),
            "seen": str(head),
            "nominations": request.args.getlist("nomination"),
        }
        return _shown(asked, fresh | dict(unfolded(filled_again("rule", asked.show))))
    typed: dict[str, Any] = request.form.to_dict()
    names = [*SEVERAL, *(name for name in typed if name.startswith("credit-"))]
    typed |= {name: request.form.getlist(name) for name in names}
    sent = _sent(asked, typed)
    by, others = author_on(person, typed.get("command"), asked.show), stories_of(found)
    try:
        _check_told(asked, sent["targets"])
        if typed.get("step") == PROPOSE:
            return proposed_form(person, Form("rule", None, asked.edition.stream, sent), others)
        if typed.get("step") == "record":
            receipt = record_ruling(services().ledger, by, asked.edition.stream, sent, others)
            services().shown(receipt.last)
            return redirect(url_for("desk.receipt", command=receipt.command), 303)
        decided = preview_ruling(services().ledger, by, asked.edition.stream, sent, others)
        if decided.acts is None:
            raise Invalid([Problem("nominations", "choose_a_target")])  # noqa: TRY301 - shown like every other refusal
        return _shown(asked, typed, preview=act_view(decided.acts, told_of(others), told_of(decided.acts.stories)))
    except (Invalid, Refused, Conflict, Unavailable) as error:
        return _refused(asked, typed, sent, error)


def asked_of(found: EditionFound) -> _Asked:
    """What the form offers."""
    edition = edition_seen(services().ledger, UUID(hex=found.edition["subject"]))
    rules = tuple((one.number, f"{one.number} {one.heading} ({one.label})") for one in edition.rules)
    about = About(told_of(stories_of(found)), categories_by_id(found), several=True, rules=rules, proposes=True)
    return _Asked(found, edition, about)


def _chosen(asked: _Asked, typed: Mapping[str, Any]) -> list[UUID]:
    """The nominations chosen, alone or with their category, as their author had seen them."""
    stories = as_seen(asked.about.stories, str(typed.get("seen", "")))
    field = nominations_field(asked.about._replace(stories=stories))
    known = {str(one) for one in asked.about.stories}
    meant = chosen(field, typed.get("nominations", ()), typed.get("nominations_whole", ()))
    return [UUID(one) for one in meant if one in known]


def _sent(asked: _Asked, typed: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, as the command takes it: a target for each nomination, or for each name of it that is chosen."""
    targets = []
    for stream in _chosen(asked, typed):
        own = {name: typed[f"{name}-{stream}"] for name in OF_A_TARGET if typed.get(f"{name}-{stream}")}
        own |= {"nomination": str(stream), "verb": consequence_of(stream, typed)}
        names = own.pop("credit", None) or [None]
        targets += [{**own, **({"credit": name} if name else {})} for name in names]
    told = {name: value for name, value in typed.items() if "-" not in name}
    return {**told, "targets": targets}


def unfolded(typed: Mapping[str, Any]) -> dict[str, Any]:
    """What a proposal keeps, as the form takes it: the other way of `_sent`."""
    found = {name: value for name, value in typed.items() if name != "targets"}
    for target in typed.get("targets", ()):
        stream = target["nomination"]
        for name in OF_A_TARGET:
            if name == "credit" and target.get("credit"):
                found.setdefault(f"credit-{stream}", []).append(target["credit"])
            elif target.get(name):
                found[f"{name}-{stream}"] = target[name]
    return found


def _check_told(asked: _Asked, targets: Sequence[Mapping[str, Any]]) -> None:
    """Whoever may not know results decides on no award of which the public has not heard; refused the same whether there is one."""
    if covers("results"):
        return
    for target in targets:
        standing = standing_of(asked.about.stories[UUID(target["nomination"])])
        award = standing.award if standing else None
        if target["verb"] in OFFERED and act_kind(target["verb"]).rests_on == "award" and award in FREE:
            raise Refused("not_won")


def _refused(asked: _Asked, typed: dict[str, Any], sent: Mapping[str, Any], error: LedgerError) -> Shown:
    """The form again with everything typed; when somebody acted meanwhile, with what they did and ready to go on."""
    about = [UUID(one["nomination"]) for one in sent["targets"]]
    changed = recorded_meanwhile(error, typed, lambda: [*about, asked.edition.stream])
    if isinstance(error, Invalid):
        error = Invalid([_at_its_field(one, about) for one in error.problems])
    return _shown(asked, typed, error=error, changed=changed)


def _at_its_field(one: Problem, about: Sequence[UUID]) -> Problem:
    whole, _dot, rest = one.field.partition(".")
    if whole != "targets":
        return one
    number, _dot, name = rest.partition(".")
    if not number.isdigit():
        return Problem("nominations", one.code, one.params)
    return Problem(f"{name}-{about[int(number)]}", one.code, one.params)


def _shown(
    asked: _Asked,
    typed: Mapping[str, Any],
    *,
    preview: Mapping[str, Any] | None = None,
    error: LedgerError | None = None,
    changed: Sequence[str] = (),
) -> Shown:
    found = asked.found
    seen = asked.about._replace(stories=as_seen(asked.about.stories, str(typed.get("seen", ""))))
    groups = ruling_groups(asked.edition, seen, _chosen(asked, typed), typed, earlier_rulings(found))
    groups = with_document(groups, asked.edition.stream)
    view = {
        "verb": _("Decide"),
        "lead": LEAD,
        "subject": found.edition["name"],
        "edition": found.named,
        "form": fill(groups, typed, error),
        "preview": preview,
        "proposes": two_needed(asked.show),
        "changed": changed,
    }
    return Shown(view, status=error.status if error else 200)


def earlier_rulings(found: EditionFound) -> list[tuple[str, str]]:
    """The decisions of an edition, each with how it is called."""
    called = _("%(when)s: %(about)s")
    return [
        (
            one["id"],
            called % {"when": one["decided"], "about": ", ".join(target["label"] for target in one["targets"][:3])},
        )
        for one in rulings_view(found)
    ]
