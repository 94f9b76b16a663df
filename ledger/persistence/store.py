"""Which recorder an address names, and with which keys its log is read."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from ledger.errors import SettingsError
from ledger.persistence.access import AccessRecord
from ledger.persistence.access_postgres import PostgresAccess
from ledger.persistence.access_sqlite import SqliteAccess
from ledger.persistence.keyring import Keyring
from ledger.persistence.postgres import PostgresRecorder
from ledger.persistence.recorder import LogRecorder
from ledger.persistence.sqlite import SQLiteRecorder

SQLITE = "sqlite:///"
POSTGRES = ("postgresql://", "postgres://")


def open_recorder(url: str, clock: Callable[[], int]) -> LogRecorder:
    """The log at `sqlite:///path` or `postgresql://…`, made if it is missing; the clock gives µs since 1970 in UTC.

    Raises SettingsError `database_url` for any other address and for a database in memory (each connection would have its own),
    `db_functions` when the library's insert function is switched on (it takes no lock, so readers would miss events),
    and Unavailable `store_gone`.
    """
    if os.environ.get("POSTGRES_ENABLE_DB_FUNCTIONS", "").strip().lower() not in (
        "",
        "n",
        "no",
        "f",
        "false",
        "off",
        "0",
    ):
        raise SettingsError("db_functions")
    if url.startswith(POSTGRES):
        return PostgresRecorder(url, clock)
    path = url.removeprefix(SQLITE)
    if path == url or not path or path.startswith(":memory:"):
        raise SettingsError("database_url")
    return SQLiteRecorder(Path(path), clock)


def open_access(url: str, folder: Path, clock: Callable[[], int]) -> AccessRecord:
    """The access record of the log at this address: `access.db` in the data folder, or a schema of the log's database.

    Raises SettingsError `keys_readable` (others may read the file), `database_url`, and Unavailable.
    """
    return PostgresAccess(url, clock) if url.startswith(POSTGRES) else SqliteAccess(folder / "access.db", clock)


def open_keyring(folder: Path, recorder: LogRecorder) -> Keyring:
    """The keys of this log. They are made on its first opening and never again: other keys would read nothing that is in it.

    Raises SettingsError `keys_missing` (some or all are not there), `keys_wrong` (they are another log's), and as Keyring.
    """
    known = recorder.key_set()
    with ExitStack() as opened:
        keyring = Keyring(folder, create=known is None and not recorder.head()[0])
        opened.callback(keyring.close)
        if (known or recorder.remember_key_set(keyring.fingerprint)) != keyring.fingerprint:
            raise SettingsError("keys_wrong", path=str(folder))
        opened.pop_all()
    return keyring
