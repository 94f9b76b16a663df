"""What a ledger does while its disk is full, as a program of its own: `python -m tests.persistence.full_log DATA`.

`DATA` is a small disk with everything on it. The last line that it says is what it saw, as JSON.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from ledger.application.draft import Draft
from ledger.application.entries import register_party, register_work
from ledger.bootstrap import Services, build
from ledger.demo.fill import fill_meridian as fill
from ledger.importing.command import import_file
from ledger.persistence.keyring import Keyring
from tests.importing.sheets import DATA
from tests.persistence.full_views import Ballast, refused
from tests.support.services import by, embedded

PAGE = 4096
"""Bytes that the smallest file takes."""


def starting(disk: Path, ballast: Ballast, start: Callable[[Path], None]) -> list[dict[str, Any]]:
    """A first start with a page more room each time, in one folder; then with enough."""
    folder = disk / "fresh"
    told: list[dict[str, Any]] = []
    while not told or told[-1]["sentence"]:
        ballast.fill(PAGE * len(told))
        sentence = refused(lambda: start(folder))
        ballast.drop()
        told.append({"sentence": sentence, "drafts": [one.name for one in folder.rglob(".*")]})
    shutil.rmtree(folder)
    return told


def start_keys(folder: Path) -> None:
    """Make the keys."""
    Keyring(folder).close()


def start_ledger(folder: Path) -> None:
    """Make a ledger and record an act in it."""
    folder.mkdir(exist_ok=True)
    with build(embedded(folder)) as services:
        save_work(services)


def save_work(services: Services) -> None:
    """An act that names nobody."""
    draft = Draft(by())
    register_work(services.ledger, draft, title="A late song", kind="song")
    services.ledger.save(draft, {})


def save_party(services: Services) -> None:
    """An act about a person who has no key yet."""
    draft = Draft(by())
    register_party(services.ledger, draft, name="Zarmina Kohi " * 300, kind="person")
    services.ledger.save(draft, {})


def recording(services: Services, ballast: Ballast, folder: Path) -> dict[str, Any]:
    """Acts and an import while there is no room, opening what is there meanwhile, and then again with room."""
    acts: list[Callable[[], object]] = [
        lambda: save_work(services),
        lambda: save_party(services),
        lambda: import_file(services.ledger, DATA / "odd.tsv", DATA / "odd.toml"),
    ]
    before = services.ledger.recorder.head()[0]
    ballast.fill()
    while refused(acts[0]) is None:
        pass  # Room that the log holds already is used up first.
    full = services.ledger.recorder.head()[0]
    told: dict[str, Any] = {"full": [refused(act) for act in acts], "opened": refused(lambda: _look(folder))}
    told["written_while_full"] = services.ledger.recorder.head()[0] - full
    ballast.drop()
    told["with_room"] = [refused(act) for act in acts]
    entries = services.ledger.recorder.entries(0, 10_000)
    told["dense"] = [entry.position for entry in entries] == list(range(1, len(entries) + 1))
    return told | {"readable": len([services.ledger.mapper.decode(entry) for entry in entries]) > before}


def _look(folder: Path) -> None:
    with build(embedded(folder)) as again:
        again.ledger.recorder.entries(0, 10)


if __name__ == "__main__":
    data = Path(sys.argv[1])
    heavy = Ballast(data)
    seen: dict[str, Any] = {"starting": [starting(data, heavy, start) for start in (start_keys, start_ledger)]}
    (data / "ledger").mkdir()
    with build(embedded(data / "ledger")) as opened:
        fill(opened.ledger)
        seen["recording"] = recording(opened, heavy, data / "ledger")
    sys.stdout.write(msgspec.json.encode(seen).decode())
