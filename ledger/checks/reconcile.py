"""Compares the rows that pages are read from with the log (DOMAIN.md, What must always hold, 1).

Lists twice, other read models once: every row of every table with what its stream gives, and the words for places and awards
with the fold asked at every instant that the nomination's history names, which knows nothing of rectangles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, Table, bindparam, func, select

from ledger.consumers.consumer import Stream
from ledger.consumers.parked import parked_count, parked_streams
from ledger.consumers.position import look
from ledger.consumers.rows import Rows, chunks
from ledger.consumers.views import View
from ledger.domain.event import Event
from ledger.domain.nomination import Entered
from ledger.domain.readings import History, history_of, read
from ledger.domain.standing import MOVED
from ledger.domain.times import FOREVER
from ledger.persistence.log import LogEntry
from ledger.persistence.mapper import EventMapper
from ledger.persistence.recorder import LogRecorder
from ledger.projections.lists import AS_ANNOUNCED, IN_FORCE
from ledger.wording.catalogue import gettext as _
from ledger.wording.catalogue import ngettext

STREAMS_AT_ONCE = 500
Row = tuple[Any, ...]
Decoded = list[tuple[LogEntry, Event]]


class Reconciled(NamedTuple):
    """How many nominations and rows were compared at which position, how many streams are held back, and the first that differs."""

    position: int
    nominations: int
    rows: int
    held_back: int
    first_difference: str | None

    @property
    def agrees(self) -> bool:
        """Whether every row is what the log says."""
        return self.first_difference is None

    def lines(self) -> list[str]:
        """The result in sentences."""
        held = ngettext(
            "One stream is held back and was not compared; awards-ledger status counts it.",
            "%(n)d streams are held back and were not compared; awards-ledger status counts them.",
            self.held_back,
        ) % {"n": self.held_back}
        if self.first_difference:
            told = _("They differ, first at %(what)s.") % {"what": self.first_difference}
        else:
            told = _("%(n)d nominations at position %(position)d: the lists equal the log.") % {
                "n": self.nominations,
                "position": self.position,
            }
        return [told, held] if self.held_back else [told]


def reconcile(view: View, recorder: LogRecorder, mapper: EventMapper) -> Reconciled:
    """Compare the live version with the log as it was at the version's position, in bounded memory, while both go on."""
    with view.read() as connection:
        position = look(connection, view.name).position
        held = {one.stream for one in parked_streams(connection, parked_count(connection))}
        checking = _Checking(view, mapper, connection, held)
        difference = checking.first_difference(recorder.iter_streams(position))
        return Reconciled(position, checking.nominations, checking.rows, len(held), difference)


class _Checking:
    """One comparison; counts what it has seen."""

    def __init__(self, lists: View, mapper: EventMapper, connection: Connection, held: set[UUID]) -> None:
        self.nominations = self.rows = 0
        self._consumer = lists.consumer
        self._dialect = lists.storage.dialect
        self._decode = mapper.decode
        self._connection = connection
        self._held = held
        self._kept: dict[Table, int] = defaultdict(int)

    def first_difference(self, streams: Iterable[Sequence[LogEntry]]) -> str | None:
        """Where rows first differ; then whether there are rows of streams that the log does not have."""
        followed = (entries for entries in streams if self._consumer.follows(entries[0].topic))
        for chunk in chunks(followed, STREAMS_AT_ONCE):
            for difference in self._differences({entries[0].originator_id: entries for entries in chunk}):
                return difference
        for table in self._consumer.metadata.sorted_tables:
            surplus = self._connection.execute(select(func.count()).select_from(table)).scalar_one() - self._kept[table]
            if surplus:
                return _("%(table)s: %(n)d rows of streams that the log does not have") % {
                    "table": table.name,
                    "n": surplus,
                }
        return None

    def _differences(self, streams: Mapping[UUID, Sequence[LogEntry]]) -> Iterator[str]:
        found = {
            table: self._found(table, [stream.hex for stream in streams])
            for table in self._consumer.metadata.sorted_tables
        }
        for stream, entries in streams.items():
            own = {table: rows.get(stream.hex, []) for table, rows in found.items()}
            for table, rows in own.items():
                self._kept[table] += len(rows)
            if stream not in self._held:
                # One that is held back may be one that cannot be read at all.
                yield from self._compared(stream, [(entry, self._decode(entry)) for entry in entries], own)

    def _compared(self, stream: UUID, entries: Decoded, own: dict[Table, list[Row]]) -> Iterator[str]:
        derived = Rows(self._consumer.metadata, self._dialect)
        derived.add(stream, self._consumer.derive(Stream(stream, entries)))
        for table, rows in own.items():
            self.rows += len(rows)
            if sorted(rows, key=repr) != sorted(derived.tables[table], key=repr):
                yield _("%(stream)s in %(table)s (%(columns)s)") % {
                    "stream": stream,
                    "table": table.name,
                    "columns": _columns(table, rows, derived.tables[table]),
                }
        if isinstance(entries[0][1], Entered) and IN_FORCE in own:
            self.nominations += 1
            history = history_of([(entry.position, event) for entry, event in entries])
            if _words(own) != _folded(history):
                yield _("%(stream)s: place or award") % {"stream": stream}

    def _found(self, table: Table, subjects: list[str]) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = defaultdict(list)
        subject = list(table.columns).index(table.c.subject)
        query = select(table).where(table.c.subject.in_(bindparam("subjects", expanding=True)))
        for row in self._connection.execute(query, {"subjects": subjects}):
            found[row[subject]].append(tuple(row))
        return found


def _columns(table: Table, found: Sequence[Row], derived: Sequence[Row]) -> str:
    """Which columns differ, where there are as many rows of the same keys; never the values, which may be personal."""
    names = [column.name for column in table.columns]
    keys = [names.index(column.name) for column in table.primary_key.columns]
    expected = {tuple(row[key] for key in keys): row for row in derived}
    different: set[str] = set()
    for row in found:
        other = expected.pop(tuple(row[key] for key in keys), None)
        if other is None:
            return _("a row too many")
        different |= {name for name, a, b in zip(names, row, other, strict=True) if a != b}
    return _("a row is missing") if expected else ", ".join(sorted(different))


Word = tuple[str, int, str, str | None]


def _words(own: dict[Table, list[Row]]) -> set[Word]:
    """What the rows known now say for the place and the award, and since when."""
    words: set[Word] = set()
    for name, table in (("force", IN_FORCE), ("announced", AS_ANNOUNCED)):
        names = [column.name for column in table.columns]
        for row in own[table]:
            told = dict(zip(names, row, strict=True))
            if told["known_to"] == FOREVER and told["place"] != MOVED:
                words.add((name, told["since"], told["place"], told["award"]))
    return words


def _folded(history: History) -> set[Word]:
    """The moments at which the fold changes, found by asking it at every instant that the history names."""
    folded: set[Word] = set()
    instants = sorted(
        {step.counts_from for step in history.steps}
        | {notice.counts_from for notice in history.notices}
        | {back.counts_from for back in history.backs}
        | {change.counts_from for change in history.changes if change.counts_from is not None}
    )
    for name in ("force", "announced"):
        before = None
        for at in instants:
            now = read(history, at=at, announced=at if name == "announced" else None)
            if now is not None and now != before:
                folded.add((name, at, now.place, now.award))
            before = now
    return folded
