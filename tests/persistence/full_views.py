"""What a ledger does while the disk of its read models is full, as a program of its own: `python -m tests.persistence.full_views DATA`.

`DATA/views` is a small disk; the log stands on another. The last line that it says is what it saw, as JSON.
"""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from ledger.application.draft import Draft
from ledger.application.entries import register_work
from ledger.bootstrap import Services, build
from ledger.checks.reconcile import reconcile
from ledger.consumers.rebuild import rebuild
from ledger.consumers.runner import catch_up
from ledger.errors import LedgerError
from ledger.projections.nominees import Asked, nominee_list
from ledger.wording.errors import error_sentence
from tests.support.services import by, embedded, follow

STEP = 16 * 1024
"""How much more room each build is given than the last, in bytes."""


class Ballast:
    """A file that takes all the room there is."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "ballast"

    def fill(self, room: int = 0) -> None:
        """Leave `room` bytes."""
        with self._path.open("ab", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(4096))
            except OSError as error:
                if error.errno != errno.ENOSPC:
                    raise
            file.truncate(file.tell() - room)

    def drop(self) -> None:
        """Make room."""
        self._path.unlink()


def refused(act: Callable[[], object]) -> str | None:
    """The sentence with which it was refused, None if it was not."""
    try:
        act()
    except LedgerError as refusal:
        return error_sentence(refusal)
    return None


def counted(services: Services) -> Any:
    """What the public list counts, read from the live version."""
    return nominee_list(services.lists, "meridian", "12", Asked("announced", services.ledger.now()))["count"]


def following(services: Services, ballast: Ballast) -> dict[str, Any]:
    """An act is recorded while there is no room, and there is room again."""
    told: dict[str, Any] = {"counted": [counted(services)], "positions": [view.position() for view in services.views]}
    ballast.fill()
    draft = Draft(by())
    register_work(services.ledger, draft, title="A late song", kind="song")
    services.ledger.save(draft, {})
    head = services.ledger.recorder.head()[0]
    services.start()
    told["shown_while_full"] = services.shown(head, 300)
    services.embedded.stop()
    told["sentences"] = [refused(lambda view=view: catch_up(view)) for view in services.views]  # type: ignore[misc]
    told["positions"] += [view.position() for view in services.views]
    told["counted"].append(counted(services))
    services.start()
    ballast.drop()
    told["shown_with_room"] = services.caught_up()
    services.embedded.stop()
    return told | {"head": head, "agrees": agrees(services)}


def rebuilding(services: Services, ballast: Ballast, folder: Path) -> list[dict[str, Any]]:
    """The lists are built anew with a little more room each time, until there is enough."""
    told: list[dict[str, Any]] = []
    while not told or told[-1]["sentence"]:
        before = sorted(path.name for path in folder.iterdir())
        ballast.fill(STEP * len(told))
        sentence = refused(lambda: rebuild(services.lists))
        ballast.drop()
        told.append(
            {
                "sentence": sentence,
                "left": sorted({path.name for path in folder.iterdir()} - set(before)),
                "versions": [version.state for version in services.lists.storage.versions("lists")],
                "counted": counted(services),
                "agrees": agrees(services),
            }
        )
    return told


def agrees(services: Services) -> bool:
    """Whether the live rows are the fold of the log."""
    return reconcile(services.lists, services.ledger.recorder, services.ledger.mapper).agrees


if __name__ == "__main__":
    data = Path(sys.argv[1])
    with build(embedded(data)) as opened:
        follow(opened)
        heavy = Ballast(data / "views")
        seen = {"following": following(opened, heavy), "rebuilding": rebuilding(opened, heavy, data / "views")}
    sys.stdout.write(msgspec.json.encode(seen).decode())
