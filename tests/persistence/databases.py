"""Databases of their own on the PostgreSQL server of the tests: as many logs as a test needs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg.sql import SQL, Identifier


class Databases:
    """Makes databases beside the one at `url`."""

    def __init__(self, url: str) -> None:
        self._url = url
        self.made: list[str] = []

    def make(self, name: str, like: str = "template1") -> str:
        """A database that holds what `like` holds, which nobody has open; its address."""
        with psycopg.connect(self._url, autocommit=True) as server:
            server.execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(like)))
        self.made.append(name)
        return self._url.replace("/postgres?", f"/{name}?")


@contextmanager
def databases(url: str) -> Iterator[Databases]:
    """They are dropped in the end, whoever has them open."""
    made = Databases(url)
    yield made
    with psycopg.connect(url, autocommit=True) as server:
        for name in made.made:
            server.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))
