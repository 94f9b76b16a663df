"""Reads a whole spreadsheet without writing anything, so that whatever stops an import stops it before it begins."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from ledger.errors import Invalid
from ledger.importing.entries import ImportedNomination, ImportedShow
from ledger.importing.mapping_file import read_mapping, reviewed_path
from ledger.importing.nominations import read_nominations
from ledger.importing.opening import Survey
from ledger.importing.problems import Findings, Found
from ledger.importing.reviewed import ReviewedTable, read_reviewed
from ledger.importing.texts import surveyed
from ledger.schemas.mapping_values import SheetMapping

Report = Callable[[int, int | None], None]
"""Told how many rows are done, and of how many (None if that is not known)."""
_EVERY = 200
KEPT_LINES = 25_000
KEPT_BYTES = 8 * 1024 * 1024
"""What was made of a file up to this size is kept (2 KB a nomination); a longer one is read again, which costs time instead."""


class Reading(msgspec.Struct, frozen=True, gc=False):
    """What was made of rows that belong together: their nomination, None if there is none, and what was found in them."""

    rows: tuple[int, ...]
    made: ImportedNomination | None
    found: tuple[Found, ...]


@dataclass(frozen=True)
class CheckedSheet:
    """A spreadsheet that can be imported, apart from the rows that `findings` refuses."""

    path: Path
    mapping: SheetMapping
    table: Path | None
    survey: Survey
    rows: int
    nominations: int
    scattered: bool
    """Whether the rows of an edition stand apart."""
    findings: Findings
    kept: list[Reading] | None
    """Everything that was read, None where the file is too long for that."""

    @property
    def show(self) -> ImportedShow:
        """The show that its rows belong to."""
        show = self.mapping.show
        return ImportedShow(show.name, show.address, show.zone)

    def read(self) -> Iterator[Reading]:
        """Everything from the beginning, in the order of the file."""
        if self.kept is not None:
            return iter(self.kept)
        return _readings(self.path, self.mapping, _table(self.table, self.mapping), Findings())


def check_sheet(path: Path, mapping_path: Path, report: Report = lambda _done, _total: None) -> CheckedSheet:
    """Look at everything once, in bounded memory but where rows are grouped.

    Raises what stops an import: NotFound, Refused (`read_mapping`, `surveyed`, `read_rows`, `read_reviewed`), and Invalid for
    the mapping, the first row, and keys of the reviewed table that do not fit exactly one row.
    """
    mapping = read_mapping(mapping_path)
    table = reviewed_path(mapping_path, mapping)
    reviewed = _table(table, mapping)
    seen = surveyed(path, mapping.file)
    findings = Findings()
    rows = nominations = 0
    editions = _Editions()
    kept: list[Reading] | None = [] if seen.lines <= KEPT_LINES and seen.size <= KEPT_BYTES else None
    for reading in _readings(path, mapping, reviewed, findings):
        before, rows = rows, rows + len(reading.rows)
        if kept is not None:
            kept.append(reading)
        if reading.made is not None:
            nominations += 1
            editions.meet(reading.made.edition.key)
        if before // _EVERY != rows // _EVERY:
            report(rows, None)
    if unsettled := reviewed.unsettled():
        raise Invalid(unsettled)
    return CheckedSheet(path, mapping, table, seen, rows, nominations, editions.scattered, findings, kept)


class _Editions:
    """Sees whether an edition comes back after another."""

    def __init__(self) -> None:
        self.scattered = False
        self._met: set[str] = set()
        self._last = ""

    def meet(self, key: str) -> None:
        if key != self._last:
            self.scattered = self.scattered or key in self._met
            self._met.add(key)
            self._last = key


def _readings(path: Path, mapping: SheetMapping, reviewed: ReviewedTable, findings: Findings) -> Iterator[Reading]:
    """Each group of rows with what was found in it; a row that no group has, since it is broken, by itself."""
    found: dict[int, list[Found]] = {}
    in_order = mapping.rows.style == "one_row"
    for group, made in read_nominations(path, mapping, reviewed, findings):
        for one in findings.take():
            found.setdefault(one.row, []).append(one)
        if in_order and found:
            yield from _broken(found, group.first.number)
        yield Reading(group.numbers, made, tuple(one for row in group.numbers for one in found.pop(row, ())))
    for one in findings.take():
        found.setdefault(one.row, []).append(one)
    yield from _broken(found)


def _broken(found: dict[int, list[Found]], before: int | None = None) -> Iterator[Reading]:
    for row in sorted(row for row in found if before is None or row < before):
        yield Reading((row,), None, tuple(found.pop(row)))


def _table(path: Path | None, mapping: SheetMapping) -> ReviewedTable:
    if path is None or mapping.reviewed is None:
        return ReviewedTable()
    return read_reviewed(path, mapping.reviewed)
