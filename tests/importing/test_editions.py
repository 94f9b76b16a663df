from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ledger.importing.editions import last_year, ordinal
from tests.importing.sheets import GOOD, HEADER, found, mapping, read, sheet, year_of


@pytest.mark.parametrize(
    "label, year",
    [
        ("1956", 1956),
        ("1927/28", 1928),
        ("1999/00", 2000),
        ("1999/2000", 2000),
        ("2023-24", 2024),
        ("2023–24", 2024),
        (" 1956 ", 1956),
        ("1956/55", 2055),
        ("2000/1999", None),
        ("about 1988", None),
        ("56", None),
        ("19566", None),
        ("١٩٥٦/", None),
        ("", None),
    ],
)
def test_last_year_of_a_label(label: str, year: int | None) -> None:
    assert last_year(label) == year


def test_ordinal_has_its_ending() -> None:
    endings = [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 22, 98, 101, 111, 113)]
    assert endings == [
        *("1st", "2nd", "3rd", "4th", "11th", "12th", "13th"),
        *("21st", "22nd", "98th", "101st", "111th", "113th"),
    ]


def test_edition_is_made_of_number_label_and_year(tmp_path: Path) -> None:
    how = mapping(edition={"year": {"rule": "after_label", "exceptions": {"3": 1950}}})
    rows = [GOOD.replace("1,1999", told) for told in ("2,1927/28", "3,1999", "4,1999/00")]
    nominations, _ = read(sheet(tmp_path, *rows), how)
    made = [one.edition for one in nominations]
    assert [(one.key, one.ordinal, one.label, one.name, one.address) for one in made] == [
        ("2", 2, "1927/28", "2nd Meridian Prizes", "2"),
        ("3", 3, "1999", "3rd Meridian Prizes", "3"),
        ("4", 4, "1999/00", "4th Meridian Prizes", "4"),
    ]
    assert [(year_of(one), one.announced and one.announced.zone) for one in made] == [
        (year, "Europe/London") for year in ("1929", "1950", "2001")
    ]


def test_edition_address_is_cleaned(tmp_path: Path) -> None:
    how = mapping(edition={"address": "Season {label}"})
    nominations, _ = read(sheet(tmp_path, GOOD.replace("1,1999", "2,1927/28")), how)
    assert nominations[0].edition.address == "season-1927-28"


@pytest.mark.parametrize(
    "edition, told, problem",
    [
        ({}, "x,1999", ("No", "not_an_ordinal")),
        ({}, "0,1999", ("No", "not_an_ordinal")),
        ({}, "²,1999", ("No", "not_an_ordinal")),
        ({}, "1,", ("Season", "required")),
        ({}, "1,about 1999", ("Season", "no_year")),
        ({"number": None, "name": "{label}", "address": "{label}"}, "1,علي", ("Season", "no_year")),
        (
            {"address": "{label}", "year": {"rule": "label", "exceptions": {"1": 1999}}},
            "1,علي",
            ("Season", "no_edition_address"),
        ),
        ({}, "1,2001", ("Season", "edition_differs")),
        ({"address": "{label}"}, "2,1999", ("Season", "edition_address_taken")),
    ],
)
def test_edition_that_cannot_be_told_is_refused(
    tmp_path: Path, edition: dict[str, Any], told: str, problem: tuple[str, str]
) -> None:
    how = mapping(edition=edition, file={"ignored": [] if "number" not in edition else ["No"]})
    good = GOOD if "year" not in edition else GOOD.replace("1,", "2,")
    nominations, findings = read(sheet(tmp_path, good, GOOD.replace("1,1999", told)), how)
    assert [one.row for one in nominations] == [2]
    assert found(findings) == [(3, *problem, "refused")]


def test_edition_year_from_a_column_must_be_a_year(tmp_path: Path) -> None:
    how = mapping(edition={"year": {"rule": "column", "column": "Held"}})
    path = sheet(tmp_path, f"{GOOD},2000", f"{GOOD},soon".replace("1,", "2,"), header=f"{HEADER},Held")
    nominations, findings = read(path, how)
    assert [year_of(one.edition) for one in nominations] == ["2000"]
    assert found(findings) == [(3, "Held", "no_year", "refused")]


def test_category_filed_in_two_ways_is_refused(tmp_path: Path) -> None:
    how = mapping(category={"canonical": "Line", "group": "Field"})
    rows = [f"{GOOD},NOVEL,Prose", f"{GOOD},NOVEL,Verse", f"{GOOD},POEM,Prose", f"{GOOD},,".replace("1,1999", "2,2000")]
    nominations, findings = read(sheet(tmp_path, *rows, header=f"{HEADER},Line,Field"), how)
    assert [(one.row, one.category.canonical, one.category.group) for one in nominations] == [
        (2, "NOVEL", "Prose"),
        (5, None, None),
    ]
    assert found(findings) == [(3, "Field", "category_differs", "refused"), (4, "Line", "category_differs", "refused")]
