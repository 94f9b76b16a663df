"""Dates and instants as EDTF (ISO 8601-2) and RFC 3339 write them, and the canonical text of a whole time.

Years, months, days, decades, instants and sets of them are read here; rarer forms by `ledger.domain.edtf_rare`.
"""

from __future__ import annotations

import re
from typing import cast

from ledger.domain.calendar_dates import clock_on, day_of, decade, month_of, whole_year
from ledger.domain.edtf_rare import rare_date
from ledger.domain.time_terms import (
    UNKNOWN_TEXT,
    After,
    Among,
    Before,
    Clause,
    Clock,
    Date,
    Mark,
    Point,
    Reference,
    Span,
    unreadable,
    wrong,
)

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([?~%]?)")
_DECADE = re.compile(r"([0-9]{3})X([?~%]?)")
_INSTANT = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T|,? )([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,9}))?)?"
    r" ?(?:(Z|UTC|GMT)|([+-])([0-9]{2}):?([0-5][0-9])?)?"
)
_PARTS_OF_YEAR = range(21, 42)
"""In place of a month: EDTF's seasons, quarters, thirds and halves."""
_NOT_A_DATE = re.compile(r"(?:-|Y-?)[0-9]{3,}")
_KEY = re.compile(r"[a-z][a-z_]*|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}@[1-9][0-9]{0,9}")


def _instant(found: re.Match[str]) -> Clock:
    year, month, day, hour, minute, second, fraction, utc, sign, east_hours, east_minutes = found.groups()
    on = day_of(int(year), int(month), int(day)).first
    clock = (int(hour), int(minute), int(second or 0), int((fraction or "0").ljust(6, "0")[:6]))
    if utc:
        return clock_on(on, clock, 0)
    if not sign:
        return clock_on(on, clock)
    return clock_on(on, clock, int(f"{sign}1") * (int(east_hours) * 60 + int(east_minutes or 0)))


def edtf_point(text: str) -> Date | Clock | None:
    """The date or instant that `text` (upper case) writes; None if it is no such text, `Invalid` if it writes what does not exist."""
    if found := _DATE.fullmatch(text):
        year, month, day, mark = int(found[1]), found[2], found[3], cast("Mark", found[4])
        if day:
            return day_of(year, int(month), int(day), mark)
        if not month:
            return whole_year(year, mark)
        if int(month) not in _PARTS_OF_YEAR:
            return month_of(year, int(month), mark)
    if found := _INSTANT.fullmatch(text):
        return _instant(found)
    if found := _DECADE.fullmatch(text):
        return decade(int(found[1]) * 10, cast("Mark", found[2]))
    if _NOT_A_DATE.fullmatch(text):
        raise wrong("year_out_of_range", year=text)
    return rare_date(text)


def _member(text: str) -> Date | Clock:
    point = edtf_point(text)
    if point is None:
        raise unreadable(text)
    return point


def _item(text: str) -> Date | Clock | Span:
    first, dots, last = text.partition("..")
    if not dots:
        return _member(text)
    if not (first or last):
        raise unreadable(text)
    return Span(_member(first) if first else None, _member(last) if last else None)


def edtf_clause(text: str) -> Among | None:
    """The date, instant or set that `text` (upper case) writes; a duration is refused with the set that may have been meant."""
    if text.startswith("[") and text.endswith("]"):
        return Among(
            tuple(_item(part.strip()) for part in text[1:-1].replace(" ..", "..").replace(".. ", "..").split(","))
        )
    if text.startswith("{") and text.endswith("}"):
        raise wrong("when_is_several", instead=f"[{text[1:-1]}]")
    first, slash, last = text.partition("/")
    if slash and all(end in ("", "..") or _is_date(end) for end in (first.strip(), last.strip())):
        raise wrong("when_is_duration", instead=f"[{first.strip(' .')}..{last.strip(' .')}]")
    point = edtf_point(text)
    return None if point is None else Among((point,))


def _is_date(text: str) -> bool:
    return bool(_DATE.fullmatch(text) or _DECADE.fullmatch(text) or _INSTANT.fullmatch(text))


def reference_key(text: str) -> Reference | None:
    """The milestone or act that `text` (lower case) names by its key."""
    return Reference(text) if _KEY.fullmatch(text) else None


def _clause(text: str) -> Clause:
    for lead, side in (("after:", After), ("before:", Before)):
        if text.startswith(lead):
            rest = text[len(lead) :]
            point: Point = reference_key(rest) or _member(rest)
            return side(point)
    clause = edtf_clause(text)
    if clause is None:
        raise unreadable(text)
    return clause


def read_canonical(text: str) -> tuple[Clause, ...]:
    """The clauses that a canonical text says: the inverse of `time_terms.canonical`."""
    return () if text == UNKNOWN_TEXT else tuple(map(_clause, text.split(";")))
