"""What a time said by somebody is made of, before a zone gives it bounds; and its canonical text.

A time is a list of clauses that all hold; an empty list is "unknown". `str()` of a term is its canonical text: EDTF (ISO 8601-2),
except `after:X` and `before:X`, which exclude X itself and may name a milestone or an act; EDTF can say neither.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, Literal, NamedTuple

from ledger.errors import Invalid, Problem

Unit = Literal["day", "month", "year", "decade", "other"]
Mark = Literal["", "?", "~", "%"]
"""EDTF's qualifiers: uncertain, approximate, both."""

UNKNOWN_TEXT = "unknown"
LONGEST = 200
"""No time takes more characters than this to say."""


class Date(NamedTuple):
    """A day, month, year, decade or other calendar period: its first and last day, and its EDTF without the mark."""

    edtf: str
    first: date
    last: date
    unit: Unit
    mark: Mark = ""

    @property
    def is_about(self) -> bool:
        """Whether it is approximate."""
        return self.mark in ("~", "%")

    def __str__(self) -> str:
        return self.edtf + self.mark


class Clock(NamedTuple):
    """A time of day on a day: an instant; without an offset, in the zone of the whole."""

    local: datetime

    def __str__(self) -> str:
        text = self.local.isoformat()
        return text[:-6] + "Z" if self.local.tzinfo is UTC else text


class Reference(NamedTuple):
    """The time of a milestone (`ballot_locked`) or of an act (`<stream id>@<version>`)."""

    key: str

    def __str__(self) -> str:
        return self.key


class Span(NamedTuple):
    """One moment from `first` to `last`, both inclusive; None leaves that side open."""

    first: Date | Clock | None
    last: Date | Clock | None

    def __str__(self) -> str:
        return f"{self.first or ''}..{self.last or ''}"


class Among(NamedTuple):
    """One of several; a single date or clock time is the plain case."""

    items: tuple[Date | Clock | Span, ...]

    def __str__(self) -> str:
        if len(self.items) == 1 and not isinstance(self.items[0], Span):
            return str(self.items[0])
        return f"[{','.join(map(str, self.items))}]"


class After(NamedTuple):
    """Later than a point; of a day, month or year: later than its end."""

    point: Date | Clock | Reference

    def __str__(self) -> str:
        return f"after:{self.point}"


class Before(NamedTuple):
    """Earlier than a point; of a day, month or year: earlier than its beginning."""

    point: Date | Clock | Reference

    def __str__(self) -> str:
        return f"before:{self.point}"


Clause = Among | After | Before
Point = Date | Clock | Reference


def canonical(clauses: tuple[Clause, ...]) -> str:
    """The text that is kept; it reads back to the same clauses."""
    return ";".join(map(str, clauses)) or UNKNOWN_TEXT


def wrong(code: str, **params: Any) -> Invalid:
    """The refusal of a text as a time."""
    return Invalid([Problem("", code, params)])


def unreadable(text: str) -> Invalid:
    """The refusal of a text that says no time in any accepted way."""
    shown = text[:60].encode("utf-8", "replace").decode()  # a lone surrogate could not be shown again
    return wrong("when_unreadable", text=shown)
