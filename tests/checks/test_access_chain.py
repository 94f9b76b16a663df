"""The heads of the access record in the log, and what checking the record finds."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier

import pytest

from ledger.application.access_heads import DAY_US, DailyHead, heads, record_head
from ledger.bootstrap import Services, build
from ledger.checks.access_chain import Verified, verify
from ledger.consumers.embedded import Embedded
from ledger.persistence.store import open_access
from tests.support.reads import access
from tests.web.planning import Clock

MORNING = 1_800_000_000_000_000 // DAY_US * DAY_US + 9 * 3_600_000_000
"""Nine o'clock (UTC, µs) of a day after everything of the demo."""


def test_head_of_the_days_before_goes_into_the_log_once_a_day(demo: Services) -> None:
    clock = demo.ledger.clock = Clock(MORNING)
    start = demo.ledger.recorder.head()[0]
    daily = DailyHead(demo.ledger, demo.access)
    daily()
    for _ in range(2):
        demo.access.append(access())
    daily()
    assert demo.ledger.recorder.head()[0] == start
    clock.now += DAY_US
    third = demo.access.append(access())
    for _ in range(3):
        daily()
    found = heads(demo.ledger)
    second = demo.access.rows(1, 1)[0]
    assert [(position, head.number, head.head) for position, _at, head in found] == [(start + 1, 2, second.head)]
    assert record_head(demo.ledger, demo.access) is None
    clock.now += 3 * DAY_US
    daily()
    clock.now += DAY_US
    daily()
    assert [(head.number, head.head) for _position, _at, head in heads(demo.ledger)] == [
        (2, second.head),
        (3, third.head),
    ]
    assert verify(demo.ledger, demo.access)[:2] == (3, 2)


def test_head_is_of_the_ledger_itself_and_says_so(demo: Services) -> None:
    clock = demo.ledger.clock = Clock(MORNING)
    demo.access.append(access())
    clock.now += DAY_US
    receipt = record_head(demo.ledger, demo.access)
    assert receipt is not None
    author = heads(demo.ledger)[0][2].by
    assert (author.name.text, author.role, author.via) == ("Awards Ledger", "ledger", "ledger")


def test_several_processes_record_one_head(demo: Services, tmp_path: Path) -> None:
    demo.ledger.clock = Clock(MORNING)
    demo.access.append(access())
    others = [build(demo.settings) for _ in range(3)]
    start = Barrier(len(others))

    def next_day(services: Services) -> None:
        services.ledger.clock = Clock(MORNING + DAY_US)
        start.wait()
        record_head(services.ledger, services.access)

    with ThreadPoolExecutor(len(others)) as pool:
        for done in [pool.submit(next_day, services) for services in others]:
            done.result()
    for services in others:
        services.close()
    assert [head.number for _position, _at, head in heads(demo.ledger)] == [1]


def test_thread_of_the_server_records_it_and_lives_on_after_a_failure(demo: Services) -> None:
    clock = demo.ledger.clock = Clock(MORNING)
    demo.access.append(access())
    clock.now += DAY_US
    daily, failures = DailyHead(demo.ledger, demo.access), iter([RuntimeError("once")])
    told: list[int] = []
    again = Barrier(2)

    def beside() -> None:
        error = next(failures, None)
        if error is not None:
            raise error
        if not told:
            daily()
            told.append(len(heads(demo.ledger)))
            again.wait(timeout=20)

    with Embedded([], poll_seconds=0.01, beside=beside):
        again.wait(timeout=20)
    assert told == [1]


