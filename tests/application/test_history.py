"""What an older record's final state has replaced, learned later: names as first announced, and whose place was taken."""

from __future__ import annotations

import pytest

from ledger.bootstrap import Services
from ledger.domain.nomination import Announced
from ledger.domain.times import parse_when
from ledger.errors import Invalid, Refused
from tests.support.acts import Desk

RAIN = "The Weight of Rain"
FIRST = "as_first_announced"


@pytest.fixture
def desk(demo: Services) -> Desk:
    """The demo's desk."""
    return Desk(demo)


def at(text: str) -> int:
    """A moment (µs)."""
    return parse_when(text, "Asia/Karachi").latest_us


def named(desk: Desk, title: str, reading: str = "announced", moment: int | None = None) -> list[str]:
    """The names that stand on a nomination."""
    return [one["name"] for one in desk.found(title, reading, moment)[0][1]["credits"] if one["named"]]


def notices(desk: Desk, title: str, reading: str = "announced", moment: int | None = None) -> list[str]:
    """What the list says beside a nomination."""
    return [one["text"] for one in desk.found(title, reading, moment)[0][1]["notices"]]


def credit(desk: Desk, title: str, name: str) -> str:
    """The id of a name on a nomination."""
    return str(next(one["id"] for one in desk.found(title)[0][1]["credits"] if one["name"] == name))


def first_named(desk: Desk, title: str) -> str:
    """The day on which the nomination was first announced, as typed."""
    story = desk.stories()[desk.stream(title)]
    return next(event.effective.text for _position, event in story if isinstance(event, Announced))


def test_name_as_first_announced_stood_on_the_list_without_a_word_until_it_was_put_right(desk: Desk) -> None:
    id_ = credit(desk, RAIN, "Tania Desai")
    act = desk.act("correct-name", RAIN, credit=id_, name="A Front", reason=FIRST)
    desk.announce(act, at=first_named(desk, RAIN))
    right = desk.act("correct-name", RAIN, credit=id_, name="Tania Desai", effective="20 October 2026, 10:00")
    desk.announce(right, at="20 October 2026, 12:00")
    before, after = at("19 October 2026"), at("20 October 2026, 13:00")
    assert [named(desk, RAIN, "announced", one)[0] for one in (before, after)] == ["A Front", "Tania Desai"]
    assert named(desk, RAIN, "force", before)[0] == "Tania Desai"
    assert notices(desk, RAIN, "announced", before) == []
    assert len(notices(desk, RAIN, "announced", after)) == 1
    assert desk.agrees()


def test_what_was_announced_at_first_is_told_with_the_list_and_not_later(desk: Desk) -> None:
    act = desk.act("add-name", RAIN, name="A Fourth", reason=FIRST)
    with pytest.raises(Refused, match="first_is_with_the_list"):
        desk.announce(act, at="20 October 2026")
    assert "A Fourth" not in named(desk, RAIN)
    desk.announce(act, at=first_named(desk, RAIN))
    assert "A Fourth" in named(desk, RAIN)


def test_name_that_was_missing_is_told_where_the_list_was_announced_without_it(desk: Desk) -> None:
    desk.announce(desk.act("add-name", RAIN, name="A Translator"))
    assert notices(desk, RAIN) == ["A Translator was missing and has been added, from the start."]


def test_nomination_that_is_on_the_list_is_said_to_have_taken_an_empty_place(desk: Desk) -> None:
    fell = desk.act("withdraw", "Static")
    took = desk.act("correct", RAIN, fills=fell)
    with pytest.raises(Refused, match="needs_with_it") as refused:
        desk.announce(took)
    assert refused.value.params["needs"] == "Static"
    desk.announce(fell, took)
    assert "its place was that of Static" in " ".join(notices(desk, RAIN))
    assert "Its place went to The Weight of Rain." in notices(desk, "Static")
    assert desk.agrees()


def test_place_that_is_not_empty_cannot_have_been_taken(desk: Desk) -> None:
    fell = desk.act("withdraw", "Static")
    for wrong in (f"{desk.stream('سایہ')}@1", "nothing", fell.partition("@")[0] + "@1"):
        with pytest.raises(Invalid) as refused:
            desk.act("correct", RAIN, fills=wrong)
        assert [(one.field, one.code) for one in refused.value.problems] == [("fills", "place_not_empty")]
    with pytest.raises(Invalid):
        desk.act("correct", "Static", fills=fell)
    desk.act("correct", RAIN, fills=fell)
    with pytest.raises(Invalid) as refused:
        desk.act("correct", "سایہ", fills=fell)
    assert [(one.field, one.code) for one in refused.value.problems] == [("fills", "place_not_empty")]


def test_coming_back_to_a_place_said_to_be_taken_asks_which(desk: Desk) -> None:
    desk.act("correct", RAIN, fills=desk.act("withdraw", "Static"))
    with pytest.raises(Invalid) as refused:
        desk.act("reinstate", "Static", effective="22 October 2026")
    assert [one.code for one in refused.value.problems] == ["place_was_filled"]
