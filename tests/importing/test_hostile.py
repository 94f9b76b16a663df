"""Files that somebody sent to do harm: each is refused in a sentence, costs little, and leaves nothing behind."""

from __future__ import annotations

import io
import resource
import struct
import zipfile
from pathlib import Path
from uuid import uuid4

import pytest

from ledger.bootstrap import Services
from ledger.errors import Refused
from ledger.importing import sent_files, workbooks
from ledger.importing.sent_files import SentFiles, write_whole
from ledger.importing.sent_work import open_sent, problems_of
from ledger.importing.toml_text import toml_of
from ledger.importing.uploads import kind_of
from ledger.wording.errors import error_sentence
from tests.importing.books import altered, book, part
from tests.importing.sending import checked, over, said, sent
from tests.importing.test_one_edition import HEADER, ROWS, told
from tests.support.services import services

__all__ = ["services"]
PLAIN = book(None, ("Category", "Film"), ("Song", "Tide"))
SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">' + b"".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">'.encode() for n in range(12)
) + b"]>"  # fmt: skip
MARKUP = {
    "html": b"<!DOCTYPE html>\n<table><tr><td>Category,Film</td></tr></table>",
    "html_late": b"\xef\xbb\xbf \r\n  <HTML><script>alert(1)</script>",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "xml": b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>',
    "script": b"<script>alert(1)</script>,Film\n",
    "comment": b"<!-- Category,Film -->\n<b>x</b>",
    "utf-16": "\ufeff<html><body>Category".encode("utf-16-le"),
}


