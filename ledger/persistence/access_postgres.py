"""The access record in a schema of its own beside the log's.

One reading at a time, under an advisory lock: each holds the hash of the one before. A commit does not wait for the disk, as on
SQLite; before a head goes into the log, all that it covers is on the disk.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, TypeVar

import psycopg
from psycopg import Connection, errors
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg_pool import ConnectionPool, PoolClosed, PoolTimeout

from ledger.errors import SettingsError, Unavailable
from ledger.persistence.access import AccessRecord, AccessRow

T = TypeVar("T")
LOCK_SECONDS = 5.0
SCHEMA = "access"
READINGS = ("readings",)
LOCK = 0x616363657373
"""The advisory lock under which a reading is added, and the tables are made: "access"."""
_TABLES = """
CREATE SCHEMA IF NOT EXISTS access;
CREATE TABLE IF NOT EXISTS readings (
    number bigint PRIMARY KEY,
    at bigint NOT NULL,
    account text NOT NULL,
    kinds text NOT NULL,
    show text NOT NULL,
    entry bytea NOT NULL,
    hash bytea NOT NULL
);
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% are never changed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE OR REPLACE TRIGGER refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON readings
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
_COMPLETE = """
SELECT 1 FROM pg_trigger WHERE tgname = 'refuse_change' AND NOT tgisinternal AND tgrelid = to_regclass('access.readings')
"""
_ALONE = "SELECT pg_advisory_xact_lock(%b)"
_NEWEST = "SELECT number, at, account, kinds, show, entry, hash FROM readings ORDER BY number DESC LIMIT 1"
_INSERT = "INSERT INTO readings (number, at, account, kinds, show, entry, hash) VALUES (%b, %b, %b, %b, %b, %b, %b)"


class PostgresAccess(AccessRecord):
    """The record in the schema `access`, made if it is missing."""

    def __init__(self, url: str, clock: Callable[[], int]) -> None:
        super().__init__(clock)
        self._pool = ConnectionPool(
            _conninfo(url),
            kwargs={"autocommit": True},
            min_size=1,
            max_size=4,
            timeout=LOCK_SECONDS,
            open=False,
            name=SCHEMA,
        )
        self._run(create_access)

    def close(self) -> None:
        """See `AccessRecord`."""
        self._pool.close()

    def settle(self) -> None:
        """See `AccessRecord`: a commit that waits for the disk waits for those before it."""

        def wait(connection: Connection) -> None:
            with connection.transaction():
                connection.execute("SET LOCAL synchronous_commit = on")
                connection.execute("SELECT pg_current_xact_id()")

        self._run(wait)

    def _append(self, make: Callable[[AccessRow | None], AccessRow]) -> AccessRow:
        def add(connection: Connection) -> AccessRow:
            with connection.transaction():
                connection.execute(_ALONE, [LOCK])
                found = connection.execute(_NEWEST, binary=True).fetchone()
                row = make(AccessRow(*found) if found else None)
                connection.execute(_INSERT, row, prepare=True)
                return row

        return self._run(add)

    def _read(self, sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
        statement = sql.replace("?", "%b")
        return self._run(lambda connection: connection.execute(statement, params, binary=True).fetchall())

    def _run(self, work: Callable[[Connection], T]) -> T:
        """What the work gives, over a connection of the pool; errors as the ledger's.

        Where the connection was lost it is done once more: a reading told twice is better than one that is not.
        """
        try:
            return self._work(work)
        except Unavailable as error:
            if error.code != "store_gone" or not isinstance(error.__cause__, psycopg.OperationalError):
                raise
        with suppress(psycopg.Error):
            # After a server's restart every idle connection is a dead one.
            self._pool.check()
        return self._work(work)

    def _work(self, work: Callable[[Connection], T]) -> T:
        try:
            self._pool.open()
            with self._pool.connection() as connection:
                return work(connection)
        except (PoolTimeout, errors.LockNotAvailable, errors.QueryCanceled) as error:
            raise Unavailable("store_busy") from error
        except errors.DiskFull as error:
            raise Unavailable("store_full") from error
        except (PoolClosed, psycopg.OperationalError, psycopg.InterfaceError, errors.InsufficientPrivilege) as error:
            raise Unavailable("store_gone") from error


def create_access(connection: Connection) -> None:
    """Make what is missing, in one transaction; several processes may start at once."""
    if connection.execute(_COMPLETE).fetchone() is None:
        with connection.transaction():
            connection.execute(_ALONE, [LOCK])
            connection.execute("SELECT set_config('search_path', %s, true)", [SCHEMA])
            connection.execute(_TABLES)


def _conninfo(url: str) -> str:
    """The address with the session's settings added to those it carries."""
    settings = f"-c search_path={SCHEMA} -c lock_timeout={int(LOCK_SECONDS * 1000)} -c synchronous_commit=off"
    try:
        given = conninfo_to_dict(url)
    except psycopg.ProgrammingError as error:
        raise SettingsError("database_url") from error
    return make_conninfo(url, options=f"{given.get('options') or ''} {settings}".strip())
