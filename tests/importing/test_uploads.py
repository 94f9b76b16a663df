"""What kind of file was sent, by its bytes; each that is refused with a sentence of its own."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path
from uuid import uuid4

import pytest

from ledger.errors import Refused, TooLarge
from ledger.importing import sent_files
from ledger.importing.sent_files import SentFiles
from ledger.importing.uploads import TEXT, WORKBOOK, kind_of
from ledger.wording.errors import error_sentence
from ledger.wording.workbooks import UPLOADS
from tests.importing.books import altered, book, ole

PLAIN = book(None, ("Category", "Film"), ("Song", "Tide"))


def archive(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return made.getvalue()


def kind(folder: Path, content: bytes) -> str:
    path = folder / "sent"
    path.write_bytes(content)
    return kind_of(path)


@pytest.mark.parametrize(
    "content, found",
    [
        (PLAIN, WORKBOOK),
        (b"Category,Film\nSong,Tide\n", TEXT),
        ("Category\tFilm\nSong\tچاند\n".encode("utf-16"), TEXT),
        ("Catégorie;Film\n".encode("windows-1252"), TEXT),
    ],
    ids=["workbook", "utf-8", "utf-16", "windows-1252"],
)
def test_kind_is_told_by_what_is_in_the_file(tmp_path: Path, content: bytes, found: str) -> None:
    assert kind(tmp_path, content) == found


OTHERS = {
    "is_empty": (b"", "is_empty"),
    "is_empty_2": (b" \n", "is_empty"),
    "is_a_pdf": (b"%PDF-1.7\n", "is_a_pdf"),
    "is_compressed": (gzip.compress(b"Category,Film\n"), "is_compressed"),
    "is_no_text": (b"\x89PNG\r\n\x1a\n", "is_no_text"),
    "is_no_text_2": (b"Category,Film\nSong,Ti\0de\n", "is_no_text"),
    "is_old_workbook": (ole("Workbook"), "is_old_workbook"),
    "is_locked": (ole("EncryptedPackage"), "is_locked"),
    "has_macros": (altered(PLAIN, {"xl/vbaProject.bin": b"code"}), "has_macros"),
    "has_macros_2": (
        altered(PLAIN, {"[Content_Types].xml": b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"}),
        "has_macros",
    ),
    "is_binary_workbook": (archive("xl/workbook.bin", "[Content_Types].xml"), "is_binary_workbook"),
    "is_opendocument": (archive("mimetype", "content.xml", "META-INF/manifest.xml"), "is_opendocument"),
    "is_no_workbook": (archive("word/document.xml"), "is_no_workbook"),
    "is_damaged": (PLAIN[:2000], "is_damaged"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_other_files_are_refused_with_what_to_do(tmp_path: Path, name: str) -> None:
    content, code = OTHERS[name]
    with pytest.raises(Refused) as refused:
        kind(tmp_path, content)
    assert refused.value.code == code
    assert error_sentence(refused.value).endswith(".")
    assert error_sentence(refused.value) != f"{code.replace('_', ' ').capitalize()}."


def test_refused_file_leaves_nothing_behind(tmp_path: Path) -> None:
    files = SentFiles(tmp_path / "imports")
    with pytest.raises(Refused):
        files.receive(io.BytesIO(b"%PDF-1.7\n"), "a.csv", uuid4(), 0)
    assert list(files.folder.iterdir()) == []


def test_file_too_large_is_refused_while_it_comes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sent_files, "LARGEST", 3 * 1024 * 1024)
    files = SentFiles(tmp_path / "imports")
    endless = io.BytesIO(b"Category,Film\n" + b"x" * 10 * 1024 * 1024)
    with pytest.raises(TooLarge) as refused:
        files.receive(endless, "a.csv", uuid4(), 0)
    assert (refused.value.code, refused.value.status) == ("upload_too_large", 413)
    assert endless.tell() == 4 * 1024 * 1024
    assert list(files.folder.iterdir()) == []


def test_files_are_kept_for_nobody_else_and_listed_newest_first(tmp_path: Path) -> None:
    files = SentFiles(tmp_path / "imports")
    first = files.receive(io.BytesIO(b"a,b\n"), "first.csv", uuid4(), 1)
    files.receive(io.BytesIO(b"a,b\n"), " ../../etc/passwd ", uuid4(), 2)
    assert [one.about.name for one in files.every()] == ["passwd", "first.csv"]
    assert (files.folder.stat().st_mode & 0o777, first.folder.stat().st_mode & 0o777) == (0o700, 0o700)
    assert first.folder.parent == files.folder
    files.remove(first)
    assert [one.about.name for one in files.every()] == ["passwd"]


def test_every_sentence_about_a_file_ends_as_one() -> None:
    assert all(sentence.endswith(".") for sentence in UPLOADS.values())
