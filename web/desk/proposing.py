"""Forms of a show under four eyes: who may open them, what sending one comes to, and one filled in again from a proposal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import g, redirect, request
from werkzeug.wrappers import Response

from ledger.application.four_eyes import proposing
from ledger.application.proposable import Form, Stories
from ledger.application.proposals import proposal_in, propose, typed_in
from ledger.domain.announcement import Made
from ledger.domain.nomination import Entered
from ledger.domain.roster import under_four_eyes
from ledger.domain.values import Provenance
from ledger.errors import NotFound
from ledger.projections.nominees import edition_by_id
from ledger.projections.shows import show_by_id
from web.people import Person, covers, current, provenance, required, services
from web.sight import reads_proposal

PROPOSE = "propose"
"""The step that a form's last button sends."""


def two_needed(show: UUID) -> bool:
    """Whether the show is under four eyes."""
    return under_four_eyes(event for _position, event in services().ledger.story(show))


def begins(act: str) -> None:
    """Before anything is looked up: raises NotAllowed where the role neither covers the act nor could propose it anywhere."""
    if not covers("propose"):
        required(act)


def required_on(act: str, show: UUID) -> Person:
    """The person, if their role covers the act; on a show under four eyes, also if they may propose it. Raises NotAllowed."""
    person = current()
    # Nothing is recorded by whoever only proposes: they need not prove themselves anew for it.
    if person is not None and two_needed(show) and (covers(PROPOSE) or covers(act)):
        return person
    return required(act)


def covers_on(act: str, show: UUID) -> bool:
    """Whether the person looking around may do this on the show, or propose it there."""
    return covers(act) or (covers(PROPOSE) and two_needed(show))


def author_on(person: Person, command: str | None, show: UUID) -> Provenance:
    """Who sends a form of the show; under four eyes somebody who only proposes, by whom nothing is recorded."""
    by = provenance(person, command)
    return proposing(by) if two_needed(show) else by


def show_of(stream: UUID) -> UUID:
    """The show of a nomination or an announcement. Raises NotFound `no_such_stream`, `not_a_nomination`."""
    first = services().ledger.story(stream)[0][1]
    if not isinstance(first, Entered | Made):
        raise NotFound("not_a_nomination")
    return UUID(hex=edition_by_id(services().lists, first.edition.hex).show["subject"])


def proposed_form(person: Person, form: Form, stories: Stories) -> Response:
    """Put what was sent before a second person, and lead to the proposal. Raises as `propose`."""
    ledger = services().ledger
    by = provenance(person, str(form.typed.get("command", "")))
    receipt, proposal = propose(ledger, by, form, stories, _named())
    services().shown(receipt.last)
    row = show_by_id(services().lists, proposal_in(ledger, proposal).made.show.hex)
    if row is None:
        raise NotFound("no_such_show")
    return redirect(f"/desk/{row['address']}/proposals/{proposal}", 303)


def filled_again(command: str, show: UUID) -> Mapping[str, Any]:
    """What was typed in the proposal that the address names (`?proposal=`), if it is one of this show and form; else nothing."""
    named = _named()
    if named is None:
        return {}
    try:
        made = proposal_in(services().ledger, named).made
    except NotFound:
        return {}
    if made.show != show or made.command != command or not reads_proposal(made):
        return {}
    # What was typed may hold private reasons and names.
    g.filled_from_proposal = True
    return {name: value for name, value in typed_in(made).items() if name != "seen"}


def _named() -> UUID | None:
    try:
        return UUID(request.args.get("proposal", ""))
    except ValueError:
        return None
