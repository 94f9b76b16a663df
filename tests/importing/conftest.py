"""An empty ledger on either database, for every test of importing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.bootstrap import Services, build
from ledger.settings import Settings
from tests.support.postgres import postgres_url
from tests.support.services import embedded

__all__ = ["postgres_url"]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.server)])
def services(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Services]:
    """An empty ledger."""
    folder = tmp_path / "ledger"
    folder.mkdir()
    settings = (
        embedded(folder)
        if request.param == "sqlite"
        else Settings(data=folder, database=str(request.getfixturevalue("postgres_url")))
    )
    with build(settings) as built:
        yield built


@pytest.fixture
def sqlite(tmp_path: Path) -> Services:
    """A ledger on SQLite, closed by the test that uses it or left to the end of the process."""
    return build(embedded(tmp_path))
