"""Which recorder an address names."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from ledger.errors import SettingsError
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
