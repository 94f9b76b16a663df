"""One date, clock time or milestone in plain English: "27 March 1957", "Mon 17 Oct 2011", "13 October 2026 at 11:20", "the list was announced".

Everything here reads text in lower case with single spaces and plain hyphens.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, timedelta
from typing import NamedTuple

from ledger.domain.calendar_dates import clock_on, day_of, decade, month_of, whole_year
from ledger.domain.edtf_text import edtf_point, reference_key
from ledger.domain.time_terms import Clock, Date, Mark, Point, Reference, unreadable, wrong

_MONTH_NAMES = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, 1)}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_DAY = r"(?:the )?(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>[0-9]{4})"
_WEEKDAY = r"(?:(?P<weekday>mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?"
_NAMED = (
    re.compile(rf"{_WEEKDAY}{_DAY}(?: of)? {_MONTH}(?:,? {_YEAR})?"),
    re.compile(rf"{_WEEKDAY}{_MONTH} {_DAY}(?:,? {_YEAR})?"),
    re.compile(rf"{_MONTH}(?:,? (?:of )?{_YEAR})?"),
    re.compile(rf"{_WEEKDAY}{_DAY}"),
)
_DECADE = re.compile(r"(?:the )?([0-9]{3}0)'?s")
_YEAR_ALONE = re.compile(r"[0-9]{4}")
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
_NUMERIC = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})")
_CLOCK = (
    r"(?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?)? ?(?P<half>[ap]\.?m\.?)?"
    r" ?(?P<utc>utc|gmt|z)?"
)
_DATE_CLOCK = re.compile(rf"(?P<date>.{{4,}}?)(?:,? at |, | ){_CLOCK}")
_CLOCK_DATE = re.compile(rf"{_CLOCK}(?:,? on |, )(?P<date>.{{4,}})")

_REFERENCES = {
    "nominations_announced": r"(?:list|short ?list|nominations|nominees|finalists|nominations list) announced|"
    r"announcement of (?:list|short ?list|nominations|nominees|finalists)",
    "ballot_locked": r"ballots? (?:locked|closed to changes|went to print)|lock",
    "voting_opened": r"(?:voting|vote) (?:opened|began|started)|(?:opening|start) of voting",
    "voting_closed": r"(?:voting|vote) (?:closed|ended)|(?:close|end) of voting",
    "results_announced": r"(?:results?|winners?|awards) announced|announcement of (?:results?|winners?|awards)",
    "ceremony": r"ceremony(?: held| took place)?",
    "edition_closed": r"edition closed|(?:close|end) of edition",
}
_REFERENCE = {key: re.compile(words) for key, words in _REFERENCES.items()}
_FILLING = re.compile(r"\b(?:the|was|were|is|are|has|have|had|been|will be) ")


class Partial(NamedTuple):
    """What a shorter date takes from the one after it: "14" and "14 October" in "between 14 and 17 October 2011"."""

    year: int | None = None
    month: int | None = None


_ALONE = Partial()


def reference(text: str) -> Reference | None:
    """The milestone that words such as "the ballot was locked" name, or a key itself."""
    plain = _FILLING.sub("", text)
    for key, words in _REFERENCE.items():
        if words.fullmatch(plain):
            return Reference(key)
    return reference_key(text) if "_" in text or "@" in text else None


def _checked_weekday(found: Date, weekday: str | None) -> Date:
    if weekday and not _WEEKDAYS[found.first.weekday()].startswith(weekday):
        raise wrong("weekday_wrong", day=found.edtf, weekday=found.first.weekday())
    return found


def _named_date(text: str, mark: Mark, taken: Partial) -> Date | None:
    for form in _NAMED:
        if found := form.fullmatch(text):
            parts = found.groupdict()
            year = int(parts["year"]) if parts.get("year") else taken.year
            month = _MONTHS[parts["month"]] if parts.get("month") else taken.month
            if month is None:
                return None
            if year is None:
                raise wrong("year_missing", text=text)
            if "day" not in parts:
                return month_of(year, month, mark)
            return _checked_weekday(day_of(year, month, int(parts["day"]), mark), parts["weekday"])
    return None


def _refuse_numeric(text: str) -> None:
    """Refuse 3/4/2019, which is a day in March to some and in April to others, with the days it can mean."""
    if found := _NUMERIC.fullmatch(text):
        one, two, year = map(int, found.groups())
        meant = []
        for day, month in dict.fromkeys(((one, two), (two, one))):
            with suppress(ValueError):
                meant.append(date(year, month, day).isoformat())
        raise wrong("numeric_date", text=text, meant=meant)


def _said_from_today(text: str, today: date | None) -> Date | None:
    away = {"yesterday": -1, "today": 0, "tomorrow": 1}.get(text)
    if away is None or today is None:
        return None
    day = today + timedelta(days=away)
    return day_of(day.year, day.month, day.day)


def calendar_date(text: str, mark: Mark = "", taken: Partial = _ALONE, today: date | None = None) -> Date | None:
    """The date `text` says; None if it says none, `Invalid` if it says one that does not exist or can be taken for two."""
    if _YEAR_ALONE.fullmatch(text):
        return whole_year(int(text), mark)
    if named := _named_date(text, mark, taken):
        return named
    if found := _DECADE.fullmatch(text):
        return decade(int(found[1]), mark)
    if found := _YEAR_FIRST.fullmatch(text):
        return day_of(int(found[1]), int(found[3]), int(found[4]), mark)
    _refuse_numeric(text)
    plain = edtf_point(text.upper() + mark)
    return plain if isinstance(plain, Date) else _said_from_today(text, today)


def _clock(found: re.Match[str], text: str, today: date | None) -> Clock | None:
    parts = found.groupdict()
    if not (parts["minute"] or parts["half"]):
        return None
    day = calendar_date(parts["date"].rstrip(","), today=today)
    if day is None or day.unit != "day" or day.mark:
        return None
    hour = int(parts["hour"])
    if parts["half"]:
        if hour not in range(1, 13):
            raise wrong("hour_impossible", clock=text[:60])
        hour = hour % 12 + (12 if parts["half"][0] == "p" else 0)
    clock = (hour, int(parts["minute"] or 0), int(parts["second"] or 0), 0)
    return clock_on(day.first, clock, 0 if parts["utc"] else None)


def clock_time(text: str, today: date | None = None) -> Clock | None:
    """The instant `text` says: a day with a time of day, in either order, or RFC 3339."""
    plain = edtf_point(text.upper()) if text[0].isdecimal() else None
    if isinstance(plain, Clock):
        return plain
    for form in (_DATE_CLOCK, _CLOCK_DATE):
        if (found := form.fullmatch(text)) and (clock := _clock(found, text, today)):
            return clock
    return None


def point(text: str, mark: Mark = "", taken: Partial = _ALONE, today: date | None = None) -> Point:
    """The date, clock time or milestone `text` says; `mark` only goes with a date."""
    if not text:
        raise unreadable(text)
    if found := calendar_date(text, mark, taken, today) or reference(text):
        return found
    if clock := clock_time(text, today):
        if mark:
            raise wrong("about_needs_a_day", text=text[:60])
        return clock
    raise unreadable(text)
