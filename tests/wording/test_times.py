"""Times in words, in English and in a translation."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from ledger.domain.times import FOREVER, UNKNOWN, When, parse_when
from ledger.errors import Invalid
from ledger.wording.catalogue import gettext, ngettext, speaking, translations
from ledger.wording.time_problems import CODES, say_time_problem
from ledger.wording.times import say_instant, say_when, zone_name

MILESTONES = [
    "nominations_announced",
    "ballot_locked",
    "voting_opened",
    "voting_closed",
    "results_announced",
    "ceremony",
    "edition_closed",
]
REFERENCES = dict.fromkeys([*MILESTONES, "0b0e5c0e-6f7a-4b55-9d4e-2f1f5d1b7a11@3"], UNKNOWN)

SAID = [
    ("27 March 1957", "27 March 1957", "27 Mar 1957"),
    ("1957-03", "March 1957", "Mar 1957"),
    ("1957", "1957", "1957"),
    ("198X", "the 1980s", "the 1980s"),
    ("1957-XX", "between 1 January 1957 and 31 December 1957", "between 1 Jan 1957 and 31 Dec 1957"),
    ("1957?", "perhaps 1957", "perhaps 1957"),
    ("1957%", "perhaps about 1957", "perhaps about 1957"),
    ("about 1988 or 1989", "about 1988 or 1989", "about 1988 or 1989"),
    ("[1988~,1989]", "about 1988 or 1989", "about 1988 or 1989"),
    ("1988, 1989 or 1990", "1988, 1989 or 1990", "1988, 1989 or 1990"),
    ("by 4 April 2019", "by 4 April 2019", "by 4 Apr 2019"),
    ("since 1957", "1957 or later", "1957 or later"),
    ("before 27 March 1957", "before 27 March 1957", "before 27 Mar 1957"),
    ("after 12 Oct 2011", "after 12 October 2011", "after 12 Oct 2011"),
    (
        "between 14 and 17 Oct 2011",
        "between 14 October 2011 and 17 October 2011",
        "between 14 Oct 2011 and 17 Oct 2011",
    ),
    (
        "after the list was announced, before 27 March 1957",
        "after the list was announced, before 27 March 1957",
        "after the list was announced, before 27 Mar 1957",
    ),
    ("unknown", "day unknown", "day unknown"),
    ("2026-10-13 11:20", "13 October 2026, 11:20 Karachi time", "13 Oct 2026, 11:20"),
    ("2026-10-13T06:20:05Z", "13 October 2026, 11:20:05 Karachi time", "13 Oct 2026, 11:20:05"),
    (
        "after:0b0e5c0e-6f7a-4b55-9d4e-2f1f5d1b7a11@3",
        "after another entry in the ledger",
        "after another entry in the ledger",
    ),
]


@pytest.mark.parametrize("text, words, short", SAID)
def test_when_is_said_as_precisely_as_it_is_known(text: str, words: str, short: str) -> None:
    when = parse_when(text, "Asia/Karachi", REFERENCES)
    assert say_when(when) == words
    assert say_when(when, short=True) == short


@pytest.mark.parametrize("key", MILESTONES)
@pytest.mark.parametrize("side", ["after", "before"])
def test_milestone_is_said_in_words_that_are_read_back(key: str, side: str) -> None:
    when = parse_when(f"{side}:{key}", "UTC", REFERENCES)
    assert "_" not in say_when(when)
    assert parse_when(say_when(when), "UTC", REFERENCES) == when


@pytest.mark.parametrize(
    "text",
    [
        row[0]
        for row in SAID
        if row[0] not in ("1957-XX", "[1988~,1989]", "2026-10-13 11:20", "2026-10-13T06:20:05Z") and "@" not in row[0]
    ],
)
def test_what_is_said_of_a_day_is_read_back(text: str) -> None:
    when = parse_when(text, "Asia/Karachi", REFERENCES)
    assert parse_when(say_when(when), "Asia/Karachi", REFERENCES) == when
    assert parse_when(say_when(when, short=True), "Asia/Karachi", REFERENCES) == when


def test_hour_that_clocks_showed_twice_says_so() -> None:
    when = parse_when("2026-10-25 01:30", "Europe/London")
    assert say_when(when) == "25 October 2026, 01:30 London time (which clocks showed twice)"
    assert say_when(parse_when("2026-10-25 02:30", "Europe/London")) == "25 October 2026, 02:30 London time"


def test_text_of_a_newer_version_is_shown_as_it_is() -> None:
    assert say_when(When(text="shortly:ceremony", zone="UTC", earliest=None, before=None)) == "shortly:ceremony"


def test_when_is_said_in_the_locale() -> None:
    assert say_when(parse_when("27 March 1957", "UTC"), locale="de") == "27 März 1957"
    assert say_when(parse_when("27 March 1957", "UTC"), locale="en_GB") == "27 March 1957"


@pytest.mark.parametrize(
    "precision, words",
    [
        ("day", "9 September 2001"),
        ("minute", "9 September 2001, 06:46 Karachi time"),
        ("second", "9 September 2001, 06:46:40 Karachi time"),
        ("microsecond", "9 September 2001, 06:46:40.000005 Karachi time"),
    ],
)
def test_instant_is_said_in_its_zone_to_the_precision_asked(precision: Any, words: str) -> None:
    assert say_instant(1_000_000_000_000_005, "Asia/Karachi", precision) == words


def test_instant_that_is_open_is_a_day_unknown() -> None:
    assert say_instant(FOREVER, "UTC") == "day unknown"


@pytest.mark.parametrize(
    "zone, name",
    [
        ("Asia/Karachi", "Karachi time"),
        ("America/New_York", "New York time"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires time"),
        ("UTC", "UTC"),
        ("Etc/GMT+5", "GMT+5"),
    ],
)
def test_zone_is_named_by_its_city(zone: str, name: str) -> None:
    assert zone_name(zone) == name


MISTAKES = [
    (
        "5 October 2026, 10:00 Karachi time",
        "Europe/Dublin",
        "Hours here are told in Dublin time, not in Karachi time. Give the hour there, or write it with UTC.",
    ),
    ("early 2019", "UTC", "“early 2019” could not be read as a time."),
    ("x" * 201, "UTC", "A time takes at most 200 characters; this has 201."),
    ("31 June 1957", "UTC", "June 1957 has 30 days."),
    ("1957-13", "UTC", "There is no month 13; they go from 1 to 12."),
    ("0000", "UTC", "The year 0 is out of range."),
    ("27 March", "UTC", "“27 march” has no year. Add it."),
    ("Tue 27 March 1957", "UTC", "27 March 1957 was a Wednesday."),
    ("3/4/2019", "UTC", "Write the month as a word: 3 April 2019 or 4 March 2019."),
    ("31/6/2019", "UTC", "Write the month as a word, for example 27 March 1957."),
    ("2026-10-13 25:00", "UTC", "Clocks do not show 25:00:00."),
    (
        "2026-03-29 01:30",
        "Europe/London",
        "Clocks never showed 2026-03-29 01:30 in London time: they went from 2026-03-29 01:00 straight to",
    ),
    (
        "2011-12-30",
        "Pacific/Apia",
        "There was no 30 December 2011 in Apia time; the calendar went on to 31 December 2011.",
    ),
    ("1950/1960", "UTC", "That is a stretch of time. For one moment within it write [1950..1960]."),
    ("{1988,1989}", "UTC", "That is several times at once. For one of them write [1988,1989]."),
    ("1957-21", "UTC", "Which months a season means depends on the place."),
    ("[1989..1988]", "UTC", "The first time lies after the second. Turned round it reads [1988..1989]."),
    ("after 1957, before 1958", "UTC", "No time is left between these."),
    ("about 2026-10-13 11:20", "UTC", "“About” goes with a day, a month or a year."),
    ("the ceremony", "UTC", "Say whether it was before or after that"),
    ("after voting closed", "UTC", "The edition records no milestone that a time could refer to."),
    ("1957", "Mars", "There is no time zone “Mars”."),
]


@pytest.mark.parametrize("text, zone, words", MISTAKES)
def test_mistake_is_said_with_what_would_be_right(text: str, zone: str, words: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse_when(text, zone)
    (problem,) = refused.value.problems
    assert say_time_problem(problem.code, problem.params).startswith(words)


def test_unknown_milestone_is_answered_with_those_there_are() -> None:
    params = {"reference": "voting_closed", "known": ["ceremony", "nominations_announced"]}
    assert say_time_problem("reference_unknown", params).endswith(
        "A time can refer to: the ceremony; the list was announced."
    )


def test_every_code_but_those_of_looking_is_tried_above() -> None:
    tried = set()
    for text, zone, _words in MISTAKES:
        with pytest.raises(Invalid) as refused:
            parse_when(text, zone)
        tried.add(refused.value.problems[0].code)
    assert CODES - tried == {"moment_unknown"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of translations with a German one."""
    catalog = Catalog(locale="de")
    catalog.add("after %(point)s", "nach %(point)s")
    catalog.add("the ceremony", "der Verleihung")
    catalog.add(("one act", "%(n)d acts"), ("ein Akt", "%(n)d Akte"))
    there = tmp_path / "de" / "LC_MESSAGES"
    there.mkdir(parents=True)
    compiled = BytesIO()
    write_mo(compiled, catalog)
    (there / "messages.mo").write_bytes(compiled.getvalue())
    return tmp_path


