"""A category that confers on nobody: decided, announced, put right, and never beside a winner (decision 12)."""

from __future__ import annotations

from uuid import UUID

import pytest

from ledger.application.act_kinds import ACT_KINDS
from ledger.application.no_award import decide_no_award, preview_no_award
from ledger.application.offering import offered
from ledger.bootstrap import Services
from ledger.errors import Conflict, Invalid, NotAllowed, Refused
from ledger.schemas.commands import load
from ledger.schemas.no_award import NoAwardForm
from ledger.wording.errors import error_sentence
from ledger.wording.names import isolated
from tests.support.acts import Desk
from tests.support.nobody import (
    DECIDED,
    GROUNDS,
    act,
    category,
    edition,
    form,
    lines,
    nobody,
    said,
)
from tests.support.services import by


@pytest.fixture
def desk(demo: Services) -> Desk:
    """The demo's desk."""
    return Desk(demo)


@pytest.mark.parametrize("verb, tie", [("choose", ""), ("confer", "true")])
@pytest.mark.parametrize("first", ["nobody", "somebody"])
def test_category_confers_on_nobody_or_on_somebody_not_both(desk: Desk, verb: str, tie: str, first: str) -> None:
    if first == "nobody":
        nobody(desk)
        with pytest.raises(Refused, match="nobody_has_the_award"):
            desk.act(verb, "چاند کے پار", tie=tie)
        return
    desk.act(verb, "چاند کے پار", tie=tie)
    head = desk.ledger.recorder.head()
    with pytest.raises(Refused, match="somebody_has_the_award") as refused:
        nobody(desk)
    assert isolated("چاند کے پار") in error_sentence(refused.value)
    assert desk.ledger.recorder.head() == head


def test_winner_of_an_earlier_time_stands_against_no_award_then_and_not_later(desk: Desk) -> None:
    desk.act("confer", "چاند کے پار", effective="10 October 2026")
    desk.act("vacate-award", "چاند کے پار", effective="25 October 2026")
    with pytest.raises(Refused, match="somebody_has_the_award"):
        nobody(desk, effective="20 October 2026")
    nobody(desk, effective="26 October 2026")
    with pytest.raises(Refused, match="nobody_has_the_award"):
        desk.act("restore-award", "چاند کے پار", effective="27 October 2026")


def test_winner_of_another_category_is_not_moved_to_where_nobody_has_the_award(desk: Desk) -> None:
    nobody(desk)
    desk.act("choose", "Static", effective="20 October 2026")
    head = desk.ledger.recorder.head()
    with pytest.raises(Refused, match="nobody_has_the_award"):
        desk.act("move", "Static", category=category(desk)["id"], effective="21 October 2026")
    assert desk.ledger.recorder.head() == head


def test_correction_that_brings_nobody_back_beside_a_winner_is_refused(desk: Desk) -> None:
    receipt = nobody(desk)
    undone = act(desk, "not-conferred", receipt, effective="22 October 2026", body="jury")
    desk.act("confer", "چاند کے پار", effective="23 October 2026")
    with pytest.raises(Refused, match="somebody_has_the_award"):
        act(desk, "entered-in-error", receipt, act=undone.partition("@")[2])
    with pytest.raises(Refused, match="somebody_has_the_award"):
        act(desk, "correct-time", receipt, act=undone.partition("@")[2], effective="25 October 2026")


def test_no_award_that_was_struck_can_be_recorded_again(desk: Desk) -> None:
    receipt = nobody(desk)
    act(desk, "entered-in-error", receipt, act="1")
    assert (said(desk, "force"), lines(desk, "force")) == (None, [])
    nobody(desk)
    assert said(desk, "force") == f"{DECIDED} {GROUNDS}"
    with pytest.raises(Refused, match="has_no_award"):
        nobody(desk)
    assert desk.agrees()


def test_award_can_be_given_once_what_had_it_was_struck(desk: Desk) -> None:
    receipt = nobody(desk, stage="conferred")
    act(desk, "entered-in-error", receipt, act="1")
    desk.act("confer", "چاند کے پار")
    desk.act("vacate-award", "چاند کے پار", effective="21 October 2026")
    desk.act("confer", "Saltwater Psalm", effective="22 October 2026")
    assert desk.words("Saltwater Psalm") == "nominated · won"


