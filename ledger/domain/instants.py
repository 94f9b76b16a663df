"""Instants as the ledger counts them: whole microseconds since 1970-01-01T00:00Z, negative before."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

BEGINNING: Final = -(2**62)
"""An open start: earlier than any instant there is."""
FOREVER: Final = 2**63 - 1
"""An open end: later than any instant there is."""
NEVER: Final = FOREVER
"""The instant of what has not happened."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = 86_400_000_000
_SECOND = 1_000_000


def micros(moment: datetime) -> int:
    """Microseconds since 1970-01-01T00:00Z of a datetime with a zone; a naive one raises TypeError."""
    past = moment - _EPOCH
    return past.days * _DAY + past.seconds * _SECOND + past.microseconds


def instant(us: int) -> datetime:
    """The UTC datetime at `us` microseconds; outside the years 1 to 9999 raises OverflowError."""
    return _EPOCH + timedelta(microseconds=us)
