"""The form by which a nomination, or one name of a shared one, is withdrawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from ledger.application.desk import preview_withdrawal, record_withdrawal, recorded_since, withdrawal_view
from ledger.demo.people import Person
from ledger.domain.nomination import Entered
from ledger.errors import Conflict, Invalid, LedgerError, NotFound, Problem, Refused, Unavailable
from ledger.projections.nominees import EditionFound, edition_by_id
from ledger.wording.acts import BODIES, CAPACITIES, ERASED, REASONS, SOURCES, label_of_entry
from ledger.wording.catalogue import gettext as _
from web.desk.stories import stories_of
from web.forms import Field, Group, choices, fill, fresh_command
from web.people import provenance, services
from web.twins import Shown

CONFIDENTIAL = _("encrypted · organisers and auditors")
SUGGESTED = {"credit": "", "reason": "own_wish", "capacity": "nominee", "body": "organiser", "source_kind": "letter"}
OF_THE_TIME = ("counts_from_impossible", "before_it_was_entered")
"""Refusals by a rule that the time given can put right."""
MOVED = ("moved_on", "stream_moved", "guard_failed", "command_reused")
EXAMPLES = _(
    "27 March 1957 · by April 2019 · about 1988 or 1989 · after the list was announced, before 27 March 1957 · unknown"
)
READ_ONE_DAY = _("It may one day be read by the person it is about, or in court.")


def withdrawing(person: Person, nomination: UUID) -> Shown | Response:
    """Show the form, preview what it says, or record it."""
    # Before anything is read: what is recorded in between counts as not seen.
    seen = services().ledger.recorder.head()[0]
    entry = services().ledger.story(nomination)[0][1]
    if not isinstance(entry, Entered):
        raise NotFound("not_a_nomination")
    found = edition_by_id(services().lists, entry.edition.hex)
    typed: dict[str, Any] = request.form.to_dict()
    if request.method == "GET":
        typed = SUGGESTED | {"command": fresh_command(), "seen": str(seen), "credit": request.args.get("credit", "")}
        return _shown(entry, found, typed)
    by = provenance(person, typed.get("command"))
    asked = (services().ledger, by, nomination, typed)
    try:
        if typed.get("step") == "record":
            receipt = record_withdrawal(*asked)
            services().shown(receipt.last)
            return redirect(url_for("desk.receipt", command=receipt.command), 303)
        return _shown(entry, found, typed, preview=withdrawal_view(preview_withdrawal(*asked), stories_of(found)))
    except (Invalid, Refused, Conflict, Unavailable) as error:
        return _refused((entry, found), typed, error)


def _refused(about: tuple[Entered, EditionFound], typed: dict[str, Any], error: LedgerError) -> Shown:
    """The form again with everything typed; when somebody acted meanwhile, with what they did and ready to go on."""
    if error.code in OF_THE_TIME:
        error = Invalid([Problem("effective", error.code, error.params)])
    changed: list[str] = []
    if isinstance(error, Conflict) and error.code in MOVED:
        ledger, entry, seen = services().ledger, about[0], typed.get("seen", "")
        head = ledger.recorder.head()[0]
        stories = ledger.stories([entry.originator_id, entry.edition])
        changed = recorded_since(stories, int(seen) if seen.isascii() and seen.isdigit() else head)
        typed |= {"seen": str(head), "command": fresh_command()}
    return _shown(*about, typed, error=error, changed=changed)


def _shown(
    entry: Entered,
    found: EditionFound,
    typed: Mapping[str, Any],
    *,
    preview: Mapping[str, Any] | None = None,
    error: LedgerError | None = None,
    changed: Sequence[str] = (),
) -> Shown:
    view = {
        "subject": label_of_entry(entry),
        "edition": {"name": found.edition["name"], "address": f"{found.show['address']}/{found.edition['address']}"},
        "form": fill(_groups(entry), typed, error),
        "preview": preview,
        "changed": changed,
    }
    return Shown(view, status=error.status if error else 200)


def _groups(entry: Entered) -> list[Group]:
    return [
        Group(_("What is withdrawn"), _names(entry)),
        Group(
            _("When"),
            (
                Field("effective", _("In effect from"), help=EXAMPLES),
                Field("decided", _("Decided"), help=_("In the same forms. May stay empty.")),
            ),
        ),
        Group(
            _("On whose authority"),
            (
                Field("capacity", _("Asked by"), "choice", choices(CAPACITIES)),
                Field("body", _("Accepted by"), "choice", choices(BODIES)),
                Field(
                    "rule",
                    _("Rule"),
                    help=_("Its number in the rulebook. Left empty, pages say that no rule was cited."),
                ),
            ),
        ),
        Group(
            _("Why"),
            (
                Field("reason", _("Reason for the public"), "choice", choices(REASONS)),
                Field("source_kind", _("Source"), "choice", choices(SOURCES)),
                Field("source_note", _("Where the document is"), "prose", tag=CONFIDENTIAL),
                Field("private_reason", _("Private reason"), "prose", help=READ_ONE_DAY, tag=CONFIDENTIAL),
            ),
        ),
    ]


def _names(entry: Entered) -> tuple[Field, ...]:
    offered = [("", _("The whole nomination"))]
    if len(entry.credits) > 1:
        offered += [
            (str(one.id), _("Only the name %(name)s") % {"name": one.name.text or ERASED}) for one in entry.credits
        ]
    return (Field("credit", _("Which part"), "radio", tuple(offered)),)