Break = Callable[[sqlite3.Connection], object]
BROKEN: dict[str, tuple[Break, tuple[str, int]]] = {
    "a byte of a line": (
        lambda rows: rows.execute(
            "UPDATE readings SET entry = CAST(replace(CAST(entry AS TEXT), 'organiser', 'organizer') AS BLOB) WHERE number = 3"
        ),
        ("altered", 3),
    ),
    "a hash": (lambda rows: rows.execute("UPDATE readings SET hash = zeroblob(32) WHERE number = 2"), ("altered", 2)),
    "a column": (lambda rows: rows.execute("UPDATE readings SET account = 'b' WHERE number = 4"), ("altered", 4)),
    "an instant": (lambda rows: rows.execute("UPDATE readings SET at = at + 1 WHERE number = 4"), ("altered", 4)),
    "the last dropped": (lambda rows: rows.execute("DELETE FROM readings WHERE number = 5"), ("cut_off", 5)),
    "one dropped": (lambda rows: rows.execute("DELETE FROM readings WHERE number = 2"), ("missing", 2)),
    "one dropped, the others moved up": (
        lambda rows: (
            rows.execute("DELETE FROM readings WHERE number = 2"),
            rows.execute("UPDATE readings SET number = number - 1 WHERE number > 2"),
        ),
        ("out_of_line", 2),
    ),
    "all dropped": (lambda rows: rows.execute("DELETE FROM readings"), ("cut_off", 5)),
}


@pytest.fixture
def read(demo_services: Services) -> Services:
    """Five readings, whose head is in the log."""
    clock = demo_services.ledger.clock = Clock(MORNING)
    for _ in range(5):
        demo_services.access.append(access())
    clock.now += DAY_US
    record_head(demo_services.ledger, demo_services.access)
    return demo_services


def broken(services: Services, change: Break) -> Verified:
    """What is found after a change by somebody who has the file."""
    with closing(sqlite3.connect(services.settings.data / "access.db")) as rows:
        for act in ("UPDATE", "DELETE", "REPLACE"):
            rows.execute(f"DROP TRIGGER IF EXISTS readings_refuse_{act}")
        change(rows)
        rows.commit()
    return verify(services.ledger, services.access)


def test_record_that_nobody_touched_is_whole(read: Services) -> None:
    found = verify(read.ledger, read.access)
    assert found.is_whole
    assert found.last is not None
    assert (found.rows, found.heads, found.last.number) == (5, 1, 5)


@pytest.mark.parametrize("what", BROKEN)
def test_change_of_the_record_is_found_and_told(read: Services, what: str) -> None:
    change, expected = BROKEN[what]
    found = broken(read, change)
    assert (found.wrong, found.first_wrong) == expected
    assert not found.is_whole


def test_record_written_anew_is_told_by_the_head_in_the_log(read: Services, tmp_path: Path) -> None:
    def anew(rows: sqlite3.Connection) -> None:
        rows.execute("DELETE FROM readings")
        rows.commit()
        forger = open_access("sqlite:///", read.settings.data, read.ledger.clock)
        for _ in range(6):
            forger.append(access("b" * 32))
        forger.close()

    found = broken(read, anew)
    position = heads(read.ledger)[0][0]
    assert (found.wrong, found.first_wrong, found.position) == ("other_head", 5, position)


def test_record_that_is_emptied_under_a_running_server_goes_on_with_a_gap(read: Services) -> None:
    def emptied(rows: sqlite3.Connection) -> None:
        rows.execute("DELETE FROM readings")
        rows.commit()
        read.access.append(access())

    found = broken(read, emptied)
    assert (found.wrong, found.first_wrong) == ("missing", 1)


def test_older_copy_put_back_is_found_also_after_it_went_on(read: Services, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    with closing(sqlite3.connect(read.settings.data / "access.db")) as rows:
        copy = sqlite3.connect(folder / "older.db")
        rows.backup(copy)
        copy.execute("DROP TRIGGER readings_refuse_DELETE")
        copy.execute("DELETE FROM readings WHERE number > 3")
        copy.commit()
        copy.close()
    read.close()
    for path in read.settings.data.glob("access.db*"):
        path.unlink()
    (folder / "older.db").chmod(0o600)
    (folder / "older.db").rename(read.settings.data / "access.db")
    with build(read.settings) as again:
        found = verify(again.ledger, again.access)
        assert (found.wrong, found.first_wrong) == ("cut_off", 5)
        for _ in range(3):
            again.access.append(access())
        found = verify(again.ledger, again.access)
        assert (found.wrong, found.first_wrong) == ("other_head", 5)
