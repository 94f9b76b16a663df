"""Queries on requests and statements: what waits and for how long, what was asked about a nomination, what a party asked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
from sqlalchemy import Select, Table, func, select

from ledger.consumers.views import View
from ledger.domain.request import PARTED
from ledger.domain.times import When
from ledger.projections.lists import MILESTONES
from ledger.projections.requests import ABOUT, ASKERS, REQUESTS, STATEMENTS, TARGETS

DAY = 86_400_000_000
SHOWN = 500
"""Requests that a page lists: the oldest of those that wait, the newest of the others."""


class Listed(NamedTuple):
    """A request as a row: ids in hex, `since` when it was asked (µs), `waits` of `targets` without an outcome, wishes and outcomes by code."""

    subject: str
    edition: str
    direction: str
    through: str
    struck: bool
    waits: int
    targets: int
    asked: When
    since: int
    reply_by: When | None
    wishes: tuple[str, ...]
    outcomes: tuple[str, ...]


def is_closed(lists: View, edition: str, now: int) -> bool:
    """Whether the milestone “edition closed” of an edition (id, hex) had come by `now` (µs): what still waits then was never answered."""
    with lists.read() as connection:
        return connection.execute(_closed(now).where(MILESTONES.c.subject == edition).limit(1)).first() is not None


def requests_of(view: View, edition: str) -> tuple[list[Listed], list[Listed]]:
    """The requests of an edition (id, hex): those that wait, the oldest first; and the others, the newest first."""
    table = REQUESTS
    here = select(table).where(table.c.edition == edition)
    open_ = here.where(table.c.waits > 0).order_by(table.c.since, table.c.subject)
    others = here.where(table.c.waits == 0).order_by(table.c.since.desc(), table.c.subject)
    return _listed(view, open_.limit(SHOWN)), _listed(view, others.limit(SHOWN))


def _listed(view: View, query: Select[Any]) -> list[Listed]:
    with view.read() as connection:
        rows = connection.execute(query).mappings().all()
        named = [row["subject"] for row in rows]
        asked = select(TARGETS).where(TARGETS.c.subject.in_(named), TARGETS.c.outcome != PARTED)
        targets = connection.execute(asked.order_by(TARGETS.c.subject, TARGETS.c.number)).mappings().all()
    wishes: dict[str, list[str]] = {one: [] for one in named}
    outcomes: dict[str, list[str]] = {one: [] for one in named}
    for target in targets:
        wishes[target["subject"]].append(target["wish"])
        outcomes[target["subject"]].append(target["outcome"])
    return [
        Listed(
            row["subject"],
            row["edition"],
            row["direction"],
            row["through"],
            bool(row["struck"]),
            row["waits"],
            row["targets"],
            msgspec.json.decode(row["effective"], type=When),
            row["since"],
            msgspec.json.decode(row["reply_by"], type=When) if row["reply_by"] else None,
            tuple(dict.fromkeys(wishes[row["subject"]])),
            tuple(dict.fromkeys(outcomes[row["subject"]])),
        )
        for row in rows
    ]


def waiting_requests(view: View, lists: View, now: int) -> dict[str, int]:
    """How many requests of each edition (id, hex) have a point of which nothing has become; without editions closed by `now` (µs)."""
    return waiting_in(view, lists, now, REQUESTS)


def waiting_in(view: View, lists: View, now: int, table: Table) -> dict[str, int]:
    """The same of requests or of objections, by the table."""
    query = select(table.c.edition, func.count()).where(table.c.waits > 0).group_by(table.c.edition)
    with view.read() as connection:
        found = {edition: int(number) for edition, number in connection.execute(query)}
    over = _closed(now).where(MILESTONES.c.subject.in_(found))
    with lists.read() as connection:
        closed = set(connection.execute(over).scalars()) if found else set()
    return {edition: number for edition, number in found.items() if edition not in closed}


def _closed(now: int) -> Select[tuple[str]]:
    come = (MILESTONES.c.milestone == "edition_closed") & (MILESTONES.c.counts_from <= now)
    return select(MILESTONES.c.subject).where(come)


class About(NamedTuple):
    """What was asked about a nomination: the request (hex), the number of the point, wish and outcome by code, since when (µs)."""

    subject: str
    number: int
    wish: str
    credit: str | None
    outcome: str
    since: int


def asked_about(view: View, nomination: UUID) -> list[About]:
    """Everything that was asked about a nomination, the newest first."""
    table = TARGETS
    query = select(table).where(table.c.nomination == nomination.hex)
    with view.read() as connection:
        rows = connection.execute(query.order_by(table.c.since.desc(), table.c.subject, table.c.number)).mappings()
        return [About(**{name: row[name] for name in About._fields}) for row in rows]


def requests_by(view: View, parties: Collection[str]) -> list[str]:
    """The requests (hex) in which any of these parties (hex) asks, or is asked, the newest first; without those entered in error."""
    query = (
        select(REQUESTS.c.subject, REQUESTS.c.since)
        .join(ASKERS, ASKERS.c.subject == REQUESTS.c.subject)
        .where(ASKERS.c.party.in_(parties), REQUESTS.c.struck == 0)
        .distinct()
        .order_by(REQUESTS.c.since.desc(), REQUESTS.c.subject)
    )
    with view.read() as connection:
        return [row.subject for row in connection.execute(query)]


def statements_of(view: View, edition: str) -> Sequence[str]:
    """The statements (hex) kept of an edition (hex), the newest first."""
    table = STATEMENTS
    query = select(table.c.subject).where(table.c.edition == edition)
    with view.read() as connection:
        rows = connection.execute(query.order_by(table.c.since.desc(), table.c.subject).limit(SHOWN))
        return [row.subject for row in rows]


def statements_about(view: View, thing: UUID) -> Sequence[str]:
    """The statements (hex) about one thing, without those entered in error, the newest first."""
    query = (
        select(STATEMENTS.c.subject, STATEMENTS.c.since)
        .join(ABOUT, ABOUT.c.subject == STATEMENTS.c.subject)
        .where(ABOUT.c.thing == thing.hex, STATEMENTS.c.struck == 0)
        .order_by(STATEMENTS.c.since.desc(), STATEMENTS.c.subject)
    )
    with view.read() as connection:
        return [row.subject for row in connection.execute(query)]
