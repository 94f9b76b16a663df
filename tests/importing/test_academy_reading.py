"""The Academy Awards' record as it is read, before anything is written: every figure that the file is known for."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.importing.checking import CheckedSheet, check_sheet
from ledger.importing.entries import ImportedNomination
from tests.importing.sheets import year_of

pytestmark = pytest.mark.shared

MAPPING = Path(__file__).parents[2] / "examples" / "academy" / "mapping.toml"


@pytest.fixture(scope="module")
def checked(shared_data: Path) -> CheckedSheet:
    return check_sheet(shared_data / "academy-awards" / "nominations.tsv", MAPPING)


@pytest.fixture(scope="module")
def every(checked: CheckedSheet) -> list[ImportedNomination]:
    return [made for reading in checked.read() if (made := reading.made) is not None]


def ids(every: list[ImportedNomination]) -> Iterator[tuple[str, str, str]]:
    return ((known.value, party.name, party.kind) for one in every for party in one.parties for known in party.external)


def test_every_row_is_read_without_a_problem(checked: CheckedSheet) -> None:
    assert (checked.rows, checked.nominations, checked.scattered) == (12_137, 12_137, False)
    assert checked.findings.tallies() == []
    assert (checked.survey.lines, checked.survey.size) == (12_138, 2_247_354)


def test_editions_and_categories_are_counted(every: list[ImportedNomination]) -> None:
    editions = {one.edition.ordinal: one.edition for one in every}
    assert sorted(editions) == list(range(1, 99))
    years = [year_of(editions[n]) for n in (1, 2, 3, 4, 5, 6, 7, 29, 98)]
    assert years == ["1929", "1930", "1930", "1931", "1932", "1934", "1935", "1957", "2026"]
    assert (editions[29].name, editions[29].label, editions[29].address) == ("29th Academy Awards", "1956", "29")
    assert len({(one.edition.key, one.category.name) for one in every}) == 2_672
    assert len({(one.edition.key, one.category) for one in every}) == 2_672


def test_works_and_parties_are_told_by_their_ids(every: list[ImportedNomination]) -> None:
    works = {work.external.value for one in every for work in one.works if work.external}
    assert len(works) == 5_264
    assert [work.title for one in every for work in one.works if not work.external] == ["Letter from Livingston"]
    assert len({value for value, _, _ in ids(every)}) == 8_474
    assert Counter({value: kind for value, _, kind in ids(every)}.values()).keys() == {"person", "organisation"}


def test_unknown_ids_are_parties_of_their_own(every: list[ImportedNomination]) -> None:
    unknown = [(one, party) for one in every for party in one.parties if not party.external]
    marked = sum(b'"NomineeIds"' in one.canonical for one, _ in unknown)
    without = [one for one in every if one.parties and b'"NomineeIds"' not in one.canonical]
    assert marked == 363
    assert (len(without), sum(len(one.parties) > 1 for one in without)) == (527, 255)
    assert len(unknown) == 363 + sum(len(one.parties) for one in without)
    assert {party.kind for _, party in unknown} == {"unknown"}


def test_one_party_has_several_spellings(every: list[ImportedNomination]) -> None:
    joint = [one for one in every if [party.name for party in one.parties] == ["Roderick Jaynes"] * 2]
    assert [one.edition.ordinal for one in joint] == [69, 80]
    spellings: dict[str, set[str]] = defaultdict(set)
    for value, name, _ in ids([one for one in every if one not in joint]):
        spellings[value].add(name)
    assert sum(len(names) > 1 for names in spellings.values()) == 346


def test_rows_arrive_as_what_the_record_says_they_were(every: list[ImportedNomination]) -> None:
    assert Counter(one.outcome for one in every) == {
        "announced": 12_047,
        "announced:not_standing": 14,
        "recorded:no_announced_nominations": 38,
        "recorded:preliminary": 30,
        "recorded:write_in": 8,
    }
    assert sum(one.announced for one in every) == 12_061
    assert sum(one.won for one in every) == 3_515
    assert sum(one.won and not one.announced for one in every) == 8
    by_outcome = {
        outcome: sorted(one.edition.ordinal for one in every if one.outcome == outcome)
        for outcome in ("announced:not_standing", "recorded:preliminary", "recorded:write_in")
    }
    assert by_outcome == {
        "announced:not_standing": [5, 14, 14, 17, 19, 22, 26, 29, 36, 41, 45, 65, 84, 86],
        "recorded:preliminary": [12] * 13 + [16] * 17,
        "recorded:write_in": [7] + [8] * 7,
    }


def test_reviewed_table_covers_the_rows_the_record_marks(every: list[ImportedNomination]) -> None:
    marked = [one for one in every if "NOT AN OFFICIAL NOMINATION" in (one.note or "")]
    assert len(marked) == 90
    assert [one.row for one in marked] == [one.row for one in every if one.outcome != "announced"]


def test_every_row_is_told_from_every_other(every: list[ImportedNomination]) -> None:
    assert len({one.canonical for one in every}) == 12_137
    rows = [json.loads(one.canonical) for one in every]
    same_ids = {tuple(row.get(name) for name in ("Ceremony", "Category", "FilmId", "NomineeIds")) for row in rows}
    assert len(rows) - len(same_ids) == 351


def test_cells_with_several_values_are_split(every: list[ImportedNomination]) -> None:
    first = every[0]
    assert [work.title for work in first.works] == ["The Noose", "The Patent Leather Kid"]
    assert first.details == ("Nickie Elkins", "The Patent Leather Kid")
    story = next(one for one in every if one.edition.ordinal == 29 and one.outcome == "announced:not_standing")
    assert (story.category.name, story.works[0].title) == ("WRITING (Motion Picture Story)", "High Society")
    assert [party.name for party in story.parties] == ["Edward Bernds", "Elwood Ullman"]
    assert not any("\\" in (one.note or "") + (one.citation or "") for one in every)
