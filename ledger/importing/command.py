"""Importing a file from beginning to end: mapping, reviewed table, rows, one append an edition, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from ledger.application.ledger import Ledger
from ledger.domain.values import Personal, Provenance
from ledger.importing.entries import ImportedNomination, ImportedShow
from ledger.importing.mapping_file import read_mapping, reviewed_path
from ledger.importing.nominations import editions_of, read_nominations
from ledger.importing.problems import Findings
from ledger.importing.reviewed import ReviewedTable, read_reviewed
from ledger.importing.writer import Writer, Written
from ledger.schemas.mapping_values import SheetMapping
from ledger.wording.catalogue import gettext as _
from ledger.wording.catalogue import ngettext
from ledger.wording.importing import problem_line, tally_line

OPERATOR = UUID("6f0c2f0e-52f5-4c64-9d6e-0d9a5ef0a1ff")
"""Whoever works at the command line of this machine."""
Report = Callable[[int, int | None], None]


@dataclass(frozen=True)
class Imported:
    """What came of an import."""

    written: Written
    findings: Findings

    @property
    def refused(self) -> int:
        """How many rows could not be imported."""
        return self.findings.refused_rows

    def view(self) -> dict[str, Any]:
        """The result as data."""
        return {
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
        added = ngettext("%(n)d nomination added", "%(n)d nominations added", self.written.nominations)
        lines = [
            added % {"n": self.written.nominations}
            + _(", %(present)d were in the ledger already, %(refused)d rows refused.")
            % {"present": self.written.present, "refused": self.refused}
        ]
        for tally in self.findings.tallies():
            lines.append(tally_line(tally))
            lines += [f"  {problem_line(found)}" for found in tally.samples[:5]]
        return "\n".join(lines)


def import_file(
    ledger: Ledger, path: Path, mapping_path: Path, report: Report = lambda _done, _total: None
) -> Imported:
    """Import what the file holds and the ledger does not. Raises Invalid, Refused or NotFound before anything is written."""
    mapping = read_mapping(mapping_path)
    findings = Findings()
    reviewed = _reviewed(mapping_path, mapping)
    show = ImportedShow(mapping.show.name, mapping.show.address, mapping.show.zone)
    writer = Writer(ledger, show, lambda: _operator(ledger))
    total = _lines_of(path)
    done = 0
    for edition, nominations in editions_of(_sound(path, mapping, reviewed, findings)):
        writer.write(edition, nominations)
        done += sum(len(one.rows) for one in nominations)
        report(done, total)
    return Imported(writer.written, findings)


def _sound(
    path: Path, mapping: SheetMapping, reviewed: ReviewedTable, findings: Findings
) -> Iterator[ImportedNomination]:
    for _group, made in read_nominations(path, mapping, reviewed, findings):
        if made is not None:
            yield made


def _reviewed(mapping_path: Path, mapping: SheetMapping) -> ReviewedTable:
    path = reviewed_path(mapping_path, mapping)
    if path is None or mapping.reviewed is None:
        return ReviewedTable()
    return read_reviewed(path, mapping.reviewed)


def _lines_of(path: Path) -> int | None:
    try:
        with path.open("rb") as file:
            return max(0, sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(1 << 20), b"")) - 1)
    except OSError:
        return None


def _operator(ledger: Ledger) -> Provenance:
    return Provenance(
        actor=OPERATOR,
        name=Personal(OPERATOR, "Operator at the command line"),
        role="operator",
        command=ledger.new_id(),
        via="import",
    )
