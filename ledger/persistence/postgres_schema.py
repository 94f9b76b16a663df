"""The tables of the log on PostgreSQL."""

from __future__ import annotations

from psycopg import Connection, errors
from psycopg.sql import SQL, Identifier

from ledger.errors import SettingsError

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
CREATE TABLE IF NOT EXISTS saving (one integer);
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
SELECT count(*) = %s AND to_regclass(quote_ident(%s) || '.saving') IS NOT NULL
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE t.tgname = 'refuse_change' AND c.relnamespace = to_regnamespace(quote_ident(%s)) AND NOT t.tgisinternal
"""
_WORKABLE = """
SELECT has_schema_privilege(current_schema(), 'USAGE') AND has_table_privilege('saving', 'UPDATE')
AND (SELECT bool_and(has_table_privilege(name, 'SELECT') AND has_table_privilege(name, 'INSERT')) FROM unnest(%s::text[]) AS name)
"""
GUARDED = ("appends", "events", "claims", "key_set")
"""In the order in which a save locks them: what is missing is added to a log that others write to."""
LOCK_TABLE = "LOCK TABLE saving IN EXCLUSIVE MODE"
"""One save at a time. The table is empty: a role that may lock the log's own tables could change them too (decision 19)."""


def create_log(connection: Connection, schema: str) -> None:
    """Create what is missing, in one transaction; several processes may start at once.

    Raises SettingsError `database_unprepared` where another role owns the log, and has something to do first.
    """
    try:
        _create(connection, schema)
        workable = connection.execute(_WORKABLE, [list(GUARDED)]).fetchone()
    except (errors.InsufficientPrivilege, errors.UndefinedTable) as error:
        raise SettingsError("database_unprepared") from error
    if workable != (True,):
        raise SettingsError("database_unprepared")


def _create(connection: Connection, schema: str) -> None:
    if _is_complete(connection, schema):
        return
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"log of {schema}"])
        if _is_complete(connection, schema):
            return  # another process made it meanwhile; its saves must not meet our triggers' locks
        connection.execute(SQL("CREATE SCHEMA IF NOT EXISTS {}").format(Identifier(schema)))
        connection.execute(_TABLES)
        for table in GUARDED:
            connection.execute(SQL(_TRIGGER).format(table=Identifier(table)))


def _is_complete(connection: Connection, schema: str) -> bool:
    return connection.execute(_COMPLETE, [len(GUARDED), schema, schema]).fetchone() == (True,)
