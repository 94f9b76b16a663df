"""Roles of a PostgreSQL database: one owns log, readings and accounts, the server's may add to both, a reader's may read the log.

The database refuses what a role may not, whatever runs under it (decision 19).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import LiteralString

import psycopg
from psycopg import Connection, errors
from psycopg.sql import SQL, Identifier

from ledger.errors import SettingsError, Unavailable
from ledger.persistence.postgres_schema import GUARDED, create_log

LOG = "ledger"
READABLE = ("events", "appends")
"""What a reader may read of the log: claims and the keys' fingerprint tell an auditor nothing."""

_OWNED = """
SELECT c.relname::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = %s AND c.relkind IN ('r', 'S', 'v') AND c.relowner <> current_user::regrole
"""
_VIEWS = "SELECT nspname FROM pg_namespace WHERE nspowner = current_user::regrole AND nspname <> ALL(%s)"


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    """A connection of which each statement stands alone. Raises SettingsError `database_url` or `role_not_its_own`, Unavailable `store_gone`."""
    try:
        with psycopg.connect(url, autocommit=True) as connection:
            yield connection
    except psycopg.ProgrammingError as error:
        if isinstance(error, errors.InsufficientPrivilege):
            raise SettingsError("role_not_its_own", detail=error.diag.message_primary or "") from error
        if error.sqlstate is None:
            raise SettingsError("database_url") from error
        raise
    except psycopg.OperationalError as error:
        raise Unavailable("store_gone") from error


def whoever(connection: Connection) -> tuple[str, str]:
    """The role and the database of a connection."""
    role, database = connection.execute("SELECT current_user::text, current_database()::text").fetchone() or ("", "")
    return role, database


def require_apart(connection: Connection, app: str, reader: str) -> None:
    """Neither role could act as this connection's, which is to own what they may not change; SettingsError `no_such_role`, `roles_not_apart`."""
    for name in filter(None, (app, reader)):
        row = connection.execute(
            "SELECT rolsuper OR pg_has_role(rolname, current_user, 'MEMBER') FROM pg_roles WHERE rolname = %s", [name]
        ).fetchone()
        if row is None:
            raise SettingsError("no_such_role", role=name)
        if row[0]:
            raise SettingsError("roles_not_apart", role=name)
    if app == reader:
        raise SettingsError("roles_not_apart", role=reader)


def prepare_log(connection: Connection, app: str, reader: str) -> None:
    """Make or complete the log as this connection's, and let the server's role add to it and the reader's read it."""
    with connection.transaction():
        take_over(connection, LOG)
        connection.execute(SQL("CREATE SCHEMA IF NOT EXISTS {}").format(Identifier(LOG)))
        connection.execute("SELECT set_config('search_path', %s, true)", [LOG])
        create_log(connection, LOG)
        start_over(connection, LOG, app, reader)
        grant(connection, "SELECT, INSERT", LOG, GUARDED, app)
        grant(connection, "SELECT, UPDATE", LOG, ("saving",), app)
        if reader:
            grant(connection, "SELECT", LOG, READABLE, reader)
        # Each version of a read model is a schema of its own.
        database = Identifier(whoever(connection)[1])
        connection.execute(SQL("GRANT CONNECT, CREATE ON DATABASE {} TO {}").format(database, Identifier(app)))
        if reader:
            connection.execute(SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, Identifier(reader)))


def take_over(connection: Connection, schema: str) -> None:
    """Make what another role set up in a schema this connection's own."""
    if connection.execute("SELECT to_regnamespace(%s)", [schema]).fetchone() == (None,):
        return
    connection.execute(SQL("ALTER SCHEMA {} OWNER TO CURRENT_USER").format(Identifier(schema)))
    for (table,) in connection.execute(_OWNED, [schema]).fetchall():
        connection.execute(SQL("ALTER TABLE {} OWNER TO CURRENT_USER").format(Identifier(schema, table)))
    functions = connection.execute(
        "SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = to_regnamespace(%s)", [schema]
    )
    for (function,) in functions.fetchall():
        connection.execute(f"ALTER FUNCTION {function} OWNER TO CURRENT_USER".encode())


def start_over(connection: Connection, schema: str, *roles: str) -> None:
    """Take from these roles, and from whoever else may sign in, whatever they may in a schema."""
    named = Identifier(schema)
    for role in (SQL("PUBLIC"), *(Identifier(role) for role in roles if role)):
        connection.execute(SQL("REVOKE ALL ON SCHEMA {} FROM {}").format(named, role))
        connection.execute(SQL("REVOKE ALL ON ALL TABLES IN SCHEMA {} FROM {}").format(named, role))


def grant(connection: Connection, what: LiteralString, schema: str, tables: tuple[str, ...], role: str) -> None:
    """Let a role do this with these tables."""
    connection.execute(SQL("GRANT USAGE ON SCHEMA {} TO {}").format(Identifier(schema), Identifier(role)))
    for table in tables:
        connection.execute(SQL("GRANT {} ON {} TO {}").format(SQL(what), Identifier(schema, table), Identifier(role)))


def show_views(connection: Connection, reader: str) -> None:
    """Let a reader read the read models of this connection's role, those of now and those still to be made."""
    name = Identifier(reader)
    with connection.transaction():
        connection.execute(SQL("ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO {}").format(name))
        connection.execute(SQL("ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO {}").format(name))
        for (schema,) in connection.execute(_VIEWS, [["ledger", "accounts", "access"]]).fetchall():
            connection.execute(SQL("GRANT USAGE ON SCHEMA {} TO {}").format(Identifier(schema), name))
            connection.execute(SQL("GRANT SELECT ON ALL TABLES IN SCHEMA {} TO {}").format(Identifier(schema), name))
