"""A ledger kept live, on SQLite: no database decides a case, and each act's behaviour on both is tested by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.bootstrap import Services, build
from tests.cases.telling import Clock
from tests.support.services import embedded


@pytest.fixture
def clock() -> Clock:
    """The clock of the ledger."""
    return Clock()


@pytest.fixture
def live(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    """An empty ledger whose clock the case moves."""
    monkeypatch.setattr("ledger.bootstrap.clock", clock)
    with build(embedded(tmp_path)) as built:
        yield built
