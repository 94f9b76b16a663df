"""Requests as real cases had them (DOMAIN.md, Real cases), told of the demo's fictional names."""

from __future__ import annotations

import pytest

from ledger.bootstrap import Services
from ledger.domain.times import parse_when, relation
from ledger.projections.request_inbox import is_closed, requests_of
from tests.application.test_requests import entered
from tests.application.test_requests_refused import close
from tests.support.acts import Desk
from tests.support.requests import ask, credit_of, decide, edition_of, keep, outcomes, party_of, seen

ZONE = "Asia/Karachi"


@pytest.fixture
def desk(demo_services: Services) -> Desk:
    return Desk(demo_services)


def test_letter_received_before_the_announcement_and_refused_leaves_the_name(desk: Desk) -> None:
    """MB11: the letter reaches the chair 45 minutes before; the chair says that the name remains."""
    asked = ask(desk, "Static", sent="30 September 2026", received="1 October 2026, 17:15", source_kind="letter")
    decide(desk, asked, "1:refused", decided="1 October 2026, 17:30", body="chair")
    made = seen(desk, asked).request.made
    assert made.received is not None
    assert relation(made.received, parse_when("2026-10-01 18:00", ZONE)) == "before"
    assert outcomes(desk, asked) == ["refused"]
    assert desk.words("Static") == "nominated"
    assert desk.agrees()


def test_letter_sent_before_and_received_after_the_decision_is_noted_and_the_award_refused(desk: Desk) -> None:
    """NO64: sent < decided < received; the prize is announced, refused, and stands in the list as won and refused."""
    desk.act("choose", "Static", effective="20 October 2026")
    asked = ask(desk, "Static", wishes=["decline"], about="award", sent="18 October 2026", received="21 October 2026")
    made = seen(desk, asked).request.made
    decided = parse_when("20 October 2026", ZONE)
    assert made.sent is not None
    assert made.received is not None
    assert (relation(made.sent, decided), relation(decided, made.received)) == ("before", "before")
    decide(desk, asked, "1:too_late", decided="22 October 2026")
    desk.act("confer", "Static", effective="22 October 2026")
    desk.act("refuse-award", "Static", effective="23 October 2026")
    assert desk.words("Static") == "nominated · won · refused"
    assert outcomes(desk, asked) == ["too_late"]
    assert desk.agrees()


def test_too_late_to_withdraw_and_asks_not_to_be_voted_for(desk: Desk) -> None:
    """H15: the ballot has gone to print; effects stay, and a note that may be announced says what was asked."""
    asked = ask(desk, "Static", wishes=["withdraw", "not_voted"], received="19 October 2026")
    decide(desk, asked, "1:too_late", "2:noted", reason="after_deadline")
    story = [one.act_name for _at, one in desk.ledger.story(desk.stream("Static"))]
    desk.announce(*story[-4:], at="21 October 2026")
    told = [one["text"] for _category, found in desk.found("Static", "announced") for one in found["notices"]]
    assert told == [
        "Asked to be withdrawn, 19 October 2026: too late.",
        "Asks not to be voted for, 19 October 2026: noted.",
    ]
    assert desk.words("Static", "announced") == "nominated"


def test_several_ask_jointly_and_management_for_a_shared_nomination(desk: Desk) -> None:
    """G20, G21: three of five jointly; and one by management, shared with others, “confirmed: not known”."""
    label = party_of(desk, "Saltwater Psalm", "Ira & the Tide")
    asked = ask(
        desk,
        "Static",
        "Saltwater Psalm",
        together="true",
        asker_words1="Management",
        capacity1="manager",
        for_party1=str(label),
        asker_words2="Label",
        capacity2="label",
    )
    first, second = seen(desk, asked).request.made.askers
    assert (first.for_party, first.confirmed, second.capacity) == (label, "not_known", "label")
    assert {one.target.together for one in seen(desk, asked).request.targets} == {1}
    decide(desk, asked, "1:granted", "2:granted")
    assert {desk.words(one) for one in ("Static", "Saltwater Psalm")} == {"withdrawn"}
    assert desk.agrees()


def test_one_document_many_points_statements_and_never_an_answer(desk: Desk) -> None:
    """LSA19: name and work, also for a co-artist; a sponsor and a jury say something; nothing is decided by the end."""
    public = desk.listed("announced")
    name = credit_of(desk, "Paper Lanterns", "Hina Baig")
    other = credit_of(desk, "Paper Lanterns", "Adeel Tariq")
    asked = ask(desk, "Paper Lanterns", credits=[name, other], credit_wish="take_name_off", source_kind="post")
    about = [str(desk.stream("Paper Lanterns"))]
    for words in ("The sponsor", "A member of the jury"):
        keep(desk, words=words, nominations=about, effective="20 October 2026")
    close(desk)
    edition = edition_of(desk).hex
    assert is_closed(desk.demo.lists, edition, desk.ledger.now())
    (waits,), _others = requests_of(desk.demo.requests, edition)
    assert (waits.subject, waits.waits, set(waits.outcomes)) == (asked.hex, 3, {"open"})
    assert desk.words("Paper Lanterns") == "nominated"
    assert desk.listed("announced")["categories"] == public["categories"]
    decide(desk, asked, "1:refused", "2:refused", "3:refused", decided="26 November 2026")
    assert outcomes(desk, asked) == ["refused"] * 3
    assert desk.agrees()


def test_wish_not_to_be_considered_before_there_is_a_nomination(desk: Desk) -> None:
    title = entered(desk)
    asked = ask(desk, title, wishes=["decline"], received="1 September 2026")
    decide(desk, asked, "1:granted", decided="28 September 2026", effective="before the list was announced")
    assert desk.words(title) == "declined"
    assert desk.words(title, "announced") == "-"
    assert desk.agrees()
