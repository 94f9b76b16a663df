"""What records are called to which others are linked: a link holds an id, and its sentence a name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

from ledger.domain import party, work
from ledger.domain.event import Event
from ledger.domain.party_readings import record_of
from ledger.persistence.mapper import EventMapper
from ledger.persistence.recorder import LogRecorder

Sees = Callable[[UUID], bool]
"""Whether somebody sees what a stream tells."""


def everything(_stream: UUID) -> bool:
    """The sight of who sees all."""
    return True


def names_linked(
    recorder: LogRecorder, mapper: EventMapper, events: Iterable[Event], sees: Sees = everything
) -> dict[UUID, str]:
    """By id the name now in use of every record that these events link to and that the reader sees; one that was erased has none."""
    linked = {event.to for event in events if isinstance(event, party.Linked | work.Linked)}
    ends = {end for end in linked if sees(end)}
    names = {}
    for stream, entries in recorder.streams(ends).items() if ends else ():
        record = record_of((entry.position, mapper.decode(entry)) for entry in entries)
        if record is not None and record.main.text:
            names[stream] = record.main.text
    return names
