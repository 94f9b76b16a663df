"""The file that says what became of each row: row, fate and, in words, why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from ledger.errors import Refused
from ledger.importing.problems import Found
from ledger.wording.importing import FATES, told

ADDED, ALREADY, REFUSED, SAME = "added", "already", "refused", "same"


class FateFile:
    """Tab-separated UTF-8, written while the import goes on, so that a broken import has told what it did.

    Raises Refused "fates_unwritable" where it cannot be made; a file that is there is never written over. Without a path
    nothing is written.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._file: TextIO | None = None

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
        if self._file is not None:
            self._file.close()

    def tell(self, rows: Sequence[int], fate: str, found: Iterable[Found] = ()) -> None:
        """What became of these rows, which are one nomination."""
        if self._file is None:
            return
        every = list(found)
        for row in rows:
            said = [told(one.row, one.column, one.code, one.params) for one in every if one.row == row]
            self._line(str(row), FATES[fate], " ".join(said))

    def _line(self, *cells: str) -> None:
        if self._file is not None:
            # Words of our own begin every cell, so that none is a formula; the file's own text only stands inside.
            line = "\t".join(" ".join(cell.split()) for cell in cells) + "\n"
            try:
                self._file.write(line)
            except OSError as failed:
                raise Refused("fates_unwritable", path=str(self._path), reason=failed.strerror or "") from failed
