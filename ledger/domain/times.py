"""When something happened, as precisely as it is known, and the one instant it counts from (DOMAIN.md, Times).

Bounds are half-open and in UTC: `earliest` is the first instant it can have been, `before` the first it can no longer have been.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from types import MappingProxyType
from typing import Final, Literal

import msgspec

from ledger.domain.instants import BEGINNING, FOREVER, NEVER, instant, micros
from ledger.domain.time_bounds import bounds_of
from ledger.domain.time_phrases import read_phrase
from ledger.domain.time_terms import Clause, canonical, wrong
from ledger.domain.values import Public
from ledger.domain.zones import without_zone, zone_named
from ledger.errors import Refused

__all__ = [
    "BEGINNING",
    "FOREVER",
    "NEVER",
    "UNKNOWN",
    "When",
    "instant",
    "micros",
    "moment_of",
    "parse_when",
    "propose_counts_from",
    "relation",
    "whole_year",
]


class When(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A time in any precision: what was said, in which zone, and the bounds that follow from both.

    The bounds are kept, not worked out again: a later time-zone table must not move history.
    """

    text: Public[str]
    """Canonical: EDTF (ISO 8601-2) where that can say it, `after:` and `before:` clauses joined by `;`, or "unknown"."""
    zone: Public[str]
    """IANA name of the zone in which days and hours were meant."""
    earliest: Public[datetime | None]
    """UTC, None if there is no telling."""
    before: Public[datetime | None]
    """UTC, exclusive, None if there is no telling."""

    @property
    def earliest_us(self) -> int:
        """The first microsecond it can have been; `BEGINNING` if there is no telling."""
        return BEGINNING if self.earliest is None else micros(self.earliest)

    @property
    def before_us(self) -> int:
        """The first microsecond it can no longer have been; `FOREVER` if there is no telling."""
        return FOREVER if self.before is None else micros(self.before)

    @property
    def latest_us(self) -> int:
        """The last microsecond it can have been; `FOREVER` if there is no telling."""
        return FOREVER if self.before is None else micros(self.before) - 1

    @property
    def is_unknown(self) -> bool:
        """Whether nothing at all is known of it."""
        return self.earliest is None and self.before is None

    @property
    def is_exact(self) -> bool:
        """Whether it is one instant."""
        return self.earliest is not None and self.earliest_us == self.latest_us


UNKNOWN: Final = When(text="unknown", zone="UTC", earliest=None, before=None)

_NO_REFERENCES: Final[Mapping[str, When]] = MappingProxyType({})


@lru_cache(maxsize=8192)
def _when(clauses: tuple[Clause, ...], zone: str) -> When:
    """A time that refers to nothing; the same one each time it is asked for."""
    return _referring(clauses, zone, _NO_REFERENCES)


def _referring(clauses: tuple[Clause, ...], zone: str, references: Mapping[str, When]) -> When:
    bounds = bounds_of(clauses, zone_named(zone), references)
    return When(text=canonical(clauses), zone=zone, earliest=bounds.earliest, before=bounds.before)


def parse_when(
    text: str, zone: str, references: Mapping[str, When] = _NO_REFERENCES, today: date | None = None
) -> When:
    """The time that `text` says, in plain English or EDTF, with its bounds in `zone` (an IANA name).

    `references` gives the times that "after the list was announced" can refer to, by key (`nominations_announced`, `ballot_locked` ...);
    "after R" begins with R's `earliest`, "before R" ends with R's `before`. Parsing the canonical text again follows them when they move.
    A zone said as pages say it ("10:00 Karachi time") has to be this one. An hour that clocks showed twice is bounded by both its readings.
    `today` is what "today" and "yesterday" mean.
    Raises `Invalid` with one problem, whose code and parameters name the mistake (`ledger.wording.time_problems` has them all).
    """
    clauses = read_phrase(without_zone(text, zone), today)
    return _referring(clauses, zone, references) if references else _when(clauses, zone)


@lru_cache(maxsize=4096)
def whole_year(year: int, zone: str) -> When:
    """A calendar year, 1 to 9999, as imports give them by the thousand."""
    return parse_when(f"{year:04d}", zone)


def moment_of(text: str, zone: str, references: Mapping[str, When] = _NO_REFERENCES, today: date | None = None) -> int:
    """The moment at which to look at a list, microseconds since 1970: an instant itself; of a day, month or year its last microsecond.

    Raises `Invalid` as `parse_when` does, and ("moment_unknown") where the text leaves a side open: "by 4 April 2019" is no moment.
    """
    when = parse_when(text, zone, references, today)
    if when.earliest is None or when.before is None:
        raise wrong("moment_unknown", text=when.text)
    return when.latest_us


def relation(a: When, b: When) -> Literal["before", "after", "straddles", "same"]:
    """Whether `a` is certainly before or after `b`; "same" for one and the same instant, "straddles" when the bounds do not tell."""
    if a.before_us <= b.earliest_us:
        return "before"
    if b.before_us <= a.earliest_us:
        return "after"
    return "same" if a.is_exact and b.is_exact else "straddles"


def propose_counts_from(
    when: When, recorded: int, named: int = FOREVER, rests: int = FOREVER, *, told_as_done: bool = True
) -> int:
    """The instant used for order, microseconds since 1970: the latest its bounds allow (DOMAIN.md, Times).

    What is told as done counts no later than it was `recorded` and first announced (`named`); a plan may lie beyond both.
    Done or planned, it counts before the earliest act that `rests` on it.
    Raises `Refused("counts_from_impossible")` with `limit` ("recorded", "named" or "rests"), `latest` and `earliest` (microseconds)
    if that would be earlier than it can have been.
    """
    limits = [(when.latest_us, "bounds")]
    if told_as_done:
        limits += [(recorded, "recorded"), (named, "named")]
    if rests != FOREVER:
        limits.append((rests - 1, "rests"))
    latest, limit = min(limits)
    if latest < when.earliest_us:
        raise Refused("counts_from_impossible", limit=limit, latest=latest, earliest=when.earliest_us, when=when.text)
    return latest
