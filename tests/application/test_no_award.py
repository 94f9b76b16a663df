"""A category that confers on nobody: decided, announced, put right, and never beside a winner (decision 12)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from ledger.application.act_forms import record_act
from ledger.application.act_kinds import ACT_KINDS
from ledger.application.ledger import Receipt
from ledger.application.no_award import decide_no_award, preview_no_award, record_no_award
from ledger.application.offering import offered
from ledger.bootstrap import Services
from ledger.demo.people import PEOPLE
from ledger.errors import Conflict, Invalid, NotAllowed, Refused
from ledger.projections.nominees import find_edition
from ledger.schemas.commands import load
from ledger.schemas.no_award import NoAwardForm
from ledger.wording.errors import error_sentence
from ledger.wording.names import isolated
from tests.support.acts import Desk
from tests.support.services import by

SONG = "song-of-the-year"


@pytest.fixture
def desk(demo: Services) -> Desk:
    """The demo's desk."""
    return Desk(demo)


def category(desk: Desk, address: str = SONG) -> dict[str, Any]:
    return next(one for one in desk.listed()["categories"] if one["address"] == address)


def form(desk: Desk, **typed: Any) -> dict[str, Any]:
    usual = {
        "seen": str(desk.ledger.recorder.head()[0]),
        "effective": "20 October 2026",
        "body": "jury",
        "reason": "none_sufficed",
    }
    return {"category": category(desk)["id"], **usual, **typed}


def edition(desk: Desk) -> UUID:
    return UUID(hex=find_edition(desk.demo.lists, "meridian", desk.edition).edition["subject"])


def nobody(desk: Desk, **typed: Any) -> Receipt:
    """Record that no award is made in the category of the song."""
    author = by(PEOPLE[typed.pop("person", 0)])
    stories = typed.pop("stories", None) or desk.stories()
    sent = {"command": str(author.command), **form(desk, **typed)}
    return record_no_award(desk.ledger, author, edition(desk), sent, stories)


def decision(receipt: Receipt) -> str:
    return receipt.acts[1]


def act(desk: Desk, verb: str, receipt: Receipt, **typed: Any) -> str:
    author = by()
    stream = receipt.acts[0].partition("@")[0]
    sent = {**desk.form(verb, author, **typed), "nominations": [stream]}
    return record_act(desk.ledger, author, verb, sent, desk.stories()).acts[0]


def said(desk: Desk, reading: str) -> str | None:
    follow = desk.listed(reading)["categories"]
    told = next(one for one in follow if one["address"] == SONG)["no_award"]
    return None if told is None else f"{told['text']} {told['grounds']}".strip()


def lines(desk: Desk, reading: str) -> list[str]:
    return [one["text"] for one in desk.listed(reading)["lines"] if "no award" in one["text"]]


DECIDED = "It is decided: no award in this category."
MADE = "No award was made in this category."
GROUNDS = "Decided by the jury, no rule cited. No nomination came up to what the rules ask for."


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


def test_no_award_the_public_heard_of_is_struck_by_its_decision(desk: Desk) -> None:
    receipt = nobody(desk)
    desk.announce(decision(receipt))
    with pytest.raises(Refused, match="no_award_was_heard"):
        act(desk, "entered-in-error", receipt, act="1")
    struck = act(desk, "entered-in-error", receipt, act="2")
    assert (said(desk, "force"), said(desk, "announced")) == (None, f"{MADE} {GROUNDS}")
    desk.announce(struck)
    assert said(desk, "announced") is None


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
