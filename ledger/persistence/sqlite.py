"""The log in an SQLite file: write-ahead log, every save synced to the disk before it is answered."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any
from urllib.parse import quote
from uuid import UUID

from ledger.errors import Unavailable
from ledger.persistence.log import Append, Contradicted, stream_id
from ledger.persistence.recorder import LogRecorder
from ledger.persistence.secret_files import FULL
from ledger.persistence.sqlite_schema import create_log
from ledger.settings import refuse_readable

IN_ONE_QUERY = 400
"""Ids per query: far below SQLite's limit of parameters."""

_NEWEST = "SELECT last, recorded_at FROM appends ORDER BY last DESC LIMIT 1"
_VERSION = "SELECT max(originator_version) FROM events WHERE originator_id = ?"
_INSERT_APPEND = "INSERT INTO appends (last, n, command, digest, answer, recorded_at) VALUES (?, ?, ?, ?, ?, ?)"
_INSERT_CLAIM = "INSERT INTO claims (key, holder, meant) VALUES (?, ?, ?)"
_INSERT_EVENT = "INSERT INTO events (position, originator_id, originator_version, topic, state, recorded_at) VALUES (?, ?, ?, ?, ?, ?)"
_REMEMBER = "INSERT INTO key_set (one, fingerprint) SELECT 1, ? WHERE NOT EXISTS (SELECT 1 FROM key_set)"


class SQLiteRecorder(LogRecorder):
    """The log in one file, made with mode 0600 if it is missing; SettingsError `others_can_read` where it has another.

    Threads share one connection for writing, and have one each for reading. Seconds to wait for another writer: `lock_timeout`.
    `max_pages` bounds the file's size (pages of 4096 bytes); beyond it the store is full.
    """

    def __init__(
        self, path: Path, clock: Callable[[], int], *, lock_timeout: float = 5.0, max_pages: int | None = None
    ) -> None:
        super().__init__(clock)
        self._path = path
        self._translated = Translated(path.parent)
        self._lock_timeout = lock_timeout
        self._lock = Lock()
        self._closed = False
        self._idle: list[sqlite3.Connection] = []
        with self._translated:
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
            refuse_readable(path)
            self._identity = self._identify()
            self._writer = self._connect()
            create_log(self._writer, lock_timeout)
            if max_pages is not None:
                self._writer.execute(f"PRAGMA max_page_count = {max_pages}")

    def close(self) -> None:
        """Close all connections; those in use close when their query ends."""
        with self._lock:
            self._closed = True
            while self._idle:
                self._idle.pop().close()
            self._writer.close()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"file:{quote(str(self._path))}?mode=rw",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=self._lock_timeout,
        )
        connection.execute("PRAGMA synchronous = FULL")
        return connection

    def _identify(self) -> tuple[int, int]:
        status = self._path.stat()
        return status.st_dev, status.st_ino

    def _check_place(self) -> None:
        """A file that was moved or replaced would take saves that nobody finds again."""
        if self._closed or self._identify() != self._identity:
            raise Unavailable("store_gone")

    def _write(self, append: Append) -> tuple[int, int]:
        if not self._lock.acquire(timeout=self._lock_timeout):
            raise Unavailable("store_busy")
        try:
            with self._translated:
                self._check_place()
                # Leaving it commits, or rolls back if anything was raised.
                with self._writer as connection:
                    connection.execute("BEGIN IMMEDIATE")
                    return self._insert(connection.cursor(), append)
        finally:
            self._lock.release()

    def _insert(self, cursor: sqlite3.Cursor, append: Append) -> tuple[int, int]:
        now = self._clock()
        first, newest = cursor.execute(_NEWEST).fetchone() or (0, now)
        last, recorded_at = first + len(append.events), max(now, newest)
        for guard in append.guards:
            if (cursor.execute(_VERSION, (guard.stream.bytes,)).fetchone()[0] or 0) != guard.version:
                raise Contradicted
        row = (last, len(append.events), append.command.bytes, append.digest, append.answer, recorded_at)
        cursor.execute(_INSERT_APPEND, row)
        claims = [(claim.key, claim.holder.bytes, claim.meant) for claim in append.claims]
        cursor.executemany(_INSERT_CLAIM, claims)
        events = [
            (position, stream_id(e.originator_id).bytes, e.originator_version, e.topic, e.state, recorded_at)
            for position, e in enumerate(append.events, first + 1)
        ]
        cursor.executemany(_INSERT_EVENT, events)
        return last, recorded_at

    def _remember_key_set(self, fingerprint: bytes) -> None:
        with self._lock, self._translated, self._writer as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(_REMEMBER, (fingerprint,))

    def _read(self, sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
        with self._translated:
            self._check_place()
            try:
                connection = self._idle.pop()
            except IndexError:
                connection = self._connect()
            try:
                with closing(connection.execute(sql, params)) as cursor:
                    return cursor.fetchall()
            finally:
                if self._closed:
                    connection.close()
                else:
                    self._idle.append(connection)

    def _among(self, column: str, keys: Collection[Any]) -> Iterator[tuple[str, list[Any]]]:
        listed = list(keys)
        for start in range(0, len(listed), IN_ONE_QUERY):
            chunk = listed[start : start + IN_ONE_QUERY]
            yield f"{column} IN ({', '.join('?' * len(chunk))})", chunk

    def _key(self, id_: UUID) -> bytes:
        return id_.bytes

    def _id(self, key: bytes) -> UUID:
        return UUID(bytes=key)


class Translated:
    """In its `with`, SQLite's and the file system's errors are raised as the ledger's; `folder` is where the file stands."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> None: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, OSError):
            raise Unavailable("store_full" if error.errno in FULL else "store_gone") from error
        if not isinstance(error, sqlite3.Error):
            return
        code = getattr(error, "sqlite_errorcode", None)
        if code in _TAKEN:
            raise Contradicted from error
        if code is not None and (meant := _MEANT.get(code & 0xFF)) is not None:
            if code & 0xFF in _FOR_WANT_OF_ROOM and self._has_no_room():
                meant = "store_full"
            raise Unavailable(meant) from error

    def _has_no_room(self) -> bool:
        try:
            disk = os.statvfs(self._folder)
        except OSError:
            return False
        return disk.f_bavail * disk.f_frsize < NO_ROOM


NO_ROOM = 65_536
"""Bytes: SQLite needs half of it to open a log."""
_FOR_WANT_OF_ROOM = (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN)
"""What SQLite says where the files beside the database cannot be made or grow: also when the disk is full."""
_TAKEN = {
    sqlite3.SQLITE_CONSTRAINT_UNIQUE,
    sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY,
    sqlite3.SQLITE_CONSTRAINT_TRIGGER,
}
_MEANT = {
    sqlite3.SQLITE_BUSY: "store_busy",
    sqlite3.SQLITE_LOCKED: "store_busy",
    sqlite3.SQLITE_PROTOCOL: "store_busy",
    sqlite3.SQLITE_FULL: "store_full",
    sqlite3.SQLITE_IOERR: "store_gone",
    sqlite3.SQLITE_CANTOPEN: "store_gone",
    sqlite3.SQLITE_CORRUPT: "store_gone",
    sqlite3.SQLITE_NOTADB: "store_gone",
    sqlite3.SQLITE_READONLY: "store_gone",
    sqlite3.SQLITE_PERM: "store_gone",
    sqlite3.SQLITE_AUTH: "store_gone",
}
