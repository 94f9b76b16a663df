"""Reads a whole spreadsheet without writing anything, so that whatever stops an import stops it before it begins."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ledger.errors import Invalid
from ledger.importing.entries import ImportedNomination, ImportedShow
from ledger.importing.grouping import Group
from ledger.importing.mapping_file import read_mapping, reviewed_path
from ledger.importing.nominations import read_nominations
from ledger.importing.opening import Survey, survey
from ledger.importing.problems import Findings
from ledger.importing.reviewed import ReviewedTable, read_reviewed
from ledger.schemas.mapping_values import SheetMapping

Report = Callable[[int, int | None], None]
"""Told how many rows are done, and of how many (None if that is not known)."""
_EVERY = 200


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

    @property
    def show(self) -> ImportedShow:
        """The show that its rows belong to."""
        show = self.mapping.show
        return ImportedShow(show.name, show.address, show.zone)

    def read(self) -> Iterator[tuple[Group, ImportedNomination | None, Findings]]:
        """Read it again from the beginning: rows, their nomination (None if refused), and what was found since before."""
        findings = Findings()
        for group, made in read_nominations(self.path, self.mapping, _table(self.table, self.mapping), findings):
            yield group, made, findings


def check_sheet(path: Path, mapping_path: Path, report: Report = lambda _done, _total: None) -> CheckedSheet:
    """Look at everything once, in constant memory but where rows are grouped.

    Raises what stops an import: NotFound, Refused (`read_mapping`, `survey`, `read_rows`, `read_reviewed`), and Invalid for
    the mapping, the first row, and keys of the reviewed table that do not fit exactly one row.
    """
    mapping = read_mapping(mapping_path)
    table = reviewed_path(mapping_path, mapping)
    reviewed = _table(table, mapping)
    seen = survey(path, mapping.file)
    findings = Findings()
    rows = nominations = 0
    editions = _Editions()
    for group, made in read_nominations(path, mapping, reviewed, findings):
        findings.take()
        before, rows = rows, rows + len(group.rows)
        if made is not None:
            nominations += 1
            editions.meet(made.edition.key)
        if before // _EVERY != rows // _EVERY:
            report(rows, None)
    if unsettled := reviewed.unsettled():
        raise Invalid(unsettled)
    return CheckedSheet(path, mapping, table, seen, rows, nominations, editions.scattered, findings)


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


def _table(path: Path | None, mapping: SheetMapping) -> ReviewedTable:
    if path is None or mapping.reviewed is None:
        return ReviewedTable()
    return read_reviewed(path, mapping.reviewed)
