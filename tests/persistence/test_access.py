"""The access record on either database: dense numbers, a chain of hashes, rows that nobody changes."""

from __future__ import annotations

import hashlib
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier

import msgspec
import psycopg
import pytest

from ledger.errors import SettingsError, Unavailable
from ledger.persistence.access import AccessRecord, Looked, hash_text
from ledger.persistence.store import open_access
from tests.persistence.logs import Clock
from tests.support.reads import SHOW, access

THREADS = 6
EACH = 20
FIRST = """
import sys
from pathlib import Path
from ledger.persistence.access import Access
from ledger.persistence.store import open_access
record = open_access(sys.argv[1], Path(sys.argv[2]), lambda: 1_700_000_000_000_000)
print("ready", flush=True)
sys.stdin.readline()
for _ in range(20):
    record.append(Access("b" * 32, "auditor", "", ("sealed_names",), "ledger", "", "audit.timeline"))
record.close()
"""


@pytest.fixture
def open_(url: str, tmp_path: Path, clock: Clock) -> Iterator[Callable[[], AccessRecord]]:
    """Opens the record once more; all are closed in the end."""
    records: list[AccessRecord] = []

    def another() -> AccessRecord:
        records.append(open_access(url, tmp_path, clock))
        return records[-1]

    yield another
    for record in records:
        record.close()


@pytest.fixture
def record(open_: Callable[[], AccessRecord]) -> AccessRecord:
    return open_()


def check_chain(record: AccessRecord) -> int:
    """How many readings there are; each has the next number and the hash of the one before."""
    previous = hash_text(b"\0" * 32)
    rows = record.rows(0, 100_000)
    for number, row in enumerate(rows, 1):
        told = row.told
        assert (row.number, told["n"], told["previous"]) == (number, number, previous)
        assert hashlib.sha256(row.entry).digest() == row.hash
        previous = row.head
    return len(rows)


def test_reading_is_a_line_of_canonical_json_that_names_nobody(record: AccessRecord) -> None:
    row = record.append(access(kinds=("private_reasons", "sealed_names")))
    told = row.told
    assert row.entry == msgspec.json.encode(dict(sorted(told.items())))
    nonce = told.pop("nonce")
    assert (len(nonce), record.append(access()).told["nonce"] != nonce) == (32, True)
    assert told == {
        "account": "a" * 32,
        "at": "2023-11-14T22:13:20.000000Z",
        "capacity": "organiser",
        "kinds": ["private_reasons", "sealed_names"],
        "n": 1,
        "page": "desk.page",
        "previous": f"sha256:{'0' * 64}",
        "role": "organiser",
        "show": SHOW,
        "subject": f"show:{SHOW}",
        "v": 1,
        "via": "web",
    }
    assert record.newest(before=row.at) is None


def test_chain_is_whole_under_many_threads(record: AccessRecord) -> None:
    start = Barrier(THREADS)

    def read() -> None:
        start.wait()
        for _ in range(EACH):
            record.append(access())

    with ThreadPoolExecutor(THREADS) as pool:
        for done in [pool.submit(read) for _ in range(THREADS)]:
            done.result()
    assert check_chain(record) == THREADS * EACH


def test_chain_is_whole_under_several_processes(record: AccessRecord, url: str, tmp_path: Path) -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", FIRST, url, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        for _ in range(3)
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
    for process in processes:
        process.communicate(b"\n")
    record.append(access())
    assert [process.returncode for process in processes] == [0, 0, 0]
    assert check_chain(record) == 61


def test_time_of_readings_never_runs_backwards(record: AccessRecord, clock: Clock) -> None:
    first = record.append(access()).at
    clock.now -= 1_000_000
    assert record.append(access()).at == first


def test_readings_are_found_by_person_kind_show_and_time(record: AccessRecord, clock: Clock) -> None:
    begins = clock.now
    record.append(access("a" * 32, ("sealed_names",)))
    clock.now += 10
    record.append(access("b" * 32, ("private_reasons", "sealed_names"), show=""))
    record.append(access("b" * 32, ("private_reasons",), show="6" * 32))

    def found(**looked: object) -> list[int]:
        asked = Looked(**looked)  # type: ignore[arg-type]
        numbers = [row.number for row in record.find(asked, 10)]
        assert record.count(asked._replace(before=None)) >= len(numbers)
        return numbers

    assert found() == [3, 2, 1]
    assert found(before=3) == [2, 1]
    assert found(account="b" * 32) == [3, 2]
    assert found(kind="sealed_names") == [2, 1]
    assert found(kind="names") == []
    assert found(show=SHOW) == [1]
    assert found(since=begins + 10) == [3, 2]
    assert found(until=begins + 10) == [1]
    assert found(shows=(SHOW,)) == [2, 1]
    assert found(shows=()) == [2]
    assert record.count(Looked(account="b" * 32, before=3)) == 2
    assert [row.number for row in record.find(Looked(), 2)] == [3, 2]
    assert record.accounts(Looked()) == ["a" * 32, "b" * 32]
    assert record.accounts(Looked(shows=())) == ["b" * 32]
    before = record.newest(before=begins + 10)
    assert before is not None
    assert before.number == 1


def test_sqlite_refuses_to_change_a_reading(tmp_path: Path, clock: Clock) -> None:
    record = open_access("sqlite:///ignored", tmp_path, clock)
    record.append(access())
    with closing(sqlite3.connect(tmp_path / "access.db")) as connection:
        for statement in (
            "UPDATE readings SET at = 0",
            "DELETE FROM readings",
            "INSERT OR REPLACE INTO readings SELECT * FROM readings",
        ):
            with pytest.raises(sqlite3.IntegrityError, match="readings are never changed"):
                connection.execute(statement)
    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.glob("access.db*")}
    assert modes == {"access.db": 0o600, "access.db-wal": 0o600, "access.db-shm": 0o600}
    assert check_chain(record) == 1
    record.close()


@pytest.mark.server
def test_postgres_refuses_to_change_a_reading(postgres_url: str, tmp_path: Path, clock: Clock) -> None:
    record = open_access(postgres_url, tmp_path, clock)
    record.append(access())
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        for statement in (
            "UPDATE access.readings SET at = 0",
            "DELETE FROM access.readings",
            "TRUNCATE access.readings",
        ):
            with pytest.raises(psycopg.errors.RestrictViolation, match="readings are never changed"):
                connection.execute(statement.encode())
    assert check_chain(record) == 1
    record.close()


@pytest.mark.server
def test_reading_is_recorded_over_a_new_connection_where_the_old_one_was_lost(
    postgres_url: str, tmp_path: Path, clock: Clock
) -> None:
    record = open_access(postgres_url, tmp_path, clock)
    record.append(access())
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
            "WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
        )
    record.append(access())
    assert check_chain(record) == 2
    record.settle()
    record.close()


def test_file_that_others_may_read_is_refused(tmp_path: Path, clock: Clock) -> None:
    (tmp_path / "access.db").touch()
    (tmp_path / "access.db").chmod(0o644)
    with pytest.raises(SettingsError) as refused:
        open_access("sqlite:///ignored", tmp_path, clock)
    assert refused.value.code == "others_can_read"


def test_file_that_was_taken_away_takes_no_reading(tmp_path: Path, clock: Clock) -> None:
    record = open_access("sqlite:///ignored", tmp_path, clock)
    (tmp_path / "access.db").rename(tmp_path / "elsewhere.db")
    with pytest.raises(Unavailable):
        record.append(access())
    record.close()
