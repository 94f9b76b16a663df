"""The form by which it is recorded that a category confers on nobody: ask, preview, record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import g, redirect, request, url_for
from werkzeug.wrappers import Response

from ledger.application.act_kinds import act_kind
from ledger.application.editions import EditionSeen, edition_seen
from ledger.application.no_award import preview_no_award, record_no_award
from ledger.application.proposable import Form
from ledger.errors import Conflict, Invalid, LedgerError, Problem, Refused, Unavailable
from ledger.projections.nominees import EditionFound
from ledger.schemas.no_award import REASONS
from ledger.wording.catalogue import gettext as _
from ledger.wording.vocabulary import REASONS as REASON_WORDS
from ledger.wording.vocabulary import SOURCES
from web.desk.act_fields import EMPTY, EXAMPLES
from web.desk.acting import OF_THE_TIME, bodies_for
from web.desk.citing import with_document
from web.desk.effect_fields import CONFIDENTIAL, READ_ONE_DAY
from web.desk.meanwhile import recorded_meanwhile
from web.desk.proposing import PROPOSE, author_on, filled_again, proposed_form, two_needed
from web.desk.stories import stories_of
from web.forms import Field, Group, choices, fill, fresh_command
from web.people import Person, covers, services
from web.twins import Shown


def no_award_form(person: Person, found: EditionFound) -> Shown | Response:
    """Show the form, preview what it says, or record it."""
    # Before anything is read: what is recorded in between counts as not seen.
    head = services().ledger.recorder.head()[0]
    if request.method == "GET":
        fresh = {"command": fresh_command(), "seen": str(head), "stage": "chosen", "source_kind": "minutes"}
        again = filled_again("no_award", UUID(hex=found.show["subject"]))
        return _shown(found, {**fresh, "category": _asked_for(request.args.get("category", "")), **again})
    typed: dict[str, Any] = request.form.to_dict()
    by = author_on(person, typed.get("command"), UUID(hex=found.show["subject"]))
    asked = (services().ledger, by, UUID(hex=found.edition["subject"]), typed, stories_of(found))
    try:
        if typed.get("step") == PROPOSE:
            return proposed_form(person, Form("no_award", None, asked[2], typed), asked[4])
        if typed.get("step") == "record":
            receipt = record_no_award(*asked)
            services().shown(receipt.last)
            return redirect(url_for("desk.receipt", command=receipt.command), 303)
        return _shown(found, typed, preview=preview_no_award(*asked))
    except (Invalid, Refused, Conflict, Unavailable) as error:
        return _refused(found, typed, error)


def _asked_for(category: str) -> str:
    """The category that the address names, as the form offers it; empty where it names none."""
    try:
        return str(UUID(category))
    except ValueError:
        return ""


def _refused(found: EditionFound, typed: dict[str, Any], error: LedgerError) -> Shown:
    """The form again with everything typed; when somebody acted meanwhile, with what they did and ready to go on."""
    if error.code in OF_THE_TIME:
        error = Invalid([Problem("effective", error.code, error.params)])
    if isinstance(error, Refused):
        if not covers("results"):
            error = Refused("rests_on_results")
        g.told_in_words = True
    edition = UUID(hex=found.edition["subject"])
    changed = recorded_meanwhile(error, typed, lambda: [*stories_of(found), edition])
    return _shown(found, typed, error=error, changed=changed)


def _shown(
    found: EditionFound,
    typed: Mapping[str, Any],
    *,
    preview: Mapping[str, Any] | None = None,
    error: LedgerError | None = None,
    changed: list[str] | None = None,
) -> Shown:
    seen = edition_seen(services().ledger, UUID(hex=found.edition["subject"]))
    view = {
        "verb": _("No award in a category"),
        "lead": _(
            "The award goes to nobody. Its nominees stay nominees; nothing of it is public until it is announced."
        ),
        "subject": found.edition["name"],
        "edition": found.named,
        "form": fill(with_document(no_award_groups(seen), seen.stream), typed, error),
        "preview": preview,
        "proposes": two_needed(UUID(hex=found.show["subject"])),
        "changed": changed or [],
    }
    return Shown(view, status=error.status if error else 200)


def no_award_groups(seen: EditionSeen) -> list[Group]:
    """The fields of the form."""
    offered = tuple((str(id_), one.name) for id_, one in seen.categories.items() if one.stands)
    stages = (
        ("chosen", _("It is decided, and a secret until it is announced")),
        ("conferred", _("It is final: the ceremony was held, or the record says so")),
    )
    about = (
        Field("category", _("Category"), "choice", (*EMPTY, *offered)),
        Field("stage", _("How far it is"), "radio", stages),
    )
    when = (
        Field("effective", _("In effect from"), help=EXAMPLES),
        Field("decided", _("Decided"), help=_("In the same forms. May stay empty.")),
    )
    return [
        Group(_("What it is about"), about),
        Group(_("When"), when),
        Group(_("On whose authority"), _authority(seen)),
        Group(_("Why"), _why()),
    ]


def _authority(seen: EditionSeen) -> tuple[Field, ...]:
    rules = tuple((one.number, f"{one.number} {one.heading} ({one.label})") for one in seen.rules)
    cited = _("Its number in the rulebook. Left empty, pages say that no rule was cited.")
    return (
        Field("body", _("Decided by"), "choice", bodies_for(seen, act_kind("choose"))),
        Field("rule", _("Rule"), choices=rules, help=cited),
    )


def _why() -> tuple[Field, ...]:
    return (
        Field("reason", _("Reason for the public"), "choice", tuple((one, REASON_WORDS[one]) for one in REASONS)),
        Field("source_kind", _("Source"), "choice", choices(SOURCES)),
        Field("source_note", _("Where the document is"), "prose", tag=CONFIDENTIAL),
        Field("private_reason", _("Private reason"), "prose", help=READ_ONE_DAY, tag=CONFIDENTIAL),
    )