@pytest.mark.parametrize(
    "verb", sorted(set(ACT_KINDS) - {"choose", "confer", "not-conferred", "correct-time", "entered-in-error"})
)
def test_nothing_of_a_nominee_happens_to_nobody(desk: Desk, verb: str) -> None:
    receipt = nobody(desk)
    with pytest.raises(Refused, match="confers_on_nobody"):
        act(
            desk,
            verb,
            receipt,
            category=category(desk)["id"],
            name="Somebody",
            act="1",
            finding="ineligible",
            credit=str(UUID(int=1)),
        )
    story = desk.ledger.story(UUID(receipt.acts[0].partition("@")[0]))
    assert offered(story, "organiser") == ["entered-in-error", "correct-time", "confer", "not-conferred"]


def test_two_who_decide_for_nobody_and_for_somebody_at_once_are_one(desk: Desk) -> None:
    before, head = desk.stories(), str(desk.ledger.recorder.head()[0])
    desk.act("confer", "چاند کے پار")
    with pytest.raises(Refused, match="claim_taken") as refused:
        nobody(desk, stories=before, seen=head)
    assert "Somebody else" in error_sentence(refused.value)


def test_two_who_decide_for_nobody_at_once_are_one(desk: Desk) -> None:
    author, stories = by(), desk.stories()
    data = load(NoAwardForm(), {"command": str(author.command), **form(desk)})
    first, second = (decide_no_award(desk.ledger, by(), edition(desk), data, stories) for _time in range(2))
    desk.ledger.save(first, {"no_award": 1})
    with pytest.raises(Refused, match="claim_taken") as refused:
        desk.ledger.save(second, {"no_award": 2})
    assert "Somebody else" in error_sentence(refused.value)


def test_no_award_is_not_decided_past_what_was_recorded_meanwhile(desk: Desk) -> None:
    head = str(desk.ledger.recorder.head()[0])
    desk.act("rule-ineligible", "چاند کے پار")
    with pytest.raises(Conflict, match="moved_on"):
        nobody(desk, seen=head)


@pytest.mark.parametrize(
    "typed, field",
    [
        ({"category": str(UUID(int=1))}, "category"),
        ({"body": "sponsor"}, "body"),
        ({"rule": "the rule of thumb"}, "rule"),
        ({"reason": "own_wish"}, "reason"),
        ({"effective": "next moon"}, "effective"),
        ({"decided": "2031"}, "decided"),
    ],
)
def test_bad_answer_is_told_at_its_field_and_nothing_is_written(desk: Desk, typed: dict[str, str], field: str) -> None:
    head = desk.ledger.recorder.head()
    with pytest.raises(Invalid) as refused:
        nobody(desk, **typed)
    assert [one.field for one in refused.value.problems] == [field]
    assert desk.ledger.recorder.head() == head


def test_only_who_decides_awards_records_that_there_is_none(desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        nobody(desk, person=1)


def test_preview_of_no_award_writes_nothing_and_leaves_the_nominees(desk: Desk) -> None:
    head, author = desk.ledger.recorder.head(), by()
    view = preview_no_award(
        desk.ledger, author, edition(desk), {"command": str(author.command), **form(desk)}, desk.stories()
    )
    name = category(desk)["name"]
    assert [one["sentence"] for one in view["acts"]] == [
        f"It is recorded that {name} confers on nobody.",
        f"It is decided that no award is made in {name}, 20 October 2026.",
    ]
    assert (view["before"], view["after"]) == ("the award is open", "no award · decided")
    listed, without = view["counts"]
    assert listed["before"] == listed["after"]
    assert (without["before"], without["after"]) == ("0", "1")
    assert desk.ledger.recorder.head() == head


def test_striking_a_strike_does_not_bring_a_second_no_award(desk: Desk) -> None:
    receipt = nobody(desk)
    struck = act(desk, "entered-in-error", receipt, act="1")
    nobody(desk)
    with pytest.raises(Invalid, match="entered_again"):
        act(desk, "entered-in-error", receipt, act=struck.partition("@")[2])
