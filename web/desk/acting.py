"""The form of an act, on one nomination or on several: ask, preview, record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from ledger.application.act_forms import act_view, preview_act, record_act
from ledger.application.act_kinds import ActKind, act_kind
from ledger.application.editions import BodySeen, EditionSeen, edition_seen
from ledger.application.ledger import Story
from ledger.application.nobody import is_no_award
from ledger.application.powers import may_decide
from ledger.application.proposable import Form
from ledger.domain.award_steps import FREE
from ledger.domain.nomination import Entered
from ledger.domain.readings import standing_of
from ledger.errors import Conflict, Invalid, LedgerError, NotFound, Problem, Refused, Unavailable
from ledger.projections.nominees import EditionFound, edition_by_id
from ledger.wording.acts import label_of_entry
from ledger.wording.catalogue import gettext as _
from ledger.wording.no_award import LEADS as LEADS_OF_NOBODY
from ledger.wording.no_award import VERBS as OF_NOBODY
from ledger.wording.verbs import LEADS, VERBS
from ledger.wording.vocabulary import BODIES
from web.desk.act_fields import About, act_groups, nominations_field
from web.desk.choosing import Picked
from web.desk.choosing import chosen as picked
from web.desk.citing import with_document
from web.desk.meanwhile import recorded_meanwhile
from web.desk.origins import origins
from web.desk.parts import as_seen, chosen
from web.desk.proposing import PROPOSE, author_on, filled_again, proposed_form, two_needed
from web.desk.stories import stories_of
from web.forms import fill, fresh_command
from web.people import Person, covers, services
from web.sight import as_told, told_of
from web.twins import Shown

SUGGESTED = {
    "spoken_as": "presenter",
    "through": "stage",
    "capacity": "nominee",
    "body": "organiser",
    "source_kind": "letter",
    "told": "true",
    "says": "so",
    "sure": "reported",
    "read_by": "",
    "happened": "",
    "shown": "false",
    "before_court": "true",
}
OF_THE_TIME = ("counts_from_impossible", "before_it_was_entered", "before_what_it_follows", "not_entered_yet")
"""Refusals by a rule that the time given can put right."""
OF_THE_NAME = ("no_such_name", "name_already_gone", "name_not_gone")


class _Asked(NamedTuple):
    """Which act, on what."""

    verb: str
    kind: ActKind
    found: EditionFound
    about: About
    subject: str

    @property
    def show(self) -> UUID:
        """The show it is on."""
        return UUID(hex=self.found.show["subject"])


def acting_on_one(person: Person, verb: str, nomination: UUID) -> Shown | Response:
    """The form of an act on one nomination."""
    seen = _head()
    kind = act_kind(verb)
    story = services().ledger.story(nomination)
    entry = story[0][1]
    if not isinstance(entry, Entered):
        raise NotFound("not_a_nomination")
    found = edition_by_id(services().lists, entry.edition.hex)
    about = offering(kind, found, {nomination: as_told(story)}, several=False)
    return _answer(person, _Asked(verb, kind, found, about, label_of_entry(entry)), seen)


def acting_on_several(person: Person, verb: str, found: EditionFound) -> Shown | Response:
    """The form of one act on several nominations of an edition."""
    seen = _head()
    kind = act_kind(verb)
    if not kind.several:
        raise NotFound("no_such_kind")
    about = offering(kind, found, told_of(stories_of(found)), several=True)._replace(verb=verb, role=person.role)
    about = about._replace(proposes=covers(PROPOSE) and two_needed(UUID(hex=found.show["subject"])))
    return _answer(person, _Asked(verb, kind, found, about, found.edition["name"]), seen)


def _head() -> int:
    # Before anything is read: what is recorded in between counts as not seen.
    return services().ledger.recorder.head()[0]


def offering(kind: ActKind, found: EditionFound, stories: Mapping[UUID, Story], *, several: bool) -> About:
    """What the form offers: the edition's categories, the bodies that may decide such a thing, the rules that can be cited."""
    seen = edition_seen(services().ledger, UUID(hex=found.edition["subject"]))
    others = [one for one in seen.bodies if kind.ruled and not may_decide(kind, one)]
    bodies = (*bodies_for(seen, kind), *not_theirs(others))
    rules = tuple((one.number, f"{one.number} {one.heading} ({one.label})") for one in seen.rules)
    categories = {id_: one.name for id_, one in seen.categories.items() if one.stands}
    return About(
        stories,
        categories,
        several,
        bodies,
        rules=rules,
        origins=origins(found),
        has_ballot=seen.has_ballot,
    )


def bodies_for(seen: EditionSeen, kind: ActKind) -> tuple[tuple[str, str], ...]:
    """The bodies that may decide such a thing, by code, with their names."""
    return tuple((one.code, one.name or BODIES[one.code]) for one in seen.bodies if may_decide(kind, one))


def not_theirs(bodies: Iterable[BodySeen]) -> tuple[tuple[str, str], ...]:
    """Bodies whose decision it is not, each marked: one of them may have decided all the same."""
    marked = _("%(body)s (not theirs to decide)")
    return tuple((one.code, marked % {"body": one.name or BODIES.get(one.code, one.code)}) for one in bodies)


