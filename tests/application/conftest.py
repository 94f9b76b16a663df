"""A ledger on either database, filled with the demo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.bootstrap import Services, build
from ledger.demo.fill import fill_meridian as fill
from ledger.settings import Settings
from tests.support.postgres import postgres_url
from tests.support.services import demo_folder, demo_services, follow, services

__all__ = ["demo_folder", "demo_services", "postgres_url", "services"]


@pytest.fixture
def demo_on_postgres(postgres_url: str, tmp_path: Path) -> Iterator[Services]:
    """The demo on PostgreSQL."""
    with build(Settings(data=tmp_path, database=postgres_url)) as built:
        fill(built.ledger)
        follow(built)
        yield built


@pytest.fixture(
    params=["demo_services", pytest.param("demo_on_postgres", marks=pytest.mark.server)], ids=["sqlite", "postgres"]
)
def demo(request: pytest.FixtureRequest) -> Services:
    """The demo, as recorded by its own commands, on either database."""
    found: Services = request.getfixturevalue(request.param)
    return found
