"""Times in words, exactly as precise as they are known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from gettext import NullTranslations
from typing import Final, Literal, NamedTuple
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, get_timezone_location
from babel.lists import format_list

from ledger.domain.edtf_text import read_canonical
from ledger.domain.time_terms import Among, Before, Clause, Clock, Date, Mark, Point, Reference, Span
from ledger.domain.times import When, instant
from ledger.domain.zones import clock_readings
from ledger.errors import Invalid
from ledger.wording.catalogue import gettext as _
from ledger.wording.catalogue import spoken

LOCALE: Final = "en_GB"
Precision = Literal["day", "minute", "second", "microsecond"]

_REFERENCES: dict[str, Callable[[], str]] = {
    "nominations_announced": lambda: _("the list was announced"),
    "ballot_locked": lambda: _("the ballot was locked"),
    "voting_opened": lambda: _("voting opened"),
    "voting_closed": lambda: _("voting closed"),
    "results_announced": lambda: _("the results were announced"),
    "ceremony": lambda: _("the ceremony"),
    "edition_closed": lambda: _("the edition was closed"),
}
_DAY: Final = "d MMMM y"
_CLOCK: dict[Precision, str] = {
    "minute": "d MMMM y, HH:mm",
    "second": "d MMMM y, HH:mm:ss",
    "microsecond": "d MMMM y, HH:mm:ss.SSSSSS",
}
_SHAPES = {"day": _DAY, "month": "MMMM y", "year": "y"}


class _Speaker:
    """Says terms in one zone, length and locale."""

    def __init__(self, zone: str, locale: str, *, short: bool) -> None:
        self.zone = ZoneInfo(zone)
        self.locale = locale
        self.short = short

    def _shaped(self, shape: str) -> str:
        return shape.replace("MMMM", "MMM") if self.short else shape

    def _day(self, day: date, shape: str = _DAY) -> str:
        return format_date(day, self._shaped(shape), locale=self.locale)

    def _date(self, said: Date) -> str:
        if said.unit in _SHAPES:
            return self._day(said.first, _SHAPES[said.unit])
        if said.unit == "decade":
            return _("the %(year)ds") % {"year": said.last.year - 9}
        return _("between %(first)s and %(last)s") % {"first": self._day(said.first), "last": self._day(said.last)}

    def clock(self, local: datetime, precision: Precision) -> str:
        """A local time of day on a day, with the zone unless short."""
        shown = format_datetime(local, self._shaped(_CLOCK[precision]), locale=self.locale)
        return shown if self.short else f"{shown} {zone_name(self.zone.key, locale=self.locale)}"

    def _instant(self, said: Clock) -> str:
        is_local = said.local.tzinfo is None
        local = said.local if is_local else said.local.astimezone(self.zone).replace(tzinfo=None)
        shown = self.clock(local, "second" if local.second else "minute")
        if is_local and len(clock_readings(local, self.zone)) > 1:
            return _("%(time)s (which clocks showed twice)") % {"time": shown}
        return shown

    def _point(self, point: Point) -> str:
        if isinstance(point, Reference):
            return milestone_clause(point.key)
        if isinstance(point, Clock):
            return self._instant(point)
        return _marked(self._date(point), point.mark)

    def _item(self, item: Date | Clock | Span) -> str:
        if not isinstance(item, Span):
            return self._point(item)
        if item.first is None:
            return _("by %(last)s") % {"last": self._point(item.last)} if item.last else ""
        if item.last is None:
            return _("%(first)s or later") % {"first": self._point(item.first)}
        return _("between %(first)s and %(last)s") % {"first": self._point(item.first), "last": self._point(item.last)}

    def _one_of(self, items: tuple[Date | Clock | Span, ...]) -> str:
        marks = {item.mark if isinstance(item, Date) else "" for item in items}
        mark = next(iter(marks)) if len(marks) == 1 else None
        if mark:
            items = tuple(item._replace(mark="") if isinstance(item, Date) else item for item in items)
        said = [self._item(item) for item in items]
        joined = said[0] if len(said) == 1 else format_list(said, style="or", locale=self.locale)
        return _marked(joined, mark or "")

    def clause(self, clause: Clause) -> str:
        """One clause as a phrase."""
        if isinstance(clause, Among):
            return self._one_of(clause.items)
        side = _("before %(point)s") if isinstance(clause, Before) else _("after %(point)s")
        return side % {"point": self._point(clause.point)}


def _marked(text: str, mark: Mark) -> str:
    if mark == "~":
        return _("about %(date)s") % {"date": text}
    if mark == "?":
        return _("perhaps %(date)s") % {"date": text}
    return _("perhaps about %(date)s") % {"date": text} if mark else text


class _Asked(NamedTuple):
    text: str
    zone: str
    locale: str
    short: bool
    language: NullTranslations


@lru_cache(maxsize=8192)
def _say(asked: _Asked) -> str:
    try:
        clauses = read_canonical(asked.text)
    except Invalid:  # written by a newer version: its own text says more than nothing
        return asked.text
    speaker = _Speaker(asked.zone, asked.locale, short=asked.short)
    return ", ".join(map(speaker.clause, clauses)) or _("day unknown")


def say_when(when: When, *, short: bool = False, locale: str = LOCALE) -> str:
    """A time as a phrase: "27 March 1957", "about 1988 or 1989", "after the list was announced, before 27 March 1957", "day unknown".

    Hours are those of the time's own zone. `short` takes short months and leaves out the zone.
    """
    return _say(_Asked(when.text, when.zone, locale, short, spoken()))


def milestone_clause(key: str) -> str:
    """What a time refers to by a milestone's key: "the ballot was locked"."""
    words = _REFERENCES.get(key)
    return words() if words else _("another entry in the ledger")


def say_instant(
    us: int, zone: str, precision: Precision = "minute", *, short: bool = False, locale: str = LOCALE
) -> str:
    """An instant (microseconds since 1970) in a zone: "13 October 2026, 11:20 Karachi time"; an open end is "day unknown"."""
    try:
        local = instant(us).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    except OverflowError:
        return _("day unknown")
    if precision == "day":
        return format_date(local, _DAY.replace("MMMM", "MMM") if short else _DAY, locale=locale)
    return _Speaker(zone, locale, short=short).clock(local, precision)


def zone_name(zone: str, *, locale: str = LOCALE) -> str:
    """A zone as people say it: "Karachi time", "UTC"."""
    if zone == "UTC" or zone.startswith("Etc/"):
        return zone.removeprefix("Etc/")
    return _("%(city)s time") % {"city": _city(zone, locale)}


@lru_cache(maxsize=1024)
def _city(zone: str, locale: str) -> str:
    return get_timezone_location(zone, locale=locale, return_city=True).rpartition("/")[2]
