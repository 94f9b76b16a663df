"""Rows of the log are added, never changed: the database itself refuses."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from ledger.persistence.recorder import LogRecorder
from ledger.persistence.store import open_recorder
from tests.persistence.logs import Clock, acts, claim, digest


def _fill(recorder: LogRecorder) -> None:
    recorder.append(acts(), command=uuid4(), digest=digest(), claims=[claim("a")])
    recorder.remember_key_set(b"of these tests")


TABLES = {
    "events": "recorded_at = 1",
    "appends": "recorded_at = 1",
    "claims": "meant = 'other'",
    "key_set": "fingerprint = ''",
}


@pytest.mark.parametrize("table", TABLES)
def test_sqlite_refuses_update_and_delete(tmp_path: Path, table: str) -> None:
    recorder = open_recorder(f"sqlite:///{tmp_path / 'ledger.db'}", Clock())
    _fill(recorder)
    recorder.close()
    connection = sqlite3.connect(tmp_path / "ledger.db")
    for statement in (
        f"UPDATE {table} SET {TABLES[table]}",
        f"DELETE FROM {table}",
        f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
        f"REPLACE INTO {table} SELECT * FROM {table}",
        f"UPDATE OR REPLACE {table} SET {TABLES[table]}",
        f"INSERT INTO {table} SELECT * FROM {table} WHERE true ON CONFLICT DO UPDATE SET {TABLES[table]}",
    ):
        with pytest.raises(sqlite3.IntegrityError, match=f"{table} are never changed"):
            connection.execute(statement)
    assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (1,)
    connection.close()


@pytest.mark.server
@pytest.mark.parametrize("table", TABLES)
def test_postgres_refuses_update_delete_and_truncate(postgres_url: str, table: str) -> None:
    recorder = open_recorder(postgres_url, Clock())
    _fill(recorder)
    recorder.close()
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        for statement in (
            f"UPDATE ledger.{table} SET {TABLES[table]}",
            f"DELETE FROM ledger.{table}",
            f"TRUNCATE ledger.{table}",
        ):
            with pytest.raises(psycopg.errors.RestrictViolation, match=f"{table} are never changed"):
                connection.execute(statement.encode())
        row = connection.execute(f"SELECT count(*) FROM ledger.{table}".encode()).fetchone()
    assert row == (1,)


@pytest.mark.parametrize("table, key, other", [("events", "position", "position + 1"), ("appends", "last", "last + 1")])
def test_sqlite_refuses_a_row_that_would_take_the_place_of_one_with_another_key(
    tmp_path: Path, table: str, key: str, other: str
) -> None:
    recorder = open_recorder(f"sqlite:///{tmp_path / 'ledger.db'}", Clock())
    _fill(recorder)
    recorder.close()
    with closing(sqlite3.connect(tmp_path / "ledger.db")) as connection:
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        values = ", ".join(other if column == key else column for column in columns)
        with pytest.raises(sqlite3.IntegrityError, match=f"{table} are never changed"):
            connection.execute(f"INSERT OR REPLACE INTO {table} SELECT {values} FROM {table}")


def test_log_of_an_earlier_version_gets_the_triggers_it_misses(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    open_recorder(url, Clock()).close()
    with closing(sqlite3.connect(tmp_path / "ledger.db")) as connection:
        connection.execute("DROP TRIGGER events_refuse_REPLACE")
    open_recorder(url, Clock()).close()
    with closing(sqlite3.connect(tmp_path / "ledger.db")) as connection:
        found = connection.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'").fetchone()
    assert found == (12,)


@pytest.mark.server
def test_postgres_log_of_an_earlier_version_gets_what_it_misses(postgres_url: str) -> None:
    open_recorder(postgres_url, Clock()).close()
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute("DROP TABLE ledger.saving")
        connection.execute("DROP TRIGGER refuse_change ON ledger.claims")
    recorder = open_recorder(postgres_url, Clock())
    _fill(recorder)
    recorder.close()
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        with pytest.raises(psycopg.errors.RestrictViolation):
            connection.execute("DELETE FROM ledger.claims")
        assert connection.execute("SELECT count(*) FROM ledger.saving").fetchone() == (0,)


def test_sqlite_log_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    recorder = open_recorder(f"sqlite:///{tmp_path / 'ledger.db'}", Clock())
    _fill(recorder)
    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.glob("ledger.db*")}
    recorder.close()
    assert modes == {"ledger.db": 0o600, "ledger.db-wal": 0o600, "ledger.db-shm": 0o600}
