"""The file that says what became of each row: row, fate and, in words, why."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from ledger.errors import Refused
from ledger.importing.problems import Found
from ledger.wording.importing import FATES, told
from ledger.wording.outward import cell, line

ADDED, ALREADY, REFUSED, SAME = "added", "already", "refused", "same"


class FateFile:
    """Tab-separated UTF-8, written while the import goes on, so that a broken import has told what it did.

    Editions are recorded one by one and their rows may lie apart in the sheet: when it is closed, the lines are put in the order of the rows.
    Raises Refused "fates_unwritable" where it cannot be made; a file that is there is never written over. Without a path
    nothing is written.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._file: TextIO | None = None
        self._rows = array("q")

    def __enter__(self) -> Self:
        if self._path is None:
            return self
        try:
            self._file = self._path.open("x", encoding="utf-8", newline="\n")
        except OSError as failed:
            raise Refused("fates_unwritable", path=str(self._path), reason=failed.strerror or "") from failed
        self._line("row", "fate", "problems")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is None or self._path is None:
            return
        try:
            self._file.close()
            in_row_order(self._path, self._rows, head=1)
        except OSError as failed:
            if error is None:
                raise Refused("fates_unwritable", path=str(self._path), reason=failed.strerror or "") from failed

    def tell(self, rows: Sequence[int], fate: str, found: Iterable[Found] = ()) -> None:
        """What became of these rows, which are one nomination."""
        if self._file is None:
            return
        every = list(found)
        for row in rows:
            said = [told(one.row, one.column, one.code, one.params) for one in every if one.row == row]
            self._line(str(row), FATES[fate], " ".join(said))
            self._rows.append(row)

    def _line(self, *cells: str) -> None:
        if self._file is not None:
            written = "\t".join(cell(line(" ".join(one.split()))) for one in cells) + "\n"
            try:
                self._file.write(written)
            except OSError as failed:
                raise Refused("fates_unwritable", path=str(self._path), reason=failed.strerror or "") from failed


def in_row_order(path: Path, rows: Sequence[int], head: int = 0) -> None:
    """Put the lines of a file in the order of the `rows` they are about, whole or not at all; the first `head` lines stay first.

    Lines are found by their place in the file: a sheet may have more rows than fit into memory as text.
    """
    order = sorted(range(len(rows)), key=rows.__getitem__)
    if all(at == place for at, place in enumerate(order)):
        return
    beside = path.with_name(f"{path.name}.ordered")
    with path.open("rb") as told, beside.open("wb") as ordered:
        ordered.writelines(told.readline() for _ in range(head))
        places = array("q")
        for _ in rows:
            places.append(told.tell())
            told.readline()
        for place in order:
            told.seek(places[place])
            ordered.write(told.readline())
    os.replace(beside, path)  # noqa: PTH105 - Path.replace does the same; this one says that it is atomic
