"""Between the bounds of an act's time a list says that it may already have happened: to whoever reads what is in force."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.bootstrap import Services
from ledger.domain.times import parse_when
from ledger.projections.nominees import Asked, nominee_list
from tests.support.acts import Desk

WITHDRAWN = "May already have been withdrawn."


@pytest.fixture
def desk(demo_services: Services) -> Desk:
    """The demo's desk."""
    return Desk(demo_services)


def at(text: str) -> int:
    """A moment (µs)."""
    return parse_when(text, "Asia/Karachi").latest_us


def notices(desk: Desk, day: str, reading: str = "force", **asked: Any) -> list[str]:
    """What a list says beside "Static"."""
    view = nominee_list(desk.demo.lists, "meridian", "12", Asked(reading, at(day), **asked))
    nominations = [one for category in view["categories"] for one in category["nominations"]]
    (found,) = [one for one in nominations if one["works"] and one["works"][0]["title"] == "Static"]
    return [one["text"] for one in found["notices"]]


def test_said_between_the_bounds_and_not_before_or_after(desk: Desk) -> None:
    before = desk.ledger.recorder.head()[0]
    desk.act("withdraw", "Static", effective="after 14 October 2026, by 20 October 2026")
    desk.listed()
    assert [WITHDRAWN in notices(desk, f"{day} October 2026") for day in (14, 15, 19, 21)] == [False, True, True, False]
    assert WITHDRAWN not in notices(desk, "15 October 2026", known=before)
    assert WITHDRAWN not in notices(desk, "15 October 2026", "announced")
    assert desk.agrees()


def test_struck_act_may_not_have_happened_but_was_thought_to(desk: Desk) -> None:
    act = desk.act("withdraw", "Static", effective="after 14 October 2026, by 20 October 2026")
    known = desk.ledger.recorder.head()[0]
    desk.act("entered-in-error", "Static", act=act.partition("@")[2])
    desk.listed()
    assert WITHDRAWN not in notices(desk, "15 October 2026")
    assert WITHDRAWN in notices(desk, "15 October 2026", known=known)
    assert desk.agrees()


def test_bounds_are_those_of_the_time_put_right(desk: Desk) -> None:
    act = desk.act("withdraw", "Static", effective="after 14 October 2026, by 20 October 2026")
    desk.act("correct-time", "Static", act=act.partition("@")[2], effective="after 16 October 2026, by 18 October 2026")
    desk.listed()
    assert [WITHDRAWN in notices(desk, f"{day} October 2026") for day in (15, 17, 19)] == [False, True, False]


def test_act_of_a_known_instant_leaves_nothing_open(desk: Desk) -> None:
    desk.act("rescind", "Static", effective="20 October 2026, 12:00")
    desk.listed()
    assert "May already" not in " ".join(notices(desk, "19 October 2026"))


def test_award_that_may_have_been_refused_is_not_told_to_whoever_knows_no_results(desk: Desk) -> None:
    desk.act("choose", "Static", effective="18 October 2026, 12:00")
    desk.act("refuse-award", "Static", effective="after 18 October 2026, by 20 October 2026")
    desk.listed()
    refused = "The award may already have been refused."
    assert refused in notices(desk, "19 October 2026")
    assert refused not in notices(desk, "19 October 2026", results=False)
