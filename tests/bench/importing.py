"""The whole record imported, against a bare loop that saves as many events, 100 aggregates a transaction; memory."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from operator import itemgetter
from pathlib import Path
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event

from ledger.bootstrap import build
from ledger.importing.command import import_file
from tests.bench.result import Measured, peak_mb, seconds
from tests.support.services import embedded

MAPPING = Path("examples/academy/mapping.toml")
ROUNDS = 3
EVENTS_A_SAVE = 400
"""100 aggregates of four events: what a row of the record comes to."""


class _Bare(Aggregate):
    """The library's own kind of aggregate, with texts as long as a row's."""

    def __init__(self, title: str, names: str) -> None:
        self.title = title
        self.names = names

    @event("Told")
    def tell(self, what: str, note: str) -> None:
        """One more event."""
        self.title, self.names = what, note


def _bare(folder: Path, events: int) -> float:
    """The library's own application saving as many events, 100 aggregates of four events a transaction."""
    application = Application[UUID](
        env={"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": str(folder / "bare.db")}
    )

    def save() -> None:
        for _ in range(events // EVENTS_A_SAVE):
            aggregates = [_Bare("A title of some length", "Somebody, and somebody else") for _ in range(100)]
            for aggregate in aggregates:
                for _ in range(EVENTS_A_SAVE // 100 - 1):
                    aggregate.tell("A title of some length", "Somebody, and somebody else " * 4)
            application.save(*aggregates)

    return seconds(save)


def _compared(folder: Path, file: Path) -> tuple[float, float, int, float]:
    """Seconds, memory (MB) and events of an import in a process of its own, and how many times the bare loop's seconds those are."""
    told = subprocess.run(
        [sys.executable, "-m", "tests.bench.importing", str(folder), str(file)],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ,
    ).stdout.split()
    took, peak, events = float(told[0]), float(told[1]), int(told[2])
    return took, peak, events, took / _bare(folder, events)


def measure(folder: Path, file: Path) -> list[Measured]:
    """Imports and bare loops in turn, on empty logs, the last of which stays in the folder."""
    rounds = []
    for _ in range(ROUNDS - 1):
        with tempfile.TemporaryDirectory(dir=folder.parent) as empty:
            rounds.append(_compared(Path(empty), file))
    rounds.append(_compared(folder, file))
    took, _peak, _events, ratio = sorted(rounds, key=itemgetter(3))[ROUNDS // 2]
    peak = max(peak for _took, peak, _events, _ratio in rounds)
    return [
        Measured("import 12,137 rows", took, "s", ratio, "the library saving as many events", 3.0, at_most=True),
        Measured("memory of the import", peak, "MB", peak / 250, "250 MB", 1.0, at_most=True),
    ]


def _import(folder: Path, file: Path) -> None:
    with build(embedded(folder)) as services:
        took = seconds(lambda: import_file(services.ledger, file, MAPPING))
        print(took, peak_mb(), services.ledger.recorder.head()[0])


if __name__ == "__main__":
    _import(Path(sys.argv[1]), Path(sys.argv[2]))
