"""Texts and workbooks are read by processes that may be killed, run out of memory or of time, and harm nothing else by it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ledger.errors import NotFound, Refused
from ledger.importing import limited_process, texts, workbooks
from ledger.importing.text_forms import TextForm
from ledger.importing.text_records import records
from ledger.schemas.mapping_values import FileFormat
from tests.importing.books import book

COMMA = FileFormat("comma")
Read = Callable[[Path], object]
MODULES = {"text": (texts, "text_process"), "workbook": (workbooks, "workbook_process")}
"""How each is read: what asks, and the module that is asked."""


def read_text(folder: Path) -> object:
    file = folder / "sheet.csv"
    if not file.exists():
        file.write_bytes(b"a,b\n" * 10)
    return list(texts.rows_of(file, COMMA))


def read_workbook(folder: Path) -> object:
    file = folder / "sheet.xlsx"
    file.write_bytes(book(None, ("a", "b")))
    return workbooks.sheets_of(file)


KINDS = [("text", read_text), ("workbook", read_workbook)]


def probed(monkeypatch: pytest.MonkeyPatch, folder: Path, kind: str, does: str) -> None:
    """The process that reads this kind does something else first, with its limits in `process_limits`."""
    module, asked = MODULES[kind]
    probe = folder / "probe.py"
    lines = ("import os, signal, sys, time", f"from ledger.importing import process_limits, {asked}", does)
    probe.write_text("\n".join((*lines, f"{asked}.main(sys.argv[1:])")))
    monkeypatch.setenv("PYTHONPATH", str(Path.cwd()))
    monkeypatch.setattr(module, "READER", (str(probe),))


@pytest.mark.parametrize("kind, read", KINDS)
@pytest.mark.parametrize(
    "does",
    [
        "os.kill(os.getpid(), signal.SIGKILL)",
        "process_limits.SECONDS = 1; process_limits.limit()\nwhile True: pass",
        "process_limits.MEMORY = 512 * 1024**2; process_limits.limit()\nheld = bytearray(1024**3)",
    ],
)
def test_process_that_is_ended_is_told_as_a_file_too_large(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kind: str, read: Read, does: str
) -> None:
    assert read(tmp_path)
    probed(monkeypatch, tmp_path, kind, does)
    with pytest.raises(Refused) as refused:
        read(tmp_path)
    assert refused.value.code == f"{kind}_too_large"


@pytest.mark.parametrize("kind, read", KINDS)
def test_process_that_keeps_waiting_is_ended(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kind: str, read: Read
) -> None:
    probed(monkeypatch, tmp_path, kind, f"open({str(tmp_path / 'pid')!r}, 'w').write(str(os.getpid()))\ntime.sleep(60)")
    monkeypatch.setattr(limited_process, "PATIENCE_SECONDS", 2)
    with pytest.raises(Refused) as refused:
        read(tmp_path)
    assert refused.value.code == f"{kind}_too_large"
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


def test_memory_that_a_text_takes_is_its_readers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """One row of millions of cells, with a line end in each so that no line of it is long."""
    (tmp_path / "sheet.csv").write_bytes(b"a,b\n" + b'"ab\n",' * 5_000_000 + b"\n")
    probed(monkeypatch, tmp_path, "text", "process_limits.MEMORY = 200 * 1024**2")
    with pytest.raises(Refused) as refused:
        read_text(tmp_path)
    assert refused.value.code == "text_too_large"


def test_row_of_more_cells_than_any_is_broken_and_the_next_is_read(tmp_path: Path) -> None:
    (tmp_path / "sheet.csv").write_bytes(b"a,b\n" + b'"\n",' * 200_000 + b"\nc,d\n")
    first, second, third = texts.rows_of(tmp_path / "sheet.csv", COMMA)
    assert (first.cells, second.cells, third.cells) == (["a", "b"], [], ["c", "d"])
    assert second.broken


def test_rows_are_those_that_the_text_holds_whatever_is_in_them(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    odd = (
        b"caf\xc3\xa9,\xed\xa0\x80\n" + '"x ""y""",گل\n'.encode() + b'a"b"c,"d" e\n' + b"z,\n" * 2_000 + b"y" * 300_000
    )
    path.write_bytes(odd)
    for form in (COMMA, FileFormat("comma", quoting="none"), FileFormat("semicolon", quoting="backslash")):
        assert list(texts.rows_of(path, form)) == list(records(path, form))
    assert len(list(texts.rows_of(path, COMMA))) == 2_004


def test_what_a_text_is_refused_for_comes_through(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    path.write_bytes(b'a,b\n1,"2\n3,4\n')
    rows = texts.rows_of(path, COMMA)
    assert next(rows).cells == ["a", "b"]
    with pytest.raises(Refused) as refused:
        next(rows)
    assert (refused.value.code, refused.value.params) == ("open_quote", {"line": 2})
    with pytest.raises(NotFound):
        texts.surveyed(tmp_path / "none", COMMA)


def test_text_is_looked_at_in_a_process_too(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    path.write_bytes("Titel;Preis\nÜber;1\n".encode("windows-1252"))
    form = texts.likeliest_form(path)
    assert form == TextForm("semicolon", "windows-1252")
    assert texts.beginning(path, form) == [["Titel", "Preis"], ["Über", "1"]]
    assert texts.surveyed(path, FileFormat("semicolon", "windows-1252")).lines == 2


def test_reader_ends_with_who_asked_it(tmp_path: Path) -> None:
    """Whoever stops reading in the middle, or is killed, leaves no process behind."""
    path = tmp_path / "sheet.csv"
    path.write_bytes(b"x" * 1000 + b"\n" + b"a,b\n" * 1_000_000)
    asking = (
        "import os, sys, time\nfrom pathlib import Path\nfrom ledger.importing import texts\n"
        "from ledger.schemas.mapping_values import FileFormat\n"
        "rows = texts.rows_of(Path(sys.argv[1]), FileFormat('comma'))\nnext(rows)\nprint('began', flush=True)\ntime.sleep(60)"
    )
    process = subprocess.Popen([sys.executable, "-c", asking, str(path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "began\n"
    (child,) = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    until = time.monotonic() + 20
    while Path(f"/proc/{child}/cmdline").exists() and "text_process" in Path(f"/proc/{child}/cmdline").read_text():
        assert time.monotonic() < until
        time.sleep(0.05)
