"""Read models in PostgreSQL: a schema for each version, in the database of the log."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, cast

import psycopg
from sqlalchemy import Connection, Table, create_engine, make_url, text
from sqlalchemy.exc import DBAPIError, OperationalError, ProgrammingError

from ledger.consumers.storage import RowsRefused, Storage
from ledger.consumers.versions import Version, Versions
from ledger.errors import Conflict, SettingsError, Unavailable

REGISTRY = """
CREATE SCHEMA IF NOT EXISTS views;
CREATE TABLE IF NOT EXISTS views.version (
    consumer text NOT NULL, number integer NOT NULL, revision integer NOT NULL, state text NOT NULL,
    PRIMARY KEY (consumer, number));
CREATE UNIQUE INDEX IF NOT EXISTS version_live ON views.version (consumer, revision) WHERE state = 'live';
"""
LOCKS = 0x76696577
"""First half of the advisory locks' keys: "view"."""
VERSIONS = text("SELECT number, revision, state FROM views.version WHERE consumer = :consumer ORDER BY number")
LIVE = """FROM views.version WHERE consumer = :consumer AND revision = :revision AND state = 'live'
    AND to_regclass(quote_ident(consumer || '_v' || number) || '.consumer_position') IS NOT NULL"""
FIND_LIVE = text(f"SELECT number, revision, state {LIVE}")
MARK = """SELECT CAST(place.xmin AS text), place.position, (SELECT count(*) FROM {schema}.consumer_parked)
    FROM {schema}.consumer_position AS place JOIN views.version ON version.consumer = place.name
    WHERE place.name = :consumer AND version.number = :number AND version.state = 'live'"""
ENTER_LIVE = text(f"SELECT set_config('search_path', quote_ident(consumer || '_v' || number), true) {LIVE}")


