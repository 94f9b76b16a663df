"""Four eyes: one person proposes a form, another confirms or returns it (decision 16)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

import msgspec

from ledger.application.draft import Draft
from ledger.application.four_eyes import confirming, proposing
from ledger.application.ledger import Ledger, Receipt
from ledger.application.once import once
from ledger.application.proposable import Form, Ground, Stories, about, decide, power_of
from ledger.application.roster import check_may
from ledger.domain.proposal import OPEN, Confirmed, Made, Proposal, Returned, Withdrawn, proposal_of
from ledger.domain.roster import under_four_eyes
from ledger.domain.values import Provenance
from ledger.errors import Conflict, NotAllowed, NotFound, Refused
from ledger.schemas.commands import load
from ledger.schemas.proposals import ReturnCommand

OF_THE_PAGE = ("command", "csrf_token", "step")
"""What a form sends beside its answers: of no use to whoever confirms it."""


def proposal_in(ledger: Ledger, proposal: UUID) -> Proposal:
    """The proposal as it stands. Raises NotFound `no_such_proposal`."""
    found = proposal_of(event for _position, event in ledger.stories([proposal]).get(proposal, ()))
    if found is None:
        raise NotFound("no_such_proposal")
    return found


def typed_in(made: Made) -> dict[str, Any]:
    """What was typed; nothing where its key was destroyed."""
    return msgspec.json.decode(made.form.text, type=dict[str, Any]) if made.form.text else {}


def form_in(made: Made, command: UUID) -> Form:
    """The form as it was sent, under another command. Raises Refused `proposal_erased`."""
    if not made.form.text:
        raise Refused("proposal_erased")
    return Form(made.command, made.what, made.subject, {**typed_in(made), "command": str(command)})


def decide_proposal(ledger: Ledger, by: Provenance, form: Form, stories: Stories, instead: UUID | None = None) -> Draft:
    """Decide a proposal without writing: what its command would refuse is refused at once. `instead` is one of one's own that it takes the place of.

    Raises as the command does, and Refused `not_under_four_eyes`.
    """
    looked_at = decide(Ground(ledger, proposing(by), stories), form)
    found = about(ledger, form, looked_at)
    (show,) = found.shows
    draft, stream = Draft(by), ledger.new_id()
    story = ledger.story(show)
    if not under_four_eyes(event for _position, event in story):
        raise Refused("not_under_four_eyes")
    # What the command found on the roster, and all else it rests on, must not change before the proposal stands.
    draft.guards = list(looked_at.guards)
    head = ledger.recorder.head()[0]
    kept = {
        name: value for name, value in form.typed.items() if name not in OF_THE_PAGE and value not in ("", [], None)
    }
    draft.add(
        Made,
        stream,
        show=show,
        edition=next(iter(found.editions), None),
        command=form.command,
        what=form.what,
        subject=form.subject,
        form=draft.named(stream, msgspec.json.encode({"seen": str(head), **kept}, order="deterministic").decode()),
        seen=int(kept.get("seen", head)),
    )
    if instead is not None:
        _withdraw_own(ledger, draft, show, instead)
    return draft


def _withdraw_own(ledger: Ledger, draft: Draft, show: UUID, earlier: UUID) -> None:
    """End one's own proposal on this show that is made anew; of anybody else's only they or a second person dispose."""
    found = proposal_in(ledger, earlier)
    if (found.state, found.made.show, found.made.by.actor) == (OPEN, show, draft.by.actor):
        draft.goes_on(earlier, found.made.originator_version)
        draft.add(Withdrawn, earlier)


def propose(
    ledger: Ledger, by: Provenance, form: Form, stories: Stories, instead: UUID | None = None
) -> tuple[Receipt, UUID]:
    """Put the form before a second person; the receipt and the proposal. The same command sent twice is one proposal."""
    answers = {name: value for name, value in form.typed.items() if name not in OF_THE_PAGE}
    request = {"propose": form.command, "what": form.what, "subject": str(form.subject), "form": answers}
    receipt = once(
        ledger, by, request, lambda: ledger.save(decide_proposal(ledger, by, form, stories, instead), request)
    )
    return receipt, UUID(receipt.acts[0].partition("@")[0])


def decide_confirmation(ledger: Ledger, by: Provenance, proposal: UUID, stories: Stories) -> Draft:
    """What the proposal would become, decided anew for whoever confirms it, and that it is confirmed; nothing is written.

    Raises as the command does (Conflict where what it rests on moved since it was made), and NotFound `no_such_proposal`,
    Refused `proposal_decided`, NotAllowed `own_proposal`.
    """
    made = _open(ledger, proposal)
    if made.by.actor == by.actor:
        raise NotAllowed("own_proposal")
    author = confirming(by, made.act_name)
    draft = decide(Ground(ledger, author, stories), form_in(made, by.command))
    check_may(ledger, draft, "confirm", made.show)
    draft.goes_on(proposal, made.originator_version)
    draft.add(Confirmed, proposal, acts=tuple(event.act_name for event in draft.events))
    return draft


def confirm(ledger: Ledger, by: Provenance, proposal: UUID, stories: Stories) -> Receipt:
    """Record what was proposed, in one append with the word that it is confirmed. The same command sent twice is one act."""
    return _decided(
        ledger, by, proposal, {"confirm": str(proposal)}, lambda: decide_confirmation(ledger, by, proposal, stories)
    )


def give_back(ledger: Ledger, by: Provenance, proposal: UUID, form: Mapping[str, Any]) -> Receipt:
    """Return it with a reason, as another person whose role would cover confirming it. Raises NotAllowed, Invalid, Refused."""
    data = load(ReturnCommand(), form)

    def decided() -> Draft:
        made = _open(ledger, proposal)
        if made.by.actor == by.actor:
            raise NotAllowed("own_proposal")
        draft = Draft(by)
        check_may(ledger, draft, "confirm", made.show)
        check_may(ledger, draft, power_of(made.command, made.what), made.show)
        draft.goes_on(proposal, made.originator_version)
        # Under a key that was destroyed nothing more is told; it is over all the same.
        reason = draft.named(proposal, data["reason"]) if made.form.text else None
        draft.add(Returned, proposal, reason=reason)
        return draft

    return _decided(ledger, by, proposal, {"return": str(proposal), "reason": data["reason"]}, decided)


def withdraw(ledger: Ledger, by: Provenance, proposal: UUID) -> Receipt:
    """Take one's own proposal back. Raises NotAllowed `not_your_proposal`, Refused `proposal_decided`."""

    def decided() -> Draft:
        made = _open(ledger, proposal)
        if made.by.actor != by.actor:
            raise NotAllowed("not_your_proposal")
        draft = Draft(by)
        _check_may_propose(ledger, draft, made)
        draft.goes_on(proposal, made.originator_version)
        draft.add(Withdrawn, proposal)
        return draft

    return _decided(ledger, by, proposal, {"withdraw_proposal": str(proposal)}, decided)


def _check_may_propose(ledger: Ledger, draft: Draft, made: Made) -> None:
    """Raise NotAllowed unless the author could make this proposal today."""
    proposer = Draft(proposing(draft.by))
    check_may(ledger, proposer, power_of(made.command, made.what), made.show)
    draft.guards += proposer.guards


def _decided(
    ledger: Ledger, by: Provenance, proposal: UUID, request: Mapping[str, object], decided: Callable[[], Draft]
) -> Receipt:
    """Save what decides a proposal; of two who decide at once the second is told that it is decided."""

    def act() -> Receipt:
        try:
            return ledger.save(decided(), request)
        except Conflict as error:
            if proposal_in(ledger, proposal).state != OPEN:
                raise Refused("proposal_decided") from error
            raise

    return once(ledger, by, request, act)


def _open(ledger: Ledger, proposal: UUID) -> Made:
    """The proposal, if it is open; whatever goes on with it from there is refused where something else decides it meanwhile."""
    found = proposal_in(ledger, proposal)
    if found.state != OPEN:
        raise Refused("proposal_decided")
    return found.made
