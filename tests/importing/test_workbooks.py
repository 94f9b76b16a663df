"""Workbooks as they come: what of a sheet is taken, what is told beside it, and what is refused, without harm to this process."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from ledger.errors import Refused
from ledger.importing import limited_process
from ledger.importing.workbook_marks import cell_name
from ledger.importing.workbooks import Sheet, SheetMarks, sheets_of, write_sheet
from tests.importing.books import altered, book, part

SHEET = "xl/worksheets/sheet1.xml"
ROWS = (("Category", "Film", "Names"), ("Song", "Tide", "گلزار خان"), ("Song", "Ebb", "שלום"))


def written(folder: Path, content: bytes, number: int = 0) -> tuple[list[list[str]], SheetMarks]:
    """The sheet's rows as they arrive, and its marks."""
    path, to = folder / "book.xlsx", folder / "sheet.csv"
    path.write_bytes(content)
    marks = write_sheet(path, number, to)
    with to.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file)), marks


def refused(folder: Path, content: bytes) -> str:
    with pytest.raises(Refused) as error:
        written(folder, content)
    return error.value.code


def test_cells_arrive_as_a_person_would_type_them(tmp_path: Path) -> None:
    def fill(workbook: Any, sheet: Any) -> None:
        day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        hour = workbook.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        sheet.write_row(1, 0, [1994, 2.5, True, "007", "1994", "-30-", 0.1])
        sheet.write_datetime(1, 7, dt.datetime(2024, 5, 1), day)  # noqa: DTZ001 - a sheet's days have no zone
        sheet.write_datetime(1, 8, dt.datetime(2024, 5, 1, 19, 30), hour)  # noqa: DTZ001
        sheet.write_string(1, 9, "=SUM(A1)")
        sheet.write_string(1, 10, "two\nlines")

    rows, _marks = written(tmp_path, book(fill, ("A",)))
    assert rows[1] == [
        "1994", "2.5", "TRUE", "007", "1994", "-30-", "0.1", "2024-05-01", "2024-05-01T19:30:00",
        "=SUM(A1)", "two\nlines",
    ]  # fmt: skip


def test_rows_keep_their_places_and_names_their_direction(tmp_path: Path) -> None:
    def fill(_workbook: Any, sheet: Any) -> None:
        sheet.write(5, 2, "far below")

    rows, marks = written(tmp_path, book(fill, (), *ROWS))
    assert rows == [[], *map(list, ROWS), [], ["", "", "far below"]]
    assert (marks.rows, marks.columns) == (6, 3)


def test_formula_stands_for_its_last_result_and_is_told(tmp_path: Path) -> None:
    def fill(_workbook: Any, sheet: Any) -> None:
        sheet.write_formula("B2", '="Ti"&"de"', None, "Tide")
        sheet.write_formula("B3", "=A1+1", None, 7)

    rows, marks = written(tmp_path, book(fill, ("Category", "Film"), ("Song",), ("Song",)))
    assert [row[1] for row in rows[1:]] == ["Tide", "7"]
    assert (marks.formulas, marks.formula_cells, marks.uncomputed) == (2, ("B2", "B3"), 0)


def test_formula_without_a_result_and_an_error_arrive_as_what_they_are(tmp_path: Path) -> None:
    def fill(_workbook: Any, sheet: Any) -> None:
        sheet.write_formula("B2", "=NOW()", None, "")
        sheet.write_formula("B3", "=NA()", None, "#N/A")

    rows, marks = written(tmp_path, book(fill, ("Category", "Film"), ("Song",), ("Song",)))
    assert [row[1] for row in rows[1:]] == ["=NOW()", "#N/A"]
    assert (marks.uncomputed, marks.errors) == (1, 1)


def test_sheets_are_named_in_order_and_any_can_be_written(tmp_path: Path) -> None:
    def fill(workbook: Any, _sheet: Any) -> None:
        workbook.add_worksheet("چھپا").hide()
        chart = workbook.add_chart({"type": "bar"})
        chart.add_series({"values": "=Nominees!$A$1:$A$2"})
        workbook.add_chartsheet("Chart").set_chart(chart)
        workbook.add_worksheet("Other").write(0, 0, "Here")

    content = book(fill, *ROWS)
    (tmp_path / "book.xlsx").write_bytes(content)
    assert sheets_of(tmp_path / "book.xlsx") == [Sheet("Nominees", False), Sheet("چھپا", True), Sheet("Other", False)]  # noqa: FBT003
    assert written(tmp_path, content, 2)[0] == [["Here"]]


