"""Queries on what is proposed under four eyes: for the desk alone."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import func, select

from ledger.consumers.views import View
from ledger.domain.proposal import OPEN
from ledger.projections.today import PROPOSED


class Listed(NamedTuple):
    """A proposal as a row: ids in hex, when it came to its state (µs)."""

    subject: str
    edition: str | None
    command: str
    what: str | None
    state: str
    since: int


def proposed(today: View, show: str, *, waiting: bool, limit: int) -> tuple[list[Listed], int]:
    """Proposals of a show (id, hex) that wait, the oldest first, or that are decided, the newest first; and how many in all."""
    table = PROPOSED
    state = table.c.state == OPEN if waiting else table.c.state != OPEN
    order = table.c.position if waiting else table.c.position.desc()
    with today.read() as connection:
        query = select(table).where(table.c.show == show, state).order_by(order).limit(limit)
        rows = connection.execute(query).mappings().all()
        count = select(func.count()).select_from(table).where(table.c.show == show, state)
        total = int(connection.execute(count).scalar_one())
    return [Listed(**{name: row[name] for name in Listed._fields}) for row in rows], total


class Waiting(NamedTuple):
    """How many proposals of one kind wait for a second person on a show (id, hex)."""

    show: str
    command: str
    what: str | None
    n: int


def waiting_for_two(today: View, shows: Collection[str]) -> list[Waiting]:
    """What waits for a second person on these shows (ids, hex)."""
    table = PROPOSED
    kind = (table.c.show, table.c.command, table.c.what)
    query = select(*kind, func.count()).where(table.c.show.in_(shows), table.c.state == OPEN).group_by(*kind)
    with today.read() as connection:
        return [Waiting(*row) for row in connection.execute(query)]


def proposed_by(today: View, command: str, shows: Collection[str] | None) -> list[Listed]:
    """Every proposal of one command on these shows (ids, hex), None for all of them; the newest first."""
    table = PROPOSED
    with today.read() as connection:
        query = select(table).where(table.c.command == command).order_by(table.c.position.desc())
        if shows is not None:
            query = query.where(table.c.show.in_(shows))
        rows = connection.execute(query).mappings().all()
    return [Listed(**{name: row[name] for name in Listed._fields}) for row in rows]
