"""The read models' storages: a folder, or schemas of a real PostgreSQL server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.consumers.storage import Storage
from ledger.consumers.views import View, open_storage
from tests.consumers.toys import Journal, view_of
from tests.support.postgres import postgres_url

__all__ = ["postgres_url"]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.server)])
def database(request: pytest.FixtureRequest) -> str:
    """The URL of an empty database of each kind."""
    return "sqlite:///ledger.db" if request.param == "sqlite" else str(request.getfixturevalue("postgres_url"))


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
