"""What may no longer be shown is gone from every public reading of every moment; what is before a court is not announced by the way."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from ledger.bootstrap import Services
from ledger.domain.nomination import Entered
from ledger.errors import Invalid
from ledger.history.nomination_story import Reads, nomination_story
from ledger.projections.nominees import Asked, nominee_list
from ledger.projections.parties_named import announced_of
from ledger.projections.search_public import search_public
from ledger.projections.told import told_names
from tests.support.acts import Desk

TITLE = "The Long Monsoon"
GONE = "[no longer shown]"


@pytest.fixture
def desk(demo: Services) -> Desk:
    """The desk of an edition with a shared nomination."""
    return Desk(demo, "11")


def public(desk: Desk, at: int | None = None) -> str:
    """Everything the public list says, now or at a moment (µs)."""
    desk.listed()
    now = desk.ledger.now()
    return str(nominee_list(desk.demo.lists, "meridian", "11", Asked("announced", at or now, now=now)))


def problems(error: Invalid) -> list[tuple[str, str]]:
    """Where, and what."""
    return [(one.field, one.code) for one in error.problems]


def test_name_that_may_not_be_shown_is_gone_at_every_moment_until_it_may_be_again(desk: Desk) -> None:
    credit = desk.found(TITLE)[0][1]["credits"][1]
    first = min(one[0] for one in desk.ledger.story(desk.stream(TITLE)))
    assert first
    moments = [None, desk.ledger.now() - 1, desk.ledger.now()]
    assert all(credit["name"] in public(desk, at) for at in moments)
    desk.act("showing", TITLE, part="name", credit_of_part=credit["id"], ordered_by="A court in Lahore")
    assert not any(credit["name"] in public(desk, at) for at in moments)
    assert GONE in public(desk)
    assert credit["party"] not in public(desk)
    about = announced_of(desk.demo.parties, desk.demo.lists, "party", UUID(credit["party"]), desk.ledger.now())
    assert TITLE not in str(about), "another nomination still names them, this one does not"
    assert credit["name"] in str(desk.listed())
    desk.act("showing", TITLE, part="name", credit_of_part=credit["id"], shown="true", shown_why="own_right")
    assert credit["name"] in public(desk)
    assert desk.agrees()


def test_console_tells_as_announced_no_more_than_may_be_shown(desk: Desk) -> None:
    desk.act("showing", TITLE, part="title")
    desk.listed()
    moment = desk.ledger.now()
    assert TITLE not in str(nominee_list(desk.demo.lists, "meridian", "11", Asked("announced", moment)))
    assert TITLE in str(nominee_list(desk.demo.lists, "meridian", "11", Asked("force", moment)))


def test_titles_that_may_not_be_shown_take_what_repeats_them_along(desk: Desk) -> None:
    desk.act("showing", TITLE, part="title")
    assert TITLE not in public(desk)
    assert search_public(desk.demo.parties, desk.demo.lists, TITLE, desk.ledger.now())["works"] == []
    count = nominee_list(
        desk.demo.lists, "meridian", "11", Asked("announced", desk.ledger.now(), now=desk.ledger.now())
    )
    assert count["count"] == desk.listed("announced")["count"]
    assert desk.agrees()


@pytest.mark.parametrize("part, kinds", [("every_name", {"party"}), ("title", {"work"})])
def test_what_may_not_be_shown_leads_no_other_show_to_its_party_or_work(desk: Desk, part: str, kinds: set[str]) -> None:
    desk.listed()
    subject, now = desk.stream(TITLE).hex, desk.ledger.now()
    entry = desk.ledger.story(desk.stream(TITLE))[0][1]
    assert isinstance(entry, Entered)
    ids = {"party": {one.party.hex for one in entry.credits}, "work": {one.work.hex for one in entry.works}}
    assert {thing for _subject, thing, _name in told_names(desk.demo.lists, [subject], now)} == ids["party"] | ids[
        "work"
    ]
    desk.act("showing", TITLE, part=part)
    desk.listed()
    left = {thing for _subject, thing, _name in told_names(desk.demo.lists, [subject], desk.ledger.now())}
    assert left == {one for kind, of in ids.items() if kind not in kinds for one in of}


def test_who_ordered_it_is_for_whoever_reads_what_is_private(desk: Desk) -> None:
    desk.act("showing", TITLE, ordered_by="A court in Lahore")
    log, mapper, now = desk.ledger.recorder, desk.ledger.mapper, desk.ledger.now()
    assert "A court in Lahore" in str(nomination_story(log, mapper, desk.stream(TITLE), now))
    assert "A court in Lahore" not in str(nomination_story(log, mapper, desk.stream(TITLE), now, Reads(private=False)))


@pytest.mark.parametrize(
    "typed, field, code",
    [
        ({"part": "name"}, "credit_of_part", "required"),
        ({"part": "title", "credit_of_part": "credit"}, "credit_of_part", "name_of_nothing"),
        (
            {"part": "name", "credit_of_part": "00000000-0000-4000-8000-000000000001"},
            "credit_of_part",
            "no_such_credit",
        ),
        ({"ordered_by": ""}, "ordered_by", "required"),
        ({"part": "face"}, "part", "unknown_choice"),
    ],
)
def test_form_says_what_is_missing(desk: Desk, typed: dict[str, Any], field: str, code: str) -> None:
    if typed.get("credit_of_part") == "credit":
        typed = {**typed, "credit_of_part": desk.found(TITLE)[0][1]["credits"][0]["id"]}
    with pytest.raises(Invalid) as refused:
        desk.act("showing", TITLE, **typed)
    assert problems(refused.value) == [(field, code)]


def test_matter_before_a_court_is_announced_only_on_an_explicit_word(desk: Desk) -> None:
    running = Desk(desk.demo)
    act = running.act("rescind", "Static")
    running.act("before-court", "Static")
    with pytest.raises(Invalid) as refused:
        running.announce(act)
    assert problems(refused.value) == [("over_court", "before_a_court")]
    assert running.words("Static", "announced") == "nominated"
    running.announce(act, over_court="The court was told and did not object")
    assert running.words("Static", "announced") == "rescinded"


def test_matter_no_longer_before_a_court_needs_no_word(desk: Desk) -> None:
    running = Desk(desk.demo)
    act = running.act("rescind", "Static")
    running.act("before-court", "Static")
    running.act("before-court", "Static", before_court="false")
    with pytest.raises(Invalid) as refused:
        running.announce(act, over_court="for nothing")
    assert problems(refused.value) == [("over_court", "court_of_nothing")]
    running.announce(act)
    assert running.words("Static", "announced") == "rescinded"
