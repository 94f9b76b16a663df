"""An import that a second person confirms: its first append confirms the proposal, those after it are known by its digest (decision 16)."""

from __future__ import annotations

from uuid import UUID

from ledger.application.draft import Draft
from ledger.application.four_eyes import digest_proposed
from ledger.application.ledger import Ledger
from ledger.application.proposals import proposal_in
from ledger.application.roster import check_may
from ledger.domain.proposal import IMPORT, OPEN, Confirmed
from ledger.domain.values import Provenance
from ledger.errors import NotAllowed, NotFound, Refused


def digest_to_import(ledger: Ledger, by: Provenance, proposal: UUID) -> str:
    """The digest of what the author may bring in by a proposal: one that waits for them, or that they confirmed and that was interrupted.

    Raises NotFound `no_such_proposal`, NotAllowed `own_proposal`, Refused `proposal_decided`, `proposal_erased`.
    """
    made, state, end = proposal_in(ledger, proposal)
    if made.command != IMPORT:
        raise NotFound("no_such_proposal")
    if state != OPEN and not (isinstance(end, Confirmed) and end.by.actor == by.actor):
        raise Refused("proposal_decided")
    if made.by.actor == by.actor:
        raise NotAllowed("own_proposal")
    draft = Draft(by)
    for power in (IMPORT, "confirm"):
        check_may(ledger, draft, power, made.show)
    # What was confirmed is known even where the form was erased since.
    return str(end.digest if isinstance(end, Confirmed) else digest_proposed(made))


def confirm_in(ledger: Ledger, draft: Draft, proposal: UUID, digest: str) -> None:
    """Before an append of the import is saved: it is of this digest, and the first one confirms the proposal."""
    draft.brings_in = digest
    found = proposal_in(ledger, proposal)
    if found.state != OPEN:
        # Whether it may go on is asked of what is saved.
        return
    check_may(ledger, draft, "confirm", found.made.show)
    draft.goes_on(proposal, found.made.originator_version)
    draft.add(Confirmed, proposal, acts=tuple(event.act_name for event in draft.events), digest=digest)
