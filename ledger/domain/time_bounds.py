"""The UTC bounds of what was said, in a zone: half-open, None on a side where there is no telling.

"About" is the ledger's own rule: a day is taken three days wider on both sides, a month one month, a year one year, a decade five years,
and a rarer period by its own length.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, timedelta
from typing import NamedTuple, Protocol
from zoneinfo import ZoneInfo

from ledger.domain.time_terms import After, Among, Clause, Clock, Date, Point, Reference, Span, Unit, wrong
from ledger.domain.zones import after_the_jump, clock_readings, end_of, start_of
from ledger.errors import Invalid

_INSTANT = timedelta(microseconds=1)
_SECOND = timedelta(seconds=1)
_MONTHS: dict[Unit, int] = {"month": 1, "year": 12, "decade": 60}
_DAYS: dict[Unit, int] = {"day": 3}


class Bounds(NamedTuple):
    """From `earliest` on, until just before `before`."""

    earliest: datetime | None = None
    before: datetime | None = None


class Bounded(Protocol):
    """Anything with bounds of its own, such as a `When`."""

    @property
    def earliest(self) -> datetime | None:
        """UTC, None if there is no telling."""

    @property
    def before(self) -> datetime | None:
        """UTC, exclusive, None if there is no telling."""


def _days_later(day: date, days: int) -> date:
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def _months_later(first: date, months: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    if year < MINYEAR:
        return date.min
    return date.max if year > MAXYEAR else date(year, month + 1, 1)


def _moved(said: Date, sign: int) -> tuple[date, date]:
    """First and last day of a period moved by the width of its "about", within the years 1 to 9999."""
    if said.unit not in _MONTHS:
        days = sign * _DAYS.get(said.unit, (said.last - said.first).days + 1)
        return _days_later(said.first, days), _days_later(said.last, days)
    months = sign * _MONTHS[said.unit]
    if said.last == date.max:
        return _months_later(said.first, months), date.max
    after = _months_later(_days_later(said.last, 1), months)
    return _months_later(said.first, months), after if after == date.max else _days_later(after, -1)


def _date_bounds(said: Date, zone: ZoneInfo) -> Bounds:
    first, last = said.first, said.last
    if said.is_about:
        first, last = _moved(said, -1)[0], _moved(said, +1)[1]
    bounds = Bounds(start_of(first, zone), end_of(last, zone))
    if said.unit == "day" and bounds.earliest is not None and bounds.earliest == bounds.before:
        raise wrong("day_skipped", day=said.edtf, next=_days_later(last, 1).isoformat(), zone=zone.key)
    return bounds


def _skipped(local: datetime, zone: ZoneInfo) -> Invalid:
    jump = after_the_jump(local, zone)
    went_from = (jump - _SECOND).astimezone(zone).replace(tzinfo=None) + _SECOND
    went_to = jump.astimezone(zone).replace(tzinfo=None)
    shown = {"clock": local, "went_from": went_from, "went_to": went_to}
    return wrong(
        "hour_skipped", zone=zone.key, **{key: there.isoformat(timespec="minutes") for key, there in shown.items()}
    )


def _clock_bounds(said: Clock, zone: ZoneInfo) -> Bounds:
    """One microsecond; both readings and what lies between them where the clocks went back over it."""
    try:
        readings = clock_readings(said.local, zone) if said.local.tzinfo is None else (said.local.astimezone(UTC),)
        if readings:
            return Bounds(readings[0], readings[-1] + _INSTANT)
    except OverflowError:
        raise wrong("year_out_of_range", year=0 if said.local.year == 1 else 10000) from None
    raise _skipped(said.local, zone)


def _point_bounds(said: Date | Clock, zone: ZoneInfo) -> Bounds:
    return _date_bounds(said, zone) if isinstance(said, Date) else _clock_bounds(said, zone)


def _item_bounds(item: Date | Clock | Span, zone: ZoneInfo) -> Bounds:
    if not isinstance(item, Span):
        return _point_bounds(item, zone)
    first = _point_bounds(item.first, zone) if item.first else Bounds()
    last = _point_bounds(item.last, zone) if item.last else Bounds()
    if first.earliest is not None and last.before is not None and first.earliest >= last.before:
        raise wrong("when_reversed", text=str(item), turned=f"{item.last}..{item.first}")
    return Bounds(first.earliest, last.before)


def _hull(parts: list[Bounds]) -> Bounds:
    starts = [part.earliest for part in parts if part.earliest is not None]
    ends = [part.before for part in parts if part.before is not None]
    return Bounds(
        min(starts) if len(starts) == len(parts) else None,
        max(ends) if len(ends) == len(parts) else None,
    )


def _referred(key: str, references: Mapping[str, Bounded]) -> Bounds:
    try:
        there = references[key]
    except KeyError:
        raise wrong("reference_unknown", reference=key, known=sorted(references)) from None
    return Bounds(there.earliest, there.before)


def _after(point: Point, zone: ZoneInfo, references: Mapping[str, Bounded]) -> Bounds:
    if isinstance(point, Reference):
        return Bounds(earliest=_referred(point.key, references).earliest)
    bounds = _point_bounds(point, zone)
    if isinstance(point, Clock):
        return Bounds(earliest=None if bounds.earliest is None else bounds.earliest + _INSTANT)
    return Bounds(earliest=end_of(_moved(point, -1)[1], zone)) if point.is_about else Bounds(earliest=bounds.before)


def _before(point: Point, zone: ZoneInfo, references: Mapping[str, Bounded]) -> Bounds:
    if isinstance(point, Reference):
        return Bounds(before=_referred(point.key, references).before)
    bounds = _point_bounds(point, zone)
    if isinstance(point, Clock):
        return Bounds(before=None if bounds.before is None else bounds.before - _INSTANT)
    return Bounds(before=start_of(_moved(point, +1)[0], zone)) if point.is_about else Bounds(before=bounds.earliest)


def _clause_bounds(clause: Clause, zone: ZoneInfo, references: Mapping[str, Bounded]) -> Bounds:
    if isinstance(clause, Among):
        return _hull([_item_bounds(item, zone) for item in clause.items])
    if isinstance(clause, After):
        return _after(clause.point, zone, references)
    return _before(clause.point, zone, references)


def bounds_of(clauses: tuple[Clause, ...], zone: ZoneInfo, references: Mapping[str, Bounded]) -> Bounds:
    """The bounds within which all clauses hold; `Invalid` ("when_reversed") where they leave no time at all."""
    earliest = before = None
    for clause in clauses:
        bounds = _clause_bounds(clause, zone, references)
        if earliest is None or (bounds.earliest is not None and bounds.earliest > earliest):
            earliest = bounds.earliest
        if before is None or (bounds.before is not None and bounds.before < before):
            before = bounds.before
    if earliest is not None and before is not None and earliest >= before:
        raise wrong("when_reversed", text=";".join(map(str, clauses)), turned=None)
    return Bounds(earliest, before)
