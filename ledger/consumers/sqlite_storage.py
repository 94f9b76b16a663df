"""Read models in SQLite: a file for each version, so that neither a rebuild nor a batch ever holds the log's writers up."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any, cast
from urllib.parse import quote

from sqlalchemy import Connection, Engine, QueuePool, Table, create_engine, event
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.exc import DBAPIError, OperationalError

from ledger.consumers.sqlite_registry import Registry, sync_folder
from ledger.consumers.sqlite_watch import Watch
from ledger.consumers.storage import RowsRefused, Storage, Taken
from ledger.consumers.versions import Version, Versions, live_of
from ledger.errors import Unavailable

SIDE_FILES = ("", "-wal", "-shm", "-journal")
FILLING = ("PRAGMA journal_mode=MEMORY", "PRAGMA synchronous=OFF", "PRAGMA cache_size=-16384")
"""A version being filled is thrown away if its process dies: its file needs no journal on the disk yet."""
SERVING = ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=NORMAL", "PRAGMA secure_delete=ON", "PRAGMA busy_timeout=0")
READING = ("PRAGMA query_only=ON", "PRAGMA busy_timeout=2000")


@dataclass(frozen=True)
class _Opened:
    """The engines of one version's file, and which file it was: a deleted one must not be read on."""

    file: tuple[int, int]
    reader: Engine
    writer: Engine
    watch: Watch

    def close(self) -> None:
        self.watch.close()
        self.reader.dispose()
        self.writer.dispose()


