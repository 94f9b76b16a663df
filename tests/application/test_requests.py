"""Requests through the front door, on both databases: asked, decided target by target, taken back, answered, struck."""

from __future__ import annotations

import pytest

from ledger.application.entering import record_entry
from ledger.bootstrap import Services
from ledger.domain.endings import Declined
from ledger.domain.nomination import CreditWithdrawn, Withdrawn
from ledger.domain.request import request_of
from ledger.domain.times import parse_when
from ledger.errors import Invalid, Refused
from ledger.projections.request_inbox import requests_of
from tests.support.acts import Desk
from tests.support.requests import (
    ask,
    credit_of,
    decide,
    edition_of,
    outcomes,
    party_of,
    seen,
    send,
    waiting,
)
from tests.support.services import by


@pytest.fixture
def desk(demo: Services) -> Desk:
    return Desk(demo)


@pytest.fixture
def quickly(demo_services: Services) -> Desk:
    """On SQLite alone, for what no database decides."""
    return Desk(demo_services)


def notices(desk: Desk, title: str, reading: str = "force") -> list[str]:
    """What a list says beside a nomination."""
    return [one["text"] for _category, found in desk.found(title, reading) for one in found["notices"]]


def wrong(refused: pytest.ExceptionInfo[Invalid]) -> set[tuple[str, str]]:
    """Which fields were refused, as what."""
    return {(one.field, one.code) for one in refused.value.problems}


def test_request_leaves_everything_as_it_is_but_for_a_note(desk: Desk) -> None:
    before, public = desk.listed()["count"], desk.listed("announced")
    asked = ask(desk, "Static", "Saltwater Psalm")
    assert desk.listed()["count"] == before
    assert desk.listed("announced") == public
    assert desk.words("Static") == "nominated"
    assert notices(desk, "Static") == ["Asked to be withdrawn, 19 October 2026."]
    assert outcomes(desk, asked) == ["open", "open"]
    waits, others = requests_of(desk.demo.requests, edition_of(desk).hex)
    assert ([one.subject for one in waits], others) == ([asked.hex], [])
    assert waiting(desk) == {edition_of(desk).hex: 1}
    assert desk.agrees()


def test_granted_target_is_an_act_in_the_same_append_and_what_is_not_named_stays_open(desk: Desk) -> None:
    asked = ask(desk, "Static", "Saltwater Psalm")
    receipt = decide(desk, asked, "1:granted")
    assert desk.words("Static") == "withdrawn"
    assert desk.words("Saltwater Psalm") == "nominated"
    assert outcomes(desk, asked) == ["granted", "open"]
    (target, _open) = seen(desk, asked).request.targets
    withdrawn = next(one for _at, one in desk.ledger.story(desk.stream("Static")) if isinstance(one, Withdrawn))
    assert target.acts == (withdrawn.act_name,)
    assert withdrawn.arises_from == (f"{asked}@1",)
    assert [one.capacity for one in withdrawn.asked_by] == ["nominee"]
    assert {withdrawn.act_name, f"{asked}@2"} <= set(receipt.acts)
    assert "Asked to be withdrawn, 19 October 2026: granted." in notices(desk, "Static")
    assert desk.agrees()


def test_too_late_is_an_outcome_and_the_word_for_the_place_stays(desk: Desk) -> None:
    asked = ask(desk, "Static", wishes=["withdraw", "not_voted"])
    decide(desk, asked, "1:too_late", "2:noted", reason="after_deadline")
    assert desk.words("Static") == "nominated"
    assert outcomes(desk, asked) == ["too_late", "noted"]
    assert notices(desk, "Static") == [
        "Asked to be withdrawn, 19 October 2026: too late.",
        "Asks not to be voted for, 19 October 2026: noted.",
    ]
    assert desk.agrees()


def test_wish_before_the_announcement_is_the_word_decline(desk: Desk) -> None:
    asked = ask(desk, entered(desk), received="26 September 2026")
    told = "before the list was announced"
    decide(desk, asked, "1:granted", decided="28 September 2026", effective=told)
    assert any(isinstance(one, Declined) for _at, one in desk.ledger.story(desk.stream("Not Told Yet")))
    assert desk.words("Not Told Yet") == "declined"
    assert desk.agrees()


