"""The demo on PostgreSQL, recorded once per session and copied by every test that asks for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.bootstrap import build
from ledger.demo.fill import fill_meridian
from ledger.settings import Settings
from tests.support.postgres import create_database
from tests.support.services import follow

TEMPLATE = "filled_demo"


@pytest.fixture(scope="session")
def demo_database(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """The database and the data folder of the demo with the first of its shows, recorded by its own commands and followed to the head."""
    folder = tmp_path_factory.mktemp("filled-postgres")
    with build(Settings(data=folder, database=create_database(TEMPLATE))) as built:
        fill_meridian(built.ledger)
        follow(built)
    return TEMPLATE, folder
