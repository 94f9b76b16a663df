"""Places where several nominations meet: nothing by halves, and nothing twice (DOMAIN.md, Announcing 5, What must always hold 3)."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest

from ledger.application.act_forms import record_act
from ledger.application.announcement_forms import record_announcement
from ledger.application.entering import record_entry
from ledger.application.ledger import Receipt
from ledger.bootstrap import Services
from ledger.domain.nomination import ENTRY, Entered
from ledger.errors import Conflict, Invalid, LedgerError, Refused
from ledger.wording.errors import error_sentence, problem_sentence
from tests.application.test_told import announcement, back
from tests.support.acts import Desk
from tests.support.services import by


@pytest.fixture
def desk(demo: Services) -> Desk:
    """The demo's desk."""
    return Desk(demo)


def entering(desk: Desk, fell: str, title: str, effective: str = "21 October 2026") -> Callable[[], Receipt]:
    """Enter a nomination in the place of what fell, by the form, with the edition as it stands now."""
    stories, author = desk.stories(), by()
    entry = stories[UUID(fell.partition("@")[0])][0][1]
    assert isinstance(entry, Entered)
    form = {
        "command": str(author.command),
        "seen": str(desk.ledger.recorder.head()[0]),
        "category": str(entry.category),
        "title": title,
        "fills": fell,
        "effective": effective,
    }
    return lambda: record_entry(desk.ledger, author, entry.edition, form, stories)


def taking(desk: Desk, fell: str, title: str, effective: str = "21 October 2026") -> str:
    """Record it; the name of the entry."""
    return f"{UUID(entering(desk, fell, title, effective)().acts[-1].partition('@')[0])}@{ENTRY}"


def struck(desk: Desk, act: str) -> str:
    """Strike an act as entered in error; the name of the strike."""
    stream, _at, version = act.partition("@")
    author = by()
    form = {**desk.form("entered-in-error", author, act=version), "nominations": [stream]}
    return record_act(desk.ledger, author, "entered-in-error", form, desk.stories()).acts[0]


def problems(refused: pytest.ExceptionInfo[Invalid]) -> list[tuple[str, str]]:
    """Where the form was refused, and as what."""
    return [(one.field, one.code) for one in refused.value.problems]


def refused_as(desk: Desk, act: Callable[[], Any]) -> LedgerError:
    """The refusal of what is tried, which wrote nothing."""
    head = desk.ledger.recorder.head()
    with pytest.raises((Conflict, Invalid, Refused)) as refused:
        act()
    assert desk.ledger.recorder.head() == head
    return refused.value


def test_fall_is_not_taken_back_while_its_replacement_is_announced(desk: Desk) -> None:
    fell = desk.act("withdraw", "Static")
    told = desk.announce(fell)
    replaced = desk.announce(taking(desk, fell, "Understudy"))
    with pytest.raises(Refused, match="told_by_halves") as refused:
        back(desk, announcement(told))
    assert refused.value.params["needs"] == "Understudy"
    assert error_sentence(refused.value).startswith(
        "What was announced of Understudy cannot be understood without this."
    )
    back(desk, announcement(replaced))
    back(desk, announcement(told))
    assert [desk.words(one, "announced") for one in ("Static", "Understudy")] == ["nominated", "-"]
    assert desk.agrees()


def test_fall_and_its_replacement_are_taken_back_together(desk: Desk) -> None:
    fell = desk.act("withdraw", "Static")
    told = desk.announce(fell, taking(desk, fell, "Understudy"))
    back(desk, announcement(told))
    assert [desk.words(one, "announced") for one in ("Static", "Understudy")] == ["nominated", "-"]


def test_plan_to_announce_a_fall_is_not_called_off_while_its_replacement_is_planned(desk: Desk) -> None:
    fell = desk.act("withdraw", "Static")
    told = desk.announce(fell, at="2027-12-05 18:00")
    entry = taking(desk, fell, "Understudy")
    assert refused_as(desk, lambda: desk.announce(entry)).code == "needs_with_it"
    desk.announce(entry, at="2027-12-06 18:00")
    assert refused_as(desk, lambda: back(desk, announcement(told))).code == "told_by_halves"


def test_coming_back_is_announced_with_the_fall_of_who_took_the_place(desk: Desk) -> None:
    fell = desk.act("withdraw", "Static")
    desk.announce(fell, taking(desk, fell, "Understudy"))
    returned = desk.act("reinstate", "Static", effective="22 October 2026", place_filled="replacement_falls")
    with pytest.raises(Refused, match="needs_with_it") as refused:
        desk.announce(returned)
    assert refused.value.params["needs"] == "Understudy"
    receded = f"{desk.stream('Understudy')}@{len(desk.stories()[desk.stream('Understudy')])}"
    told = desk.announce(receded)
    desk.announce(returned)
    assert [desk.words(one, "announced") for one in ("Static", "Understudy")] == ["nominated", "rescinded"]
    assert refused_as(desk, lambda: back(desk, announcement(told))).code == "told_by_halves"