class PostgresStorage(Storage):
    """Schemas `<consumer>_v<number>` and, in schema `views`, the registry; `database` is a URL, whose role makes and owns them."""

    def __init__(self, database: str) -> None:
        url = make_url(database).set(drivername="postgresql+psycopg")
        # Statements are not prepared: the same text means other tables once the search path has changed.
        self._engine = create_engine(
            url, connect_args={"prepare_threshold": None}, pool_size=8, pool_pre_ping=True, hide_parameters=True
        )
        self._snapshots = self._engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        self._single = self._engine.execution_options(isolation_level="AUTOCOMMIT")
        self.dialect = self._engine.dialect
        self._marked: dict[tuple[str, int], int] = {}
        try:
            with _translated(), self._engine.begin() as connection:
                connection.execute(text("SELECT pg_advisory_xact_lock(:a, 0)"), {"a": LOCKS})
                connection.exec_driver_sql(REGISTRY)
        except ProgrammingError as error:
            self._engine.dispose()
            if isinstance(error.orig, psycopg.errors.InsufficientPrivilege):
                raise SettingsError("database_unprepared") from error
            raise

    def versions(self, consumer: str) -> Versions:
        """See `Storage`."""
        with _translated(), self._engine.connect() as connection:
            return _versions(connection, consumer)

    @contextmanager
    def changing(self, consumer: str) -> Iterator[list[Version]]:
        """See `Storage`."""
        with _translated(), self._engine.begin() as connection:
            connection.exec_driver_sql("LOCK TABLE views.version IN SHARE ROW EXCLUSIVE MODE")
            before = _versions(connection, consumer)
            versions = list(before)
            yield versions
            if tuple(versions) == before:
                return
            connection.execute(text("DELETE FROM views.version WHERE consumer = :consumer"), {"consumer": consumer})
            for version in versions:
                connection.execute(
                    text("INSERT INTO views.version VALUES (:consumer, :number, :revision, :state)"),
                    {"consumer": consumer, **version._asdict()},
                )

    def live(self, consumer: str, revision: int) -> Version | None:
        """See `Storage`."""
        with _translated(), self._engine.connect() as connection:
            row = connection.execute(FIND_LIVE, {"consumer": consumer, "revision": revision}).one_or_none()
            return Version(*row) if row is not None else None

    @contextmanager
    def building(self, consumer: str) -> Iterator[None]:
        """See `Storage`: the lock belongs to a connection and ends with it."""
        key = {"a": LOCKS, "b": zlib.crc32(consumer.encode()) & 0x7FFFFFFF}
        with self._single.connect() as connection:
            if not connection.execute(text("SELECT pg_try_advisory_lock(:a, :b)"), key).scalar_one():
                raise Conflict("rebuild_running", consumer=consumer)
            try:
                yield
            finally:
                connection.execute(text("SELECT pg_advisory_unlock(:a, :b)"), key)

    @contextmanager
    def filling(self, consumer: str, number: int) -> Iterator[Connection]:
        """See `Storage`."""
        self.drop(consumer, number)
        schema = _schema(consumer, number)
        with _translated(), self._engine.connect() as connection:
            with connection.begin():
                connection.exec_driver_sql(f"CREATE SCHEMA {schema}; SET search_path TO {schema}")
            try:
                yield connection
            finally:
                connection.invalidate()  # with its session's search path
        with self._single.connect() as connection:
            for (table,) in connection.execute(
                text("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = :schema"), {"schema": schema}
            ).all():
                connection.exec_driver_sql(f"ANALYZE {schema}.{table}")

    @contextmanager
    def write(self, consumer: str, number: int) -> Iterator[Connection]:
        """See `Storage`. A commit lost in a crash takes rows and position with it and is made again: none waits for the disk."""
        with _translated(), self._engine.begin() as connection:
            connection.exec_driver_sql(
                f"SET LOCAL search_path TO {_schema(consumer, number)}; SET LOCAL synchronous_commit TO off"
            )
            yield connection

    @contextmanager
    def read(self, consumer: str, number: int) -> Iterator[Connection]:
        """See `Storage`."""
        with _translated(), self._snapshots.begin() as connection:
            connection.exec_driver_sql(f"SET LOCAL search_path TO {_schema(consumer, number)}")
            yield connection

    @contextmanager
    def read_live(self, consumer: str, revision: int) -> Iterator[Connection]:
        """See `Storage`."""
        with _translated(), self._snapshots.begin() as connection:
            if connection.execute(ENTER_LIVE, {"consumer": consumer, "revision": revision}).first() is None:
                raise Unavailable("view_building", consumer=consumer)
            yield connection

    def mark(self, consumer: str, revision: int) -> object:
        """See `Storage`: all who change rows write the position's row as well, or release a stream that was held back."""
        number = self._marked.get((consumer, revision))
        found = None if number is None else self._mark(consumer, number)
        if found is None:
            live = self.live(consumer, revision)
            found = None if live is None else self._mark(consumer, live.number)
            if live is None or found is None:
                raise Unavailable("view_building", consumer=consumer)
            self._marked[consumer, revision] = live.number
        return found

    def _mark(self, consumer: str, number: int) -> object | None:
        query = text(MARK.format(schema=_schema(consumer, number)))
        try:
            with _translated(), self._single.connect() as connection:
                row = connection.execute(query, {"consumer": consumer, "number": number}).one_or_none()
        except DBAPIError as error:
            if self.is_broken(error):
                return None
            raise
        return None if row is None else (number, *row)

    def drop(self, consumer: str, number: int) -> None:
        """See `Storage`."""
        with self._engine.begin() as connection:
            connection.exec_driver_sql(f"DROP SCHEMA IF EXISTS {_schema(consumer, number)} CASCADE")

    def insert(self, connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
        """See `Storage`."""
        quoted = self.dialect.identifier_preparer.quote
        columns = ", ".join(quoted(column.name) for column in table.columns)
        raw = cast("psycopg.Connection[Any]", connection.connection.driver_connection)
        try:
            with raw.cursor() as cursor, cursor.copy(f"COPY {quoted(table.name)} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        except (psycopg.IntegrityError, psycopg.DataError, ValueError, TypeError, OverflowError) as error:
            raise RowsRefused(error) from error
        except psycopg.ProgrammingError as error:
            if error.sqlstate is None:  # a value the driver cannot carry, not a missing table
                raise RowsRefused(error) from error
            raise

    def scrub(self, consumer: str, number: int) -> None:
        """See `Storage`: VACUUM overwrites nothing, but frees the pages for new rows; full erasure is the database's affair."""
        with self._single.connect() as connection:
            for (table,) in connection.execute(
                text("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = :schema"),
                {"schema": _schema(consumer, number)},
            ).all():
                connection.exec_driver_sql(f"VACUUM {_schema(consumer, number)}.{table}")

    def is_broken(self, error: BaseException) -> bool:
        """See `Storage`: a table is missing; a damaged database is its operator's affair."""
        return isinstance(error, DBAPIError) and isinstance(error.orig, psycopg.errors.UndefinedTable)

    def close(self) -> None:
        """See `Storage`."""
        self._engine.dispose()


@contextmanager
def _translated() -> Iterator[None]:
    """What the server cannot do now, as the ledger's errors."""
    try:
        yield
    except (psycopg.OperationalError, OperationalError) as error:
        cause = error.orig if isinstance(error, OperationalError) else error
        raise Unavailable("store_full" if isinstance(cause, psycopg.errors.DiskFull) else "store_gone") from error


def _schema(consumer: str, number: int) -> str:
    return f"{consumer}_v{number}"  # safe unquoted: the name was checked by `require_sound`


def _versions(connection: Connection, consumer: str) -> Versions:
    return tuple(Version(*row) for row in connection.execute(VERSIONS, {"consumer": consumer}))
