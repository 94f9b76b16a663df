"""The demo's other show, to which everything happened: what its list says at each moment of the story, in force and as announced."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ledger.bootstrap import Services, build
from ledger.checks.reconcile import reconcile
from ledger.demo.fill import fill
from ledger.domain.times import parse_when
from ledger.projections.nominees import Asked, nominee_list
from tests.support.services import embedded, follow

MOMENTS = (
    # Moment, reading: words of the tide clerk, its replacement, the misread film, the true winner, the translation that refused.
    ("5 September 2025, 12:00", "announced", ("nominated", "-", "nominated", "nominated", "nominated")),
    ("9 September 2025, 13:00", "announced", ("nominated", "-", "nominated", "nominated", "nominated")),
    ("9 September 2025, 13:00", "force", ("withdrawn", "nominated", "nominated", "nominated", "nominated")),
    ("10 September 2025, 11:00", "announced", ("withdrawn", "nominated", "nominated", "nominated", "nominated")),
    (
        "25 October 2025, 21:41",
        "announced",
        ("withdrawn", "nominated", "nominated · won", "nominated", "nominated · won"),
    ),
    (
        "25 October 2025, 21:41",
        "force",
        (
            "withdrawn",
            "nominated · chosen, not announced",
            "nominated",
            "nominated · chosen, not announced",
            "nominated · won",
        ),
    ),
    (
        "25 October 2025, 21:44",
        "announced",
        (
            "withdrawn",
            "nominated",
            "nominated · announced as the winner in error",
            "nominated · won",
            "nominated · won",
        ),
    ),
    (
        "28 October 2025, 10:00",
        "announced",
        (
            "withdrawn",
            "nominated · won",
            "nominated · announced as the winner in error",
            "nominated · won",
            "nominated · won · refused",
        ),
    ),
)
TITLES = ("The Tide Clerk", "Saltmarsh Hymnal", "Low Water", "Estuary, Night", "Winter Grammar")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """The whole demo."""
    with build(embedded(tmp_path_factory.mktemp("whole"))) as built:
        fill(built.ledger)
        follow(built)
        yield built


def words(demo: Services, reading: str, text: str) -> tuple[str, ...]:
    """The words for each title."""
    at = parse_when(text, "Europe/Dublin").latest_us
    listed = nominee_list(demo.lists, "causeway", "7", Asked(reading, at))
    found = {
        one["works"][0]["title"]: " · ".join(part["label"] for part in (one["place"], one["award"]) if part)
        for category in listed["categories"]
        for one in category["nominations"]
    }
    return tuple(found.get(title, "-") for title in TITLES)


@pytest.mark.parametrize("text, reading, expected", MOMENTS)
def test_story_reads_as_it_was_told(demo: Services, text: str, reading: str, expected: tuple[str, ...]) -> None:
    assert words(demo, reading, text) == expected


def test_story_is_told_once_and_the_lists_agree(demo: Services) -> None:
    head = demo.ledger.recorder.head()
    fill(demo.ledger)
    assert demo.ledger.recorder.head() == head
    follow(demo)
    assert reconcile(demo.lists, demo.ledger.recorder, demo.ledger.mapper).agrees
    now = nominee_list(demo.lists, "causeway", "7", Asked("announced", demo.ledger.now()))
    assert now["count"]["named"] == 18 == sum(part["count"] for part in now["count"]["parts"])
    notices = str([one["notices"] for category in now["categories"] for one in category["nominations"]])
    for told in (
        "Samir Haddad was missing and has been added, from the start.",
        "Accepted by The rules committee, rule 7.1.",
        "Its place went to Saltmarsh Hymnal.",
        "its place was that of The Tide Clerk.",
        "Emeka Bright is no longer named",
    ):
        assert told in notices


@pytest.mark.parametrize(
    "text, reading, expected",
    [
        ("20 October 2025, 12:00", "force", ""),
        ("25 October 2025, 20:50", "force", "It is decided: no award in this category."),
        ("25 October 2025, 20:50", "announced", ""),
        ("25 October 2025, 20:55", "announced", "No award was made in this category."),
    ],
)
def test_no_award_is_read_when_it_is_decided_and_when_it_is_told(
    demo: Services, text: str, reading: str, expected: str
) -> None:
    at = parse_when(text, "Europe/Dublin").latest_us
    listed = nominee_list(demo.lists, "causeway", "7", Asked(reading, at))
    poems = next(one for one in listed["categories"] if one["name"] == "First Poems")
    assert (poems["no_award"] or {"text": ""})["text"] == expected
    assert (len(poems["nominations"]), poems["recorded"]) == (2, [])
