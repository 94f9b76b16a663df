"""A rebuild from 200,000 events: against a bare loop, its memory as the log grows, and what a writer feels of it meanwhile."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread
from typing import NamedTuple
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateTable

from ledger.application.draft import Draft
from ledger.application.entries import register_work
from ledger.bootstrap import Services, build
from ledger.consumers.pace import Courteous
from ledger.consumers.rebuild import rebuild
from ledger.domain.nomination import Entered
from tests.bench.editions import fill
from tests.bench.result import Measured, peak_mb, seconds
from tests.support.services import by, embedded

EVENTS = 200_000
FEWER = 50_000
AT_ONCE = 5000
PAUSE_SECONDS = 0.002
"""Between two saves: several hundred a second, more than any award show knows."""
ALONE_SECONDS = 10.0


class Built(NamedTuple):
    """What a rebuild in a process of its own took."""

    seconds: float
    peak_mb: float


def measure(folder: Path) -> list[Measured]:
    """Fill two ledgers, rebuild both, and save beside a rebuild of the larger one: of another process, and of the writer's own."""
    small, large = folder / "small", folder / "large"
    small.mkdir()
    for one, events in ((small, FEWER), (large, EVENTS)):
        if one is large:
            # It goes on from the small one: what both hold is recorded once.
            shutil.copytree(small, large)
        with build(embedded(one)) as services:
            fill(services, events)
            rebuild(services.lists)
    few, many = _built(small), _built(large)
    with build(embedded(large)) as services:
        bare = _bare(services, folder / "bare.db")
        events = services.ledger.recorder.head()[0]
        beside, within = _felt(services, large)
    return [
        Measured(
            f"rebuild from {EVENTS:,} events",
            events / many.seconds,
            "events/s",
            bare / many.seconds,
            "bare read, decode, write of the same rows",
            0.3,
        ),
        Measured(
            "memory of that rebuild",
            many.peak_mb,
            "MB",
            many.peak_mb / few.peak_mb,
            f"a rebuild from {FEWER:,}",
            1.25,
            at_most=True,
        ),
        beside,
        within,
    ]


def _built(folder: Path) -> Built:
    told = subprocess.run(
        [sys.executable, "-m", "tests.bench.rebuilding", str(folder)],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ,
    ).stdout.split()
    return Built(float(told[0]), float(told[1]))


def _bare(services: Services, path: Path) -> float:
    """Seconds to read and decode the whole log in pages, the names included that the rows show, and to write the lists' rows in pages."""
    recorder, decode, tables = services.ledger.recorder, services.ledger.mapper.decode, services.lists.consumer.metadata
    with services.lists.read() as connection:
        rows = {
            table: [tuple(row) for row in connection.execute(select(table)).all()] for table in tables.sorted_tables
        }
    file = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=MEMORY", "synchronous=OFF"):
        file.execute(f"PRAGMA {pragma}")
    for table in rows:
        file.execute(str(CreateTable(table).compile(dialect=sqlite.dialect())))

    def loop() -> None:
        after = 0
        while entries := recorder.entries(after, AT_ONCE):
            for entry in entries:
                event = decode(entry)
                if isinstance(event, Entered):
                    _ = [credit.name.text for credit in event.credits]
            after = entries[-1].position
        for table, found in rows.items():
            marks = ", ".join("?" * len(table.columns))
            for start in range(0, len(found), AT_ONCE):
                file.execute("BEGIN")
                file.executemany(f"INSERT INTO {table.name} VALUES ({marks})", found[start : start + AT_ONCE])
                file.execute("COMMIT")

    took = seconds(loop)
    file.close()
    return took


def _felt(services: Services, folder: Path) -> tuple[Measured, Measured]:
    """The 99th percentile of saves while another process rebuilds, and while a thread of this one does, against the same saves alone."""
    until = time.monotonic() + ALONE_SECONDS
    alone = _p99(_saves(services, lambda: time.monotonic() > until))
    with subprocess.Popen(
        [sys.executable, "-m", "tests.bench.rebuilding", str(folder)], stdout=subprocess.DEVNULL
    ) as process:
        beside = _p99(_saves(services, lambda: process.poll() is not None))
    ended = Event()

    def work() -> None:
        rebuild(services.lists, pace=Courteous())
        ended.set()

    thread = Thread(target=work)
    thread.start()
    within = _p99(_saves(services, ended.is_set))
    thread.join()
    return (
        Measured("p99 of a save beside a rebuild", beside, "ms", beside / alone, f"{alone:.2f} ms alone", 5.0, at_most=True),
        Measured("the same in the process that rebuilds", within, "ms", within / alone, f"{alone:.2f} ms alone", 5.0, at_most=True),
    )  # fmt: skip


def _saves(services: Services, over: Callable[[], bool]) -> Iterator[float]:
    """Milliseconds of each save of one work, through the front door, until it is over."""
    while not over():
        draft = Draft(by())
        register_work(services.ledger, draft, title=f"Saved meanwhile {uuid4()}", kind="film")
        yield 1000 * seconds(lambda draft=draft: services.ledger.save(draft, {}))  # type: ignore[misc]
        time.sleep(PAUSE_SECONDS)


def _p99(times: Iterator[float]) -> float:
    found = sorted(times)
    return found[int(len(found) * 0.99)]


def _rebuild(folder: Path) -> None:
    with build(embedded(folder)) as services:
        took = seconds(lambda: rebuild(services.lists))
        print(took, peak_mb())


if __name__ == "__main__":
    _rebuild(Path(sys.argv[1]))
