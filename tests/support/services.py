"""A ledger of its own for a test, built as everywhere else, on SQLite or PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from ledger.bootstrap import Services, build
from ledger.consumers.rebuild import rebuild
from ledger.consumers.runner import catch_up
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


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    """An empty ledger on SQLite."""
    with build(Settings(data=tmp_path, database=f"sqlite:///{tmp_path / 'ledger.db'}", demo=True)) as built:
        yield built