def _answer(person: Person, asked: _Asked, seen: int) -> Shown | Response:
    if request.method == "GET":
        return _shown(asked, _suggested(asked, seen) | dict(filled_again("act", asked.show)))
    typed: dict[str, Any] = request.form.to_dict()
    for name in ("nominations", "nominations_whole"):
        typed[name] = request.form.getlist(name)
    meant = typed | {"nominations": _meant(asked, typed), "emptied": _emptied(asked.kind, typed)}
    by = author_on(person, typed.get("command"), asked.show)
    whose = picked(typed, "party", "party") if "party" in asked.kind.asks else Picked({})
    asked = asked._replace(about=asked.about._replace(parties=whose.offered))
    sent = meant | whose.answer
    try:
        if whose.problem is not None:
            raise Invalid([whose.problem])  # noqa: TRY301 - shown like every other refusal
        if not set(sent["nominations"]) <= {str(one) for one in asked.about.stories}:
            # Another edition's would be judged by this one's places and winners.
            raise Invalid([Problem("nominations", "unknown_choice")])  # noqa: TRY301
        _check_told(asked, sent)
        others = stories_of(asked.found)
        if typed.get("step") == PROPOSE:
            return proposed_form(person, Form("act", asked.verb, None, sent), others)
        if typed.get("step") == "record":
            receipt = record_act(services().ledger, by, asked.verb, sent, others)
            services().shown(receipt.last)
            return redirect(url_for("desk.receipt", command=receipt.command), 303)
        deciding = preview_act(services().ledger, by, asked.verb, sent, others)
        return _shown(asked, typed, preview=act_view(deciding, told_of(others), told_of(deciding.stories)))
    except (Invalid, Refused, Conflict, Unavailable) as error:
        return _refused(asked, typed, error)


def _check_told(asked: _Asked, sent: Mapping[str, Any]) -> None:
    """Whoever may not know results acts on none: not by the number of an act, nor on an award.

    Raises Invalid, Refused, the same whether there is one.
    """
    if covers("results"):
        return
    told = [asked.about.stories[UUID(one)] for one in sent["nominations"]]
    versions = {str(event.originator_version) for story in told for _position, event in story}
    if "act" in asked.kind.asks and str(sent.get("act", "")) not in versions:
        raise Invalid([Problem("act", "unknown_choice")])
    awards = [standing.award if (standing := standing_of(story)) else None for story in told]
    if asked.kind.rests_on == "award" and any(award in FREE for award in awards):
        raise Refused("not_won")


def _emptied(kind: ActKind, typed: Mapping[str, Any]) -> list[str]:
    """The parts whose box, which comes up filled, was emptied."""
    boxes = {"details_text": "details", "citation": "citation", "credit_line": "credit_line"}
    return [part for box, part in boxes.items() if box in kind.asks and box in typed and not typed[box].strip()]


def _meant(asked: _Asked, typed: Mapping[str, Any]) -> list[str]:
    """The nominations the act is about: the one, or those chosen, alone or with their category."""
    if not asked.about.several:
        return [str(one) for one in asked.about.stories]
    return chosen(nominations_field(_about(asked, typed)), typed["nominations"], typed["nominations_whole"])


def _about(asked: _Asked, typed: Mapping[str, Any]) -> About:
    """What the form is about, as its author had seen it: those to choose from do not change under their eyes."""
    if not asked.about.several:
        return asked.about
    return asked.about._replace(stories=as_seen(asked.about.stories, str(typed.get("seen", ""))))


def _suggested(asked: _Asked, seen: int) -> dict[str, Any]:
    typed: dict[str, Any] = {**SUGGESTED, "command": fresh_command(), "seen": str(seen), "holds": asked.kind.holds[0]}
    for name in ("credit", "act", "how", "arises_from"):
        typed[name] = request.args.get(name, "")
    for name in ("place_filled", "tie"):
        typed[name] = ""
    typed["whose"] = "same"
    bodies = [code for code, _name in asked.about.bodies]
    if bodies and typed["body"] not in bodies:
        typed["body"] = bodies[0]
    if asked.kind.reasons:
        typed["reason"] = asked.kind.reasons[0]
    typed["nominations"] = request.args.getlist("nomination")
    return typed


def _refused(asked: _Asked, typed: dict[str, Any], error: LedgerError) -> Shown:
    """The form again with everything typed; when somebody acted meanwhile, with what they did and ready to go on."""
    if error.code in OF_THE_TIME:
        error = Invalid([Problem("effective", error.code, error.params)])
    if error.code in OF_THE_NAME and "credit" in asked.kind.asks:
        error = Invalid([Problem("credit", error.code, error.params)])
    edition, meant = UUID(hex=asked.found.edition["subject"]), _meant(asked, typed)
    changed = recorded_meanwhile(error, typed, lambda: [*(UUID(one) for one in meant), edition])
    return _shown(asked, typed, error=error, changed=changed)


def _shown(
    asked: _Asked,
    typed: Mapping[str, Any],
    *,
    preview: Mapping[str, Any] | None = None,
    error: LedgerError | None = None,
    changed: Sequence[str] = (),
) -> Shown:
    edition = UUID(hex=asked.found.edition["subject"])
    found, nobody = asked.found, not asked.about.several and any(map(is_no_award, asked.about.stories.values()))
    verb = OF_NOBODY.get(asked.verb, VERBS[asked.verb]) if nobody else VERBS[asked.verb]
    view = {
        "verb": (_("%(verb)s several nominations") if asked.about.several else "%(verb)s") % {"verb": verb},
        "lead": LEADS_OF_NOBODY.get(asked.verb, LEADS[asked.verb]) if nobody else LEADS[asked.verb],
        "subject": asked.subject,
        "edition": found.named,
        "form": fill(with_document(act_groups(asked.kind, _about(asked, typed)), edition), typed, error),
        "preview": preview,
        "proposes": two_needed(asked.show),
        "changed": changed,
    }
    return Shown(view, status=error.status if error else 200)
