"""The rows of a text file as its marks divide it, before anything is known of its columns."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, TextIO

from ledger.errors import Refused
from ledger.importing.opening import LONGEST_LINE, open_text
from ledger.schemas.mapping_values import DELIMITERS, FileFormat

MOST_CELLS = 100_000
"""In a row: cells that hold line ends could make it endless, however short its lines are."""


class Record(NamedTuple):
    """A row by its number, from 1 on; `broken` says, in the reader's words, why it has no cells."""

    number: int
    cells: list[str]
    broken: str = ""


def records(path: Path, form: FileFormat) -> Iterator[Record]:
    """Every row of a file that `survey` accepts. Raises Refused "open_quote"."""
    with open_text(path, form) as text:
        if form.quoting == "doubled":
            yield from _quoted(_lines(text), DELIMITERS[form.delimiter])
        else:
            yield from _plain(_lines(text), DELIMITERS[form.delimiter], escaped=form.quoting == "backslash")


def _lines(text: TextIO) -> Iterator[str]:
    while line := text.readline(LONGEST_LINE + 2):
        yield f"{line[:-2]}\n" if line.endswith("\r\n") else line


def _plain(lines: Iterable[str], delimiter: str, *, escaped: bool) -> Iterator[Record]:
    for number, line in enumerate(lines, 1):
        bare = line.removesuffix("\n")
        if escaped and "\\" in bare:
            bare = bare.replace('\\"', '"')
        yield Record(number, bare.split(delimiter))


def _quoted(lines: Iterable[str], delimiter: str) -> Iterator[Record]:
    """Records of RFC 4180. After a fault within one line reading goes on; a quotation mark left open ends it."""
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        begun = rows.line_num + 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as failed:
            if rows.line_num > begun:
                raise Refused("open_quote", line=begun) from None
            yield Record(number, [], str(failed))
            continue
        yield Record(number, cells) if len(cells) <= MOST_CELLS else Record(number, [], f"over {MOST_CELLS:,} cells")
