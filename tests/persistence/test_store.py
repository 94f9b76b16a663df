"""Addresses of a log."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.errors import SettingsError
from ledger.persistence.postgres import PostgresRecorder
from ledger.persistence.sqlite import SQLiteRecorder
from ledger.persistence.store import open_recorder
from tests.persistence.logs import Clock, acts


def test_sqlite_address_names_a_file(tmp_path: Path) -> None:
    recorder = open_recorder(f"sqlite:///{tmp_path / 'ledger.db'}", Clock())
    assert isinstance(recorder, SQLiteRecorder)
    recorder.close()
    assert (tmp_path / "ledger.db").is_file()


@pytest.mark.server
def test_postgres_address_keeps_the_log_in_a_schema(postgres_url: str) -> None:
    recorder = open_recorder(postgres_url, Clock())
    assert isinstance(recorder, PostgresRecorder)
    assert recorder.channel == "ledger_events"
    recorder.insert_events(acts())
    recorder.close()
    other = PostgresRecorder(postgres_url, Clock(), schema="another")
    assert other.head() == (0, 0)
    other.close()


@pytest.mark.server
def test_postgres_save_wakes_listeners(postgres_url: str) -> None:
    import psycopg

    recorder = open_recorder(postgres_url, Clock())
    assert isinstance(recorder, PostgresRecorder)
    with psycopg.connect(postgres_url, autocommit=True) as listener:
        listener.execute(f"LISTEN {recorder.channel}".encode())
        recorder.insert_events(acts())
        assert [note.channel for note in listener.notifies(timeout=10, stop_after=1)] == [recorder.channel]
    recorder.close()


@pytest.mark.parametrize(
    "url",
    [
        "",
        "sqlite://",
        "sqlite:///",
        "sqlite:///:memory:",
        "ledger.db",
        "mysql://localhost/ledger",
        "postgresql://h/d?nonsense=1",
    ],
)
def test_other_addresses_stop_the_start(url: str) -> None:
    with pytest.raises(SettingsError, match="database_url"):
        open_recorder(url, Clock())


@pytest.mark.server
def test_postgres_schema_must_be_a_plain_name(postgres_url: str) -> None:
    with pytest.raises(SettingsError, match="schema_name"):
        PostgresRecorder(postgres_url, Clock(), schema="a b")


def test_librarys_insert_function_stops_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTGRES_ENABLE_DB_FUNCTIONS", "y")
    with pytest.raises(SettingsError, match="db_functions"):
        open_recorder(f"sqlite:///{tmp_path / 'ledger.db'}", Clock())
    monkeypatch.setenv("POSTGRES_ENABLE_DB_FUNCTIONS", "n")
    open_recorder(f"sqlite:///{tmp_path / 'ledger.db'}", Clock()).close()
