"""A log of each kind, and how to open the same one again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ledger.persistence.keyring import Keyring
from ledger.persistence.recorder import LogRecorder
from ledger.persistence.store import open_recorder
from tests.persistence.logs import Clock
from tests.persistence.wire import Wire
from tests.support.postgres import postgres_url
from tests.support.services import demo_folder

__all__ = ["demo_folder", "postgres_url"]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.server)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty log."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'ledger.db'}"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def opened(url: str, clock: Clock) -> Iterator[Callable[[], LogRecorder]]:
    """Opens the log once more; all are closed in the end."""
    recorders: list[LogRecorder] = []

    def another() -> LogRecorder:
        recorders.append(open_recorder(url, clock))
        return recorders[-1]

    yield another
    for recorder in recorders:
        recorder.close()


@pytest.fixture
def recorder(opened: Callable[[], LogRecorder]) -> LogRecorder:
    return opened()


@pytest.fixture
def keyring(tmp_path: Path) -> Iterator[Keyring]:
    ring = Keyring(tmp_path / "keys")
    yield ring
    ring.close()


@pytest.fixture
def wire(postgres_url: str, tmp_path: Path) -> Iterator[Wire]:
    """A wire to the server, whose socket stands in `tmp_path`."""
    passing = Wire(postgres_url, tmp_path)
    yield passing
    passing.close()
