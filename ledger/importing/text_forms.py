"""How a text is written, guessed from its bytes: its encoding, what separates its cells, which row names its columns."""

from __future__ import annotations

import codecs
import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import msgspec

from ledger.importing.opening import CHUNK, LONGEST_LINE
from ledger.schemas.mapping_values import DELIMITERS, LAST_HEADER_ROW

LOOKED_AT = 400
"""Rows that are looked at to suggest what columns mean."""


class TextForm(msgspec.Struct, frozen=True):
    """As `file` of a mapping says it."""

    delimiter: str
    encoding: str
    header_row: int = 1


def guess_form(path: Path) -> TextForm:
    """The likeliest form of a text; what is not so is told when it is checked."""
    encoding = guess_encoding(path)
    lines = _first_lines(path, encoding)
    delimiter = guess_delimiter(lines)
    rows = list(_records(lines, delimiter))
    return TextForm(delimiter, encoding, guess_header_row(rows))


def guess_encoding(path: Path) -> str:
    """UTF-16 where its mark begins the file, UTF-8 where all of it can be read so, else Windows-1252."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        chunk = file.read(CHUNK)
        if chunk.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        try:
            while chunk:
                decoder.decode(chunk)
                chunk = file.read(CHUNK)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "windows-1252"
    return "utf-8"


def guess_delimiter(lines: Sequence[str]) -> str:
    """What separates the cells of most of these lines into equally many."""

    def evenness(delimiter: str) -> tuple[int, int]:
        widths = Counter(len(row) for row in _records(lines, delimiter) if any(row))
        width, rows = max(widths.items(), key=lambda one: (one[0] > 1, one[1], one[0]), default=(0, 0))
        return (rows, width) if width > 1 else (0, 0)

    return max(("comma", "tab", "semicolon", "bar"), key=evenness)


def guess_header_row(rows: Sequence[Sequence[str]]) -> int:
    """The first row that is more than half as full as the fullest, counted from 1: titles above a table fill a cell or two."""
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows[:LAST_HEADER_ROW]]
    widest = max(filled, default=0)
    return next((number for number, n in enumerate(filled, 1) if n * 5 >= widest * 3 > 0), 1)


def first_rows(path: Path, form: TextForm, most: int = LOOKED_AT) -> list[list[str]]:
    """The first rows, from row 1 on, read as leniently as can be: to be looked at, not to be imported."""
    return list(islice(_records(_first_lines(path, form.encoding), form.delimiter), most))


def _records(lines: Sequence[str], delimiter: str) -> Iterator[list[str]]:
    """The cells of each row; one that cannot be taken apart is empty here, and told when the file is checked."""
    records = csv.reader(lines, delimiter=DELIMITERS[delimiter])
    while True:
        try:
            yield next(records)
        except StopIteration:
            return
        except csv.Error:
            yield []


def _first_lines(path: Path, encoding: str) -> list[str]:
    """So many lines at most, none of them endless, no zero byte in them."""
    named = "utf-8-sig" if encoding == "utf-8" else encoding
    lines: list[str] = []
    room = LONGEST_LINE
    with path.open(encoding=named, errors="replace", newline="\n") as text:
        while len(lines) < LOOKED_AT and room > 0 and (line := text.readline(room)):
            room -= len(line)
            lines.append(line.replace("\0", "�").replace("\r\n", "\n").replace("\r", " "))
    return lines
