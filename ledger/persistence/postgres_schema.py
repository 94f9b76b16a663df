"""The tables of the log on PostgreSQL."""

from __future__ import annotations

from psycopg import Connection
from psycopg.sql import SQL, Identifier

_TABLES = """
CREATE TABLE IF NOT EXISTS events (
    position bigint PRIMARY KEY,
    originator_id uuid NOT NULL,
    originator_version bigint NOT NULL,
    topic text NOT NULL,
    state bytea NOT NULL,
    recorded_at bigint NOT NULL,
    UNIQUE (originator_id, originator_version)
);
CREATE TABLE IF NOT EXISTS appends (
    last bigint PRIMARY KEY,
    n bigint NOT NULL,
    command uuid NOT NULL UNIQUE,
    digest bytea NOT NULL,
    answer bytea NOT NULL,
    recorded_at bigint NOT NULL
) WITH (
    -- vacuum and the lock of a save exclude each other; rows here are never dead
    autovacuum_vacuum_threshold = 1000000000,
    autovacuum_vacuum_insert_threshold = 1000000000
);
CREATE TABLE IF NOT EXISTS claims (
    key bytea PRIMARY KEY,
    holder uuid NOT NULL,
    meant text NOT NULL
);
CREATE TABLE IF NOT EXISTS key_set (
    one integer PRIMARY KEY CHECK (one = 1),
    fingerprint bytea NOT NULL
);
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% are never changed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
"""
_TRIGGER = """
CREATE OR REPLACE TRIGGER refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
"""
_COMPLETE = """
SELECT count(*) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE t.tgname = 'refuse_change' AND c.relnamespace = to_regnamespace(quote_ident(%s)) AND NOT t.tgisinternal
"""
_GUARDED = ("appends", "events", "claims", "key_set")
"""In the order in which a save locks them: what is missing is added to a log that others write to."""


def create_log(connection: Connection, schema: str) -> None:
    """Create what is missing, in one transaction; several processes may start at once."""
    if _is_complete(connection, schema):
        return
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"log of {schema}"])
        if _is_complete(connection, schema):
            return  # another process made it meanwhile; its saves must not meet our triggers' locks
        connection.execute(SQL("CREATE SCHEMA IF NOT EXISTS {}").format(Identifier(schema)))
        connection.execute(_TABLES)
        for table in _GUARDED:
            connection.execute(SQL(_TRIGGER).format(table=Identifier(table)))


def _is_complete(connection: Connection, schema: str) -> bool:
    return connection.execute(_COMPLETE, [schema]).fetchone() == (len(_GUARDED),)
