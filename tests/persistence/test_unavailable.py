"""The database cannot answer: busy, full, gone. Nothing is half written, and the log goes on once it can."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import ExitStack, closing
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from ledger.errors import Unavailable
from ledger.persistence.postgres import PostgresRecorder
from ledger.persistence.sqlite import SQLiteRecorder
from tests.persistence.logs import Clock, acts, check_whole, claim, digest


def _refused(recorder: SQLiteRecorder | PostgresRecorder, n: int = 1) -> str:
    with pytest.raises(Unavailable) as caught:
        recorder.append(acts(n=n), command=uuid4(), digest=digest(), claims=[claim("a")])
    return caught.value.code


def _fill(recorder: SQLiteRecorder) -> tuple[int, str]:
    """Save until the store refuses: the last position, and how it refused."""
    saved = 0
    try:
        while True:
            saved = recorder.insert_events(acts(n=20))[-1]
    except Unavailable as refusal:
        return saved, refusal.code


def test_sqlite_busy_with_another_process_is_said_and_passes(tmp_path: Path) -> None:
    recorder = SQLiteRecorder(tmp_path / "ledger.db", Clock(), lock_timeout=0.05)
    other = sqlite3.connect(tmp_path / "ledger.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert _refused(recorder) == "store_busy"
    assert recorder.head() == (0, 0)
    other.execute("ROLLBACK")
    assert recorder.insert_events(acts()) == [1]
    other.close()
    recorder.close()


def test_sqlite_reads_clock_and_newest_append_under_the_write_lock(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    refused: list[str] = []

    def clock() -> int:
        with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as other:
            try:
                other.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as busy:
                refused.append(busy.sqlite_errorname)
        return 1

    recorder = SQLiteRecorder(path, clock)
    recorder.insert_events(acts())
    recorder.close()
    assert refused == ["SQLITE_BUSY"]


def test_sqlite_full_disk_is_said_and_leaves_nothing_of_the_save(tmp_path: Path) -> None:
    recorder = SQLiteRecorder(tmp_path / "ledger.db", Clock(), max_pages=60)
    saved, code = _fill(recorder)
    assert code == "store_full"
    assert _refused(recorder, n=5000) == "store_full"
    assert check_whole(recorder) == saved > 0
    assert recorder.claimed([claim("a").key]) == {}
    recorder.close()
    roomier = SQLiteRecorder(tmp_path / "ledger.db", Clock())
    assert roomier.insert_events(acts()) == [saved + 1]
    roomier.close()


@pytest.mark.parametrize("fate", ["moved", "replaced"])
def test_sqlite_file_moved_or_replaced_takes_no_more_saves(tmp_path: Path, fate: str) -> None:
    path = tmp_path / "ledger.db"
    recorder = SQLiteRecorder(path, Clock())
    recorder.insert_events(acts())
    path.rename(tmp_path / "elsewhere.db")
    if fate == "replaced":
        shutil.copy(tmp_path / "elsewhere.db", path)
    assert _refused(recorder) == "store_gone"
    with pytest.raises(Unavailable, match="store_gone"):
        recorder.head()
    recorder.close()


@pytest.mark.parametrize("what", ["a folder", "not a database", "nowhere"])
def test_sqlite_place_that_cannot_be_opened_is_said(tmp_path: Path, what: str) -> None:
    path = tmp_path / "ledger.db"
    if what == "a folder":
        path.mkdir()
    elif what == "not a database":
        path.write_bytes(b"Dear committee, " * 600)
        path.chmod(0o600)
    else:
        path = tmp_path / "missing" / "ledger.db"
    with pytest.raises(Unavailable, match="store_gone"):
        SQLiteRecorder(path, Clock())


def test_sqlite_path_may_hold_any_character(tmp_path: Path) -> None:
    path = tmp_path / "a folder? #1 100% é" / "led:ger.db"
    path.parent.mkdir()
    recorder = SQLiteRecorder(path, Clock())
    assert recorder.insert_events(acts()) == [1]
    recorder.close()
    assert path.exists()


def test_closed_recorder_says_so(tmp_path: Path) -> None:
    recorder = SQLiteRecorder(tmp_path / "ledger.db", Clock())
    recorder.close()
    assert _refused(recorder) == "store_gone"


@pytest.mark.server
def test_postgres_busy_with_another_session_is_said_and_passes(postgres_url: str) -> None:
    recorder = PostgresRecorder(postgres_url, Clock(), lock_timeout=0.1)
    with psycopg.connect(postgres_url) as other:
        other.execute("LOCK TABLE ledger.saving IN EXCLUSIVE MODE")
        assert _refused(recorder) == "store_busy"
        assert recorder.head() == (0, 0)
        other.rollback()
    assert recorder.insert_events(acts()) == [1]
    recorder.close()


@pytest.mark.server
def test_postgres_with_all_connections_in_use_is_busy(postgres_url: str) -> None:
    recorder = PostgresRecorder(postgres_url, Clock(), lock_timeout=0.1, connections=1)
    with recorder._connection():
        assert _refused(recorder) == "store_busy"
    recorder.close()


@pytest.mark.server
def test_postgres_full_disk_is_said_and_leaves_nothing_of_the_save(postgres_url: str) -> None:
    recorder = PostgresRecorder(postgres_url, Clock())
    recorder.insert_events(acts())
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        # The server itself says so, as it does when it cannot extend a file.
        connection.execute(
            "CREATE FUNCTION ledger.no_space() RETURNS trigger LANGUAGE plpgsql AS "
            "$$BEGIN RAISE EXCEPTION 'no space left' USING ERRCODE = 'disk_full'; END$$"
        )
        connection.execute("CREATE TRIGGER no_space AFTER INSERT ON ledger.events EXECUTE FUNCTION ledger.no_space()")
        assert _refused(recorder) == "store_full"
        connection.execute("DROP TRIGGER no_space ON ledger.events")
    assert check_whole(recorder) == 1
    assert recorder.claimed([claim("a").key]) == {}
    assert recorder.insert_events(acts()) == [2]
    recorder.close()


@pytest.mark.server
def test_postgres_unreachable_is_said(postgres_url: str, tmp_path: Path) -> None:
    nowhere = psycopg.conninfo.make_conninfo(postgres_url, host=str(tmp_path))
    with pytest.raises(Unavailable, match="store_gone"):
        PostgresRecorder(nowhere, Clock(), lock_timeout=0.3)


@pytest.mark.server
def test_postgres_connections_lost_while_idle_are_replaced(postgres_url: str) -> None:
    recorder = PostgresRecorder(postgres_url, Clock(), connections=6)
    with ExitStack() as in_use:
        for _ in range(6):
            in_use.enter_context(recorder._connection())
    for use in (lambda: recorder.insert_events(acts()), recorder.head):
        with psycopg.connect(postgres_url) as other:
            other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        use()
    assert check_whole(recorder) == 1
    recorder.close()