def test_merged_and_hidden_cells_are_told(tmp_path: Path) -> None:
    def fill(_workbook: Any, sheet: Any) -> None:
        sheet.merge_range("A1:C1", "Nominees of the year")
        sheet.merge_range("A4:A5", "Song")
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_row(8, None, None, {"hidden": True})
        sheet.set_column("C:C", None, None, {"hidden": True})

    _rows, marks = written(tmp_path, book(fill, (), ("Category", "Film"), ("Song", "Tide"), ("", "Ebb"), ("", "Salt")))
    assert marks.merged_below(2) == ["A4:A5"]
    assert marks.merged_below(1) == ["A1:C1", "A4:A5"]
    assert (marks.hidden_rows, marks.hidden_row_numbers, marks.hidden_columns) == (1, (3,), 1)


def test_empty_sheet_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, book()) == "sheet_is_empty"


@pytest.mark.slow
def test_million_empty_formatted_rows_are_nothing(tmp_path: Path) -> None:
    content = book(None, *ROWS)
    blank = b"".join(b'<row r="%d"><c r="A%d" s="1"/><c r="B%d" s="1"/></row>' % (n, n, n) for n in range(4, 1_000_004))
    sheet = part(content, SHEET).replace(b"</sheetData>", blank + b"</sheetData>")
    rows, marks = written(tmp_path, altered(content, {SHEET: sheet}))
    assert rows == list(map(list, ROWS))
    assert marks.rows == 3


def test_cell_at_the_far_corner_is_named_and_not_made_room_for(tmp_path: Path) -> None:
    def fill(_workbook: Any, sheet: Any) -> None:
        sheet.write(1_048_575, 16_383, "stray")

    (tmp_path / "book.xlsx").write_bytes(book(fill, *ROWS))
    with pytest.raises(Refused) as error:
        write_sheet(tmp_path / "book.xlsx", 0, tmp_path / "sheet.csv")
    assert (error.value.code, error.value.params) == ("cells_far_apart", {"cell": "XFD1048576"})


ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
)


@pytest.mark.parametrize("name", [SHEET, "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"])
def test_entities_are_not_expanded_anywhere(tmp_path: Path, name: str) -> None:
    content = book(None, *ROWS)
    text = part(content, name)
    attack = ENTITIES + text[text.index(b"?>") + 2 :].replace(b"Tide", b"&b;&f;")
    assert refused(tmp_path, altered(content, {name: attack})) == "has_doctype"


@pytest.mark.parametrize("name", [SHEET, "xl/sharedStrings.xml", "xl/workbook.xml"])
def test_broken_part_is_told_as_damage(tmp_path: Path, name: str) -> None:
    content = book(None, *ROWS)
    assert refused(tmp_path, altered(content, {name: part(content, name)[:200]})) == "is_damaged"


@pytest.mark.slow
def test_workbook_that_swells_is_refused_by_its_own_word(tmp_path: Path) -> None:
    content = altered(book(None, *ROWS), {"xl/media/image1.png": b"\0" * (601 * 1024 * 1024)})
    assert len(content) < 1024 * 1024
    assert refused(tmp_path, content) == "workbook_too_large"


@pytest.mark.slow
def test_workbook_that_swells_beyond_its_word_harms_only_its_reader(tmp_path: Path) -> None:
    """The archive says that a part is small, and it is not."""
    content = book(None, *ROWS)
    strings = part(content, "xl/sharedStrings.xml").replace(b"Tide", b"T" * (400 * 1024 * 1024))
    swollen = bytearray(altered(content, {"xl/sharedStrings.xml": strings}))
    size = len(strings).to_bytes(4, "little")
    assert swollen.count(size) == 2
    assert refused(tmp_path, bytes(swollen.replace(size, (1000).to_bytes(4, "little")))) in (
        "is_damaged",
        "workbook_too_large",
    )


def test_reader_that_is_ended_is_told_as_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limited_process, "PATIENCE_SECONDS", 0.001)
    assert refused(tmp_path, book(None, *ROWS)) == "workbook_too_large"


@pytest.mark.parametrize(
    "name, row, column", [("A1", 0, 0), ("Z9", 8, 25), ("AA10", 9, 26), ("XFD1048576", 1_048_575, 16_383)]
)
def test_cells_are_named_as_spreadsheet_programs_do(name: str, row: int, column: int) -> None:
    assert cell_name(row, column) == name
