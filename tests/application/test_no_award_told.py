"""What the public reads of a category that confers on nobody: all of it or nothing, and never beside a winner."""

from __future__ import annotations

import pytest

from ledger.bootstrap import Services
from ledger.errors import Refused
from ledger.wording.errors import error_sentence
from tests.support.acts import Desk
from tests.support.nobody import (
    DECIDED,
    GROUNDS,
    MADE,
    act,
    back,
    category,
    decision,
    lines,
    nobody,
    said,
)


@pytest.fixture
def desk(demo: Services) -> Desk:
    """The demo's desk."""
    return Desk(demo)


def test_no_award_is_a_secret_of_the_desk_until_it_is_announced(desk: Desk) -> None:
    before = desk.listed("force")
    receipt = nobody(desk, rule="7.2")
    assert len(receipt.acts) == 2
    grounds = GROUNDS.replace("no rule cited", "rule 7.2")
    assert (said(desk, "force"), said(desk, "announced")) == (f"{DECIDED} {grounds}", None)
    desk.announce(decision(receipt))
    assert (said(desk, "force"), said(desk, "announced")) == (f"{DECIDED} {grounds}", f"{MADE} {grounds}")
    after = desk.listed("force")
    assert (after["count"], after["entered"]) == (before["count"], before["entered"])
    assert category(desk)["recorded"] == []
    assert lines(desk, "announced") == lines(desk, "force") == ["no award in 1 category"]
    assert desk.agrees()


def test_no_award_that_is_final_is_announced_by_its_one_decision(desk: Desk) -> None:
    receipt = nobody(desk, stage="conferred")
    assert (len(receipt.acts), said(desk, "force")) == (3, f"{MADE} {GROUNDS}")
    told = desk.announce(decision(receipt))
    assert len(told.acts) == 2
    assert said(desk, "announced") == f"{MADE} {GROUNDS}"
    assert desk.agrees()


def test_reason_and_rule_of_no_award_are_told_only_as_announced(desk: Desk) -> None:
    receipt = nobody(desk, rule="7.2")
    kept = [f"{decision(receipt)}:{part}" for part in ("rule", "reason")]
    desk.announce(decision(receipt), kept_back=kept)
    assert said(desk, "announced") == f"{MADE} Decided by the jury, the rule is not told."


def test_winner_after_all_where_no_award_no_longer_holds(desk: Desk) -> None:
    receipt = nobody(desk, stage="conferred")
    desk.announce(decision(receipt))
    undone = act(desk, "not-conferred", receipt, effective="22 October 2026", body="jury")
    won = desk.act("confer", "چاند کے پار", effective="23 October 2026")
    with pytest.raises(Refused, match="needs_with_it") as refused:
        desk.announce(won)
    assert "No award in" in error_sentence(refused.value)
    desk.announce(undone, won)
    assert said(desk, "announced") == (
        "That no award is made in this category no longer holds, 22 October 2026. "
        "Decided by the jury, no rule cited. The body looked at it again."
    )
    assert desk.words("چاند کے پار", "announced") == "nominated · won"
    assert lines(desk, "announced") == []
    with pytest.raises(Refused, match="somebody_has_the_award"):
        act(desk, "choose", receipt, effective="24 October 2026", body="jury")
    assert desk.agrees()


def test_announcement_of_no_award_is_taken_back_and_made_again(desk: Desk) -> None:
    receipt = nobody(desk)
    back(desk, desk.announce(decision(receipt)))
    assert (said(desk, "force"), said(desk, "announced")) == (f"{DECIDED} {GROUNDS}", None)
    desk.announce(decision(receipt))
    assert said(desk, "announced") == f"{MADE} {GROUNDS}"
    assert desk.agrees()


def test_public_never_reads_of_no_award_and_a_winner_at_once(desk: Desk) -> None:
    receipt = nobody(desk)
    desk.announce(decision(receipt))
    undone = desk.announce(act(desk, "not-conferred", receipt, effective="22 October 2026", body="jury"))
    won = desk.announce(desk.act("confer", "چاند کے پار", effective="23 October 2026"))
    with pytest.raises(Refused, match="others_rest_on_it"):
        back(desk, undone)
    back(desk, won)
    back(desk, undone)
    assert said(desk, "announced") == f"{MADE} {GROUNDS}"


def test_no_award_is_not_told_while_the_public_reads_of_a_winner(desk: Desk) -> None:
    desk.announce(desk.act("confer", "چاند کے پار", effective="20 October 2026"))
    lost = desk.act("vacate-award", "چاند کے پار", effective="22 October 2026")
    receipt = nobody(desk, effective="23 October 2026")
    with pytest.raises(Refused, match="needs_with_it"):
        desk.announce(decision(receipt))
    desk.announce(lost, decision(receipt))
    assert said(desk, "announced") == f"{MADE} {GROUNDS}"


def test_no_award_the_public_heard_of_is_struck_by_its_decision(desk: Desk) -> None:
    receipt = nobody(desk)
    desk.announce(decision(receipt))
    with pytest.raises(Refused, match="no_award_was_heard"):
        act(desk, "entered-in-error", receipt, act="1")
    struck = act(desk, "entered-in-error", receipt, act="2")
    assert (said(desk, "force"), said(desk, "announced")) == (None, f"{MADE} {GROUNDS}")
    desk.announce(struck)
    assert said(desk, "announced") is None


def test_no_award_is_not_told_for_a_time_at_which_somebody_had_the_award(desk: Desk) -> None:
    desk.act("choose", "چاند کے پار", effective="10 October 2026")
    desk.act("not-conferred", "چاند کے پار", effective="22 October 2026")
    receipt = nobody(desk, effective="unknown")
    with pytest.raises(Refused, match="told_too_early"):
        desk.announce(decision(receipt), at="2026-10-20 12:00")
    desk.announce(decision(receipt), at="2026-10-23 12:00")
    assert said(desk, "announced") == f"{MADE} {GROUNDS}"
