"""What leaves for other programs: no name is a formula, an order to a terminal, or another line."""

from __future__ import annotations

import ast
import csv
import io
import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ledger.importing.problems import Findings
from ledger.importing.reader import read_rows
from ledger.schemas.mapping import load_mapping
from ledger.wording.outward import cell, is_shielded, json_line, line, unshielded
from tests.importing.test_one_edition import told

ROOT = Path(__file__).resolve().parents[2]
BEGINNINGS = "=+-@\t\r\n＝＋－＠"
TEXTS = st.text(alphabet=st.one_of(st.sampled_from("'=+-@\t\r\n＝＋－＠a1"), st.characters()), max_size=12)


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_cell_is_never_computed(beginning: str) -> None:
    assert cell(f"{beginning}cmd|'/C calc'!A0") == f"'{beginning}cmd|'/C calc'!A0"
    assert cell(f"'{beginning}1") == f"''{beginning}1"


@pytest.mark.parametrize("text", ["", "'Tis", "Tide", "1+1", "O’Brien", "a=b", "«-»", "'"])
def test_cell_that_no_program_computes_stays_as_it_is(text: str) -> None:
    assert (cell(text), unshielded(text), is_shielded(text)) == (text, text, False)


@given(TEXTS)
@example("'=")
@example("''-")
def test_cell_comes_back_as_what_it_was(text: str) -> None:
    assert unshielded(cell(text)) == text
    assert not cell(text)[:1].strip("'") or cell(text)[0] not in BEGINNINGS


@given(
    st.lists(
        st.sampled_from(["=SUM(A1)", "-30-", "'-30-", "@home", "+1", "Tide", "＝LOVE", "''=1"]), min_size=1, max_size=6
    )
)
def test_titles_that_went_out_as_cells_come_in_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, titles: list[str]
) -> None:
    path = tmp_path_factory.mktemp("sheet") / "sheet.csv"
    made = io.StringIO()
    rows = csv.writer(made, lineterminator="\n")
    rows.writerow(["Prize", "Title", "Names", "Won"])
    rows.writerows(["Novel", cell(title), "Mina Shah", ""] for title in titles)
    path.write_text(made.getvalue(), encoding="utf-8")
    findings = Findings()
    read = list(read_rows(path, load_mapping(told()), findings))
    assert [row.cells["Title"] for row in read] == titles
    assert all(row.sound for row in read)
    shielded = sum(is_shielded(cell(title)) for title in titles)
    assert sum(tally.count for tally in findings.tallies() if tally.code == "apostrophe_taken_off") == shielded


@pytest.mark.parametrize(
    "name, shown",
    [
        ("Tide\x1b[31m", "Tide␛[31m"),
        ("a\x1b]0;title\x07b", "a␛]0;title␇b"),
        ("a\x9b31mb\x85", "a\ufffd31mb\ufffd"),
        ("two\r\nlines", "two␍␊lines"),
        ("tab\there", "tab␉here"),
        ("del\x7f", "del␡"),
        ("gepj\u202efdp", "gepjfdp"),
        ("a\u2066b", "a\u2066b\u2069"),
        ("a\u2069b", "ab"),
        ("a\u2028b\u2029c", "abc"),
        ("half\ud800", "half\ufffd"),
        ("گلزار خان · می\u200cخواهم 🧵", "گلزار خان · می\u200cخواهم 🧵"),
    ],
)
def test_line_shows_what_a_terminal_would_obey(name: str, shown: str) -> None:
    assert line(name) == shown


@given(st.text())
def test_line_is_one_and_holds_no_order(text: str) -> None:
    made = line(text)
    assert len(made.splitlines()) <= 1
    assert {unicodedata.category(one) for one in made} & {"Cc", "Cs", "Zl", "Zp"} == set()
    assert line(made) == made


@given(st.dictionaries(st.text(), st.text(alphabet=st.characters(exclude_categories=["Cs"]))))
def test_json_says_the_same_and_holds_no_order(told: dict[str, str]) -> None:
    encoded = json.dumps(
        {key.encode("utf-8", "replace").decode(): value for key, value in told.items()}, ensure_ascii=False
    )
    made = json_line(encoded)
    assert json.loads(made) == json.loads(encoded)
    assert not set(made) & {chr(one) for one in (0x1B, 0x7F, *range(0x80, 0xA0), *range(0x202A, 0x202F), 0x2028)}


def spoken(path: Path) -> set[str]:
    """Where a module writes to the terminal by itself."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if called in ("print", "click.echo", "click.secho") or called.endswith(
                (".print", ".stdout.write", ".stderr.write", ".print_json")
            ):
                found.add(f"{path.relative_to(ROOT).as_posix()}: {called}")
    return found


def test_commands_speak_through_one_place() -> None:
    modules = [path for folder in ("ledger", "web", "workers") for path in (ROOT / folder).rglob("*.py")]
    assert set().union(*map(spoken, modules)) == {
        "ledger/running.py: click.echo",
        "ledger/running.py: Console(highlight=False).print",
    }
