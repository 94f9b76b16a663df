"""The log in a PostgreSQL schema: one round trip and one transaction per save, under a lock of its own.

The save locks first, so that positions are committed in their order and readers following the log miss nothing. It wakes
listeners of `channel` when it is committed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any
from uuid import UUID

import psycopg
from psycopg import Connection, errors
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg_pool import ConnectionPool, PoolClosed, PoolTimeout

from ledger.errors import SettingsError, Unavailable
from ledger.persistence.log import AnswerLost, Append, Contradicted, stream_id
from ledger.persistence.postgres_schema import LOCK_TABLE, create_log
from ledger.persistence.recorder import LogRecorder

WRITE = """
WITH newest AS (SELECT last, recorded_at FROM appends ORDER BY last DESC LIMIT 1),
moved AS (
    SELECT 1 FROM unnest(%(guarded)b::uuid[], %(expected)b::bigint[]) AS guard (stream, version)
    WHERE version <> coalesce((SELECT max(originator_version) FROM events WHERE originator_id = stream), 0)),
append AS (
    INSERT INTO appends (last, n, command, digest, answer, recorded_at)
    SELECT coalesce((SELECT last FROM newest), 0) + %(n)b, %(n)b, %(command)b, %(digest)b, %(answer)b,
        greatest(%(now)b, (SELECT recorded_at FROM newest))
    WHERE NOT EXISTS (SELECT FROM moved)
    RETURNING last, n, recorded_at),
claimed AS (
    INSERT INTO claims (key, holder, meant)
    SELECT claim.key, claim.holder, claim.meant
    FROM append, unnest(%(keys)b::bytea[], %(holders)b::uuid[], %(meant)b::text[]) AS claim (key, holder, meant)),
added AS (
    INSERT INTO events (position, originator_id, originator_version, topic, state, recorded_at)
    SELECT append.last - append.n + event.place, event.id, event.version, event.topic, event.state, append.recorded_at
    FROM append, unnest(%(ids)b::uuid[], %(versions)b::bigint[], %(topics)b::text[], %(states)b::bytea[])
        WITH ORDINALITY AS event (id, version, topic, state, place))
