"""What kind of file somebody sent: a workbook, text, or something that is refused with what to do instead."""

from __future__ import annotations

import codecs
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from ledger.errors import Refused

LARGEST = 100 * 1024 * 1024
"""Bytes of a file that can be imported by form."""
TEXT, WORKBOOK = "text", "workbook"
_CHUNK = 1024 * 1024
_BEGINNINGS = (
    (b"%PDF", "is_a_pdf"),
    (b"\x1f\x8b", "is_compressed"),
    (b"7z\xbc\xaf", "is_compressed"),
    (b"Rar!", "is_compressed"),
    (b"\x89PNG", "is_no_text"),
    (b"\xff\xd8\xff", "is_no_text"),
    (b"{\\rtf", "is_no_text"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_PARTS = (
    ("xl/vbaProject.bin", "has_macros"),
    ("xl/workbook.bin", "is_binary_workbook"),
    ("META-INF/manifest.xml", "is_opendocument"),
)


def kind_of(path: Path) -> str:
    """`TEXT` or `WORKBOOK`, by what is in the file, whatever its name.

    Raises Refused: `is_empty`, `is_a_pdf`, `is_compressed`, `is_no_text`, `is_old_workbook`, `is_locked`, `has_macros`,
    `is_binary_workbook`, `is_opendocument`, `is_no_workbook`, `is_damaged`.
    """
    with path.open("rb") as file:
        beginning = file.read(_CHUNK)
    if not beginning.strip():
        raise Refused("is_empty")
    for mark, code in _BEGINNINGS:
        if beginning.startswith(mark):
            raise Refused(code)
    if beginning.startswith(_OLE):
        raise Refused("is_locked" if _holds(path, _LOCKED) else "is_old_workbook")
    if beginning.startswith(_ZIP):
        return _zipped(path)
    if b"\0" in beginning and not beginning.startswith(_UTF16):
        raise Refused("is_no_text")
    return TEXT


def _zipped(path: Path) -> str:
    try:
        with ZipFile(path) as archive:
            names = set(archive.namelist())
            types = archive.read("[Content_Types].xml") if _is_small(archive, "[Content_Types].xml") else b""
    except (BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError):
        raise Refused("is_damaged") from None
    for part, code in _PARTS:
        if part in names:
            raise Refused(code)
    if b"macroEnabled" in types:
        raise Refused("has_macros")
    if "xl/workbook.xml" not in names:
        raise Refused("is_no_workbook")
    return WORKBOOK


def _is_small(archive: ZipFile, part: str) -> bool:
    return part in archive.namelist() and archive.getinfo(part).file_size <= _CHUNK


def _holds(path: Path, wanted: bytes) -> bool:
    """Whether the file holds these bytes, looked for in constant memory."""
    before = b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            if wanted in before + chunk:
                return True
            before = chunk[-len(wanted) :]
    return False
