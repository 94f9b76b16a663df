"""Importing a file from beginning to end: a look at all of it, then one append an edition, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from ledger.application.ledger import Ledger
from ledger.domain.values import Personal, Provenance
from ledger.importing.checking import CheckedSheet, Report, check_sheet
from ledger.importing.entries import ImportedNomination
from ledger.importing.fates import ADDED, ALREADY, REFUSED, SAME, FateFile
from ledger.importing.nominations import editions_of
from ledger.importing.problems import REFUSED as NOT_IMPORTED
from ledger.importing.problems import Findings, Found
from ledger.importing.writer import Writer, Written
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

    def text(self) -> str:
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
        return "\n".join(lines)


def import_file(
    ledger: Ledger,
    path: Path,
    mapping_path: Path,
    report: Report = lambda _done, _total: None,
    fates: Path | None = None,
) -> Imported:
    """Import what the file holds and the ledger does not; `fates` names a new file that tells what became of each row.

    The whole file is looked at first. Raises Invalid, Refused or NotFound before anything is written; a store that fails
    later (Unavailable) leaves the editions before it, and importing again goes on from there.
    """
    sheet = check_sheet(path, mapping_path, report)
    writer = Writer(ledger, sheet.show, lambda: _operator(ledger))
    done = 0
    notes: dict[int, tuple[Found, ...]] = {}
    with FateFile(fates) as file:
        for edition, nominations in editions_of(_readable(sheet, file, notes), scattered=sheet.scattered):
            added = writer.write(edition, nominations)
            for one in nominations:
                file.tell(one.rows, ADDED if one.row in added else ALREADY, notes.pop(one.row, ()))
            done += sum(len(one.rows) for one in nominations)
            report(done, sheet.rows)
    return Imported(writer.written, sheet.findings, sheet.rows)


def _readable(sheet: CheckedSheet, file: FateFile, notes: dict[int, tuple[Found, ...]]) -> Iterator[ImportedNomination]:
    for group, made, findings in sheet.read():
        found = findings.take()
        if made is not None:
            if found:
                notes[made.row] = found
            yield made
        else:
            refused = any(one.severity == NOT_IMPORTED for one in found)
            file.tell([row.number for row in group.rows], REFUSED if refused else SAME, found)


def _operator(ledger: Ledger) -> Provenance:
    return Provenance(
        actor=OPERATOR,
        name=Personal(OPERATOR, "Operator at the command line"),
        role="operator",
        command=ledger.new_id(),
        via="import",
    )
