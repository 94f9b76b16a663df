"""The decisions of an edition: the rows of the read model, the log of them for organisers, and what the public was told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

import msgspec
from sqlalchemy import BigInteger, Column, Connection, Index, MetaData, RowMapping, String, Table, Text, select

from ledger.consumers.consumer import Stream
from ledger.domain import ruling
from ledger.domain.instants import FOREVER
from ledger.domain.times import When
from ledger.persistence.log import LogEntry

METADATA = MetaData()
RULINGS = Table(
    "rulings",
    METADATA,
    Column("subject", String(32), primary_key=True),
    Column("edition", String(32), nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("counts_from", BigInteger, nullable=False),
    Column("told_from", BigInteger, nullable=False),
    Column("told_at", BigInteger, nullable=False),
    Column("told", Text, nullable=False),
    Column("text_told", Text, nullable=False),
    Column("announcement", String(32)),
    Column("effective", Text, nullable=False),
    Column("told_effective", Text),
    Column("body", Text, nullable=False),
    Column("rule", Text),
    Column("version", Text),
    Column("reason", Text, nullable=False),
    Column("public_text", Text),
    Column("acts", Text, nullable=False),
    Column("follows", Text, nullable=False),
    Column("replaces", String(32)),
    Column("struck", BigInteger, nullable=False),
    Index("rulings_edition", "edition", "told_from"),
)
"""A decision. The public was told of it first from `told_from` (µs; the largest number where never), by what was recorded at the
position `told_at`. `told` holds every span (µs, half-open) in which the public is told of it, `text_told` those of its text.
"""
Spans = list[tuple[int, int]]


def rows(stream: Stream, table: Table) -> Iterator[tuple[Table, Mapping[str, object]]]:
    """The row of one decision; without any where the stream does not begin with it."""
    found = ruling.ruling_of(event for _entry, event in stream.entries)
    if found is None:
        return
    made = found.made
    entries = {event.originator_version: entry for entry, event in stream.entries}
    first = _first(found, entries)
    yield (
        table,
        {
            "subject": stream.id.hex,
            "edition": made.edition.hex,
            "position": stream.entries[0][0].position,
            "counts_from": made.counts_from,
            # What is told of an earlier day was told when it was recorded: numbers given do not move.
            "told_from": max(first.counts_from, entries[first.version].recorded_at) if first else FOREVER,
            "told_at": entries[first.version].position if first else 0,
            "told": _json(_spans(found, ruling.MADE)),
            "text_told": _json(_spans(found, found.approved)),
            "announcement": first.announcement.hex if first else None,
            "effective": _json(made.effective),
            "told_effective": _json(first.effective) if first else None,
            "body": made.body,
            "rule": made.rule,
            "version": made.version,
            "reason": made.reason,
            "public_text": made.public_text.text if made.public_text and found.approved is not None else None,
            "acts": _json(made.acts),
            "follows": _json([one.hex for one in made.follows_rulings]),
            "replaces": made.replaces.hex if made.replaces else None,
            "struck": int(found.struck),
        },
    )


def _first(found: ruling.Ruling, entries: Mapping[int, LogEntry]) -> ruling.Notice | None:
    """The announcement by which the public was told of it first; one called off before its moment told nobody."""
    naming = [one for one in found.notices if ruling.MADE in one.acts and not one.called_off]
    return min(
        naming, key=lambda one: (max(one.counts_from, entries[one.version].recorded_at), one.version), default=None
    )


def _spans(found: ruling.Ruling, version: int | None) -> Spans:
    naming = [one for one in found.notices if version in one.acts and not one.called_off]
    return [(one.counts_from, one.until) for one in naming]


def is_told(spans: str, now: int) -> bool:
    """Whether an instant (µs) is in any of these spans, as stored."""
    return any(since <= now < until for since, until in msgspec.json.decode(spans, type=Spans))


def _json(value: object) -> str:
    return msgspec.json.encode(value, enc_hook=str).decode()


class Numbered(NamedTuple):
    """A decision that the public was told of, with its number in the edition; `taken_back` where it is told no longer."""

    number: int
    row: RowMapping
    taken_back: bool


def public_rulings(connection: Connection, table: Table, edition: str, now: int) -> list[Numbered]:
    """The decisions of an edition (id, hex) that had been announced by `now` (µs), in the order of their numbers.

    A number is a decision's rank by when the public was told first: it is the same for ever, and no gap tells of what is not told.
    """
    query = select(table).where(table.c.edition == edition, table.c.told_from <= now)
    found = connection.execute(query.order_by(table.c.told_from, table.c.told_at)).mappings().all()
    return [Numbered(number, row, not is_told(row["told"], now)) for number, row in enumerate(found, 1)]


def all_rulings(connection: Connection, table: Table, edition: str) -> Sequence[RowMapping]:
    """Every decision of an edition (id, hex), the newest first, told to the public or not."""
    query = select(table).where(table.c.edition == edition)
    return connection.execute(query.order_by(table.c.counts_from.desc(), table.c.position.desc())).mappings().all()


def acts_of(row: RowMapping) -> list[tuple[UUID, int]]:
    """The acts that a decision made: stream and version of each."""
    named = msgspec.json.decode(row["acts"], type=list[str])
    return [(UUID(stream), int(version)) for stream, _at, version in (one.partition("@") for one in named)]


def when_of(text: str) -> When:
    """A stored time."""
    return msgspec.json.decode(text, type=When)


def subjects_of(rows_: Sequence[RowMapping]) -> set[str]:
    """Ids (hex) of every nomination that decisions are about."""
    return {stream.hex for row in rows_ for stream, _version in acts_of(row)}
