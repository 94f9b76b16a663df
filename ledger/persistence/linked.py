"""What records are called to which others are linked: a link holds an id, and its sentence a name."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from ledger.domain import party, work
from ledger.domain.event import Event
from ledger.domain.party_readings import record_of
from ledger.persistence.mapper import EventMapper
from ledger.persistence.recorder import LogRecorder


def names_linked(recorder: LogRecorder, mapper: EventMapper, events: Iterable[Event]) -> dict[UUID, str]:
    """By id the name now in use of every record that these events link to; one that was erased has none."""
    ends = {event.to for event in events if isinstance(event, party.Linked | work.Linked)}
    names = {}
    for stream, entries in recorder.streams(ends).items() if ends else ():
        record = record_of((entry.position, mapper.decode(entry)) for entry in entries)
        if record is not None and record.main.text:
            names[stream] = record.main.text
    return names
