"""What kind of file a document's part is, told by its bytes: of a closed list that is kept, or refused with what to send instead."""

from __future__ import annotations

import codecs
import re
from typing import IO
from zipfile import BadZipFile, ZipFile

from ledger.errors import Refused
from ledger.importing.uploads import check_list

LETTER = "message/rfc822"
TEXT = "text/plain"
_WORDS = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OPEN = "application/vnd.oasis.opendocument."
ENDINGS = {
    "application/pdf": ".pdf",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/webp": ".webp",
    "image/tiff": ".tiff",
    "image/heic": ".heic",
    TEXT: ".txt",
    LETTER: ".eml",
    _WORDS: ".docx",
    _SHEET: ".xlsx",
    f"{_OPEN}text": ".odt",
    f"{_OPEN}spreadsheet": ".ods",
}
"""Everything that is kept, with the ending under which it is given out."""
_BEGINNINGS = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
)
_REFUSED = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "document_is_old_office"),
    (b"MZ", "document_is_a_program"),
    (b"\x7fELF", "document_is_a_program"),
    (b"#!", "document_is_a_program"),
    (b"\xca\xfe\xba\xbe", "document_is_a_program"),
    (b"\xcf\xfa\xed\xfe", "document_is_a_program"),
    (b"\x1f\x8b", "document_is_an_archive"),
    (b"7z\xbc\xaf", "document_is_an_archive"),
    (b"Rar!", "document_is_an_archive"),
    (b"BZh", "document_is_an_archive"),
    (b"\xfd7zXZ", "document_is_an_archive"),
)
_PICTURES = (b"heic", b"heix", b"mif1", b"msf1")
_MARKUP = re.compile(r"\s*<(?:!--|[!?/]?[a-z])", re.IGNORECASE)
_HEADING = re.compile(
    rb"^(from|to|date|subject|received|return-path|message-id|mime-version|delivered-to):", re.IGNORECASE | re.MULTILINE
)
_FIRST = re.compile(rb"(?:From [^\n]*\r?\n)?[!-9;-~]{1,100}:[ \t]")
_MACROS = re.compile(r"(?:.*/)?vbaproject\.bin$|basic/|scripts/|xl/macrosheets/", re.IGNORECASE)
_LOOKED_AT = 16 * 1024
_CHUNK = 1024 * 1024
_LONGEST_MARK = 200


def kind_of_part(file: IO[bytes]) -> str:
    """The media type, one of `ENDINGS`; the file is read from where it begins and left there.

    Raises Refused: `document_empty`, `document_is_markup`, `document_is_an_archive`, `document_has_macros`, `document_is_old_office`,
    `document_is_a_program`, `document_is_unknown`.
    """
    try:
        file.seek(0)
        return _kind_of(file, file.read(_LOOKED_AT))
    finally:
        file.seek(0)


def _kind_of(file: IO[bytes], head: bytes) -> str:
    if not head.strip():
        raise Refused("document_empty")
    for mark, code in _REFUSED:
        if head.startswith(mark):
            raise Refused(code)
    for mark, kind in _BEGINNINGS:
        if head.startswith(mark):
            return kind
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp" and head[8:12] in _PICTURES:
        return "image/heic"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(file)
    if _FIRST.match(head) and len({one.lower() for one in _HEADING.findall(head)}) > 1 and b"\0" not in head:
        return LETTER
    return _text(file, head)


def _text(file: IO[bytes], head: bytes) -> str:
    if _MARKUP.match(head.decode("utf-8-sig", "replace")):
        raise Refused("document_is_markup")
    file.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    try:
        while chunk := file.read(_CHUNK):
            if "\0" in decoder.decode(chunk):
                raise Refused("document_is_unknown")
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise Refused("document_is_unknown") from None
    return TEXT


def _zipped(file: IO[bytes]) -> str:
    """What an archive holds by its list of parts; none of them is unpacked but the few bytes that name an OpenDocument's kind."""
    try:
        check_list(file)
        file.seek(0)
        with ZipFile(file) as archive:
            names = archive.namelist()
            marked = "mimetype" in names and archive.getinfo("mimetype").file_size <= _LONGEST_MARK
            mark = archive.read("mimetype").decode("ascii", "replace") if marked else ""
    except (BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError, Refused):
        raise Refused("document_is_an_archive") from None
    kind = mark if mark in ENDINGS else None
    if "[Content_Types].xml" in names:
        kind = _WORDS if "word/document.xml" in names else _SHEET if "xl/workbook.xml" in names else None
    if kind is None:
        raise Refused("document_is_an_archive")
    if any(_MACROS.match(name) for name in names):
        raise Refused("document_has_macros")
    return kind
