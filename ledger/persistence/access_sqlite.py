"""The access record in an SQLite file beside the log.

A reading is in the file when it is shown, and on the disk soon after (`synchronous = NORMAL`): a process that is killed loses none,
a machine that loses its power may lose the last ones. Before a head goes into the log, all that it covers is on the disk.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import quote

from ledger.errors import Unavailable
from ledger.persistence.access import AccessRecord, AccessRow
from ledger.persistence.secret_files import FILE_MODE
from ledger.persistence.sqlite import Translated
from ledger.persistence.sqlite_schema import write_ahead
from ledger.settings import refuse_readable

LOCK_SECONDS = 5.0
_SCHEMA = (
    """CREATE TABLE IF NOT EXISTS readings (
        number INTEGER PRIMARY KEY,
        at INTEGER NOT NULL,
        account TEXT NOT NULL,
        kinds TEXT NOT NULL,
        show TEXT NOT NULL,
        entry BLOB NOT NULL,
        hash BLOB NOT NULL
    )""",
    *(
        f"""CREATE TRIGGER IF NOT EXISTS readings_refuse_{act} BEFORE {act} ON readings
        BEGIN SELECT RAISE(ABORT, 'readings are never changed'); END"""
        for act in ("UPDATE", "DELETE")
    ),
    # INSERT OR REPLACE deletes the older row without asking the trigger on DELETE.
    """CREATE TRIGGER IF NOT EXISTS readings_refuse_REPLACE BEFORE INSERT ON readings
    WHEN EXISTS (SELECT 1 FROM readings WHERE number = NEW.number)
    BEGIN SELECT RAISE(ABORT, 'readings are never changed'); END""",
)
_NEWEST = "SELECT number, at, account, kinds, show, entry, hash FROM readings ORDER BY number DESC LIMIT 1"
_INSERT = "INSERT INTO readings (number, at, account, kinds, show, entry, hash) VALUES (?, ?, ?, ?, ?, ?, ?)"


class SqliteAccess(AccessRecord):
    """The record in one file of mode 0600, made if it is missing. Raises SettingsError `others_can_read` if others may read it."""

    def __init__(self, path: Path, clock: Callable[[], int]) -> None:
        super().__init__(clock)
        self._name = str(path)
        self._translated = Translated(path.parent)
        self._lock = Lock()
        with self._translated:
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, FILE_MODE))
            refuse_readable(path)
            self._identity = self._identify()
            self._writer = self._connect()
            self._make()
            self._last = self._newest()
            """The newest reading that this process knows of: the next one holds its hash."""

    def close(self) -> None:
        """See `AccessRecord`."""
        with self._lock:
            self._writer.close()

    def settle(self) -> None:
        """See `AccessRecord`."""
        with self._lock, self._translated:
            self._check_place()
            self._writer.execute("PRAGMA wal_checkpoint(FULL)").fetchall()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"file:{quote(self._name)}?mode=rw",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=LOCK_SECONDS,
        )
        connection.execute("PRAGMA synchronous = NORMAL")
        return connection

    def _make(self) -> None:
        write_ahead(self._writer, LOCK_SECONDS)
        with self._writer as connection:
            connection.execute("BEGIN IMMEDIATE")
            for statement in _SCHEMA:
                connection.execute(statement)

    def _identify(self) -> tuple[int, int]:
        status = os.stat(self._name)  # noqa: PTH116 - asked before every reading, and the quicker way
        return status.st_dev, status.st_ino

    def _check_place(self) -> None:
        """A file that was moved or replaced would take readings that nobody finds again."""
        if self._identify() != self._identity:
            raise Unavailable("store_gone")

    def _append(self, make: Callable[[AccessRow | None], AccessRow]) -> AccessRow:
        if not self._lock.acquire(timeout=LOCK_SECONDS):
            raise Unavailable("store_busy")
        try:
            with self._translated:
                self._check_place()
                while True:
                    row = make(self._last)
                    try:
                        # A statement by itself, which is the quickest way: the number is taken where another process was first.
                        self._writer.execute(_INSERT, row)
                    except sqlite3.IntegrityError:
                        before, self._last = self._last, self._newest()
                        if self._last == before:
                            raise
                    else:
                        self._last = row
                        return row
        finally:
            self._lock.release()

    def _newest(self) -> AccessRow | None:
        found = self._writer.execute(_NEWEST).fetchone()
        return AccessRow(*found) if found else None

    def _read(self, sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
        with self._translated:
            self._check_place()
            with closing(self._connect()) as connection:
                return connection.execute(sql, params).fetchall()
