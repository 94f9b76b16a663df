"""Acts that set up an edition, as sentences; names keep their direction in them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from ledger.domain import edition, edition_categories, edition_running
from ledger.domain.event import Event
from ledger.domain.naming import direction_of
from ledger.domain.times import parse_when
from ledger.errors import Invalid
from ledger.schemas.commands import load
from ledger.schemas.settings import NameCommand
from ledger.wording.acts import sentence
from ledger.wording.languages import language_name
from ledger.wording.settings import SETTING_KINDS
from ledger.wording.vocabulary import KINDS
from tests.support.stories import BY

EDITION, SONG, SHOW = UUID(int=1), UUID(int=2), UUID(int=3)
DAY = parse_when("2026-12-01", "UTC")
URDU = "سال کا گانا"
Told = tuple[type[Event], dict[str, Any]]


def ceremony(**more: Any) -> Told:
    return edition.MilestoneRecorded, {"milestone": "ceremony", "effective": DAY, "counts_from": DAY.latest_us, **more}


OPENED: Told = (
    edition.Opened,
    {"show": SHOW, "name": "12th", "address": "12", "label": "x", "ordinal": 12, "zone": "UTC"},
)
ADDED: Told = edition.CategoryAdded, {"category": SONG, "name": URDU, "address": "s", "order": 1, "places": 5}


def last_sentence(*told: Told) -> str:
    """The sentence of the last of these acts of an edition's stream."""
    story = [
        kind(originator_id=EDITION, originator_version=version, by=BY, **fields)
        for version, (kind, fields) in enumerate((OPENED, ADDED, *told), 1)
    ]
    return sentence(story[-1], story)


@pytest.mark.parametrize(
    "told, expected",
    [
        (ceremony(), "Milestone: ceremony, 1 December 2026."),
        (
            ceremony(standing="planned", category=SONG),
            f"Milestone of \u2068{URDU}\u2069: ceremony, 1 December 2026, planned.",
        ),
        (ceremony(standing="cancelled"), "Milestone: ceremony, cancelled."),
        (
            (edition_categories.PlacesSet, {"category": SONG, "places": 1, "shown": True}),
            f"\u2068{URDU}\u2069 has one place. The public list says so.",
        ),
        (
            (edition_categories.VacancySet, {"category": SONG, "of": "awards", "policy": "no_award"}),
            f"\u2068{URDU}\u2069: an award that falls empty means that there is no award.",
        ),
        (
            (edition_categories.CategoryNamed, {"category": SONG, "name": "Song", "how": "corrected"}),
            f"\u2068{URDU}\u2069 was recorded under a wrong name: it is called Song.",
        ),
        (
            (edition_categories.Named, {"language": "pa-Arab", "name": URDU}),
            f"12th is called \u2068{URDU}\u2069 in Punjabi (Arabic).",
        ),
        (
            (edition_running.WithdrawalRuleSet, {"rule": "as_of_right", "until": DAY, "afterwards": "not_possible"}),
            "Withdrawing after the list was announced: as of right until 1 December 2026, afterwards not possible.",
        ),
    ],
)
def test_setting_is_told_in_a_sentence(told: Told, expected: str) -> None:
    assert last_sentence(told) == expected


def test_moved_milestone_says_when_it_was_before() -> None:
    later = parse_when("2026-12-08", "UTC")
    moved = ceremony(standing="planned")[1] | {"effective": later, "counts_from": later.latest_us}
    assert last_sentence(ceremony(), (edition.MilestoneRecorded, moved)) == (
        "Milestone: ceremony, 8 December 2026, planned; before this it was given as 1 December 2026."
    )


def test_name_is_told_by_what_the_thing_was_called_before() -> None:
    renamed: Told = edition_categories.Named, {"name": "Twelfth"}
    assert (
        last_sentence(renamed, (edition_categories.Named, {"name": "XII"})) == "Twelfth is renamed: it is called XII."
    )


def test_every_kind_of_setting_has_a_word() -> None:
    assert set(SETTING_KINDS) <= set(KINDS)


@pytest.mark.parametrize(
    "name, direction",
    [(URDU, "rtl"), ("Song", "ltr"), ("12 שלום", "rtl"), ("2026", "ltr"), ("", "ltr"), ("(ABC) گانا", "ltr")],
)
def test_direction_of_a_name_is_that_of_its_first_letter(name: str, direction: str) -> None:
    assert direction_of(name) == direction


@pytest.mark.parametrize("typed, tag", [("UR", "ur"), ("pa-arab", "pa-Arab"), ("zh-hant-tw", "zh-Hant-TW")])
def test_language_is_kept_by_its_tag_in_usual_letters(typed: str, tag: str) -> None:
    loaded = load(NameCommand(), {"command": str(EDITION), "language": typed, "name": "x"})
    assert loaded["language"] == tag


@pytest.mark.parametrize("typed", ["urdu", "xx-Arab", "ur-Zzzy", "u", "ur_PK", "ur-", "ur-Arab-PK-x"])
def test_what_is_no_language_is_refused(typed: str) -> None:
    with pytest.raises(Invalid, match="not_a_language"):
        load(NameCommand(), {"command": str(EDITION), "language": typed, "name": "x"})


def test_language_that_nobody_knows_is_told_by_its_tag() -> None:
    assert [language_name(tag) for tag in ("ur", "qqx", "not a tag")] == ["Urdu", "qqx", "not a tag"]
