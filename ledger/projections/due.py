"""When anything that pages show changes by itself, of whatever edition: the next instant at which something begins or ends to count."""

from __future__ import annotations

from sqlalchemy import Column, ColumnElement, Connection, Table, func, literal_column, select

from ledger.consumers.views import View
from ledger.domain.times import FOREVER
from ledger.projections.boundaries import Span
from ledger.projections.lists import ANNOUNCEMENTS, AS_ANNOUNCED, IN_FORCE, MAYBE
from ledger.projections.today import FALLEN, PLANNED, UNTOLD

ENDS: ColumnElement[int] = literal_column(str(FOREVER))
"""Not a parameter: only so is the index of what ends one day used."""


def public_due(lists: View, now: int) -> Span:
    """The span from `now` (µs) in which nothing that any public list says comes due."""
    with lists.read() as connection:
        return Span(now, min(_next(connection, ANNOUNCEMENTS.c.counts_from, now), _turn(connection, AS_ANNOUNCED, now)))


def inside_due(lists: View, today: View, now: int) -> Span:
    """The same of all that the desk reads."""
    until = public_due(lists, now).until
    with lists.read() as connection:
        until = min(until, _turn(connection, IN_FORCE, now), _turn(connection, MAYBE, now))
    with today.read() as connection:
        return Span(
            now,
            min(
                until, *(_next(connection, one, now) for one in (PLANNED.c.counts_from, FALLEN.c.since, UNTOLD.c.since))
            ),
        )


def _next(connection: Connection, instant: Column[int], now: int) -> int:
    return connection.execute(select(func.min(instant)).where(instant > now)).scalar() or FOREVER


def _turn(connection: Connection, rectangles: Table, now: int) -> int:
    since, until = rectangles.c.since, rectangles.c.until
    ends = select(func.min(until)).where(until > now, until < ENDS)
    return min(_next(connection, since, now), connection.execute(ends).scalar() or FOREVER)