def test_coming_back_to_a_further_place_is_announced_alone(desk: Desk) -> None:
    fell = desk.act("withdraw", "Static")
    desk.announce(fell, taking(desk, fell, "Understudy"))
    desk.announce(desk.act("reinstate", "Static", effective="22 October 2026", place_filled="further"))
    assert [desk.words(one, "announced") for one in ("Static", "Understudy")] == ["nominated", "nominated"]
    again = desk.act("withdraw", "Static", effective="23 October 2026")
    desk.announce(again, taking(desk, again, "Second", effective="24 October 2026"))
    assert [desk.words(one, "announced") for one in ("Second", "Understudy")] == ["nominated", "nominated"]


def test_what_fell_before_it_was_announced_is_not_announced_beside_who_took_its_place(desk: Desk) -> None:
    first = desk.act("withdraw", "Static")
    entry = taking(desk, first, "Hidden")
    fell = desk.act("decline", "Hidden", effective="22 October 2026")
    follower = taking(desk, fell, "Follower", effective="23 October 2026")
    desk.announce(first, follower)
    assert refused_as(desk, lambda: desk.announce(entry)).code == "needs_with_it"


def test_fall_is_not_struck_while_its_place_is_filled(desk: Desk) -> None:
    fell = desk.act("withdraw", "Static")
    taking(desk, fell, "Understudy")
    with pytest.raises(Invalid) as refused:
        struck(desk, fell)
    assert problems(refused) == [("act", "place_filled_twice")]
    assert "Understudy" in problem_sentence(refused.value.problems[0])
    desk.act("rescind", "Understudy", effective="22 October 2026")
    struck(desk, fell)
    assert [desk.words(one) for one in ("Static", "Understudy")] == ["nominated", "rescinded"]


def test_one_of_two_falls_is_not_struck_while_its_place_is_filled(desk: Desk) -> None:
    fell = desk.act("withdraw", "Static")
    desk.act("disqualify", "Static", effective="21 October 2026")
    taking(desk, fell, "Understudy", effective="22 October 2026")
    assert isinstance(refused_as(desk, lambda: struck(desk, fell)), Invalid)


def test_fall_of_a_replacement_is_not_struck_when_the_first_has_come_back(desk: Desk) -> None:
    taking(desk, desk.act("withdraw", "Static"), "Understudy")
    desk.act("reinstate", "Static", effective="22 October 2026", place_filled="replacement_falls")
    fell = f"{desk.stream('Understudy')}@2"
    with pytest.raises(Invalid) as refused:
        struck(desk, fell)
    assert problems(refused) == [("act", "place_filled_twice")]
    with pytest.raises(Invalid) as asked:
        desk.act("reinstate", "Understudy", effective="23 October 2026")
    assert problems(asked) == [("place_filled", "place_was_filled")]
    desk.act("reinstate", "Understudy", effective="23 October 2026", place_filled="further")
    assert [desk.words(one) for one in ("Static", "Understudy")] == ["nominated", "nominated"]


def test_first_of_a_chain_does_not_come_back_beside_the_last(desk: Desk) -> None:
    taking(desk, desk.act("withdraw", "Static"), "Second")
    second = desk.act("rescind", "Second", effective="22 October 2026")
    taking(desk, second, "Third", effective="23 October 2026")
    for verb, title in (("reinstate", "Static"), ("reinstate", "Second")):
        with pytest.raises(Invalid) as refused:
            desk.act(verb, title, effective="24 October 2026")
        assert problems(refused) == [("place_filled", "place_was_filled")]
    desk.act("reinstate", "Static", effective="24 October 2026", place_filled="replacement_falls")
    assert [desk.words(one) for one in ("Static", "Second", "Third")] == ["nominated", "rescinded", "rescinded"]


def test_who_moved_away_leaves_the_place_to_the_first(desk: Desk) -> None:
    taking(desk, desk.act("withdraw", "Static"), "Understudy")
    category = next(
        str(entry.category)
        for story in desk.stories().values()
        if isinstance(entry := story[0][1], Entered) and entry.category != _category(desk, "Static")
    )
    moved = desk.act("move", "Understudy", category=category, effective="22 October 2026")
    desk.act("reinstate", "Static", effective="23 October 2026")
    assert refused_as(desk, lambda: struck(desk, moved)).code == "invalid"
    assert [desk.words(one) for one in ("Static", "Understudy")] == ["nominated", "nominated"]