SELECT last, recorded_at, pg_notify(%(channel)b, '') FROM append
"""
_OWNING = """
SELECT current_user::text WHERE pg_has_role(current_user, (SELECT relowner FROM pg_class WHERE oid = 'events'::regclass), 'MEMBER')
"""
_REMEMBER = "INSERT INTO key_set (one, fingerprint) VALUES (1, ?) ON CONFLICT DO NOTHING RETURNING one"


class PostgresRecorder(LogRecorder):
    """The log in one schema, made if it is missing. Seconds to wait for another save, or for a connection: `lock_timeout`."""

    def __init__(
        self,
        url: str,
        clock: Callable[[], int],
        *,
        schema: str = "ledger",
        lock_timeout: float = 5.0,
        connections: int = 8,
    ) -> None:
        super().__init__(clock)
        if not schema.isidentifier():
            raise SettingsError("schema_name", schema=schema)
        self.channel = f"{schema}_events"
        self._conninfo = _conninfo(url, schema, lock_timeout)
        self._pool = ConnectionPool(
            self._conninfo,
            kwargs={"autocommit": True},
            min_size=1,
            max_size=connections,
            timeout=lock_timeout,
            open=False,
            name=self.channel,
        )
        try:
            with self._connection() as connection:
                create_log(connection, schema)
        except BaseException:
            self.close()
            raise

    def owning_role(self) -> str:
        """See `LogRecorder`."""
        return next((str(name) for (name,) in self._read(_OWNING, [])), "")

    def close(self) -> None:
        """Close all connections; those in use close when their query ends."""
        self._pool.close()

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        """A connection of the pool; its errors as the ledger's."""
        try:
            self._pool.open()
            with self._pool.connection() as connection:
                yield connection
        except PoolTimeout as error:
            raise Unavailable("store_busy" if self._answers() else "store_gone") from error
        except PoolClosed as error:
            raise Unavailable("store_gone") from error
        except errors.UniqueViolation as error:
            raise Contradicted from error
        except errors.DiskFull as error:
            raise Unavailable("store_full") from error
        except _BUSY as error:
            raise Unavailable("store_busy") from error
        except (errors.ReadOnlySqlTransaction, errors.InsufficientPrivilege) as error:
            raise Unavailable("store_gone") from error
        except (psycopg.OperationalError, psycopg.InterfaceError) as error:
            raise AnswerLost("answer_lost") from error

    def _answers(self) -> bool:
        """Whether the server takes a connection beside the pool's."""
        try:
            psycopg.connect(self._conninfo, connect_timeout=2).close()
        except psycopg.Error:
            return False
        return True

    def _write(self, append: Append) -> tuple[int, int]:
        params = self._params(append)
        try:
            with self._connection() as connection:
                try:
                    with connection.pipeline():
                        connection.execute("BEGIN")
                        connection.execute(LOCK_TABLE)
                        cursor = connection.execute(WRITE, params, prepare=True, binary=True)
                        connection.execute("COMMIT")
                    row = cursor.fetchone()
                except BaseException:
                    with suppress(psycopg.Error):
                        connection.rollback()
                    raise
        except AnswerLost:
            self._replace_lost()
            raise
        if row is None:
            raise Contradicted
        return row[0], row[1]

    def _params(self, append: Append) -> dict[str, Any]:
        events, guards, claims = append.events, append.guards, append.claims
        return {
            "n": len(events),
            "command": append.command,
            "digest": append.digest,
            "answer": append.answer,
            "now": self._clock(),
            "guarded": [guard.stream for guard in guards],
            "expected": [guard.version for guard in guards],
            "keys": [claim.key for claim in claims],
            "holders": [claim.holder for claim in claims],
            "meant": [claim.meant for claim in claims],
            "ids": [stream_id(event.originator_id) for event in events],
            "versions": [event.originator_version for event in events],
            "topics": [event.topic for event in events],
            "states": [event.state for event in events],
            "channel": self.channel,
        }

    def _remember_key_set(self, fingerprint: bytes) -> None:
        self._read(_REMEMBER, [fingerprint])

    def _read(self, sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
        statement = sql.replace("?", "%b")
        try:
            return self._fetch(statement, params)
        except AnswerLost:
            self._replace_lost()
        try:
            return self._fetch(statement, params)
        except AnswerLost as lost:
            raise Unavailable("store_gone") from lost

    def _fetch(self, statement: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
        with self._connection() as connection:
            return connection.execute(statement, params, binary=True).fetchall()

    def _replace_lost(self) -> None:
        """After a server's restart every idle connection is a dead one."""
        with suppress(psycopg.Error):
            self._pool.check()

    def _among(self, column: str, keys: Collection[Any]) -> Iterator[tuple[str, list[Any]]]:
        if keys:
            yield f"{column} = ANY(?)", [list(keys)]

    def _key(self, id_: UUID) -> UUID:
        return id_

    def _id(self, key: UUID) -> UUID:
        return key


def _conninfo(url: str, schema: str, lock_timeout: float) -> str:
    """The address with the session's settings added to those it carries."""
    settings = f"-c search_path={schema} -c lock_timeout={int(lock_timeout * 1000)}"
    try:
        given = conninfo_to_dict(url)
    except psycopg.ProgrammingError as error:
        raise SettingsError("database_url") from error
    return make_conninfo(url, options=f"{given.get('options') or ''} {settings}".strip())


_BUSY = (
    errors.LockNotAvailable,
    errors.DeadlockDetected,
    errors.SerializationFailure,
    errors.TooManyConnections,
    errors.OutOfMemory,
    errors.QueryCanceled,
)
