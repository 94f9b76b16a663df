"""What is proposed on a show under four eyes: read, confirmed, returned, withdrawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from ledger.application.confirmed_imports import digest_to_import
from ledger.application.ledger import Receipt
from ledger.application.proposable import power_of
from ledger.application.proposals import confirm, give_back, proposal_in, withdraw
from ledger.domain.proposal import IMPORT, OPEN, Made, Proposal
from ledger.errors import Conflict, Invalid, LedgerError, NotFound, Refused, Unavailable
from ledger.projections.nominees import edition_by_id
from ledger.projections.proposals import Listed, proposed
from ledger.projections.shows import find_show
from ledger.schemas.proposals import ProposalsView, ProposalView
from ledger.wording.catalogue import gettext as _
from web.desk.import_files import file_proposed, sees_file
from web.desk.keeping import kept_until_due
from web.desk.proposals_shown import Behind, behind, ended, looked_at, row_of, why
from web.desk.proposals_typed import again_href, answers, table_href
from web.desk.proposing import covers_on, two_needed
from web.following import shortcomings
from web.forms import Field, Group, fill, fresh_command
from web.people import covers, current, provenance, required, services
from web.sight import reads_proposal
from web.twins import Shown, Twin, twin

proposals = Blueprint("proposals", __name__)
SHOWN = 200
"""Proposals of each sort on the page of a show."""
REASON = [Group(_("To whoever made it"), (Field("reason", _("Why it is returned"), "prose"),))]


@twin(proposals, "/desk/<show>/proposals", Twin("desk/proposals.html", ProposalsView()), around=kept_until_due)
def proposed_on(show: str) -> Shown:
    """What waits, and what was decided."""
    if not covers("roster"):
        required("read")
    row = find_show(services().lists, show)
    waiting, waiting_in_all = _listed(row, waiting=True)
    decided, decided_in_all = _listed(row, waiting=False)
    view = {
        "show": _named(row),
        "four_eyes": two_needed(UUID(hex=row["id"])),
        "waiting": waiting,
        "waiting_in_all": waiting_in_all,
        "decided": decided,
        "decided_in_all": decided_in_all,
        "may": {"read": covers("read")},
        "shortcomings": shortcomings(),
    }
    return Shown(view)


def _named(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": row["id"], "name": row["name"], "address": row["address"], "names": []}


def _listed(show: Mapping[str, Any], *, waiting: bool) -> tuple[list[dict[str, Any]], int]:
    """The rows that the person may read, and how many there are in all; whoever does not read all is not told of the others."""
    listed, in_all = proposed(services().today, show["id"], waiting=waiting, limit=SHOWN)
    rows = _rows(listed, show)
    return rows, in_all if covers("results") and covers("private") else len(rows)


def _rows(listed: Sequence[Listed], show: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Those that the person may read, as rows."""
    # All of them at once: read one by one they are found there.
    ledger = services().ledger
    ledger.stories([UUID(hex=one.subject) for one in listed])
    read = [
        (one, found) for one in listed if reads_proposal((found := proposal_in(ledger, UUID(hex=one.subject))).made)
    ]
    named = {one.edition for one, _found in read if one.edition is not None}
    editions = {id_: Behind(show, edition_by_id(services().lists, id_), {}).edition for id_ in named}
    return [row_of(found, editions.get(one.edition or ""), one.since, show["zone"]) for one, found in read]


@twin(
    proposals,
    "/desk/<show>/proposals/<uuid:proposal>",
    Twin("desk/proposal.html", ProposalView()),
    posts=True,
)
def one_proposal(show: str, proposal: UUID) -> Shown | Response:
    """One proposal: what it says, what it would be recorded as now, and the buttons that decide it."""
    if not covers("roster"):
        required("read")
    row = find_show(services().lists, show)
    found = proposal_in(services().ledger, proposal)
    if found.made.show != UUID(hex=row["id"]):
        raise NotFound("no_such_proposal")
    if not reads_proposal(found.made):
        raise NotFound("no_such_proposal")
    if _may(found)["confirm"]:
        # As the form of the act itself: whoever can send it proves themselves when they open it.
        required(power_of(found.made.command, found.made.what))
    if request.method == "GET":
        return _shown(row, found, {"command": fresh_command()})
    try:
        if found.made.command == IMPORT and request.form.get("step") == "confirm":
            return _brought_in(found.made)
        receipt = _decided(found.made, row)
    except (Invalid, Refused, Conflict, Unavailable) as error:
        typed = {**request.form.to_dict(), "command": fresh_command()}
        return _shown(row, proposal_in(services().ledger, proposal), typed, error)
    services().shown(receipt.last)
    if request.form.get("step") == "confirm" and covers("read"):
        return redirect(url_for("desk.receipt", command=receipt.command), 303)
    return redirect(_here(row, proposal), 303)


