"""The versions of a read model: which is being built, which is live, which can be gone back to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from ledger.errors import Conflict, NotFound

State = Literal["building", "built", "live", "previous", "kept"]
Versions = tuple["Version", ...]


class Version(NamedTuple):
    """One build of a read model. `revision` is the code's that built it: code reads and writes versions of its own revision only.

    building: rows are being written · built: complete, not yet switched to · live: read by all · previous: live before, `undo` goes back
    to it · kept: older still.
    """

    number: int
    revision: int
    state: State


def begun(versions: Sequence[Version], revision: int) -> tuple[Versions, Version]:
    """The versions with a new one being built, and that one."""
    new = Version(max((v.number for v in versions), default=0) + 1, revision, "building")
    return (*versions, new), new


def finished(versions: Sequence[Version], number: int) -> Versions:
    """The versions with this one complete."""
    return tuple(v._replace(state="built") if v.number == number else v for v in versions)


def switched(versions: Sequence[Version], consumer: str, number: int) -> Versions:
    """The versions with `number` live and what was live before as its previous one, within its own revision."""
    chosen = find(versions, consumer, number)
    if chosen.state == "building":
        raise Conflict("version_unfinished", consumer=consumer, version=number)
    if chosen.state == "live":
        return tuple(versions)
    after: dict[State, State] = {"live": "previous", "previous": "kept"}
    return tuple(
        v._replace(state="live")
        if v.number == number
        else v._replace(state=after.get(v.state, v.state))
        if v.revision == chosen.revision
        else v
        for v in versions
    )


def undone(versions: Sequence[Version], consumer: str, revision: int) -> Versions:
    """The versions with the previous one live again; undoing twice gives the first state back."""
    previous = next((v for v in versions if v.revision == revision and v.state == "previous"), None)
    if previous is None:
        raise Conflict("no_previous_version", consumer=consumer)
    return switched(versions, consumer, previous.number)


def find(versions: Sequence[Version], consumer: str, number: int) -> Version:
    """The version of this number; NotFound if there is none."""
    for version in versions:
        if version.number == number:
            return version
    raise NotFound("version_missing", consumer=consumer, version=number)


def live_of(versions: Sequence[Version], revision: int) -> Version | None:
    """The live version for code of this revision."""
    return next((v for v in versions if v.revision == revision and v.state == "live"), None)
