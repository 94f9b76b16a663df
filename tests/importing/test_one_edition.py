"""Sheets that name no edition: every row belongs to the one that the mapping names, announced in its year or not yet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from ledger.bootstrap import Services
from ledger.domain.announcement import Made
from ledger.domain.edition import CategoryAdded, MilestoneRecorded, Opened
from ledger.domain.event import Event
from ledger.domain.nomination import Announced, Conferred, Entered
from ledger.errors import Invalid
from ledger.importing.command import Imported, import_file
from ledger.importing.nominations import BATCH
from ledger.importing.toml_text import toml_of
from ledger.schemas.mapping import load_mapping

HEADER = "Prize,Title,Names,Won"
ROWS = ("Novel,Tide,Mina Shah,yes", "Novel,Ebb,Ira Bell,", "Song,Night Bus,گلزار خان,")


def told(**tables: dict[str, Any] | None) -> dict[str, Any]:
    """A mapping of such a sheet; a table given as None is left out."""
    data: dict[str, Any] = {
        "file": {"delimiter": "comma"},
        "show": {"name": "Meridian Prizes", "address": "meridian", "zone": "Europe/London"},
        "one_edition": {"name": "The 3rd Prizes", "address": "3", "label": "2024", "number": 3},
        "announced": {"how": "not_yet"},
        "category": {"name": "Prize"},
        "works": {"title": "Title"},
        "people": {"name": "Names"},
        "winner": {"column": "Won", "won": ["yes"], "not_won": ["", "no"]},
    }
    return {name: table for name, table in (data | tables).items() if table is not None}


def bring_in(services: Services, folder: Path, *rows: str, header: str = HEADER, **tables: Any) -> Imported:
    mapping, sheet = folder / "mapping.toml", folder / "sheet.csv"
    mapping.write_text(toml_of(told(**tables)), encoding="utf-8")
    sheet.write_text("\n".join((header, *(rows or ROWS))) + "\n", encoding="utf-8")
    return import_file(services.ledger, sheet, mapping)


def events(services: Services, kind: type[Event]) -> list[Any]:
    ledger = services.ledger
    log = (ledger.mapper.decode(entry) for entry in ledger.recorder.entries(0, 100_000))
    return [event for event in log if isinstance(event, kind)]


def test_rows_enter_the_edition_named_and_nothing_is_announced(services: Services, tmp_path: Path) -> None:
    imported = bring_in(services, tmp_path)
    assert (imported.written.nominations, imported.refused) == (3, 0)
    assert [(one.name, one.address, one.ordinal) for one in events(services, Opened)] == [("The 3rd Prizes", "3", 3)]
    assert [one.name for one in events(services, CategoryAdded)] == ["Novel", "Song"]
    assert len(events(services, Entered)) == 3
    assert len(events(services, Conferred)) == 1
    assert not events(services, Announced) + events(services, Made) + events(services, MilestoneRecorded)


def test_second_import_adds_nothing_and_a_longer_sheet_what_is_new(services: Services, tmp_path: Path) -> None:
    bring_in(services, tmp_path)
    assert bring_in(services, tmp_path).written.events == 0
    longer = bring_in(services, tmp_path, *ROWS, "Essay,Salt,Ira Bell,")
    assert (longer.written.nominations, longer.written.present) == (1, 3)
    assert [one.name for one in events(services, CategoryAdded)] == ["Novel", "Song", "Essay"]


def test_same_row_in_another_edition_is_another_nomination(services: Services, tmp_path: Path) -> None:
    bring_in(services, tmp_path)
    other = {"name": "The 4th Prizes", "address": "4", "label": "2025"}
    assert bring_in(services, tmp_path, one_edition=other).written.nominations == 3
    assert len(events(services, Opened)) == 2


def test_rows_announced_in_their_year_are_announced(services: Services, tmp_path: Path) -> None:
    edition = told()["one_edition"] | {"year": 2024}
    bring_in(services, tmp_path, one_edition=edition, announced={"how": "in_its_year"})
    assert [(one.what, one.effective.text) for one in events(services, Made)] == [
        ("nominations", "2024"),
        ("results", "2024"),
    ]


def test_sheet_without_winners_confers_nothing(services: Services, tmp_path: Path) -> None:
    bring_in(services, tmp_path, "Novel,Tide,Mina Shah", header="Prize,Title,Names", winner=None)
    assert len(events(services, Entered)) == 1
    assert not events(services, Conferred)


def test_roles_stand_on_the_credits(services: Services, tmp_path: Path) -> None:
    bring_in(
        services,
        tmp_path,
        "Novel,Tide,Mina Shah,author",
        header="Prize,Title,Names,As",
        people={"name": "Names", "role": "As"},
        winner=None,
    )
    assert [(one.name.text, one.role) for event in events(services, Entered) for one in event.credits] == [
        ("Mina Shah", "author")
    ]


def test_long_unannounced_edition_is_recorded_in_parts(services: Services, tmp_path: Path) -> None:
    rows = [f"Novel,Title {n},Name {n}," for n in range(BATCH + 1)]
    imported = bring_in(services, tmp_path, *rows)
    assert (imported.written.nominations, imported.written.editions) == (BATCH + 1, 2)
    assert len(events(services, Opened)) == 1
    assert [one.name for one in events(services, CategoryAdded)] == ["Novel"]


def test_rows_above_the_header_are_passed_over_and_keep_their_numbers(services: Services, tmp_path: Path) -> None:
    imported = bring_in(
        services,
        tmp_path,
        "",
        HEADER,
        "Novel,,,yes",
        *ROWS,
        header="Nominees of the year",
        file={"delimiter": "comma", "header_row": 3},
    )
    assert imported.written.nominations == 3
    assert [(one.row, one.code) for tally in imported.findings.tallies() for one in tally.samples] == [
        (4, "nothing_named")
    ]


@pytest.mark.parametrize(
    "tables, problem",
    [
        ({"one_edition": None}, ("edition", "key_missing")),
        ({"announced": None}, ("one_edition.year", "key_missing")),
        ({"announced": {"how": "soon"}}, ("announced.how", "not_one_of")),
        ({"one_edition": {"name": "A", "address": "a", "label": "1", "number": 0}}, ("one_edition.number", "not_a_number")),
        ({"one_edition": {"name": "A", "address": "a", "label": "1", "year": 20}}, ("one_edition.year", "not_a_year")),
        ({"file": {"delimiter": "comma", "header_row": True}}, ("file.header_row", "not_a_number")),
        (
            {"edition": {"label": "Y", "name": "{label}", "address": "{label}", "year": {"rule": "label"}}},
            ("one_edition", "two_ways_to_an_edition"),
        ),
    ],
)  # fmt: skip
def test_mapping_tells_the_edition_in_one_way(tables: dict[str, Any], problem: tuple[str, str]) -> None:
    with pytest.raises(Invalid) as refused:
        load_mapping(told(**tables))
    assert [(one.field, one.code) for one in refused.value.problems] == [problem]


def test_mapping_written_as_toml_reads_as_it_was() -> None:
    import tomllib

    data = told(show={"name": 'A "B" \\ چاند \t\x7f', "address": "a", "zone": "UTC"}, works={"title": "a.b = [c]"})
    data["edition"] = {"year": {"rule": "label", "exceptions": {"1 st": 1999}}}
    data["file"]["short_rows"] = True
    assert tomllib.loads(toml_of(data)) == msgspec.to_builtins(data)