def _here(row: Mapping[str, Any], proposal: UUID) -> str:
    return f"/desk/{row['address']}/proposals/{proposal}"


def _decided(made: Made, row: Mapping[str, Any]) -> Receipt:
    """What the button sent: confirm, return or withdraw."""
    step, ledger, proposal = request.form.get("step"), services().ledger, made.originator_id
    command = request.form.get("command")
    if step == "withdraw":
        person = current() or required("propose")
        return withdraw(ledger, provenance(person, command), proposal)
    required("confirm")
    by = provenance(required(power_of(made.command, made.what)), command)
    if step == "return":
        return give_back(ledger, by, proposal, request.form)
    return confirm(ledger, by, proposal, behind(made, row).stories)


def _brought_in(made: Made) -> Response:
    """Begin the import that the person confirms by it, and lead to how far it is. Raises as `digest_to_import` and `file_proposed` do."""
    required("confirm")
    person, command = required(IMPORT), request.form.get("command", "")
    digest_to_import(services().ledger, provenance(person, command), made.originator_id)
    sent = file_proposed(made)
    asked = (person.id, person.name, person.role)
    services().imports.bring_in(sent, asked, command, made.originator_id)
    return redirect(url_for("importing.standing", given=sent.about.id), 303)


def _shown(
    row: Mapping[str, Any], found: Proposal, typed: Mapping[str, Any], error: LedgerError | None = None
) -> Shown:
    made, about = found.made, behind(found.made, row)
    is_open = found.state == OPEN
    looked = looked_at(made, about) if is_open else None
    refusal = looked.refusal if looked else ""
    if error is not None and not isinstance(error, Invalid):
        refusal = why(error)
    instants = _instants(made.originator_id)
    view = {
        "show": _named(row),
        "proposal": row_of(found, about.edition, instants[0], row["zone"]),
        "act": made.act_name,
        "answers": answers(made, row, about.found, about.stories),
        "preview": looked.preview if looked else None,
        "refusal": refusal,
        "changed": list(looked.changed) if looked else [],
        "again_href": again_href(made, row, about.found),
        "table_href": table_href(made) if made.command == IMPORT and _table_is_there(made) else None,
        "end": ended(found, instants[-1], row["zone"]),
        "form": fill(REASON, typed, error if isinstance(error, Invalid) else None),
        "may": _may(found),
        "shortcomings": shortcomings(),
    }
    return Shown(view, status=error.status if error else 200)


def _table_is_there(made: Made) -> bool:
    """Whether the person may look at the table that is to be imported, and it is as it was proposed."""
    try:
        return covers(IMPORT) and sees_file(file_proposed(made))
    except Refused:
        return False


def _instants(proposal: UUID) -> list[int]:
    """When each of its acts was recorded (µs)."""
    return [one.recorded_at for one in services().ledger.recorder.streams([proposal])[proposal]]


def _may(found: Proposal) -> dict[str, bool]:
    person, made = current(), found.made
    own = person is not None and person.id == made.by.actor
    power = power_of(made.command, made.what)
    is_open = found.state == OPEN
    return {
        "confirm": is_open and not own and covers("confirm") and covers(power),
        "withdraw": is_open and own,
        # The table is proposed anew on its own page.
        "again": made.command != IMPORT
        and found.state != "confirmed"
        and made.form.text is not None
        and covers_on(power, made.show),
        "read": covers("read"),
    }
