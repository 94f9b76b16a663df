"""A ledger on either database, filled with the demo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.bootstrap import Services, build
from ledger.demo.fill import fill
from ledger.settings import Settings
from tests.support.postgres import postgres_url
from tests.support.services import follow, services

__all__ = ["postgres_url", "services"]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.server)])
def demo(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Services]:
    """The demo, as recorded by its own commands."""
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    if request.param == "postgres":
        url = request.getfixturevalue("postgres_url")
    with build(Settings(data=tmp_path, database=url)) as built:
        fill(built.ledger)
        follow(built)
        yield built
