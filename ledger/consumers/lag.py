"""How far a read model is behind the log, and how long it will take."""

from __future__ import annotations

from typing import NamedTuple

from ledger.consumers.parked import parked_count
from ledger.consumers.position import look
from ledger.consumers.views import View

SECOND = 1_000_000


class Lag(NamedTuple):
    """One consumer against the log.

    `version` is None while no live version exists; then it is behind by the whole log. `seconds`: since when the oldest act not yet shown
    waits. `rate`: acts a second of the last telling batch, 0 if not known; `seconds_left`: None if the rate is not known.
    """

    consumer: str
    version: int | None
    position: int
    head: int
    events: int
    seconds: float
    rate: int
    seconds_left: float | None
    parked: int


def lag(view: View) -> Lag:
    """The lag of the live version now."""
    version = view.live()
    if version is None:
        position = rate = parked = 0
    else:
        with view.reading(version) as connection:
            place = look(connection, view.name)
            position, rate, parked = place.position, place.rate, parked_count(connection)
    head = view.log.head()[0]
    events = max(0, head - position)
    oldest = view.log.entries(position, 1) if events else []
    seconds = max(0.0, (view.clock() - oldest[0].recorded_at) / SECOND) if oldest else 0.0
    left = 0.0 if not events else events / rate if rate else None
    number = version.number if version else None
    return Lag(view.name, number, position, head, events, seconds, rate, left, parked)