def zipped(*parts: tuple[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return made.getvalue()


def refused(folder: Path, content: bytes, name: str = "nominees.csv") -> str:
    """The code of the refusal when it is sent, or opened; nothing is kept of what was refused when it was sent."""
    files = SentFiles(folder / "imports")

    def take() -> None:
        try:
            one = files.receive(io.BytesIO(content), name, uuid4(), 1)
        except Refused:
            assert list(files.folder.iterdir()) == []
            raise
        open_sent(one)

    with pytest.raises(Refused) as error:
        take()
    assert error_sentence(error.value).endswith(".")
    assert error_sentence(error.value) != f"{error.value.code.replace('_', ' ').capitalize()}."
    return error.value.code


@pytest.mark.parametrize("name", MARKUP)
def test_page_or_drawing_called_a_sheet_is_refused(tmp_path: Path, name: str) -> None:
    assert refused(tmp_path, MARKUP[name]) == "is_markup"


def test_title_in_angle_brackets_is_no_markup(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    path.write_bytes(b"<Category>,Film\nSong,Tide\n")
    assert kind_of(path) == "text"


@pytest.mark.parametrize("inner", [PLAIN, zipped(("xl/workbook.xml", b"<x/>"))], ids=["workbook", "archive"])
def test_archive_in_an_archive_is_no_workbook(tmp_path: Path, inner: bytes) -> None:
    assert refused(tmp_path, zipped(("book.xlsx", inner))) == "is_no_workbook"


def test_archive_of_very_many_parts_is_refused_before_its_list_is_read(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("xl/workbook.xml", b"<x/>")
        for number in range(10_001):
            archive.writestr(str(number), b"")
    assert refused(tmp_path, made.getvalue()) == "too_many_parts"


def test_archive_that_lies_about_its_list_is_refused(tmp_path: Path) -> None:
    """So many entries are read as the list has room for, whatever number is said."""
    end = PLAIN.rindex(b"PK\x05\x06")
    room = struct.pack("<I", 64 * 1024 * 1024)
    assert refused(tmp_path, PLAIN[: end + 12] + room + PLAIN[end + 16 :]) == "too_many_parts"
    # The larger form of an archive says its number elsewhere.
    larger = b"PK\x06\x07" + bytes(16)
    assert refused(tmp_path, PLAIN[:end] + larger + PLAIN[end:]) == "too_many_parts"


def test_bomb_is_refused_by_what_it_would_come_to(tmp_path: Path) -> None:
    bomb = altered(PLAIN, {"xl/media/image1.png": b"\0" * (120 * 1024 * 1024)})
    assert len(bomb) < 1024 * 1024
    assert refused(tmp_path, bomb, "book.xlsx") == "swells"


@pytest.mark.parametrize("name", [SHEET, "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels"])
def test_laughs_are_not_counted_out(tmp_path: Path, name: str) -> None:
    text = part(PLAIN, name)
    assert refused(tmp_path, altered(PLAIN, {name: LAUGHS + text[text.index(b"?>") + 2 :]})) == "has_doctype"


@pytest.mark.parametrize("named", ["xl/vbaProject.bin", "XL/vbaproject.bin", "xl/macrosheets/sheet1.xml"])
def test_macros_are_found_wherever_they_are(tmp_path: Path, named: str) -> None:
    assert refused(tmp_path, altered(PLAIN, {named: b"code"}), "harmless.xlsx") == "has_macros"


def test_million_columns_are_no_sheet(tmp_path: Path) -> None:
    assert refused(tmp_path, b"," * 1_000_000 + b"\nSong,Tide\n") == "too_many_columns"
    wide = book(None, [f"Column {number}" for number in range(1_001)])
    assert refused(tmp_path / "wide", wide, "book.xlsx") == "too_many_columns"


@pytest.mark.parametrize("at", [10, 3 * 1024 * 1024])
def test_zero_bytes_are_no_text_wherever_they_stand(services: Services, at: int) -> None:
    lines = b"Category,Film\n" + b"Song,Tide\n" * (at // 10)
    content = lines[:at] + b"\0" + lines[at:]
    if at < 1024 * 1024:
        assert refused(services.settings.data / "other", content) == "is_no_text"
        return
    assert "not text" in said(checked(services, sent(services, content)))


def test_lone_surrogate_spoils_its_row_alone(services: Services) -> None:
    rows = "\n".join((HEADER, *ROWS, ROWS[0].replace(ROWS[0][-1], "\ud800")))
    one = sent(services, f"\ufeff{rows}\n".encode("utf-16-le", "surrogatepass"))
    mapping = told()
    mapping["file"] |= {"short_rows": True, "encoding": "utf-16"}
    write_whole(one.mapping, toml_of(mapping).encode())
    services.imports.check(one)
    assert over(services, one).error is None
    found = [(problem.row, problem.code) for problem in problems_of(one, 0, 10)]
    assert found == [(len(ROWS) + 2, "text_not_storable")]


@pytest.mark.parametrize(
    "name, shown",
    [
        ("../../etc/passwd", "passwd"),
        (r"C:\Users\me\nominees.csv", "nominees.csv"),
        ("a\r\nSet-Cookie: x=1.csv", "a Set-Cookie: x=1.csv"),
        ("gepj\u202efdp.csv", "gepjfdp.csv"),
        ("a\x1b[31mb\x9b\x00.csv", "a[31mb.csv"),
        ("\u2066می\u200cخواهم.csv\u2069", "می\u200cخواهم.csv"),
        ("  \u202e ", "file"),
        ("..", "file"),
        ("x" * 5_000 + ".csv", "x" * 200),
    ],
)
def test_shown_name_is_a_name_and_the_stored_one_is_not(tmp_path: Path, name: str, shown: str) -> None:
    one = SentFiles(tmp_path / "imports").receive(io.BytesIO(b"a,b\n"), name, uuid4(), 1)
    assert one.about.name == shown
    assert one.folder.name == str(one.about.id)
    assert {path.name for path in one.folder.iterdir()} == {"source", "about.json"}


def test_files_are_taken_until_their_room_is_used_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sent_files, "ROOM", 3 * 1024)
    files = SentFiles(tmp_path / "imports")
    first = files.receive(io.BytesIO(b"a,b\n" * 500), "a.csv", uuid4(), 1)
    with pytest.raises(Refused, match="imports_full"):
        files.receive(io.BytesIO(b"a,b\n" * 500), "b.csv", uuid4(), 2)
    assert [one.about.name for one in files.every()] == ["a.csv"]
    files.remove(first)
    assert files.receive(io.BytesIO(b"a,b\n" * 500), "b.csv", uuid4(), 3).about.name == "b.csv"


def test_number_of_files_has_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sent_files, "MOST_FILES", 2)
    files = SentFiles(tmp_path / "imports")
    for number in range(2):
        files.receive(io.BytesIO(b"a,b\n"), f"{number}.csv", uuid4(), number)
    with pytest.raises(Refused, match="imports_full"):
        files.receive(io.BytesIO(b"a,b\n"), "more.csv", uuid4(), 3)


def test_reader_of_workbooks_has_limits_and_no_secrets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What it is allowed, as the system itself tells it of the process that reads."""
    monkeypatch.setenv("AWARDS_DATABASE", "postgresql://somebody:secret@db/awards")
    monkeypatch.setenv("PGPASSWORD", "secret")
    probe = tmp_path / "probe.py"
    probe.write_text(
        "import json, os, resource as r, sys\n"
        "from ledger.importing.process_limits import limit\n"
        "limit()\n"
        "print(json.dumps({'sheets': [{'name': n, 'hidden': False} for n in\n"
        " [str(r.getrlimit(getattr(r, 'RLIMIT_' + k))[1]) for k in ('AS', 'CPU', 'FSIZE', 'NOFILE', 'CORE')]\n"
        " + [k for k in sorted(os.environ) if k.startswith(('AWARDS', 'PG'))]]}))\n"
    )
    monkeypatch.setattr(workbooks, "READER", [str(probe)])
    monkeypatch.setenv("PYTHONPATH", str(Path.cwd()))
    limits = [one.name for one in workbooks.sheets_of(tmp_path / "none")]
    assert limits == [str(3 * 1024**3), "300", str(1024**3), "64", "0"]
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 1024**3
