from __future__ import annotations

from pathlib import Path

import pytest

from ledger.errors import Invalid, Refused
from ledger.importing.checking import check_sheet
from ledger.importing.fates import ADDED, REFUSED, FateFile
from ledger.importing.problems import SAMPLES, Findings, Found
from ledger.importing.toml_text import toml_of
from tests.importing.sheets import DATA, GOOD, plain, sheet

MAPPING = """
[file]
delimiter = "comma"
quoting = "none"
[show]
name = "Meridian Prizes"
address = "meridian"
zone = "Europe/London"
[edition]
number = "No"
label = "Season"
name = "{ordinal} Meridian Prizes"
address = "{number}"
[edition.year]
rule = "label"
[category]
name = "Prize"
[works]
title = "Title"
id = "Title id"
scheme = "test-work"
[people]
name = "Names"
id = "Ids"
scheme = "test-party"
[winner]
column = "Won"
won = ["yes"]
not_won = ["", "no"]
[texts]
citation = "For"
"""
REVIEWED = '[reviewed]\nfile = "table.tsv"\nkey = ["Title"]\n'


def mapping_file(folder: Path, text: str = MAPPING) -> Path:
    path = folder / "mapping.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_check_reads_everything_and_can_be_read_again() -> None:
    checked = check_sheet(DATA / "odd.tsv", DATA / "odd.toml")
    assert (checked.rows, checked.nominations, checked.scattered) == (15, 15, False)
    assert (checked.show.name, checked.show.zone) == ("Meridian Prizes", "Europe/London")
    first, second = ([reading.made for reading in checked.read()] for _ in range(2))
    assert first == second
    assert len(first) == 15


def test_check_of_a_file_too_long_to_be_kept_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = check_sheet(DATA / "odd.tsv", DATA / "odd.toml")
    for bound in ("KEPT_LINES", "KEPT_BYTES"):
        monkeypatch.setattr(f"ledger.importing.checking.{bound}", 15)
        again = check_sheet(DATA / "odd.tsv", DATA / "odd.toml")
        monkeypatch.undo()
        assert again.kept is None
        assert kept.kept == list(kept.read()) == list(again.read())


def test_check_tells_whether_editions_lie_scattered(tmp_path: Path) -> None:
    two = GOOD.replace("1,1999", "2,2000")
    in_order = check_sheet(sheet(tmp_path, GOOD, two), mapping_file(tmp_path))
    assert not in_order.scattered
    scattered = check_sheet(sheet(tmp_path, GOOD, two, GOOD.replace("Tide", "Ebb")), mapping_file(tmp_path))
    assert scattered.scattered


def test_check_refuses_a_table_key_without_its_row(tmp_path: Path) -> None:
    (tmp_path / "table.tsv").write_text("Title\toutcome\treason\nEbb\trecorded:write_in\t\n", encoding="utf-8")
    with pytest.raises(Invalid) as refused:
        check_sheet(sheet(tmp_path, GOOD), mapping_file(tmp_path, MAPPING + REVIEWED))
    assert [problem.code for problem in refused.value.problems] == ["key_matches_nothing"]


def test_check_refuses_a_wrong_encoding_far_down(tmp_path: Path) -> None:
    path = sheet(tmp_path, *[GOOD] * 3000)
    path.write_bytes(path.read_bytes() + b"1,1999,Novel,Pr\xe9s,w2,,,,\n")
    with pytest.raises(Refused, match="wrong_encoding") as refused:
        check_sheet(path, mapping_file(tmp_path))
    assert refused.value.params["line"] == 3002


def test_check_reports_how_far_it_is(tmp_path: Path) -> None:
    told: list[tuple[int, int | None]] = []
    rows = [GOOD.replace("Tide", str(n)) for n in range(450)]
    check_sheet(sheet(tmp_path, *rows), mapping_file(tmp_path), lambda done, total: told.append((done, total)))
    assert told == [(200, None), (400, None)]


def test_findings_count_everything_and_keep_the_first() -> None:
    findings = Findings()
    for row in range(2, 102):
        findings.refuse(row, "Title", "formula")
        findings.refuse(row, "Won", "not_a_result", value="maybe", allowed=("yes",))
    findings.note(200, None, "same_as_row", other=2)
    told = [(one.code, one.severity, one.count, len(one.samples)) for one in findings.tallies()]
    assert told == [
        ("formula", "refused", 100, SAMPLES),
        ("not_a_result", "refused", 100, SAMPLES),
        ("same_as_row", "note", 1, 1),
    ]
    assert findings.refused_rows == 100
    assert len(findings.take()) == 201
    assert findings.take() == ()


def test_fates_tell_each_row_in_words(tmp_path: Path) -> None:
    path = tmp_path / "fates.tsv"
    problems = [Found(3, "Ti\ttle", "formula", "refused"), Found(4, None, "group_broken", "refused", {"other": 3})]
    with FateFile(path) as fates:
        fates.tell((2,), ADDED)
        fates.tell((3, 4), REFUSED, problems)
    why = "This is a formula. Put its result into the cell; formulas are not imported, nor kept as text."
    assert path.read_text(encoding="utf-8").split("\n") == [
        "row\tfate\tproblems",
        "2\tadded\t",
        f"3\tnot imported\tRow 3, “Ti tle”: {why}",
        "4\tnot imported\tRow 4: It belongs to one nomination with row 3, which cannot be imported.",
        "",
    ]


def test_fates_never_write_over_a_file(tmp_path: Path) -> None:
    path = tmp_path / "fates.tsv"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(Refused, match="fates_unwritable"), FateFile(path):
        pass
    assert path.read_text(encoding="utf-8") == "mine"


def test_broken_row_is_told_at_its_place_wherever_it_stands(tmp_path: Path) -> None:
    lines = ('2,2000,"No"vel,Salt,,,,yes,', GOOD, '3,2001,"No"vel,Ebb,,,,yes,')
    mapped = tmp_path / "mapping.toml"
    mapped.write_text(toml_of(plain()), encoding="utf-8")
    checked = check_sheet(sheet(tmp_path, *lines), mapped)
    assert [(one.rows, one.made is not None, [each.code for each in one.found]) for one in checked.read()] == [
        ((2,), False, ["broken_row"]),
        ((3,), True, []),
        ((4,), False, ["broken_row"]),
    ]
    assert (checked.rows, checked.findings.refused_rows) == (3, 2)


def test_problem_of_a_grouped_row_stays_with_its_nomination(tmp_path: Path) -> None:
    lines = (GOOD, GOOD.replace("Tide,w1", "Ebb,=A1").replace("p1", "p2"))
    mapped = tmp_path / "mapping.toml"
    mapped.write_text(toml_of(plain(rows={"style": "grouped", "key": ["Names", "Ids"]})), encoding="utf-8")
    readings = check_sheet(sheet(tmp_path, *lines), mapped).read()
    assert [(one.rows, [each.code for each in one.found]) for one in readings] == [((2,), []), ((3,), ["formula"])]
