"""Rewriting single streams out of turn: after a person's data was erased, and when somebody asks for another try of a parked one."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Connection

from ledger.consumers.parked import held, hold, release
from ledger.consumers.position import take, touch
from ledger.consumers.rows import chunks
from ledger.consumers.runner import PATIENCE_SECONDS, PAUSE_SECONDS, rewrite_streams
from ledger.consumers.storage import Taken
from ledger.consumers.versions import Version
from ledger.consumers.views import View
from ledger.errors import NotFound, Unavailable

REWRITTEN_AT_ONCE = 500
T = TypeVar("T")


def rewrite(view: View, streams: Collection[UUID]) -> None:
    """Derive these streams' rows anew in every complete version of this code's revision, at its own position, and scrub the old ones.

    Versions of other revisions cannot be derived by this code: `retire` them where they must not keep the texts.
    """
    for version in view.storage.versions(view.name):
        if version.revision == view.consumer.revision and version.state != "building":
            for chunk in chunks(streams, REWRITTEN_AT_ONCE):
                _at_position(view, version, partial(_rewrite, view, chunk))
            view.storage.scrub(view.name, version.number)


def retry(view: View, stream: UUID) -> bool:
    """Try a stream that is held back once more, now; whether its rows are right again. NotFound `stream_not_parked` if it is not held."""

    def attempt(connection: Connection, position: int) -> bool:
        if stream not in held(connection, [stream], view.clock()):
            raise NotFound("stream_not_parked", consumer=view.name, stream=stream)
        return not _rewrite(view, [stream], connection, position)

    return _at_position(view, view.require_live(), attempt)


def _rewrite(view: View, streams: Collection[UUID], connection: Connection, position: int) -> Mapping[UUID, str]:
    now = view.clock()
    entries = view.log.streams(streams, upto=position)
    failed = rewrite_streams(view, connection, entries)
    touch(connection, view.name)
    waiting = held(connection, failed, now)
    spans = {stream: [entry.position for entry in entries[stream]] for stream in failed}
    release(connection, [stream for stream in streams if stream not in failed])
    hold(connection, {stream: (failed[stream], min(span), max(span)) for stream, span in spans.items()}, waiting, now)
    return failed


def _at_position(view: View, version: Version, act: Callable[[Connection, int], T]) -> T:
    """Run `act` in a transaction that holds the version's position; waits for whoever holds it."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            with view.storage.write(view.name, version.number) as connection:
                return act(connection, take(connection, view.name).position)
        except Taken:
            if time.monotonic() > deadline:
                raise Unavailable("view_busy", consumer=view.name) from None
            time.sleep(PAUSE_SECONDS)