def entered(desk: Desk) -> str:
    """A nomination that is not announced; its title."""
    author = by()
    static = desk.ledger.story(desk.stream("Static"))[0][1]
    form = {
        "command": str(author.command),
        "seen": str(desk.ledger.recorder.head()[0]),
        "category": str(static.category),  # type: ignore[attr-defined]
        "title": "Not Told Yet",
        "work_kind": "film",
        "effective": "25 September 2026",
    }
    record_entry(desk.ledger, author, edition_of(desk), form, desk.stories())
    return "Not Told Yet"


def test_name_and_work_are_two_targets_and_the_name_leaves_first(desk: Desk) -> None:
    name = credit_of(desk, "Paper Lanterns", "Hina Baig")
    asked = ask(desk, "Paper Lanterns", credits=[name], credit_wish="take_name_off", together="yes")
    assert [one.target.together for one in seen(desk, asked).request.targets] == [1, 1]
    decide(desk, asked, "1:granted", "2:granted")
    story = [one for _at, one in desk.ledger.story(desk.stream("Paper Lanterns"))]
    gone = next(one for one in story if isinstance(one, CreditWithdrawn))
    left = next(one for one in story if isinstance(one, Withdrawn))
    assert gone.originator_version < left.originator_version
    assert [one.acts for one in seen(desk, asked).request.targets] == [(left.act_name,), (gone.act_name,)]
    assert desk.agrees()


def test_everything_of_a_party_is_kept_as_said_and_taken_apart(desk: Desk) -> None:
    party = party_of(desk, "Paper Lanterns", "Zarmina Kohi")
    asked = ask(desk, party=str(party), whole_wish="withdraw")
    whole, *parts = seen(desk, asked).request.targets
    assert (whole.outcome, whole.target.kind, whole.target.party) == ("parted", "party", party)
    assert {one.target.nomination for one in parts} == {desk.stream("Paper Lanterns")}
    assert {one.target.part_of for one in parts} == {1}
    with pytest.raises(Invalid) as refused:
        decide(desk, asked, "1:granted")
    assert wrong(refused) == {("outcome_1", "target_taken_apart")}
    decide(desk, asked, "2:refused")
    assert outcomes(desk, asked) == ["parted", "refused"]


def test_request_at_any_moment_is_what_had_become_of_it(quickly: Desk) -> None:
    asked = ask(quickly, "Static", received="19 October 2026, 10:00")
    decide(quickly, asked, "1:refused", decided="20 October 2026, 10:00")
    send(quickly, "retract", ask(quickly, "Saltwater Psalm"), effective="21 October 2026")
    story = seen(quickly, asked).story
    for told, outcome in (("19 October 2026, 11:00", "open"), ("20 October 2026, 11:00", "refused")):
        found = request_of(story, at=parse_when(told, "Asia/Karachi").latest_us)
        assert found is not None
        assert [one.outcome for one in found.targets] == [outcome]
    assert request_of(story, at=parse_when("18 October 2026", "Asia/Karachi").latest_us) is None
    assert request_of(story, known=story[0][0]).waits == (1,)  # type: ignore[union-attr]


def test_later_decision_replaces_an_earlier_one(quickly: Desk) -> None:
    asked = ask(quickly, "Static")
    decide(quickly, asked, "1:refused")
    decide(quickly, asked, "1:granted", decided="22 October 2026")
    assert outcomes(quickly, asked) == ["granted"]
    assert quickly.words("Static") == "withdrawn"
    assert "Asked to be withdrawn, 19 October 2026: granted." in notices(quickly, "Static")


