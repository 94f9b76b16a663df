"""Roles of the tests' PostgreSQL server, and a database that one of them owns; both go with the test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import uuid4

import psycopg
import pytest
from psycopg.conninfo import make_conninfo
from psycopg.sql import SQL, Identifier

from tests.support.postgres import server


@dataclass(frozen=True)
class Roles:
    """The address of one database for each role, and for the server's own operator."""

    owner: str
    app: str
    reader: str
    operator: str
    names: tuple[str, str, str]


@pytest.fixture
def roles() -> Iterator[Roles]:
    """Three roles that may sign in, and an empty database of the first."""
    tail = uuid4().hex[:8]
    names = (f"owner_{tail}", f"app_{tail}", f"reader_{tail}")
    database = f"held_{tail}"
    with psycopg.connect(server().get_uri(), autocommit=True) as connection:
        for name in names:
            connection.execute(SQL("CREATE ROLE {} LOGIN").format(Identifier(name)))
        connection.execute(SQL("CREATE DATABASE {} OWNER {}").format(Identifier(database), Identifier(names[0])))
    address = str(server().get_uri(database))
    owner, app, reader = (address.replace("postgres:@", f"{name}@") for name in names)
    assert make_conninfo(app) != make_conninfo(address)
    yield Roles(owner, app, reader, address, names)
    with psycopg.connect(server().get_uri(), autocommit=True) as connection:
        connection.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(database)))
        for name in reversed(names):
            connection.execute(SQL("DROP OWNED BY {}").format(Identifier(name)))
            connection.execute(SQL("DROP ROLE {}").format(Identifier(name)))
