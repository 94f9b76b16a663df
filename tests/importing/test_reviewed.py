from __future__ import annotations

from pathlib import Path

import pytest

from ledger.errors import Invalid, NotFound, Refused
from ledger.importing.reviewed import ReviewedTable, read_reviewed
from ledger.schemas.mapping_values import ReviewedMapping
from ledger.wording.importing import refusal
from tests.importing.sheets import GOOD, HEADER, mapping, read, sheet

KEY = ReviewedMapping("table.tsv", ("No", "Title"))
HEAD = "No\tTitle\toutcome\treason\n"


def table(folder: Path, text: str) -> Path:
    path = folder / "table.tsv"
    path.write_text(text, encoding="utf-8")
    return path


def test_table_says_what_a_row_was(tmp_path: Path) -> None:
    path = table(tmp_path, HEAD + "1\tEbb\trecorded:write_in\tNot on the list.\n\n")
    reviewed = read_reviewed(path, KEY)
    nominations, _ = read(sheet(tmp_path, GOOD, GOOD.replace("Tide", " Ebb ")), mapping(), reviewed)
    assert [one.outcome for one in nominations] == ["announced", "recorded:write_in"]
    assert reviewed.unsettled() == []


def test_table_key_that_fits_no_row_or_several_is_told(tmp_path: Path) -> None:
    text = HEAD + "1\tTide\trecorded:write_in\t\n1\tNone\trecorded:preliminary\t\n"
    reviewed = read_reviewed(table(tmp_path, text), KEY)
    read(sheet(tmp_path, GOOD, GOOD.replace("yes", "no"), GOOD.replace("Tide", "Ebb")), mapping(), reviewed)
    problems = reviewed.unsettled()
    assert [(one.code, one.params["line"], one.params["rows"]) for one in problems] == [
        ("key_matches_several", 2, (2, 3)),
        ("key_matches_nothing", 3, ()),
    ]
    assert refusal(Invalid(problems)) == (
        "reviewed: Line 2 of the reviewed table fits several rows (2, 3): 1 · Tide. Add a key column that tells them apart.\n"
        "reviewed: Line 3 of the reviewed table fits no row of the file: 1 · None. Correct it, or take the line out."
    )


def test_table_key_is_met_by_a_row_that_is_refused(tmp_path: Path) -> None:
    reviewed = read_reviewed(table(tmp_path, HEAD + "1\tTide\trecorded:write_in\t\n"), KEY)
    nominations, _ = read(sheet(tmp_path, f"{GOOD},too many"), mapping(), reviewed)
    assert nominations == []
    assert reviewed.unsettled() == []


def test_table_key_is_met_once_by_the_rows_of_one_nomination(tmp_path: Path) -> None:
    how = mapping(rows={"style": "grouped", "key": ["No", "Entry"]})
    reviewed = read_reviewed(table(tmp_path, HEAD + "1\tTide\trecorded:write_in\t\n"), KEY)
    rows = [f"{GOOD},e1", f"{GOOD.replace('p1', 'p2')},e1"]
    nominations, _ = read(sheet(tmp_path, *rows, header=f"{HEADER},Entry"), how, reviewed)
    assert [one.outcome for one in nominations] == ["recorded:write_in"]
    assert reviewed.unsettled() == []


def test_nomination_whose_rows_were_reviewed_differently_is_refused(tmp_path: Path) -> None:
    how = mapping(rows={"style": "grouped", "key": ["No", "Entry"]})
    reviewed = ReviewedTable(("Ids",), {("p1",): (2, "recorded:write_in")})
    rows = [f"{GOOD},e1", f"{GOOD.replace('p1', 'p2')},e1"]
    nominations, findings = read(sheet(tmp_path, *rows, header=f"{HEADER},Entry"), how, reviewed)
    assert nominations == []
    assert findings.refused_rows == 2


@pytest.mark.parametrize(
    "text, code",
    [
        ("No\toutcome\treason\n", "table_header"),
        (HEAD + "1\tTide\trecorded:write_in\n", "table_cells"),
        (HEAD + "1\tTide\tdisqualified\t\n", "table_outcome"),
        (HEAD + "1\tTide\tannounced\t\n", "table_outcome"),
        (HEAD + 2 * "1\tTide\trecorded:write_in\t\n", "table_key_twice"),
    ],
)
def test_table_with_a_mistake_is_refused(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_reviewed(table(tmp_path, text), KEY)
    assert [problem.code for problem in refused.value.problems] == [code]
    assert refusal(refused.value)


def test_table_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="table_not_found"):
        read_reviewed(tmp_path / "none.tsv", KEY)
    (tmp_path / "latin.tsv").write_bytes("No\tPrés\n".encode("latin-1"))
    with pytest.raises(Refused, match="table_unreadable"):
        read_reviewed(tmp_path / "latin.tsv", KEY)