def _category(desk: Desk, title: str) -> UUID:
    entry = desk.stories()[desk.stream(title)][0][1]
    assert isinstance(entry, Entered)
    return entry.category


@pytest.mark.parametrize(
    "title, version, at", [("Static", "3", "25 October 2026"), ("Understudy", "1", "5 October 2026")]
)
def test_times_are_not_corrected_so_that_a_place_was_taken_before_it_was_empty(
    desk: Desk, title: str, version: str, at: str
) -> None:
    taking(desk, desk.act("withdraw", "Static", effective="12 October 2026"), "Understudy")
    with pytest.raises(Invalid) as refused:
        desk.act("correct-time", title, act=version, effective=at)
    assert problems(refused) == [("effective", "taken_before_it_fell")]
    assert {"Static", "Understudy"} <= set(refused.value.problems[0].params.values())


def test_nomination_is_not_entered_before_the_place_it_takes_was_empty(desk: Desk) -> None:
    fell = desk.act("withdraw", "Static")
    error = refused_as(desk, lambda: taking(desk, fell, "Understudy", effective="5 October 2026"))
    assert [one.code for one in getattr(error, "problems", ())] == ["taken_before_it_fell"]


def test_fall_is_not_struck_while_somebody_fills_its_place_at_once(desk: Desk) -> None:
    fell = desk.act("withdraw", "Static")
    enter, author, stories = entering(desk, fell, "Understudy"), by(), desk.stories()
    form = {
        **desk.form("entered-in-error", author, act=fell.partition("@")[2]),
        "nominations": [fell.partition("@")[0]],
    }
    enter()
    error = refused_as(desk, lambda: record_act(desk.ledger, author, "entered-in-error", form, stories))
    assert (error.code, error.params["meant"]) == ("claim_taken", "place")


def test_coming_back_and_its_replacement_are_not_announced_by_halves_at_once(desk: Desk) -> None:
    fell = desk.act("withdraw", "Static")
    entry = taking(desk, fell, "Understudy")
    desk.announce(fell)
    returned = desk.act("reinstate", "Static", effective="22 October 2026", place_filled="replacement_falls")
    stories, author = desk.stories(), by()
    edition = stories[desk.stream("Static")][0][1]
    assert isinstance(edition, Entered)
    form = {"command": str(author.command), "acts": [entry], "effective": ""}
    desk.announce(returned)
    error = refused_as(
        desk, lambda: record_announcement(desk.ledger, author, edition.edition, form, "Asia/Karachi", stories)
    )
    assert error.code in ("guard_failed", "needs_with_it")


def test_place_is_filled_again_once_who_took_it_was_entered_in_error(desk: Desk) -> None:
    fell = desk.act("withdraw", "Static")
    entry = taking(desk, fell, "Understudy")
    strike = struck(desk, entry)
    taking(desk, fell, "Second")
    with pytest.raises(Invalid) as refused:
        struck(desk, strike)
    assert problems(refused) == [("act", "place_filled_twice")]
    struck(desk, f"{desk.stream('Second')}@{ENTRY}")
    struck(desk, strike)
    assert [desk.words(one) for one in ("Understudy", "Second")] == ["nominated", "-"]
    assert desk.agrees()


def test_place_is_not_filled_while_who_took_it_comes_back_at_once(desk: Desk) -> None:
    fell = desk.act("withdraw", "Static")
    strike = struck(desk, taking(desk, fell, "Understudy"))
    enter = entering(desk, fell, "Second")
    struck(desk, strike)
    assert refused_as(desk, enter).code in ("claim_taken", "guard_failed")


def test_of_filling_a_place_and_coming_back_to_it_at_one_moment_one_is_refused(desk: Desk) -> None:
    fell = desk.act("withdraw", "Static")
    author, stories = by(), desk.stories()
    form = {**desk.form("reinstate", author, effective="22 October 2026"), "nominations": [fell.partition("@")[0]]}
    entered = entering(desk, fell, "Understudy")
    together = Barrier(2)

    def tried(act: Callable[[], Receipt]) -> str:
        together.wait()
        try:
            act()
        except LedgerError as error:
            return error.code
        return "recorded"

    with ThreadPoolExecutor(2) as pool:
        back_ = lambda: record_act(desk.ledger, author, "reinstate", form, stories)  # noqa: E731
        found = sorted(pool.map(tried, (entered, back_)))
    assert "recorded" in found
    assert set(found) - {"recorded"} <= {"claim_taken", "guard_failed", "stream_moved", "moved_on", "invalid"}
    assert found != ["recorded", "recorded"]
    assert desk.agrees()
