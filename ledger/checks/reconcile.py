"""Compares the rows that lists are read from with a fold of the log (DOMAIN.md, What must always hold, 1)."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, select

from ledger.consumers.views import View
from ledger.domain.nomination import Entered
from ledger.domain.readings import History, history_of, read
from ledger.domain.times import FOREVER
from ledger.persistence.mapper import EventMapper
from ledger.persistence.recorder import LogRecorder
from ledger.projections.lists import AS_ANNOUNCED, IN_FORCE
from ledger.wording.catalogue import gettext as _


class Reconciled(NamedTuple):
    """How many nominations were compared at which position, and the first that differs."""

    position: int
    nominations: int
    rows: int
    first_difference: str | None

    @property
    def agrees(self) -> bool:
        """Whether every row equals the fold."""
        return self.first_difference is None

    def text(self) -> str:
        """The result as a sentence."""
        if self.first_difference:
            return _("They differ, first at %(what)s.") % {"what": self.first_difference}
        return _("%(n)d nominations at position %(position)d: the lists equal the log.") % {
            "n": self.nominations,
            "position": self.position,
        }


def reconcile(lists: View, recorder: LogRecorder, mapper: EventMapper) -> Reconciled:
    """Fold every nomination of the log and compare it with its current rows, in constant memory."""
    position = lists.position()
    decode = mapper.decode
    nominations = rows = 0
    with lists.read() as connection:
        for entries in recorder.iter_streams(position):
            if not entries[0].topic.startswith("nomination."):
                continue
            nominations += 1
            first = decode(entries[0])
            history = history_of([(entry.position, decode(entry)) for entry in entries])
            found = _rows(connection, entries[0].originator_id)
            rows += len(found)
            if not isinstance(first, Entered) or found != _folded(history):
                return Reconciled(position, nominations, rows, str(entries[0].originator_id))
        total = sum(
            len(connection.execute(select(table.c.subject).where(table.c.known_to == FOREVER).distinct()).all())
            for table in (IN_FORCE,)
        )
    if total != nominations:
        return Reconciled(position, nominations, rows, _("%(n)d nominations in the lists") % {"n": total})
    return Reconciled(position, nominations, rows, None)


Row = tuple[str, int, str, str | None]


def _rows(connection: Connection, subject: UUID) -> set[Row]:
    found: set[Row] = set()
    for name, table in (("force", IN_FORCE), ("announced", AS_ANNOUNCED)):
        query = select(table.c.since, table.c.place, table.c.award).where(
            table.c.subject == subject.hex, table.c.known_to == FOREVER
        )
        found |= {(name, row.since, row.place, row.award) for row in connection.execute(query)}
    return found


def _folded(history: History) -> set[Row]:
    """The moments at which the fold changes, found by asking it at every instant that the history names."""
    folded: set[Row] = set()
    instants = sorted(
        {step.counts_from for step in history.steps}
        | {notice.counts_from for notice in history.notices}
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
