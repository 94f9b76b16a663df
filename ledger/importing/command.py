"""Importing a file from beginning to end: a look at all of it, then one append an edition, and what came of it."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from ledger.application.ledger import Ledger
from ledger.domain.values import Personal, Provenance
from ledger.errors import Unavailable
from ledger.importing.checking import CheckedSheet, Report, check_sheet
from ledger.importing.entries import ImportedNomination
from ledger.importing.fates import ADDED, ALREADY, REFUSED, SAME, FateFile
from ledger.importing.nominations import Together, batches_of, editions_of
from ledger.importing.problems import REFUSED as NOT_IMPORTED
from ledger.importing.problems import Findings, Found
from ledger.importing.writer import Author, Writer, Written
from ledger.wording.importing import counted, more, told

OPERATOR = UUID("6f0c2f0e-52f5-4c64-9d6e-0d9a5ef0a1ff")
"""Whoever works at the command line of this machine."""
SHOWN = 5
"""How many examples of each kind of problem are shown."""


@dataclass(frozen=True)
class Imported:
    """What came of an import."""

    written: Written
    findings: Findings
    rows: int

    @property
    def refused(self) -> int:
        """How many rows could not be imported."""
        return self.findings.refused_rows

    def view(self) -> dict[str, Any]:
        """The result as data."""
        return {
            "rows": self.rows,
            "nominations": self.written.nominations,
            "already_present": self.written.present,
            "refused_rows": self.refused,
            "events": self.written.events,
            "problems": [
                {"code": one.code, "severity": one.severity, "count": one.count} for one in self.findings.tallies()
            ],
        }

    def lines(self) -> list[str]:
        """The result for a person: what was added, what was there, and every kind of problem with examples."""
        counts = {
            "rows": self.rows,
            "added": self.written.nominations,
            "already": self.written.present,
            "refused": self.refused,
        }
        lines = [counted(counts)]
        for tally in self.findings.tallies():
            shown = tally.samples[:SHOWN]
            lines += [told(one.row, one.column, one.code, one.params) for one in shown]
            if tally.count > len(shown):
                lines.append(more(tally.count - len(shown)))
        return lines


@contextmanager
def _earlier_objects_left_alone() -> Iterator[None]:
    """The garbage collector passes over what was there before: while so much is made it would go through all of it again and again."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


@_earlier_objects_left_alone()
def import_file(
    ledger: Ledger,
    path: Path,
    mapping_path: Path,
    report: Report = lambda _done, _total: None,
    fates: Path | None = None,
    author: Author | None = None,
) -> Imported:
    """Import what the file holds and the ledger does not; `fates` names a new file that tells what became of each row.

    `author` is by default whoever is at the command line, who sees every record.

    The whole file is looked at first. Raises Invalid, Refused or NotFound before anything is written; a store that fails
    later (Unavailable) leaves the editions before it, and importing again goes on from there.
    """
    sheet = check_sheet(path, mapping_path, report)
    writer = Writer(ledger, sheet.show, author or Author(lambda: _operator(ledger), lambda: None))
    done = 0
    notes: dict[int, tuple[Found, ...]] = {}
    with FateFile(fates) as file:
        editions = editions_of(
            _readable(sheet, file, notes), scattered=sheet.scattered, whole=sheet.mapping.announced.how != "not_yet"
        )
        for nominations, added in _recorded(writer, editions):
            for one in nominations:
                file.tell(one.rows, ADDED if one.row in added else ALREADY, notes.pop(one.row, ()))
            done += sum(len(one.rows) for one in nominations)
            report(done, sheet.rows)
    return Imported(writer.written, sheet.findings, sheet.rows)


def _recorded(writer: Writer, editions: Iterable[Together]) -> Iterator[tuple[Sequence[ImportedNomination], set[int]]]:
    """Everything as it is recorded; a store without room says what of it stays (`import_without_room`, `editions`)."""
    try:
        for batch in batches_of(editions):
            yield from writer.write(batch)
    except Unavailable as error:
        if error.code != "store_full" or not writer.written.editions:
            raise
        raise Unavailable("import_without_room", editions=writer.written.editions) from error


def _readable(sheet: CheckedSheet, file: FateFile, notes: dict[int, tuple[Found, ...]]) -> Iterator[ImportedNomination]:
    for reading in sheet.read():
        if reading.made is not None:
            if reading.found:
                notes[reading.made.row] = reading.found
            yield reading.made
        else:
            refused = any(one.severity == NOT_IMPORTED for one in reading.found)
            file.tell(reading.rows, REFUSED if refused else SAME, reading.found)


def _operator(ledger: Ledger) -> Provenance:
    return Provenance(
        actor=OPERATOR,
        name=Personal(OPERATOR, "Operator at the command line"),
        role="operator",
        command=ledger.new_id(),
        via="import",
    )