def test_taken_back_request_is_open_no_longer_and_what_was_decided_stays(quickly: Desk) -> None:
    asked = ask(quickly, "Static", "Saltwater Psalm")
    decide(quickly, asked, "1:granted")
    send(quickly, "retract", asked, effective="22 October 2026")
    assert outcomes(quickly, asked) == ["granted", "retracted"]
    assert quickly.words("Static") == "withdrawn"
    with pytest.raises(Refused, match="nothing_left_open"):
        send(quickly, "retract", asked, effective="23 October 2026")
    with pytest.raises(Refused, match="nothing_left_open"):
        send(quickly, "retract", asked, targets=["1"], effective="23 October 2026")
    decide(quickly, asked, "2:noted", decided="24 October 2026")
    assert outcomes(quickly, asked) == ["granted", "noted"]


def test_organiser_asks_and_the_party_answers(desk: Desk) -> None:
    asked = ask(desk, "Static", direction="of_party", reply_by="21 October 2026")
    assert notices(desk, "Static") == ["The organiser asked (withdraw it), 19 October 2026."]
    with pytest.raises(Refused, match="not_of_that_direction"):
        decide(desk, asked, "1:granted")
    send(desk, "answer", asked, outcome="no_answer", effective="22 October 2026")
    assert outcomes(desk, asked) == ["no_answer"]
    send(desk, "answer", asked, outcome="agreed", effective="23 October 2026")
    assert outcomes(desk, asked) == ["agreed"]
    assert desk.words("Static") == "nominated"
    with pytest.raises(Refused, match="not_of_that_direction"):
        send(desk, "answer", ask(desk, "Saltwater Psalm"), outcome="agreed")
    assert desk.agrees()


def test_struck_request_leaves_no_note_and_what_rests_on_it_goes_first(desk: Desk) -> None:
    asked = ask(desk, "Static", "Saltwater Psalm")
    send(desk, "strike", asked)
    assert notices(desk, "Static") == notices(desk, "Saltwater Psalm") == []
    assert waiting(desk) == {}
    for name, given in (("strike", []), ("retract", []), ("decide", ["2:noted"])):
        with pytest.raises(Refused, match="request_struck"):
            send(desk, name, asked, outcomes=given)
    granted = ask(desk, "Static")
    decide(desk, granted, "1:granted")
    with pytest.raises(Refused, match="others_rest_on_request"):
        send(desk, "strike", granted)
    assert desk.agrees()


def test_note_is_public_only_once_an_announcement_names_it(desk: Desk) -> None:
    asked = ask(desk, "Static")
    decide(desk, asked, "1:too_late")
    story = desk.ledger.story(desk.stream("Static"))
    note, ended = (one.act_name for _at, one in story[-2:])
    assert notices(desk, "Static", "announced") == []
    desk.announce(note, at="21 October 2026")
    assert notices(desk, "Static", "announced") == ["Asked to be withdrawn, 19 October 2026."]
    desk.announce(ended, at="22 October 2026")
    assert notices(desk, "Static", "announced") == ["Asked to be withdrawn, 19 October 2026: too late."]
    assert desk.agrees()


def test_what_became_of_it_is_not_told_without_what_was_asked(quickly: Desk) -> None:
    asked = ask(quickly, "Static")
    decide(quickly, asked, "1:too_late")
    ended = quickly.ledger.story(quickly.stream("Static"))[-1][1].act_name
    with pytest.raises(Refused, match="needs_with_it"):
        quickly.announce(ended, at="21 October 2026")


def test_note_is_put_right_on_its_request_alone(quickly: Desk) -> None:
    ask(quickly, "Static")
    note = quickly.ledger.story(quickly.stream("Static"))[-1][1].originator_version
    for verb in ("entered-in-error", "correct-time"):
        with pytest.raises(Refused, match="not_to_be_corrected"):
            quickly.act(verb, "Static", act=str(note))


def test_one_can_ask_before_the_nomination_was_entered(desk: Desk) -> None:
    title = entered(desk)
    entry = desk.ledger.story(desk.stream(title))[0][1]
    asked = ask(desk, title, wishes=["decline"], sent="1 September 2026", received="2 September 2026")
    note = desk.ledger.story(desk.stream(title))[-1][1]
    assert seen(desk, asked).request.made.effective.text == "2026-09-02"
    assert note.counts_from == entry.counts_from + 1  # type: ignore[attr-defined]
    assert desk.agrees()
