"""Proposals sent twice, decided twice at one moment, sealed and erased. On both databases."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import msgspec
import pytest

from ledger.application.ledger import Ledger
from ledger.application.proposable import Form
from ledger.application.proposals import confirm, give_back, proposal_in, propose, withdraw
from ledger.application.roster import roster_in
from ledger.bootstrap import Services
from ledger.domain.nomination import Withdrawn as NominationWithdrawn
from ledger.domain.proposal import Made
from ledger.errors import LedgerError, NotFound
from tests.support.four_eyes import DEPUTY, code_of, confirmed, proposed, second, stories, withdrawing
from tests.support.rosters import ADMINISTRATOR, meridian
from tests.support.services import by


def test_same_proposal_sent_twice_is_one(under: Services) -> None:
    ledger, form, author = under.ledger, withdrawing(under), by()
    first = propose(ledger, author, form, stories(under))
    again = propose(ledger, author, form, stories(under))
    assert (again[1], again[0].repeated, again[0].acts) == (first[1], True, first[0].acts)


def test_same_confirmation_sent_twice_is_one_act(under: Services) -> None:
    proposal, author = proposed(under, withdrawing(under)), second()
    first = confirm(under.ledger, author, proposal, stories(under))
    again = confirm(under.ledger, author, proposal, stories(under))
    assert (again.acts, again.repeated) == (first.acts, True)


def _at_once(*acts: Callable[[], object]) -> list[str]:
    """What comes of acts sent at one moment: "done", or why not; sorted."""

    def outcome(act: Callable[[], object]) -> str:
        try:
            act()
        except LedgerError as error:
            return error.code
        return "done"

    with ThreadPoolExecutor(len(acts)) as threads:
        return sorted(threads.map(outcome, acts))


def _withdrawals(ledger: Ledger, title: Form) -> int:
    story = ledger.story(UUID(title.typed["nominations"][0]))
    return sum(isinstance(event, NominationWithdrawn) for _position, event in story)


def test_two_who_confirm_at_once_record_once(under: Services) -> None:
    form = withdrawing(under)
    proposal = proposed(under, form, by(DEPUTY))
    told = stories(under)
    outcomes = _at_once(*(lambda a=author: confirm(under.ledger, a, proposal, told) for author in (by(), second())))
    assert outcomes == ["done", "proposal_decided"]
    assert _withdrawals(under.ledger, form) == 1


def test_of_a_confirmation_and_a_return_at_once_one_holds(under: Services) -> None:
    ledger, form = under.ledger, withdrawing(under)
    proposal, told = proposed(under, form, by(DEPUTY)), stories(under)
    back = by()
    outcomes = _at_once(
        lambda: confirm(ledger, second(), proposal, told),
        lambda: give_back(ledger, back, proposal, {"command": str(back.command), "reason": "No."}),
    )
    assert outcomes == ["done", "proposal_decided"]
    assert _withdrawals(ledger, form) == (proposal_in(ledger, proposal).state == "confirmed")


@pytest.mark.parametrize("times", range(10))
def test_of_a_return_and_a_withdrawal_at_once_one_holds(quick: Services, times: int) -> None:
    ledger, proposal = quick.ledger, proposed(quick, withdrawing(quick), by(DEPUTY))
    back, away = by(), by(DEPUTY)
    outcomes = _at_once(
        lambda: give_back(ledger, back, proposal, {"command": str(back.command), "reason": f"No {times}."}),
        lambda: withdraw(ledger, away, proposal),
    )
    assert outcomes == ["done", "proposal_decided"]
    assert len(ledger.story(proposal)) == len(("made", "decided"))


def test_confirmer_whose_role_has_ended_records_nothing(quick: Services) -> None:
    ledger, proposal = quick.ledger, proposed(quick, withdrawing(quick))
    granted = roster_in(ledger.story(meridian(ledger))).granted
    role = next(one.originator_version for one in granted if one.person == second().actor)
    ending = Form("show", "end-role", meridian(ledger), {"grant": str(role), "command": str(uuid4())})
    confirmed(quick, proposed(quick, ending), by(ADMINISTRATOR))
    head = ledger.recorder.head()
    assert code_of(lambda: confirmed(quick, proposal)) == "not_on_roster"
    assert ledger.recorder.head() == head


def test_what_was_typed_is_sealed_and_whole(under: Services) -> None:
    ledger = under.ledger
    form = withdrawing(under, private_reason="زہرہ, a family matter")
    proposal = proposed(under, form)
    (stored,) = ledger.recorder.streams([proposal])[proposal]
    assert "زہرہ".encode() not in stored.state
    assert b"family" not in stored.state
    made = ledger.mapper.decode(stored)
    assert isinstance(made, Made)
    assert made.form.subject == proposal
    assert msgspec.json.decode(made.form.text or "") == {
        name: value for name, value in form.typed.items() if name != "command"
    }


def test_erased_proposal_is_not_confirmed(quick: Services) -> None:
    proposal = proposed(quick, withdrawing(quick))
    quick.ledger.keyring.destroy(proposal)
    assert code_of(lambda: confirmed(quick, proposal)) == "proposal_erased"


def test_what_is_no_proposal_is_not_decided(quick: Services) -> None:
    with pytest.raises(NotFound) as refused:
        confirmed(quick, meridian(quick.ledger))
    assert refused.value.code == "no_such_proposal"
