"""Queries on objections: what waits and for how long, whether the other side was heard, what was contested of a nomination."""

from __future__ import annotations

from typing import Any, NamedTuple
from uuid import UUID

import msgspec
from sqlalchemy import Select, select

from ledger.consumers.views import View
from ledger.domain.times import When
from ledger.projections.objections import OBJECTIONS, POINTS
from ledger.projections.request_inbox import SHOWN, waiting_in


class Objected(NamedTuple):
    """An objection as a row: its id (hex), `since` when it was made (µs), `waits` points without an outcome; `asked` and `heard` count parties."""

    subject: str
    appeal: bool
    ground: str
    lateness: str | None
    said: bool
    struck: bool
    waits: int
    asked: int
    heard: int
    made: When
    since: int
    kinds: tuple[str, ...]
    outcomes: tuple[str, ...]


def objections_of(view: View, edition: str) -> tuple[list[Objected], list[Objected]]:
    """The objections of an edition (id, hex): those that wait, the oldest first; and the others, the newest first."""
    table = OBJECTIONS
    here = select(table).where(table.c.edition == edition)
    open_ = here.where(table.c.waits > 0).order_by(table.c.since, table.c.subject)
    others = here.where(table.c.waits == 0).order_by(table.c.since.desc(), table.c.subject)
    return _listed(view, open_.limit(SHOWN)), _listed(view, others.limit(SHOWN))


def _listed(view: View, query: Select[Any]) -> list[Objected]:
    with view.read() as connection:
        rows = connection.execute(query).mappings().all()
        of = select(POINTS).where(POINTS.c.subject.in_([row["subject"] for row in rows]))
        points = connection.execute(of.order_by(POINTS.c.subject, POINTS.c.number)).mappings().all()
    told: dict[str, tuple[dict[str, None], dict[str, None]]] = {row["subject"]: ({}, {}) for row in rows}
    for point in points:
        kinds, outcomes = told[point["subject"]]
        kinds[point["kind"]] = outcomes[point["outcome"]] = None
    same = ("subject", "ground", "lateness", "waits", "asked", "heard", "since")
    return [
        Objected(
            **{name: row[name] for name in same},
            appeal=bool(row["appeal"]),
            said=bool(row["said"]),
            struck=bool(row["struck"]),
            made=msgspec.json.decode(row["effective"], type=When),
            kinds=tuple(told[row["subject"]][0]),
            outcomes=tuple(told[row["subject"]][1]),
        )
        for row in rows
    ]


def waiting_objections(view: View, lists: View, now: int) -> dict[str, int]:
    """How many objections of each edition (id, hex) have a point of which nothing has become; without editions closed by `now` (µs)."""
    return waiting_in(view, lists, now, OBJECTIONS)


def contested_of(view: View, thing: UUID) -> list[tuple[str, str, str]]:
    """What was contested of a nomination, category or announcement: the objection (hex), the kind of point and its outcome, the newest first."""
    table = POINTS
    query = select(table.c.subject, table.c.kind, table.c.outcome).where(table.c.thing == thing.hex)
    with view.read() as connection:
        rows = connection.execute(query.order_by(table.c.since.desc(), table.c.subject, table.c.number))
        return [(row.subject, row.kind, row.outcome) for row in rows]
