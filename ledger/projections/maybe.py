"""What may already have happened at a moment: between the bounds of an act whose time is not known better (DOMAIN.md, Times)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import BigInteger, Column, Connection, Index, Integer, MetaData, String, Table, Text, select

from ledger.domain.event import Event
from ledger.domain.nomination import ENTRY, TimeCorrected
from ledger.domain.readings import History, Step, changes_of, placed
from ledger.domain.times import FOREVER
from ledger.wording.maybe import MAYBE

if TYPE_CHECKING:
    from ledger.projections.nominees import Asked


class Maybe(NamedTuple):
    """An act (version) that may already have happened: known_from <= position < known_to, since <= instant (µs) < until."""

    act: int
    kind: str
    known_from: int
    known_to: int
    since: int
    until: int


def maybe_table(metadata: MetaData) -> Table:
    """The table of them, of nominations in force."""
    return Table(
        "maybe",
        metadata,
        Column("subject", String(32), primary_key=True),
        Column("act", Integer, primary_key=True),
        Column("known_from", BigInteger, primary_key=True),
        Column("known_to", BigInteger, nullable=False),
        Column("since", BigInteger, nullable=False),
        Column("until", BigInteger, nullable=False),
        Column("edition", String(32), nullable=False),
        Column("kind", Text, nullable=False),
        Index("maybe_edition", "edition", "known_to"),
        Index("maybe_since", "since"),
        Index("maybe_until", "until"),
    )


def maybes(history: History, events: Mapping[int, Event]) -> list[Maybe]:
    """Every act that counts later than it may have happened; neighbours in what was known that are alike are one."""
    if not any(_is_open(step) for step in history.steps) and not history.changes:
        return []
    positions = sorted({step.position for step in history.steps} | {change.position for change in history.changes})
    found: dict[tuple[int, int, int], Maybe] = {}
    for known_from, known_to in pairwise([*positions, FOREVER]):
        for act, kind, since, until in _at(history, known_from, events):
            same = found.get((act, since, until))
            if same is not None and same.known_to == known_from:
                found[act, since, until] = same._replace(known_to=known_to)
            elif same is None:
                found[act, since, until] = Maybe(act, kind, known_from, known_to, since, until)
    return list(found.values())


def _is_open(step: Step) -> bool:
    return step.kind in MAYBE and step.event.effective.earliest_us < step.counts_from


def _at(history: History, known: int, events: Mapping[int, Event]) -> Iterator[tuple[int, str, int, int]]:
    """By what was known at a position: act, kind, since when it may have been (µs), and from when it counts."""
    steps = placed(history, known, None)
    times = {step.version: step.counts_from for step in steps}
    corrected = changes_of(history, known) if history.changes else {}
    for step in steps:
        if step.version == ENTRY or step.kind not in MAYBE or step.from_start:
            continue
        change = corrected.get(step.version)
        told = events.get(change.version) if change is not None else None
        effective = told.effective if isinstance(told, TimeCorrected) else step.event.effective
        since = max(effective.earliest_us, times.get(step.follows or ENTRY, times[ENTRY]) + 1)
        if since < step.counts_from:
            yield step.version, step.kind, since, step.counts_from


def maybe_at(connection: Connection, table: Table, edition: str, asked: Asked) -> dict[str, list[str]]:
    """Which kinds of acts on which nominations (id, hex) of an edition (id, hex) may already have happened at the moment asked for."""
    at = min(asked.at, FOREVER - 1)
    known = [table.c.known_to == FOREVER]
    if asked.known != FOREVER:
        known = [table.c.known_from <= asked.known, table.c.known_to > asked.known]
    query = (
        select(table.c.subject, table.c.kind)
        .where(table.c.edition == edition, *known, table.c.since <= at, table.c.until > at)
        .order_by(table.c.subject, table.c.act)
    )
    found: dict[str, list[str]] = {}
    for subject, kind in connection.execute(query):
        if asked.results or not kind.startswith("award_"):
            found.setdefault(subject, []).append(kind)
    return found