class SqliteStorage(Storage):
    """`<folder>/<consumer>.<number>.db` (0600) with `registry.json` beside; the folder (0700) may be deleted at any time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.dialect = SQLiteDialect_pysqlite()
        self._registry = Registry(folder)
        self._opened: dict[tuple[str, int], _Opened] = {}
        self._paths: dict[tuple[str, int], Path] = {}
        self._lock = Lock()

    def versions(self, consumer: str) -> Versions:
        """See `Storage`."""
        return self._registry.versions(consumer)

    def changing(self, consumer: str) -> AbstractContextManager[list[Version]]:
        """See `Storage`."""
        return self._registry.changing(consumer)

    def building(self, consumer: str) -> AbstractContextManager[None]:
        """See `Storage`."""
        return self._registry.building(consumer)

    def live(self, consumer: str, revision: int) -> Version | None:
        """See `Storage`."""
        version = live_of(self._registry.versions(consumer), revision)
        return version if version is not None and self._path(consumer, version.number).exists() else None

    @contextmanager
    def filling(self, consumer: str, number: int) -> Iterator[Connection]:
        """See `Storage`."""
        self.drop(consumer, number)
        path = self._path(consumer, number)
        with _translated():
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            engine = _engine(path, FILLING, "BEGIN IMMEDIATE")
            try:
                with engine.connect() as connection:
                    yield connection
            finally:
                engine.dispose()
            self._settle(path)

    @contextmanager
    def write(self, consumer: str, number: int) -> Iterator[Connection]:
        """See `Storage`."""
        opened = self._open(consumer, number)
        with _translated(), opened.writer.connect() as connection:
            try:
                transaction = connection.begin()
            except OperationalError as error:
                if _code(error) == sqlite3.SQLITE_BUSY:
                    raise Taken from error
                raise
            with transaction:
                yield connection

    @contextmanager
    def read(self, consumer: str, number: int) -> Iterator[Connection]:
        """See `Storage`."""
        opened = self._open(consumer, number)
        with _translated(), opened.reader.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def read_live(self, consumer: str, revision: int) -> Iterator[Connection]:
        """See `Storage`."""
        version = live_of(self._registry.versions(consumer), revision)
        if version is None:
            raise Unavailable("view_building", consumer=consumer)
        with self.read(consumer, version.number) as connection:
            yield connection

    def mark(self, consumer: str, revision: int) -> object:
        """See `Storage`."""
        version = live_of(self._registry.versions(consumer), revision)
        if version is None:
            raise Unavailable("view_building", consumer=consumer)
        opened = self._open(consumer, version.number)
        with _translated():
            return opened.watch.mark()

    def drop(self, consumer: str, number: int) -> None:
        """See `Storage`."""
        self._forget(consumer, number)
        path = self._path(consumer, number)
        for side in SIDE_FILES:
            Path(f"{path}{side}").unlink(missing_ok=True)

    def insert(self, connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
        """See `Storage`."""
        quoted = self.dialect.identifier_preparer.quote
        columns = ", ".join(quoted(column.name) for column in table.columns)
        marks = ", ".join("?" * len(table.columns))
        raw = cast("sqlite3.Connection", connection.connection.driver_connection)
        try:
            raw.executemany(f"INSERT INTO {quoted(table.name)} ({columns}) VALUES ({marks})", rows)
        except (sqlite3.IntegrityError, sqlite3.DataError, sqlite3.ProgrammingError) as error:
            raise RowsRefused(error) from error
        except (ValueError, TypeError, OverflowError) as error:
            raise RowsRefused(error) from error

    def scrub(self, consumer: str, number: int) -> None:
        """See `Storage`: deleted rows are overwritten as they go, what is left of them in the WAL goes with it."""
        with self._open(consumer, number).writer.connect() as connection:
            raw = cast("sqlite3.Connection", connection.connection.driver_connection)
            raw.execute("PRAGMA busy_timeout=5000")
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            raw.execute("PRAGMA busy_timeout=0")

    def is_broken(self, error: BaseException) -> bool:
        """See `Storage`."""
        return _code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)

    def close(self) -> None:
        """See `Storage`."""
        for consumer, number in list(self._opened):
            self._forget(consumer, number)

    def _path(self, consumer: str, number: int) -> Path:
        # Asked at every request, for every read model.
        path = self._paths.get((consumer, number))
        if path is None:
            path = self._paths[consumer, number] = self.folder / f"{consumer}.{number}.db"
        return path

    def _open(self, consumer: str, number: int) -> _Opened:
        path = self._path(consumer, number)
        try:
            found = path.stat()
        except FileNotFoundError:
            self._forget(consumer, number)
            raise Unavailable("view_building", consumer=consumer) from None
        file = (found.st_dev, found.st_ino)
        with self._lock:
            opened = self._opened.get((consumer, number))
            if opened is None or opened.file != file:
                if opened is not None:
                    opened.close()
                reader, writer = _engine(path, READING, "BEGIN"), _engine(path, SERVING, "BEGIN IMMEDIATE")
                opened = _Opened(file, reader, writer, Watch(partial(_connect, path, READING)))
                self._opened[(consumer, number)] = opened
            return opened

    def _forget(self, consumer: str, number: int) -> None:
        with self._lock:
            opened = self._opened.pop((consumer, number), None)
        if opened is not None:
            opened.close()

    def _settle(self, path: Path) -> None:
        raw = sqlite3.connect(path)
        try:
            raw.execute("PRAGMA journal_mode=WAL").fetchall()
        finally:
            raw.close()
        with path.open("rb") as file:
            os.fsync(file.fileno())
        sync_folder(self.folder)


def _engine(path: Path, pragmas: Sequence[str], begin: str) -> Engine:
    engine = create_engine(
        "sqlite://",
        creator=partial(_connect, path, pragmas),
        poolclass=QueuePool,
        pool_size=8,
        max_overflow=-1,
        hide_parameters=True,
    )
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine


def _connect(path: Path, pragmas: Sequence[str]) -> sqlite3.Connection:
    """A connection that never creates the file: a deleted version must be missed, not read as empty."""
    uri = f"file:{quote(str(path))}?mode=rw"
    raw = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    try:
        for pragma in pragmas:
            raw.execute(pragma).fetchall()
    except sqlite3.Error:
        # Left open, it would hold the room of a file that is deleted because there is none.
        raw.close()
        raise
    return raw


def _code(error: BaseException) -> int | None:
    cause = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(cause, "sqlite_errorcode", None)
    if code == sqlite3.SQLITE_IOERR_SHMSIZE:
        # The one full disk that SQLite tells as a fault: there is no room for the index of the WAL.
        return sqlite3.SQLITE_FULL
    return code & 0xFF if isinstance(code, int) else None


@contextmanager
def _translated() -> Iterator[None]:
    """What SQLite and the file system cannot do now, as the ledger's errors."""
    try:
        yield
    except (sqlite3.OperationalError, OperationalError) as error:
        if (meant := _MEANT.get(_code(error) or 0)) is not None:
            raise Unavailable(meant) from error
        raise
    except OSError as error:
        raise Unavailable("store_full" if error.errno == errno.ENOSPC else "store_gone") from error


_MEANT = {
    sqlite3.SQLITE_BUSY: "store_busy",
    sqlite3.SQLITE_FULL: "store_full",
    sqlite3.SQLITE_IOERR: "store_gone",
    sqlite3.SQLITE_CANTOPEN: "store_gone",
    sqlite3.SQLITE_READONLY: "store_gone",
}
