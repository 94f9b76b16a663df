"""Days and hours as clocks in a zone showed them, in UTC; every oddity of summer time and of moved date lines is here.

A bound outside the years 1 to 9999 (UTC) is None: no telling.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ledger.errors import Invalid, Problem

_NAME = re.compile(r"(?=.{1,64}$)[A-Z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*")
"""Leaves out `posix/`, `right/` (leap seconds) and `localtime`, which only some systems have."""
_SAID = re.compile(r"(:[0-9]{2})(?: ([^\W\d_][^\d:]{0,60}?) time\b)(?: \(which clocks showed twice\))?", re.IGNORECASE)
"""A zone behind an hour, by its city; an hour without more that clocks showed twice is bounded by both its readings anyway."""
_SECOND = timedelta(seconds=1)


@lru_cache(maxsize=1024)
def zone_named(name: str) -> ZoneInfo:
    """The zone of an IANA name; `Invalid` ("zone_unknown") if there is none."""
    try:
        if _NAME.fullmatch(name) and name != "Factory":
            return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        pass  # a folder of zones or a file that is none: as unknown as a name that is not there
    raise Invalid([Problem("", "zone_unknown", {"zone": name[:64]})])


def without_zone(text: str, zone: str) -> str:
    """The text without what pages say of the zone behind an hour: "10:00 Karachi time" is 10:00 in Asia/Karachi.

    `Invalid` ("clock_elsewhere") where the hour is told in the time of another place.
    """

    def taken(found: re.Match[str]) -> str:
        if _letters(found[2]) != _letters(zone.rpartition("/")[2]):
            raise Invalid([Problem("", "clock_elsewhere", {"place": found[2][:64], "zone": zone})])
        return found[1]

    return _SAID.sub(taken, text)


def _letters(name: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFKD", name).casefold() if one.isalnum())


def clock_readings(local: datetime, zone: ZoneInfo) -> tuple[datetime, ...]:
    """The UTC instants at which clocks showed `local`, earliest first.

    None when the clocks jumped over it, two when they went back over it.
    """
    first = local.replace(tzinfo=zone, fold=0).astimezone(UTC)
    second = local.replace(tzinfo=zone, fold=1).astimezone(UTC)
    if first == second:
        return (first,)
    return (first, second) if first < second else ()


def after_the_jump(local: datetime, zone: ZoneInfo) -> datetime:
    """The first instant (UTC) at which clocks showed more than the skipped `local`."""
    before = local.replace(tzinfo=zone, fold=1).astimezone(UTC) - _SECOND
    after = local.replace(tzinfo=zone, fold=0).astimezone(UTC)
    while after - before > _SECOND:
        middle = before + (after - before) // 2 // _SECOND * _SECOND
        if middle.astimezone(zone).replace(tzinfo=None) < local:
            before = middle
        else:
            after = middle
    return after


@lru_cache(maxsize=16384)
def start_of(day: date, zone: ZoneInfo) -> datetime | None:
    """The first instant (UTC) at which a calendar in `zone` showed `day` or, if it was skipped, a later one."""
    midnight = datetime.combine(day, time())
    try:
        readings = clock_readings(midnight, zone)
        return readings[0] if readings else after_the_jump(midnight, zone)
    except OverflowError:
        return None


@lru_cache(maxsize=16384)
def end_of(day: date, zone: ZoneInfo) -> datetime | None:
    """The first instant (UTC) after the last at which a calendar in `zone` showed `day` or an earlier one."""
    if day == date.max:
        return None
    midnight = datetime.combine(day + timedelta(days=1), time())
    try:
        readings = clock_readings(midnight, zone)
        if not readings:
            return after_the_jump(midnight, zone)
        if len(readings) == 1 or (readings[1] - _SECOND).astimezone(zone).date() > day:
            return readings[0]
        return readings[1]  # the clocks went back from just after midnight into the day before
    except OverflowError:
        return None
