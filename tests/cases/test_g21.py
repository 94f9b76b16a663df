"""g21: the Grammys of 2021 (CASES.md): three names leave a shared nomination, which stands; two fall for a main artist, one shared."""

from __future__ import annotations

import pytest

from ledger.bootstrap import Services
from ledger.projections.nominees import Asked
from tests.cases.telling import Case, Clock, short

WRITERS = ("The artist", "Songwriter A", "Songwriter B", "Songwriter C")


@pytest.fixture
def case(live: Services, clock: Clock) -> Case:
    """The list of 23 November, and the two matters of December."""
    case = Case(live, clock, "America/Los_Angeles", "1 November 2021", {"Album": 5, "Song": 5, "Record": 5})
    case.it_is("23 November 2021, 09:00")
    entries = [case.enter("Shared album", "Album", WRITERS)]
    entries += [case.enter(f"Album {letter}", "Album") for letter in "BCDE"]
    entries += [case.enter("The main artist’s song", "Song", ["The main artist", "Co-writer A", "Co-writer B"])]
    entries += [case.enter(f"Song {letter}", "Song") for letter in "BCDE"]
    entries += [case.enter("The main artist’s record", "Record", ["The main artist"])]
    entries += [case.enter(f"Record {letter}", "Record") for letter in "BCDE"]
    case.announce(*entries)
    case.it_is("5 December 2021, 12:00")
    credits_ = [case.credit("Shared album", name).partition(":")[2] for name in WRITERS[1:]]
    removed = case.rule(
        *(
            ("Shared album", "remove-name", {"credit": one, "finding": "ineligible", "holds": "from_the_start"})
            for one in credits_
        ),
        effective="5 December 2021",
        rule="1.4",
    )
    case.it_is("6 December 2021, 12:00")
    case.announce(*removed)
    asked = case.ask(
        "The main artist’s song", "The main artist’s record",
        asker_words1="The main artist", asker_words2="Their management", capacity2="manager", received="6 December 2021",
        for_party1=str(case.party("The main artist’s song", "Co-writer A")), confirmed1="not_known",
    )  # fmt: skip
    granted = case.answer(
        "decide", asked, outcomes=["1:granted", "2:granted"], decided="6 December 2021", effective="6 December 2021"
    )
    case.it_is("6 December 2021, 18:00")
    case.announce(*(act for act in granted if _withdrew(case, act)))
    return case


def _withdrew(case: Case, act: str) -> bool:
    return any(
        event.act_name == act and event.TOPIC == "nomination.withdrawn"
        for story in case.stories().values()
        for _at, event in story
    )


def of(case: Case, category: str, asked: Asked) -> str:
    """A category's list in a line."""
    (found,) = [one for one in case.view(asked)["categories"] if one["name"] == category]
    return short({"categories": [found], "count": found["count"]})


def test_g21_three_names_leave_and_the_shared_nomination_stands(case: Case) -> None:
    early, later = case.at("1 December 2021"), case.at("7 December 2021")
    case.it_is("7 December 2021, 12:00")
    for asked, named in (
        (Asked("announced", early, now=early), 4),
        (Asked("force", early), 1),
        (Asked("announced", later, now=later), 1),
        (Asked("force", later), 1),
    ):
        assert of(case, "Album", asked) == "Album B Album C Album D Album E Shared album · 5=5"
        (album,) = [
            one
            for category in case.view(asked)["categories"]
            for one in category["nominations"]
            if one["works"][0]["title"] == "Shared album"
        ]
        assert sum(one["named"] for one in album["credits"]) == named
    assert case.agrees()


def test_g21_two_fall_and_their_places_stay_empty(case: Case) -> None:
    case.it_is("7 December 2021, 12:00")
    at = case.at("7 December 2021, 12:00")
    for asked in (Asked("force", at), Asked("known", at, case.known()), Asked("announced", at, now=at)):
        assert of(case, "Song", asked) == "Song B Song C Song D Song E · 5=4+1w"
        assert of(case, "Record", asked) == "Record B Record C Record D Record E · 5=4+1w"
