"""Dates of the calendar, checked: what does not exist is refused together with what does."""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta, timezone

from ledger.domain.time_terms import Clock, Date, Mark, wrong

_OFFSET_LIMIT = timedelta(hours=18)
"""No zone has ever been further from UTC than this."""


def _checked_year(year: int) -> int:
    if not MINYEAR <= year <= MAXYEAR:
        raise wrong("year_out_of_range", year=year)
    return year


def _last_day(year: int, month: int) -> int:
    if month not in range(1, 13):
        raise wrong("month_impossible", month=month)
    return monthrange(_checked_year(year), month)[1]


def decade(year: int, mark: Mark = "") -> Date:
    """The ten years that begin with `year`, a multiple of ten."""
    return Date(f"{year // 10:03d}X", date(max(year, 1), 1, 1), date(year + 9, 12, 31), "decade", mark)


def whole_year(year: int, mark: Mark = "") -> Date:
    """A year, 1 to 9999."""
    return Date(f"{_checked_year(year):04d}", date(year, 1, 1), date(year, 12, 31), "year", mark)


def month_of(year: int, month: int, mark: Mark = "") -> Date:
    """A month of a year."""
    last = _last_day(year, month)
    return Date(f"{year:04d}-{month:02d}", date(year, month, 1), date(year, month, last), "month", mark)


def day_of(year: int, month: int, day: int, mark: Mark = "") -> Date:
    """A day of a month; 31 June is refused ("date_impossible", with the number of days June has)."""
    last = _last_day(year, month)
    if not 1 <= day <= last:
        raise wrong("date_impossible", year=year, month=month, day=day, days=last)
    there = date(year, month, day)
    return Date(there.isoformat(), there, there, "day", mark)


def clock_on(day: date, clock: tuple[int, int, int, int], offset: int | None = None) -> Clock:
    """An instant: hour, minute, second and microsecond on a day; `offset` in minutes east of UTC, None for the zone of the whole."""
    try:
        local = datetime.combine(day, time(*clock))
    except ValueError:
        raise wrong("hour_impossible", clock=f"{clock[0]:02d}:{clock[1]:02d}:{clock[2]:02d}") from None
    if offset is None:
        return Clock(local)
    if abs(east := timedelta(minutes=offset)) > _OFFSET_LIMIT:
        raise wrong("hour_impossible", clock=f"{offset // 60:+03d}:{offset % 60:02d}")
    aware = local.replace(tzinfo=timezone(east) if offset else UTC)
    try:
        aware.astimezone(UTC)
    except OverflowError:
        raise wrong("year_out_of_range", year=0 if day.year == 1 else 10000) from None
    return Clock(aware)