def test_catalogue_speaks_a_translation_where_it_is_chosen_and_english_elsewhere(folder: Path) -> None:
    when = parse_when("after the ceremony", "UTC", REFERENCES)
    heard: list[str] = []
    assert say_when(when) == "after the ceremony"
    with speaking(translations("de", folder)):
        assert say_when(when) == "nach der Verleihung"
        assert ngettext("one act", "%(n)d acts", 1) == "ein Akt"
        assert gettext("not translated") == "not translated"
        other = Thread(target=lambda: heard.append(say_when(when)))
        other.start()
        other.join()
    assert heard == ["after the ceremony"]
    assert say_when(when) == "after the ceremony"


def test_catalogue_without_a_translation_speaks_english(folder: Path) -> None:
    with speaking(translations("ur", folder)):
        assert gettext("the ceremony") == "the ceremony"
        assert ngettext("one act", "%(n)d acts", 2) == "%(n)d acts"


@pytest.mark.parametrize(
    "typed,zone",
    [
        ("2026-10-05T10:00", "Asia/Karachi"),
        ("2026-10-05T10:00:30", "America/Sao_Paulo"),
        ("2026-10-05T10:00Z", "UTC"),
        ("2026-10-05T10:00Z", "America/New_York"),
        ("2026-10-25T01:30", "Europe/Dublin"),
        ("between 5 October 2026, 10:00 and 6 October 2026, 11:00", "Asia/Karachi"),
        ("by 5 October 2026, 10:00", "Asia/Kolkata"),
        ("after 5 October 2026, 10:00", "Asia/Karachi"),
    ],
)
def test_time_as_pages_say_it_is_read_back(typed: str, zone: str) -> None:
    when = parse_when(typed, zone)
    again = parse_when(say_when(when), zone)
    assert (again.earliest, again.before, say_when(again)) == (when.earliest, when.before, say_when(when))
