"""A read model in its places: its live version to read from, and all that is needed to keep it at the log's head."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection

from ledger.consumers.consumer import Consumer, Log, require_sound
from ledger.consumers.deriving import Decode
from ledger.consumers.parked import Parked, parked_count, parked_streams, retry_due
from ledger.consumers.position import Place, look
from ledger.consumers.postgres_storage import PostgresStorage
from ledger.consumers.sqlite_storage import SqliteStorage
from ledger.consumers.storage import Storage
from ledger.consumers.versions import Version
from ledger.errors import Unavailable


def now_micros() -> int:
    """The machine's clock in µs since 1970-01-01T00:00Z."""
    return time.time_ns() // 1000


@dataclass(frozen=True)
class View:
    """One consumer, the log it follows and the storage of its versions. Safe for several threads."""

    consumer: Consumer
    storage: Storage
    log: Log
    decode: Decode
    clock: Callable[[], int] = field(default=now_micros)

    def __post_init__(self) -> None:
        require_sound(self.consumer)

    @property
    def name(self) -> str:
        """The consumer's name."""
        return self.consumer.name

    def live(self) -> Version | None:
        """The version all read, None before the first build and after its tables were deleted."""
        return self.storage.live(self.name, self.consumer.revision)

    def require_live(self) -> Version:
        """The version all read; Unavailable `view_building` if there is none."""
        version = self.live()
        if version is None:
            raise Unavailable("view_building", consumer=self.name)
        return version

    def read(self) -> AbstractContextManager[Connection]:
        """A read-only transaction on the live version that sees one moment; Unavailable `view_building` if there is none."""
        return self.storage.read_live(self.name, self.consumer.revision)

    @contextmanager
    def reading(self, version: Version | None = None) -> Iterator[Connection]:
        """The same on a given version, on the live one without."""
        opened = self.read() if version is None else self.storage.read(self.name, version.number)
        with opened as connection:
            yield connection

    def place(self, version: Version | None = None) -> Place:
        """Up to where the version follows the log."""
        with self.reading(version) as connection:
            return look(connection, self.name)

    def position(self) -> int:
        """The last position whose act the live version shows."""
        return self.place().position

    def mark(self) -> object:
        """Equal marks: the live version holds the rows it held. More than the position tells, and cheaper; Unavailable `view_building`."""
        return self.storage.mark(self.name, self.consumer.revision)

    def parked(self, limit: int = 1000) -> list[Parked]:
        """The streams held back in the live version, the longest-waiting first."""
        with self.read() as connection:
            return parked_streams(connection, limit)

    def parked_count(self) -> int:
        """How many streams are held back in the live version."""
        with self.read() as connection:
            return parked_count(connection)

    def has_work(self, head: int) -> bool:
        """Whether the live version is not at `head`, or a stream held back is due for another try."""
        with self.read() as connection:
            return look(connection, self.name).position != head or retry_due(connection, self.clock())


def open_storage(database: str, folder: Path) -> Storage:
    """Where read models live: in `folder` beside an SQLite database, in schemas of the database on PostgreSQL (URL as in the settings)."""
    return SqliteStorage(folder) if database.startswith("sqlite") else PostgresStorage(database)
