"""A small kind of event, a log to record it in and a consumer that follows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from uuid import UUID, uuid4

import msgspec
from eventsourcing.persistence import StoredEvent
from sqlalchemy import BigInteger, Column, Connection, Index, MetaData, Table, Text, select

from ledger.consumers.consumer import Consumer, Stream
from ledger.consumers.storage import Storage
from ledger.consumers.views import View, now_micros
from ledger.domain.event import TOPICS, Event
from ledger.domain.values import Personal, Provenance
from ledger.errors import LedgerError
from ledger.persistence.log import LogEntry
from ledger.persistence.sqlite import SQLiteRecorder

ACTOR = UUID(int=1)


class Painted(Event, frozen=True, kw_only=True):
    """A toy was painted."""

    TOPIC = "toy.painted"
    colour: str
    weight: int


Act = tuple[UUID, str, int]


def decode(entry: LogEntry) -> Event:
    """The toys' event of an entry, whose state holds its two own fields only."""
    by = Provenance(actor=ACTOR, name=Personal(ACTOR, "A"), role="organiser", command=ACTOR, via="cli")
    fields = msgspec.json.decode(entry.state)
    kind = TOPICS[entry.topic]
    return kind(originator_id=entry.originator_id, originator_version=entry.originator_version, by=by, **fields)


class Journal:
    """A log of toys in a folder of its own; each `record` is one append. One writer at a time."""

    def __init__(self, folder: Path) -> None:
        self.recorder = SQLiteRecorder(folder / "ledger.db", now_micros)
        self._versions: dict[UUID, int] = defaultdict(int)

    def record(self, acts: Sequence[Act], topic: str = "toy.painted") -> int:
        """Record acts as (stream, colour, weight); the last position."""
        stored = []
        for stream, colour, weight in acts:
            self._versions[stream] += 1
            state = msgspec.json.encode({"colour": colour, "weight": weight})
            stored.append(StoredEvent(stream, self._versions[stream], topic, state))
        return self.recorder.append(stored, command=uuid4(), digest=b"").last


class Poisoned(LedgerError):
    """The toys' consumer cannot bear a colour."""


METADATA = MetaData()
STROKES = Table(
    "toy_stroke",
    METADATA,
    Column("subject", Text, primary_key=True),
    Column("n", BigInteger, primary_key=True, autoincrement=False),
    Column("colour", Text),
    Column("weight", BigInteger, nullable=False),
    Index("toy_stroke_colour", "colour"),
)
TOYS = Table(
    "toy",
    METADATA,
    Column("subject", Text, primary_key=True),
    Column("strokes", BigInteger, nullable=False),
    Column("weight", BigInteger, nullable=False),
)


class Toys(Consumer):
    """Every stroke, and each toy's number of strokes and weight."""

    name = "toys"
    revision = 1
    metadata = METADATA
    kinds = frozenset({"toy"})

    def __init__(self, poison: Iterable[str] = ()) -> None:
        self.poison = set(poison)

    def derive(self, stream: Stream) -> Iterable[tuple[Table, Mapping[str, object]]]:
        """The strokes and the toy; raises Poisoned at a poisonous colour."""
        weight = 0
        subject = stream.id.hex
        for n, (_entry, event) in enumerate(stream.entries, 1):
            assert isinstance(event, Painted)
            if event.colour in self.poison:
                raise Poisoned("poison", colour=event.colour)
            weight += event.weight
            yield STROKES, {"subject": subject, "n": n, "colour": event.colour, "weight": event.weight}
        yield TOYS, {"subject": subject, "strokes": len(stream.entries), "weight": weight}


class Blank(Toys):
    """The toys after their colours were erased."""

    def derive(self, stream: Stream) -> Iterable[tuple[Table, Mapping[str, object]]]:
        """The same rows without colours."""
        for table, row in super().derive(stream):
            yield table, {**row, "colour": None} if "colour" in row else row


Rows = dict[str, tuple[int, int, tuple[tuple[str, int], ...]]]


def folded(acts: Iterable[Act]) -> Rows:
    """What the toys' tables must hold after these acts, by a plain fold."""
    strokes: dict[str, list[tuple[str, int]]] = {}
    for stream, colour, weight in acts:
        strokes.setdefault(stream.hex, []).append((colour, weight))
    return {subject: (len(own), sum(weight for _, weight in own), tuple(own)) for subject, own in strokes.items()}


def rows_in(connection: Connection) -> Rows:
    """What the toys' tables do hold."""
    strokes: dict[str, list[tuple[str, int]]] = {}
    for row in connection.execute(select(STROKES).order_by(STROKES.c.subject, STROKES.c.n)):
        strokes.setdefault(row.subject, []).append((row.colour, row.weight))
    found = {row.subject: (row.strokes, row.weight) for row in connection.execute(select(TOYS))}
    assert found.keys() == strokes.keys()
    return {subject: (*found[subject], tuple(own)) for subject, own in strokes.items()}


def rows_of(view: View) -> Rows:
    """The rows of the live version."""
    with view.read() as connection:
        return rows_in(connection)


def view_of(journal: Journal, storage: Storage, consumer: Consumer | None = None) -> View:
    """The toys' view of a journal."""
    return View(consumer or Toys(), storage, journal.recorder, decode)


def some_acts(count: int, toys: int = 7) -> list[Act]:
    """Acts on a few toys, the same in every run."""
    return [(UUID(int=1000 + i * i % toys), f"colour {i % 5}", i) for i in range(count)]
