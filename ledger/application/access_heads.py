"""The head of the access record goes into the log: of all that was read on earlier days, once, when a new day has begun (UTC).

From then on nobody can change, drop or put among them a reading of those days without the log telling so: `ledger.checks.access_chain`.
"""

from __future__ import annotations

from uuid import uuid5

from ledger.application.draft import Draft
from ledger.application.ledger import Ledger, Receipt
from ledger.domain.access import LEDGER, STREAM, HeadRecorded
from ledger.domain.values import Personal, Provenance
from ledger.errors import Conflict
from ledger.persistence.access import AccessRecord

DAY_US = 86_400_000_000


def heads(ledger: Ledger) -> list[tuple[int, int, HeadRecorded]]:
    """Every head in the log with its position and when it was recorded (µs), in order."""
    entries = ledger.recorder.streams([STREAM]).get(STREAM, [])
    decoded = ((entry, ledger.mapper.decode(entry)) for entry in entries)
    return [(entry.position, entry.recorded_at, event) for entry, event in decoded if isinstance(event, HeadRecorded)]


def record_head(ledger: Ledger, access: AccessRecord) -> Receipt | None:
    """Record the head of all readings before today, unless that has been done or there are none that the log does not know of.

    Several processes that do it at once record one. Raises Unavailable.
    """
    today = ledger.now() // DAY_US
    newest = access.newest(before=today * DAY_US)
    known = heads(ledger)
    if newest is None or (known and _covers(known[-1], newest.number, today)):
        return None
    access.settle()
    command = uuid5(STREAM, str(today))
    name = Personal(LEDGER, "Awards Ledger")
    draft = Draft(Provenance(actor=LEDGER, name=name, role="ledger", command=command, via="ledger"))
    draft.goes_on(STREAM, len(known))
    draft.add(HeadRecorded, STREAM, number=newest.number, head=newest.head)
    try:
        return ledger.save(draft, {"day": today})
    except Conflict:
        # Another process was first.
        return None


def _covers(known: tuple[int, int, HeadRecorded], number: int, today: int) -> bool:
    _position, recorded_at, event = known
    return event.number >= number or recorded_at // DAY_US >= today


class DailyHead:
    """Records heads when days begin; asked often, it looks once a day."""

    def __init__(self, ledger: Ledger, access: AccessRecord) -> None:
        self._ledger = ledger
        self._access = access
        self._done: int | None = None

    def __call__(self) -> None:
        """Record the head that is due, if one is. Raises Unavailable."""
        today = self._ledger.clock() // DAY_US
        if today != self._done:
            record_head(self._ledger, self._access)
            self._done = today
