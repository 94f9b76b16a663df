from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from ledger.errors import Invalid, Refused
from ledger.importing.problems import Findings
from ledger.importing.reader import read_rows
from ledger.schemas.mapping_values import SheetMapping
from ledger.wording.importing import refusal, told
from tests.importing.sheets import GOOD, HEADER, found, mapping, samples, sheet


def rows(path: Path, how: SheetMapping) -> tuple[list[tuple[int, dict[str, str], bool]], Findings]:
    findings = Findings()
    read = [(row.number, row.cells, row.sound) for row in read_rows(path, how, findings)]
    assert all(told(one.row, one.column, one.code, one.params) for one in samples(findings))
    return read, findings


def test_reader_gives_cells_by_column(tmp_path: Path) -> None:
    read, findings = rows(sheet(tmp_path, GOOD), mapping())
    assert [(number, sound) for number, _, sound in read] == [(2, True)]
    assert read[0][1] == dict(zip(HEADER.split(","), GOOD.split(","), strict=True))
    assert findings.tallies() == []


def test_reader_does_not_mind_mark_line_ends_blank_rows_and_empty_cells_beyond(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    path.write_bytes(b"\xef\xbb\xbf" + f"{HEADER},\r\n\r\n{GOOD},,\r\n,,,,,,,,\r\n{GOOD}".encode())
    read, findings = rows(path, mapping())
    assert [number for number, _, _ in read] == [3, 5]
    assert read[0][1] == read[1][1] == dict(zip(HEADER.split(","), GOOD.split(","), strict=True))
    assert findings.refused_rows == 0


def test_reader_counts_rows_as_a_spreadsheet_program_does(tmp_path: Path) -> None:
    prose = '1,1999,Novel,Tide,w1,Mina Shah,p1,yes,"one\nand ""two"""'
    read, _ = rows(sheet(tmp_path, prose, GOOD), mapping())
    assert [(number, cells["For"]) for number, cells, _ in read] == [(2, 'one\nand "two"'), (3, "")]


def test_reader_refuses_too_many_and_too_few_cells_and_goes_on(tmp_path: Path) -> None:
    read, findings = rows(sheet(tmp_path, f"{GOOD},more", "1,1999", GOOD), mapping())
    assert [(number, sound) for number, _, sound in read] == [(2, False), (3, False), (4, True)]
    assert found(findings) == [(2, None, "too_many_cells", "refused"), (3, None, "too_few_cells", "refused")]
    assert [dict(one.params) for one in samples(findings)] == [
        {"expected": 9, "found": 10},
        {"expected": 9, "found": 2},
    ]


def test_reader_fills_up_short_rows_where_the_mapping_says_so(tmp_path: Path) -> None:
    read, findings = rows(sheet(tmp_path, "1,1999,Novel,Tide"), mapping(file={"short_rows": True}))
    assert read[0][1]["Title"] == "Tide"
    assert read[0][1]["Won"] == ""
    assert findings.tallies() == []


def test_reader_takes_backslash_quotes_and_leaves_other_backslashes(tmp_path: Path) -> None:
    line = GOOD.replace("Tide", 'The \\"Tide\\" C:\\new "x')
    read, _ = rows(sheet(tmp_path, line), mapping(file={"quoting": "backslash"}))
    assert read[0][1]["Title"] == 'The "Tide" C:\\new "x'


def test_reader_without_quoting_keeps_quotes(tmp_path: Path) -> None:
    read, _ = rows(sheet(tmp_path, GOOD.replace("Tide", '"Tide"')), mapping(file={"quoting": "none"}))
    assert read[0][1]["Title"] == '"Tide"'


@pytest.mark.parametrize(
    "cell, code",
    [
        ("=SUM(A1:A9)", "formula"),
        ('=HYPERLINK("http://a.test"; "b")', "formula"),
        ("one|=cmd|' /C calc'!A0", "formula"),
        ("a\x07b", "text_not_storable"),
        ("a\u0085b", "text_not_storable"),
        ("a\rb", "text_not_storable"),
        ("half \ud83c", "text_not_storable"),
        ("x" * 65_537, "huge_cell"),
        ("چ" * 40_000, "huge_cell"),
    ],
    ids=lambda value: ascii(value[:20]),
)
def test_reader_refuses_a_bad_cell_by_row_and_column_and_goes_on(tmp_path: Path, cell: str, code: str) -> None:
    bad = GOOD.replace("Tide", cell)
    read, findings = rows(sheet(tmp_path, GOOD, bad, GOOD), mapping(file={"quoting": "none"}))
    assert [(number, sound) for number, _, sound in read] == [(2, True), (3, False), (4, True)]
    assert found(findings) == [(3, "Title", code, "refused")]


@pytest.mark.parametrize(
    "cell",
    [
        "-30-",
        "+1",
        "=LOVE",
        "=",
        "@home",
        "-",
        "— said",
        "+92 300 555",
        "1+1=2",
        "=/=",
        "<script>",
        "O'Brien",
        "x" * 10_000,
    ],
)
def test_reader_keeps_text_that_only_begins_like_a_formula(tmp_path: Path, cell: str) -> None:
    read, findings = rows(sheet(tmp_path, GOOD.replace("Tide", cell)), mapping())
    assert read[0][1]["Title"] == cell
    assert findings.tallies() == []


@pytest.mark.parametrize(
    "cell", ["=1+2", "=A1", "=$B$7*2", '="a"&"b"', "='My sheet'!A1", "+SUM(A1)", "@IF(A1;1)", "=Sheet1!A1"]
)
def test_reader_refuses_what_a_spreadsheet_program_would_compute(tmp_path: Path, cell: str) -> None:
    _, findings = rows(sheet(tmp_path, GOOD.replace("Tide", cell)), mapping(file={"quoting": "none"}))
    assert found(findings) == [(2, "Title", "formula", "refused")]


def test_reader_tells_of_characters_lost_earlier_and_imports_them(tmp_path: Path) -> None:
    read, findings = rows(sheet(tmp_path, GOOD.replace("Tide", "T\ufffdde")), mapping())
    assert read[0][2]
    assert found(findings) == [(2, "Title", "replacement_character", "note")]


def test_reader_refuses_a_row_with_a_broken_quote_and_goes_on(tmp_path: Path) -> None:
    read, findings = rows(sheet(tmp_path, GOOD.replace("Tide", '"Ti"de'), GOOD), mapping())
    assert [number for number, _, _ in read] == [3]
    assert found(findings) == [(2, None, "broken_row", "refused")]


def test_reader_stops_where_a_quote_is_left_open(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        rows(sheet(tmp_path, GOOD, GOOD.replace("Tide", '"Tide'), GOOD, GOOD), mapping())
    assert (refused.value.code, refused.value.params) == ("open_quote", {"line": 3})


@pytest.mark.parametrize(
    "header, expected",
    [
        (HEADER.replace("Won", "Winner"), [("winner.column", "column_missing"), ("file.ignored", "column_unmapped")]),
        (HEADER + ",Won", [("file", "column_repeated")]),
        (HEADER + ",Remarks", [("file.ignored", "column_unmapped")]),
        (HEADER.replace("No,", "No,,"), [("file", "column_unnamed")]),
    ],
)
def test_reader_refuses_a_header_the_mapping_does_not_know(
    tmp_path: Path, header: str, expected: list[tuple[str, str]]
) -> None:
    with pytest.raises(Invalid) as refused:
        rows(sheet(tmp_path, GOOD, header=header), mapping())
    assert [(problem.field, problem.code) for problem in refused.value.problems] == expected
    assert refusal(refused.value)


def test_reader_leaves_out_ignored_columns(tmp_path: Path) -> None:
    path = sheet(tmp_path, f"{GOOD},=SUM(A1)", header=f"{HEADER},Remarks")
    read, findings = rows(path, mapping(file={"ignored": ["Remarks"]}))
    assert "Remarks" not in read[0][1]
    assert findings.tallies() == []


def test_reader_tells_of_another_delimiter_and_of_old_line_ends(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="wrong_delimiter"):
        rows(sheet(tmp_path, GOOD.replace(",", ";"), header=HEADER.replace(",", ";")), mapping())
    path = tmp_path / "old.csv"
    path.write_bytes(f"{HEADER}\r{GOOD}\r".encode())
    with pytest.raises(Refused, match="line_ends"):
        rows(path, mapping(file={"quoting": "none"}))


def test_reader_holds_one_row_at_a_time(tmp_path: Path) -> None:
    path = sheet(tmp_path, *[GOOD.replace("Tide", "x" * 1000)] * 4000)
    findings = Findings()
    tracemalloc.start()
    n = sum(1 for _ in read_rows(path, mapping(), findings))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert n == 4000
    assert peak < path.stat().st_size / 4
