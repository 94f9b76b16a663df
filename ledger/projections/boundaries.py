"""When what the public reads changes by itself: the instants on the announced axis at which something begins or ends to count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Column, ColumnElement, Connection, Executable, case, func, select

from ledger.consumers.views import View
from ledger.domain.times import FOREVER
from ledger.projections.lists import ANNOUNCEMENTS, AS_ANNOUNCED, EDITIONS, SHOWS, STILL_KNOWN


class Span(NamedTuple):
    """Instants in µs, half-open: since <= now < until."""

    since: int
    until: int


def announcements_span(view: View, now: int) -> Span:
    """The span around `now` (µs) in which no announcement, of whatever edition, comes due."""
    with view.read() as connection:
        return _span(connection, [select(*_around(ANNOUNCEMENTS.c.counts_from, now))])


def lists_span(view: View, now: int, show: str, edition: str | None = None) -> Span:
    """The span around `now` (µs) in which the public lists of a show, or of one edition (by address), change nothing by themselves."""
    chosen = select(EDITIONS.c.subject).join(SHOWS, SHOWS.c.subject == EDITIONS.c.show).where(SHOWS.c.address == show)
    if edition is not None:
        chosen = chosen.where(EDITIONS.c.address == edition)
    # A whole show's rows are read from the index of what is announced now; SQLite would rather fetch each by its edition.
    of: ColumnElement[str] = AS_ANNOUNCED.c.edition if edition is not None else AS_ANNOUNCED.c.edition.concat("")
    rectangles = select(*_around(AS_ANNOUNCED.c.since, now), *_around(AS_ANNOUNCED.c.until, now))
    announcements = select(*_around(ANNOUNCEMENTS.c.counts_from, now))
    with view.read() as connection:
        return _span(
            connection,
            [
                rectangles.where(of.in_(chosen), STILL_KNOWN),
                announcements.where(ANNOUNCEMENTS.c.edition.in_(chosen)),
            ],
        )


def _around(instant: Column[int], now: int) -> tuple[ColumnElement[int | None], ColumnElement[int | None]]:
    """The latest that has come by `now` and the earliest to come."""
    return func.max(case((instant <= now, instant))), func.min(case((instant > now, instant)))


def _span(connection: Connection, queries: Sequence[Executable]) -> Span:
    found = [value for query in queries for value in connection.execute(query).one()]
    come = [value for value in found[::2] if value is not None]
    to_come = [value for value in found[1::2] if value is not None]
    return Span(max(come, default=-FOREVER), min(to_come, default=FOREVER))
