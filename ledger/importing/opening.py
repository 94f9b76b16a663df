"""The first look at a whole file, before a row of it is read: is it text, in the encoding said, in sane lines."""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from ledger.errors import NotFound, Refused
from ledger.schemas.mapping_values import FileFormat

CHUNK = 65_536
LONGEST_LINE = 1_048_576
"""Characters. A longer line is no row of a spreadsheet."""
_NOT_TEXT = (
    (b"PK\x03\x04", "is_a_workbook"),
    (b"\xd0\xcf\x11\xe0", "is_a_workbook"),
    (b"\x1f\x8b", "is_compressed"),
    (b"%PDF", "is_a_pdf"),
)
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True)
class Survey:
    """What the first look found; `lines` includes the header, `sha256` is of the bytes."""

    size: int
    lines: int
    sha256: str


def survey(path: Path, form: FileFormat) -> Survey:
    """Read the file once, in constant memory.

    Raises NotFound "sheet_not_found"; Refused "sheet_unreadable", "is_empty", "is_a_workbook", "is_compressed",
    "is_a_pdf", "is_binary" (a NUL), "looks_like_utf16", "wrong_encoding" (line, byte, value), "endless_line".
    """
    digest = hashlib.sha256()
    size = 0
    lines = _Lines()
    decoder = codecs.getincrementaldecoder(form.encoding)(_errors(form))
    for chunk in _chunks(path):
        if not size:
            _look_at_beginning(chunk, form)
        digest.update(chunk)
        lines.add(_decode(decoder, chunk, size, lines, form))
        size += len(chunk)
    lines.add(_decode(decoder, b"", size, lines, form, final=True))
    if not size:
        raise Refused("is_empty")
    return Survey(size=size, lines=lines.complete + (lines.open > 0), sha256=digest.hexdigest())


def open_text(path: Path, form: FileFormat) -> TextIO:
    """The surveyed file as text; a line ends with a line feed only, so that a stray carriage return is seen."""
    encoding = "utf-8-sig" if form.encoding == "utf-8" else form.encoding
    return path.open(encoding=encoding, errors=_errors(form), newline="\n")


def _errors(form: FileFormat) -> str:
    # A lone surrogate spoils one row, not the file: it is let through here and refused with its row and column.
    return "surrogatepass" if form.encoding.startswith("utf") else "strict"


def _chunks(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk
    except FileNotFoundError:
        raise NotFound("sheet_not_found", path=str(path)) from None
    except OSError as failed:
        raise Refused("sheet_unreadable", path=str(path), reason=failed.strerror or "") from failed


def _look_at_beginning(chunk: bytes, form: FileFormat) -> None:
    for beginning, code in _NOT_TEXT:
        if chunk.startswith(beginning):
            raise Refused(code)
    if chunk.startswith(_UTF16_MARKS) and form.encoding != "utf-16":
        raise Refused("looks_like_utf16", encoding=form.encoding)


class _Lines:
    """Counts lines and refuses what no spreadsheet holds."""

    def __init__(self) -> None:
        self.complete = 0
        self.open = 0

    def add(self, text: str) -> None:
        if "\0" in text:
            line = self.complete + 1 + text[: text.index("\0")].count("\n")
            raise Refused("is_binary", line=line)
        first, *others = text.split("\n")
        self._grow(len(first))
        for part in others:
            self.complete += 1
            self.open = 0
            self._grow(len(part))

    def _grow(self, n: int) -> None:
        self.open += n
        if self.open > LONGEST_LINE:
            raise Refused("endless_line", line=self.complete + 1, limit=LONGEST_LINE)


def _decode(
    decoder: codecs.IncrementalDecoder,
    chunk: bytes,
    before: int,
    lines: _Lines,
    form: FileFormat,
    *,
    final: bool = False,
) -> str:
    held = len(decoder.getstate()[0])
    try:
        return decoder.decode(chunk, final)
    except UnicodeDecodeError as failed:
        good = failed.object[: failed.start].decode(form.encoding, "replace")
        raise Refused(
            "wrong_encoding",
            encoding=form.encoding,
            line=lines.complete + 1 + good.count("\n"),
            byte=before - held + failed.start + 1,
            value=f"{failed.object[failed.start]:02X}",
        ) from None
