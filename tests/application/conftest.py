"""A ledger on either database, filled with the demo."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.bootstrap import Services, build
from ledger.settings import Settings
from tests.support.four_eyes import two_organisers
from tests.support.postgres import create_database, postgres_url
from tests.support.services import demo_folder, demo_services, services

__all__ = ["demo_folder", "demo_services", "postgres_url", "services"]


@pytest.fixture
def demo_on_postgres(demo_database: tuple[str, Path], tmp_path: Path) -> Iterator[Services]:
    """The demo on PostgreSQL, in a copy of its own."""
    template, folder = demo_database
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    with build(Settings(data=tmp_path, database=create_database("demo", template))) as built:
        yield built


@pytest.fixture(
    params=["demo_services", pytest.param("demo_on_postgres", marks=pytest.mark.server)], ids=["sqlite", "postgres"]
)
def demo(request: pytest.FixtureRequest) -> Services:
    """The demo, as recorded by its own commands, on either database."""
    found: Services = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def under(demo: Services) -> Services:
    """The demo on either database, its show put under four eyes by two organisers."""
    two_organisers(demo)
    return demo


@pytest.fixture
def quick(demo_services: Services) -> Services:
    """The same on SQLite alone, for what no database decides."""
    two_organisers(demo_services)
    return demo_services
