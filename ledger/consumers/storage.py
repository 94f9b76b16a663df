"""Where the versions of read models live: what the runner and the rebuild need of a database."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import Connection, Dialect, MetaData, Table
from sqlalchemy.schema import CreateTable

from ledger.consumers.versions import Version, Versions


class Taken(Exception):
    """Another process or thread holds this version's position at the moment."""


class RowsRefused(Exception):
    """The database can never take these rows (a constraint, a value out of range), as told by `cause`."""

    def __init__(self, cause: Exception) -> None:
        super().__init__(type(cause).__qualname__)
        self.cause = cause


class Storage(ABC):
    """The registry of versions and, for each version, tables of its own.

    A version whose tables are gone counts as missing, so that a fresh build heals it.
    """

    dialect: Dialect

    @abstractmethod
    def versions(self, consumer: str) -> Versions:
        """All registered versions, by number."""

    @abstractmethod
    def changing(self, consumer: str) -> AbstractContextManager[list[Version]]:
        """The registered versions as a list that is saved in one step on leaving, one process at a time."""

    @abstractmethod
    def live(self, consumer: str, revision: int) -> Version | None:
        """The live version for code of this revision, None if there is none or its tables are gone."""

    @abstractmethod
    def building(self, consumer: str) -> AbstractContextManager[None]:
        """Held while a version is built; Conflict `rebuild_running` if another build holds it. Ends with its process."""

    @abstractmethod
    def filling(self, consumer: str, number: int) -> AbstractContextManager[Connection]:
        """A connection for bulk writes to a fresh, empty version, nothing begun; on leaving, what was committed is on the disk."""

    @abstractmethod
    def write(self, consumer: str, number: int) -> AbstractContextManager[Connection]:
        """One transaction on a version; raises `Taken` at once where only one may write at a time."""

    @abstractmethod
    def read(self, consumer: str, number: int) -> AbstractContextManager[Connection]:
        """A read-only transaction on a version, seeing one moment."""

    @abstractmethod
    def read_live(self, consumer: str, revision: int) -> AbstractContextManager[Connection]:
        """A read-only transaction on the live version, seeing one moment; Unavailable `view_building` if there is none."""

    @abstractmethod
    def mark(self, consumer: str, revision: int) -> object:
        """What stays equal, in this process, as long as the live version is the same and its rows are; cheap enough for every request.

        It may differ where nothing changed. Unavailable `view_building` if there is no live version.
        """

    @abstractmethod
    def drop(self, consumer: str, number: int) -> None:
        """Remove a version's tables, if there are any."""

    @abstractmethod
    def insert(self, connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
        """Write rows (values of all columns in the table's order, already in the driver's types) as fast as the database can.

        Raises `RowsRefused` when one of them can never be written.
        """

    @abstractmethod
    def scrub(self, consumer: str, number: int) -> None:
        """Make deleted rows unreadable in the version's files as well, as far as the database lets us."""

    @abstractmethod
    def is_broken(self, error: BaseException) -> bool:
        """Whether the error says that a version is damaged, so that only a fresh build helps."""

    @abstractmethod
    def close(self) -> None:
        """Close all connections."""


def create_tables(connection: Connection, *metadatas: MetaData) -> None:
    """Create tables with their unique indexes; the others are for `create_indexes`, after the rows."""
    for metadata in metadatas:
        for table in metadata.sorted_tables:
            connection.execute(CreateTable(table))
        _create(connection, metadata, unique=True)


def create_indexes(connection: Connection, metadata: MetaData) -> None:
    """Create the indexes that `create_tables` left out."""
    _create(connection, metadata, unique=False)


def _create(connection: Connection, metadata: MetaData, *, unique: bool) -> None:
    for table in metadata.sorted_tables:
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            if index.unique == unique:
                index.create(connection)
