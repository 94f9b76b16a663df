"""The tables of the log on SQLite."""

from __future__ import annotations

import sqlite3
from time import monotonic, sleep

PAUSE = 0.01
"""Seconds before another attempt to begin the write-ahead log."""

_TABLES = {
    "events": """
        position INTEGER PRIMARY KEY,
        originator_id BLOB NOT NULL,
        originator_version INTEGER NOT NULL,
        topic TEXT NOT NULL,
        state BLOB NOT NULL,
        recorded_at INTEGER NOT NULL,
        UNIQUE (originator_id, originator_version)
    """,
    "appends": """
        last INTEGER PRIMARY KEY,
        n INTEGER NOT NULL,
        command BLOB NOT NULL UNIQUE,
        digest BLOB NOT NULL,
        answer BLOB NOT NULL,
        recorded_at INTEGER NOT NULL
    """,
    "claims": """
        key BLOB NOT NULL PRIMARY KEY,
        holder BLOB NOT NULL,
        meant TEXT NOT NULL
    """,
    "key_set": """
        one INTEGER PRIMARY KEY CHECK (one = 1),
        fingerprint BLOB NOT NULL
    """,
}
_WITHOUT_ROWID = ("claims",)
_TRIGGER = """
CREATE TRIGGER IF NOT EXISTS {table}_refuse_{act} BEFORE {act} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} are never changed'); END
"""
_NOT_AGAIN = """
CREATE TRIGGER IF NOT EXISTS {table}_refuse_REPLACE BEFORE INSERT ON {table} WHEN {there}
BEGIN SELECT RAISE(ABORT, '{table} are never changed'); END
"""
"""INSERT OR REPLACE deletes the older row without asking the trigger on DELETE."""
_KEYS = {
    "events": (
        "position = NEW.position",
        "originator_id = NEW.originator_id AND originator_version = NEW.originator_version",
    ),
    "appends": ("last = NEW.last", "command = NEW.command"),
    "claims": ("key = NEW.key",),
    "key_set": ("one = NEW.one",),
}


def create_log(connection: sqlite3.Connection, timeout: float) -> None:
    """Create what is missing, in one transaction; several processes may start at once, and an older log is added to.

    Waits `timeout` seconds for another process.
    """
    statements = _statements()
    if _names(connection) >= statements.keys():
        return
    write_ahead(connection, timeout)
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        for statement in statements.values():
            connection.execute(statement)


def write_ahead(connection: sqlite3.Connection, timeout: float) -> None:
    """Begin the write-ahead log, within seconds.

    Two that begin it at once would wait for each other: one is told at once that it is busy, whatever its timeout.
    """
    until = monotonic() + timeout
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or monotonic() > until:
                raise
            sleep(PAUSE)
        else:
            return


def _statements() -> dict[str, str]:
    """What makes each table and trigger, by its name."""
    made = {}
    for table, columns in _TABLES.items():
        end = " WITHOUT ROWID" if table in _WITHOUT_ROWID else ""
        made[table] = f"CREATE TABLE IF NOT EXISTS {table} ({columns}){end}"
        for act in ("UPDATE", "DELETE"):
            made[f"{table}_refuse_{act}"] = _TRIGGER.format(table=table, act=act)
        there = " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE {key})" for key in _KEYS[table])
        made[f"{table}_refuse_REPLACE"] = _NOT_AGAIN.format(table=table, there=there)
    return made


def _names(connection: sqlite3.Connection) -> set[str]:
    return {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
