"""What the command line says of a file that cannot be imported, whole or in part: one exit code, sentences on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ledger.__main__ import main
from ledger.bootstrap import CONSUMERS, build
from ledger.errors import Unavailable
from ledger.importing.command import import_file
from ledger.wording.errors import error_sentence
from tests.importing.sheets import GOOD, HEADER, sheet
from tests.importing.test_checking import MAPPING, mapping_file
from tests.support.services import embedded

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """`awards-ledger` on an empty ledger: exit code, what it said, what it complained of."""

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["awards-ledger", "--data", str(tmp_path / "ledger"), *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        # The progress bar ends the line it would have stood in.
        return int(ended.value.code or 0), said.out, said.err.lstrip("\n")

    return run


def import_(run: Run, file: Path, mapping: Path) -> tuple[int, str, str]:
    return run("import", str(file), "--mapping", str(mapping))


def test_import_of_a_good_file_ends_well(run: Run, tmp_path: Path) -> None:
    code, out, err = import_(run, sheet(tmp_path, GOOD), mapping_file(tmp_path))
    assert (code, err) == (0, "")
    assert out == "1 row read: 1 nomination added, 0 in the ledger already, 0 rows not imported.\n"
    status = json.loads(run("status", "--json")[1])
    assert {one["consumer"]: one["position"] for one in status["consumers"]} == dict.fromkeys(
        [one.name for one in CONSUMERS], status["head"]
    ), "once it has ended the lists show what was imported"


@pytest.mark.parametrize(
    "content, code, said",
    [
        (None, 4, "There is no file at {file}."),
        (f"{HEADER}\n1,1999,Novel,Pr\xe9s,,,,,\n".encode("latin-1"), 3, "Line 2 cannot be read as utf-8: byte "),
        (b"", 3, "The file is empty. Nothing was imported."),
        (f"{HEADER}\n1,1999,No\0vel,,,,,,\n".encode(), 3, "Line 2 holds a zero byte: this is not text."),
        (b"No,Season\n1,1999\n", 2, "category.name: The file has no column “Prize”. Its columns are: No, Season.\n"),
        (HEADER.replace(",", ";").encode(), 3, "The first row holds one cell only: "),
        (b"PK\x03\x04rest", 3, "This is a workbook of a spreadsheet program."),
    ],
    ids=["missing", "encoding", "empty", "zero byte", "columns", "delimiter", "workbook"],
)
def test_file_that_cannot_be_imported_is_told_in_a_sentence_and_nothing_is_written(
    run: Run, tmp_path: Path, content: bytes | None, code: int, said: str
) -> None:
    file = tmp_path / "sheet.csv"
    if content is not None:
        file.write_bytes(content)
    ended, out, err = import_(run, file, mapping_file(tmp_path))
    assert (ended, out) == (code, "")
    assert err.startswith(said.format(file=file))
    assert run("log")[1] == ""


@pytest.mark.parametrize(
    "mapping, code, said",
    [
        (None, 4, "There is no mapping file at {mapping}.\n"),
        ("delimiter = tab", 3, "The mapping file {mapping} cannot be read as TOML: "),
        (MAPPING.replace("Europe/London", "Europe/Londn"), 2, "show.zone: There is no such time zone. Use an IANA"),
        (MAPPING.replace("Meridian Prizes", "x" * 501, 1), 2, "show.name: The text is longer than this field takes."),
        (
            MAPPING.replace("meridian", "desk"),
            2,
            "show.address: The address desk belongs to a page of the ledger itself.",
        ),
        (MAPPING.replace('won = ["yes"]', "won = []"), 2, "winner.won: Give at least one value.\n"),
    ],
    ids=["missing", "no TOML", "zone", "name", "reserved", "value"],
)
def test_mapping_with_a_mistake_is_told_at_its_key_and_nothing_is_written(
    run: Run, tmp_path: Path, mapping: str | None, code: int, said: str
) -> None:
    path = tmp_path / "mapping.toml"
    if mapping is not None:
        mapping_file(tmp_path, mapping)
    ended, out, err = import_(run, sheet(tmp_path, GOOD), path)
    assert (ended, out) == (code, "")
    assert err.startswith(said.format(mapping=path))
    assert run("log")[1] == ""


def test_name_that_would_command_the_terminal_is_shown(run: Run, tmp_path: Path) -> None:
    assert import_(run, tmp_path / "no\x1b[31m\u202egepj", mapping_file(tmp_path))[2] == (
        f"There is no file at {tmp_path}/no␛[31mgepj.\n"
    )


def test_title_that_would_turn_its_line_around_is_told_by_its_number(run: Run, tmp_path: Path) -> None:
    turned = GOOD.replace("Tide", "Ti\u202ede")
    assert turned != GOOD
    assert import_(run, sheet(tmp_path, turned), mapping_file(tmp_path))[0] == 0
    out = run("log")[1]
    assert "\u202e" not in out
    assert "Ti\\u202ede" in out


def test_broken_row_is_told_and_the_others_are_imported(run: Run, tmp_path: Path) -> None:
    file = sheet(tmp_path, GOOD, GOOD.replace("Tide", "x" * 501), GOOD.replace("Tide", "Ebb"))
    code, out, err = import_(run, file, mapping_file(tmp_path))
    assert (code, err) == (1, "")
    assert out == (
        "3 rows read: 2 nominations added, 0 in the ledger already, 1 row not imported.\n"
        "Row 3, “Title”: The text is longer than this field takes. Shorten it.\n"
    )
    assert import_(run, file, mapping_file(tmp_path))[1].startswith("3 rows read: 0 nominations added, 2 in the ledger")


def test_header_alone_imports_nothing_and_is_no_mistake(run: Run, tmp_path: Path) -> None:
    code, out, err = import_(run, sheet(tmp_path), mapping_file(tmp_path))
    assert (code, err) == (0, "")
    assert out == "0 rows read: 0 nominations added, 0 in the ledger already, 0 rows not imported.\n"
    assert run("log")[1] == ""


@pytest.mark.parametrize(
    "cell, said",
    [
        ('=HYPERLINK("http://a.test";"b")', "Row 2, “Title”: This is a formula."),
        ("@SUM(1)", "Row 2, “Title”: This is a formula."),
        ("x" * 100_000, "Row 2, “Title”: This cell has 100000 bytes; 65536 is the most."),
        ("x" * 60_000, "Row 2, “Title”: The text is longer than this field takes."),
    ],
    ids=["hyperlink", "sum", "huge", "long"],
)
def test_hostile_cell_refuses_its_row_alone(run: Run, tmp_path: Path, cell: str, said: str) -> None:
    file = sheet(tmp_path, GOOD.replace("Tide", cell), GOOD)
    code, out, _err = import_(run, file, mapping_file(tmp_path))
    assert code == 1
    assert said in out
    assert "1 nomination added" in out
    assert cell not in run("log")[1]


def test_title_that_merely_begins_like_a_formula_is_imported_as_it_is(run: Run, tmp_path: Path) -> None:
    titles = ["+1", "@home", "=LOVE", "-30-"]
    file = sheet(tmp_path, *(GOOD.replace("Tide", title).replace("w1", f"w{n}") for n, title in enumerate(titles)))
    assert import_(run, file, mapping_file(tmp_path))[0] == 0
    log = run("log")[1]
    assert all(f'"title":"{title}"' in log for title in titles)


def test_import_that_runs_out_of_room_tells_what_stays_and_goes_on_from_there(tmp_path: Path) -> None:
    settings = embedded(tmp_path)
    file = sheet(
        tmp_path, GOOD, *(GOOD.replace("1,1999", f"{n},{1998 + n}").replace("w1", f"w{n}") for n in range(2, 6))
    )
    mapping = mapping_file(tmp_path)
    with build(settings) as services:
        append, left = services.ledger.recorder.append, [3]

        def full(*given: Any, **named: Any) -> Any:
            left[0] -= 1
            if left[0] < 0:
                raise Unavailable("store_full")
            return append(*given, **named)

        services.ledger.recorder.append = full  # type: ignore[method-assign]
        with pytest.raises(Unavailable) as refused:
            import_file(services.ledger, file, mapping)
        assert error_sentence(refused.value).startswith("The disk became full. What was imported by then (editions: 3)")
        left[0] = 10
        done = import_file(services.ledger, file, mapping)
        assert (done.written.present, done.written.nominations) == (3, 2)
