"""Past the lock of the ballot places and effects change only on an explicit word, with a reason."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.application.entering import record_entry
from ledger.application.settings_changes import record_change
from ledger.bootstrap import Services
from ledger.domain.effects import EffectsSet
from ledger.domain.nomination import Ruled
from ledger.errors import Invalid, Refused
from ledger.wording.acts import sentence
from tests.support.acts import Desk
from tests.support.requests import edition_of
from tests.support.rulings import decide, lock, target
from tests.support.services import by, follow


@pytest.fixture
def desk(demo_services: Services) -> Desk:
    """The demo's desk, its ballot locked on a day told without an hour."""
    found = Desk(demo_services)
    lock(found, "15 October 2026, 12:00")
    return found


def problems(desk: Desk, verb: str, **typed: Any) -> list[tuple[str, str]]:
    """At which fields it is refused."""
    with pytest.raises(Invalid) as refused:
        desk.act(verb, "Static", **typed)
    return [(one.field, one.code) for one in refused.value.problems]


@pytest.mark.parametrize("verb", ["withdraw", "rescind", "rule-ineligible", "disqualify", "void", "left"])
def test_place_changes_past_the_lock_only_with_a_word_and_a_reason(desk: Desk, verb: str) -> None:
    assert problems(desk, verb) == [("happened", "past_the_lock")]
    assert problems(desk, verb, happened="true") == [("irregular_reason", "required")]
    desk.act(verb, "Static", happened="true", irregular_reason="The court ordered it.")
    event: Any = desk.ledger.story(desk.stream("Static"))[-1][1]
    assert (event.irregular, event.irregular_reason.text) == ("past_lock", "The court ordered it.")


def test_what_was_decided_before_the_lock_is_in_time_whenever_it_takes_effect(desk: Desk) -> None:
    desk.act("rescind", "Static", decided="14 October 2026", effective="20 October 2026")
    event = desk.ledger.story(desk.stream("Static"))[-1][1]
    assert isinstance(event, Ruled)
    assert event.irregular is None


def test_organiser_says_on_which_side_a_straddling_time_was_and_pages_say_so(desk: Desk) -> None:
    assert problems(desk, "rescind", decided="15 October 2026") == [("decided", "which_side_of_the_lock")]
    desk.act("rescind", "Static", decided="15 October 2026, before the ballot was locked")
    story = [event for _position, event in desk.ledger.story(desk.stream("Static"))]
    assert "before the ballot was locked" in sentence(story[-1], story)


def test_no_word_is_taken_where_nothing_is_past_the_lock(desk: Desk) -> None:
    early = {"decided": "14 October 2026", "happened": "true", "irregular_reason": "To be sure."}
    assert problems(desk, "rescind", **early) == [("happened", "nothing_irregular")]


@pytest.mark.parametrize("verb", ["review", "correct"])
def test_what_leaves_place_and_effects_as_they_are_is_free(desk: Desk, verb: str) -> None:
    more: dict[str, Any] = {"details_text": "Second version"} if verb == "correct" else {}
    desk.act(verb, "Static", **more)


def test_effects_past_the_lock_say_that_they_were_set_over_it(desk: Desk) -> None:
    decide(
        desk,
        target(desk, "Static", "set-effects", counted="false", on_ballot="true"),
        happened="true",
        irregular_reason="Asked too late to print anew.",
        reason="after_lock",
    )
    event = desk.ledger.story(desk.stream("Static"))[-1][1]
    assert isinstance(event, EffectsSet)
    assert (event.override, event.irregular) == (True, "past_lock")
    assert desk.found("Static")[0][1]["effects"] == "on the ballot · votes not counted"


def replacing(desk: Desk, **more: Any) -> str:
    """Enter somebody in the place that Static left before the lock; the act by which it left."""
    fell = desk.act("rescind", "Static", decided="14 October 2026", effective="14 October 2026")
    author = by()
    typed = {
        "command": str(author.command),
        "seen": str(desk.ledger.recorder.head()[0]),
        "category": str(desk.ledger.story(desk.stream("Static"))[0][1].category),  # type: ignore[attr-defined]
        "title": "Came Late",
        "work_kind": "film",
        "effective": "20 October 2026",
        "fills": fell,
    }
    record_entry(desk.ledger, author, edition_of(desk), {**typed, **more}, desk.stories())
    follow(desk.demo)
    return fell


def test_replacement_past_the_lock_takes_the_same_word(desk: Desk) -> None:
    with pytest.raises(Invalid) as refused:
        replacing(desk)
    assert [(one.field, one.code) for one in refused.value.problems] == [("happened", "past_the_lock")]


def test_replacement_past_the_lock_says_so_and_its_reason_stays_inside(desk: Desk) -> None:
    fell = replacing(desk, happened="true", irregular_reason="The court ordered it.")
    entry = desk.ledger.story(desk.stream("Came Late"))[0][1]
    assert (entry.irregular, entry.irregular_reason.text) == ("past_lock", "The court ordered it.")  # type: ignore[attr-defined]
    assert sentence(entry).endswith("Decided after the ballot was locked.")
    desk.announce(fell, entry.act_name)
    (found,) = desk.found("Came Late", "announced")
    assert [one["text"] for one in found[1]["notices"]] == [
        "Joined as a replacement: its place was that of Static. Decided after the ballot was locked."
    ]
    assert "court" not in str(found)
    assert desk.agrees()


def test_replacement_before_the_lock_asks_for_nothing(desk: Desk) -> None:
    replacing(desk, effective="14 October 2026")
    assert desk.ledger.story(desk.stream("Came Late"))[0][1].irregular is None  # type: ignore[attr-defined]


def test_who_may_not_win_is_given_no_award(desk: Desk) -> None:
    desk.act("set-effects", "Static", may_win="false", decided="14 October 2026")
    with pytest.raises(Refused, match="may_not_win"):
        desk.act("confer", "Static")


def test_where_juries_decide_there_is_no_ballot(demo_services: Services) -> None:
    desk = Desk(demo_services)
    _only_a_jury(desk)
    assert problems(desk, "set-effects", counted="false", body="jury") == [("counted", "no_ballot_here")]
    desk.act("set-effects", "Static", may_win="false", body="jury")
    assert desk.found("Static")[0][1]["effects"] == "may not win"


def _only_a_jury(desk: Desk) -> None:
    author = by()
    form = {
        "command": str(author.command),
        "seen": str(desk.ledger.recorder.head()[0]),
        "body": "",
        "kind": "jury",
        "name": "Jury",
        "may_decide": ["results", "places"],
        "may_announce": ["results"],
        "stands": "true",
    }
    record_change(desk.ledger, author, edition_of(desk), "body", form)
    follow(desk.demo)
