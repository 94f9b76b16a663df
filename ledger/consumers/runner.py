"""How a read model follows the log: a batch of entries, the rows of the streams they touch, and the position, in one transaction."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection

from ledger.consumers.deriving import Deriving
from ledger.consumers.parked import Parked, held, hold, lengthen, release
from ledger.consumers.position import Place, event_name, move, place_at, take
from ledger.consumers.rows import Rows
from ledger.consumers.storage import Taken
from ledger.consumers.versions import Version
from ledger.consumers.views import View
from ledger.errors import Conflict, Unavailable
from ledger.persistence.log import LogEntry

BATCH = 2000
TELLING_BATCH = 100
"""Smaller batches say nothing about the rate."""
PATIENCE_SECONDS = 10.0
PAUSE_SECONDS = 0.005


class Advance(NamedTuple):
    """What one step did: entries passed, the position after it, whether the log's end (or `upto`) was reached.

    `taken`: another thread or process holds the position, nothing was done and the position is not known.
    """

    applied: int
    position: int
    caught_up: bool
    taken: bool = False


def advance(view: View, *, version: Version | None = None, limit: int = BATCH, upto: int | None = None) -> Advance:
    """Take one step of up to `limit` entries, in one transaction; whoever is killed when, each entry counts exactly once.

    Raises Unavailable `view_building` without a live version, Conflict `view_of_another_log` if the log is not the one followed so far.
    """
    chosen = version or view.require_live()
    try:
        with view.storage.write(view.name, chosen.number) as connection:
            return _step(view, connection, limit, upto)
    except Taken:
        return Advance(0, 0, caught_up=False, taken=True)


def catch_up(view: View, *, version: Version | None = None, limit: int = BATCH, upto: int | None = None) -> Advance:
    """Step until a batch is not full; the last step, with all entries passed. Unavailable `view_busy` if another holds the position."""
    applied = 0
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        step = advance(view, version=version, limit=limit, upto=upto)
        applied += step.applied
        if step.caught_up:
            return step._replace(applied=applied)
        if not step.taken:
            deadline = time.monotonic() + PATIENCE_SECONDS
        elif time.monotonic() > deadline:
            raise Unavailable("view_busy", consumer=view.name)
        else:
            time.sleep(PAUSE_SECONDS)


def rewrite_streams(view: View, connection: Connection, streams: Mapping[UUID, Sequence[LogEntry]]) -> dict[UUID, str]:
    """Replace the rows of whole streams; which of them failed and why. Their rows stay as they were."""
    deriving = Deriving(view.consumer, view.decode, Rows(view.consumer.metadata, view.storage.dialect))
    deriving.derive_all(streams)
    return deriving.failed | deriving.rows.write(view.storage, connection)


def _step(view: View, connection: Connection, limit: int, upto: int | None) -> Advance:
    began = time.perf_counter()
    place = take(connection, view.name)
    entries = _entries_after(view, place, limit, upto)
    position = entries[-1].position if entries else place.position
    _apply(view, connection, entries, position)
    if entries:
        seconds = time.perf_counter() - began
        rate = round(len(entries) / seconds) if len(entries) >= TELLING_BATCH else place.rate
        move(connection, view.name, place, place_at(entries, view.clock(), rate))
    return Advance(len(entries), position, caught_up=len(entries) < limit)


def _entries_after(view: View, place: Place, limit: int, upto: int | None) -> list[LogEntry]:
    """The next entries, once the last one applied was found where it was: a restored log may have taken another course."""
    if place.position == 0:
        return view.log.entries(0, limit, upto)
    if upto is not None and upto <= place.position:
        return []
    entries = view.log.entries(place.position - 1, limit + 1, upto)
    if not entries or (entries[0].position, event_name(entries[0])) != (place.position, place.event):
        raise Conflict("view_of_another_log", consumer=view.name, position=place.position)
    return entries[1:]


def _apply(view: View, connection: Connection, entries: Sequence[LogEntry], position: int) -> None:
    """Rewrite the streams that the entries touch, and those due for another try, as they are at `position`."""
    now = view.clock()
    touched = {entry.originator_id for entry in entries if view.consumer.follows(entry.topic)}
    waiting = held(connection, touched, now)
    due = {stream for stream, parked in waiting.items() if parked.next_try is not None and parked.next_try <= now}
    work = (touched - waiting.keys()) | due
    if not work:
        lengthen(connection, _last_positions(entries, touched))
        return
    failed = rewrite_streams(view, connection, view.log.streams(work, upto=position))
    release(connection, due - failed.keys())
    lengthen(connection, _last_positions(entries, (touched & waiting.keys()) - due))
    if failed:
        hold(connection, _failures(entries, failed, waiting), waiting, now)


def _failures(
    entries: Sequence[LogEntry], failed: Mapping[UUID, str], waiting: Mapping[UUID, Parked]
) -> dict[UUID, tuple[str, int, int]]:
    first = {entry.originator_id: entry.position for entry in reversed(entries)}
    last = {entry.originator_id: entry.position for entry in entries}
    known = {stream: (parked.first_position, parked.last_position) for stream, parked in waiting.items()}
    return {
        stream: (
            error,
            first.get(stream, known.get(stream, (0, 0))[0]),
            last.get(stream, known.get(stream, (0, 0))[1]),
        )
        for stream, error in failed.items()
    }


def _last_positions(entries: Sequence[LogEntry], streams: set[UUID]) -> dict[UUID, int]:
    return {entry.originator_id: entry.position for entry in entries if entry.originator_id in streams}
