"""A ledger of its own for a test, built as everywhere else, on SQLite or PostgreSQL."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from ledger.bootstrap import Services, build
from ledger.consumers.rebuild import rebuild
from ledger.consumers.runner import catch_up
from ledger.demo.fill import fill_meridian
from ledger.demo.people import PEOPLE, Person
from ledger.domain.values import Personal, Provenance
from ledger.settings import Settings


def follow(services: Services) -> None:
    """Bring every read model to the head of the log."""
    for view in services.views:
        if view.live() is None:
            rebuild(view)
        catch_up(view)


def by(person: Person = PEOPLE[0]) -> Provenance:
    """A fresh command of one of the demo's people."""
    return Provenance(
        actor=person.id, name=Personal(person.id, person.name), role=person.role, command=uuid4(), via="web"
    )


def embedded(folder: Path) -> Settings:
    """The settings of a ledger on SQLite in this folder, where the demo's people may look around."""
    return Settings(data=folder, database=f"sqlite:///{folder / 'ledger.db'}", demo=True)


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    """An empty ledger on SQLite."""
    with build(embedded(tmp_path)) as built:
        yield built


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the demo with the first of its shows, recorded by its own commands and followed to the head; to be copied, never opened."""
    folder = tmp_path_factory.mktemp("filled")
    with build(embedded(folder)) as built:
        fill_meridian(built.ledger)
        follow(built)
    return folder


@pytest.fixture
def demo_services(demo_folder: Path, tmp_path: Path) -> Iterator[Services]:
    """The demo on SQLite, in a copy of its own."""
    shutil.copytree(demo_folder, tmp_path, dirs_exist_ok=True)
    with build(embedded(tmp_path)) as built:
        yield built
