"""What is wrong with a time as typed, and what would be right: a sentence for every code of `ledger.domain.times`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list

from ledger.wording.catalogue import gettext as _
from ledger.wording.catalogue import ngettext
from ledger.wording.times import LOCALE, milestone_clause, zone_name

Params = Mapping[str, Any]


def _day(text: str) -> str:
    return format_date(date.fromisoformat(text), "d MMMM y", locale=LOCALE)


def _date_impossible(params: Params) -> str:
    month = format_date(date(params["year"], params["month"], 1), "MMMM y", locale=LOCALE)
    return ngettext("%(month)s has %(days)d day.", "%(month)s has %(days)d days.", params["days"]) % {
        "month": month,
        "days": params["days"],
    }


def _weekday_wrong(params: Params) -> str:
    weekday = Locale.parse(LOCALE).days["format"]["wide"][params["weekday"]]
    return _("%(day)s was a %(weekday)s. Put right the day, or leave out the weekday.") % {
        "day": _day(params["day"]),
        "weekday": weekday,
    }


def _numeric_date(params: Params) -> str:
    meant = format_list([_day(day) for day in params["meant"]], style="or", locale=LOCALE)
    if not meant:
        return _("Write the month as a word, for example 27 March 1957.")
    return _("Write the month as a word: %(meant)s.") % {"meant": meant}


def _hour_skipped(params: Params) -> str:
    shown = {key: params[key].replace("T", " ") for key in ("clock", "went_from", "went_to")}
    return _(
        "Clocks never showed %(clock)s in %(zone)s: they went from %(went_from)s straight to %(went_to)s. "
        "Give an hour before or after, or write the time with its offset from UTC."
    ) % {**shown, "zone": zone_name(params["zone"])}


def _day_skipped(params: Params) -> str:
    return _("There was no %(day)s in %(zone)s; the calendar went on to %(next)s.") % {
        "day": _day(params["day"]),
        "next": _day(params["next"]),
        "zone": zone_name(params["zone"]),
    }


def _when_reversed(params: Params) -> str:
    if params.get("turned"):
        return _("The first time lies after the second. Turned round it reads [%(turned)s].") % {
            "turned": params["turned"]
        }
    return _("No time is left between these. Look at each again.")


def _reference_unknown(params: Params) -> str:
    known = [milestone_clause(key) for key in params["known"]]
    if not known:
        return _("The edition records no milestone that a time could refer to. Give a day, a year or “unknown”.")
    return _("The edition records no time for that. A time can refer to: %(known)s.") % {"known": "; ".join(known)}


_SENTENCES: Final[Mapping[str, Callable[[Params], str]]] = {
    "when_unreadable": lambda p: (
        _(
            "“%(text)s” could not be read as a time. Write for example 27 March 1957, March 1957, by 4 April 2019, about 1988, "
            "between 14 and 17 October 2011, after the list was announced, or unknown."
        )
        % p
    ),
    "when_too_long": lambda p: (
        _("A time takes at most %(limit)d characters; this has %(length)d. Leave out what says no time.") % p
    ),
    "when_reversed": _when_reversed,
    "when_is_duration": lambda p: _("That is a stretch of time. For one moment within it write %(instead)s.") % p,
    "when_is_several": lambda p: _("That is several times at once. For one of them write %(instead)s.") % p,
    "zone_unknown": lambda p: (
        _("There is no time zone “%(zone)s”. Give one by its place, for example Asia/Karachi.") % p
    ),
    "date_impossible": _date_impossible,
    "month_impossible": lambda p: _("There is no month %(month)d; they go from 1 to 12.") % p,
    "hour_impossible": lambda p: _("Clocks do not show %(clock)s. Write a time from 00:00 to 23:59.") % p,
    "hour_skipped": _hour_skipped,
    "day_skipped": _day_skipped,
    "clock_elsewhere": lambda p: (
        _("Hours here are told in %(zone)s, not in %(place)s time. Give the hour there, or write it with UTC.")
        % {"zone": zone_name(p["zone"]), "place": p["place"]}
    ),
    "year_out_of_range": lambda p: _("The year %(year)s is out of range. Years go from 0001 to 9999.") % p,
    "year_missing": lambda p: _("“%(text)s” has no year. Add it.") % p,
    "weekday_wrong": _weekday_wrong,
    "numeric_date": _numeric_date,
    "season_unclear": lambda _p: _(
        "Which months a season means depends on the place. Write the months: between March and May 1957."
    ),
    "about_needs_a_day": lambda _p: _("“About” goes with a day, a month or a year. Leave out the hour, or “about”."),
    "milestone_needs_a_side": lambda _p: _(
        "Say whether it was before or after that: for example, after the list was announced."
    ),
    "reference_unknown": _reference_unknown,
    "moment_unknown": lambda _p: _("A list is shown at one moment. Give a day, a month, a year or an hour."),
}

CODES: Final = frozenset(_SENTENCES)
"""Every code a time can be refused with."""


def say_time_problem(code: str, params: Params) -> str:
    """The sentence for one of `CODES` with its parameters."""
    return _SENTENCES[code](params)
