"""What kind of file somebody sent: a workbook, text, or something that is refused with what to do instead."""

from __future__ import annotations

import codecs
import os
import re
import struct
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile

from ledger.errors import Refused

LARGEST = 100 * 1024 * 1024
"""Bytes of a file that can be imported by form."""
TEXT, WORKBOOK = "text", "workbook"
_CHUNK = 1024 * 1024
_LOOKED_AT = 4096
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
_MARKUP = re.compile(r"\s*<(?:!--|(?:!doctype|\?xml|html|head|body|table|script|svg)\b)", re.IGNORECASE)
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_PARTS = (
    ("xl/vbaproject.bin", "has_macros"),
    ("xl/macrosheets/", "has_macros"),
    ("xl/workbook.bin", "is_binary_workbook"),
    ("meta-inf/manifest.xml", "is_opendocument"),
)
"""Beginnings of the names of parts, in small letters."""
MOST_PARTS = 10_000
LONGEST_LIST = 2 * 1024 * 1024
"""Bytes of an archive's list of parts: all of it is read into memory, however many it says they are."""
SWELLING = 100
"""Times its own size that an archive may come to when it is unpacked, beyond what any workbook may."""
ALWAYS_ROOM = 50 * 1024 * 1024
"""Bytes that any workbook may come to."""
_END = b"PK\x05\x06"
_LARGER = b"PK\x06\x07"
_END_SIZE = 22
_LONGEST_COMMENT = 65_535


def kind_of(path: Path) -> str:
    """`TEXT` or `WORKBOOK`, by what is in the file, whatever its name.

    Raises Refused: `is_empty`, `is_markup`, `is_a_pdf`, `is_compressed`, `is_no_text`, `is_old_workbook`, `is_locked`, `has_macros`,
    `is_binary_workbook`, `is_opendocument`, `is_no_workbook`, `is_damaged`, `too_many_parts`, `swells`.
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
    encoding = "utf-16" if beginning.startswith(_UTF16) else "utf-8-sig"
    if _MARKUP.match(beginning[:_LOOKED_AT].decode(encoding, "replace")):
        raise Refused("is_markup")
    return TEXT


def _zipped(path: Path) -> str:
    with path.open("rb") as file:
        check_list(file)
    try:
        with ZipFile(path) as archive:
            names = set(archive.namelist())
            unpacked = sum(one.file_size for one in archive.infolist())
            types = archive.read("[Content_Types].xml") if _is_small(archive, "[Content_Types].xml") else b""
    except (BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError):
        raise Refused("is_damaged") from None
    for part, code in _PARTS:
        if any(name.casefold().startswith(part) for name in names):
            raise Refused(code)
    if b"macroEnabled" in types:
        raise Refused("has_macros")
    if "xl/workbook.xml" not in names:
        raise Refused("is_no_workbook")
    if unpacked > max(ALWAYS_ROOM, SWELLING * path.stat().st_size):
        raise Refused("swells")
    return WORKBOOK


def check_list(file: IO[bytes]) -> None:
    """Look at the end of an archive, which says how long its list is, before the list is read. Raises Refused `is_damaged`, `too_many_parts`."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _END_SIZE - _LONGEST_COMMENT - len(_LARGER) - 16))
    tail = file.read()
    end = tail.rfind(_END)
    if end < 0 or len(tail) - end < _END_SIZE:
        raise Refused("is_damaged")
    parts, length = struct.unpack_from("<HI", tail, end + 10)
    # Where it is of the larger form, the numbers stand elsewhere; no workbook we take needs it.
    if parts > MOST_PARTS or length > LONGEST_LIST or tail[max(0, end - 20) : end].startswith(_LARGER):
        raise Refused("too_many_parts")


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
