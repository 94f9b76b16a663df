"""Days and hours in zones whose clocks or calendars jumped, and what holds for every time there is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from ledger.domain.time_terms import LONGEST
from ledger.domain.times import BEGINNING, FOREVER, UNKNOWN, When, parse_when
from ledger.errors import Invalid, Problem
from ledger.wording.time_problems import say_time_problem

ZONES = [
    "UTC",
    "Asia/Karachi",
    "America/Los_Angeles",
    "Europe/London",
    "Pacific/Apia",
    "Asia/Kolkata",
    "America/St_Johns",
    "America/Sao_Paulo",
    "America/Havana",
    "America/Toronto",
    "Pacific/Kwajalein",
    "America/Juneau",
]
DAYS = st.dates(date(1850, 1, 1), date(2090, 1, 1))
STEP = timedelta(minutes=15)


def day_in(zone: str, at: datetime) -> date:
    return at.astimezone(ZoneInfo(zone)).date()


@settings(deadline=None)
@given(st.sampled_from(ZONES), DAYS)
@example("Asia/Kolkata", date(1929, 5, 16))
@example("Europe/London", date(2026, 3, 29))
@example("Europe/London", date(2026, 10, 25))
@example("America/Los_Angeles", date(1957, 3, 27))
@example("Pacific/Apia", date(2011, 12, 29))
@example("Pacific/Apia", date(2011, 12, 31))
@example("America/St_Johns", date(1990, 10, 27))
@example("America/St_Johns", date(1990, 10, 28))
@example("America/Sao_Paulo", date(2018, 11, 4))
@example("America/Havana", date(2012, 11, 3))
@example("America/Havana", date(2012, 11, 4))
@example("America/Toronto", date(1919, 3, 30))
@example("America/Toronto", date(1919, 3, 31))
@example("Pacific/Kwajalein", date(1969, 9, 30))
@example("America/Juneau", date(1867, 10, 18))
def test_day_holds_exactly_what_calendars_showed(zone: str, day: date) -> None:
    assume((zone, day) not in {("Pacific/Apia", date(2011, 12, 30)), ("Pacific/Kwajalein", date(1993, 8, 21))})
    when = parse_when(day.isoformat(), zone)
    assert when.earliest is not None
    assert when.before is not None
    tick = timedelta(microseconds=1)
    assert day_in(zone, when.earliest) == day == day_in(zone, when.before - tick)
    assert day_in(zone, when.earliest - tick) < day < day_in(zone, when.before)
    midday = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    shown = [there for there in (midday + STEP * n for n in range(-220, 220)) if day_in(zone, there) == day]
    assert when.earliest <= shown[0]
    assert shown[-1] < when.before


@pytest.mark.parametrize(
    "zone, day, hours",
    [
        ("Europe/London", "2026-03-29", 23),
        ("Europe/London", "2026-10-25", 25),
        ("America/Los_Angeles", "2026-03-08", 23),
        ("America/Sao_Paulo", "2018-11-04", 23),
        ("Asia/Karachi", "2026-10-25", 24),
        ("Pacific/Kwajalein", "1969-09-30", 47),
    ],
)
def test_day_is_as_long_as_clocks_made_it(zone: str, day: str, hours: int) -> None:
    when = parse_when(day, zone)
    assert when.before_us - when.earliest_us == hours * 3_600_000_000


def test_day_that_never_was_is_refused_with_the_next() -> None:
    with pytest.raises(Invalid) as refused:
        parse_when("30 December 2011", "Pacific/Apia")
    (problem,) = refused.value.problems
    assert problem.code == "day_skipped"
    assert problem.params == {"day": "2011-12-30", "next": "2011-12-31", "zone": "Pacific/Apia"}
    around = parse_when("between 29 and 31 December 2011", "Pacific/Apia")
    assert around.before_us - around.earliest_us == 48 * 3_600_000_000


def test_hour_that_never_was_is_refused_with_the_jump() -> None:
    with pytest.raises(Invalid) as refused:
        parse_when("2026-03-29 01:30", "Europe/London")
    (problem,) = refused.value.problems
    assert problem.code == "hour_skipped"
    assert problem.params == {
        "clock": "2026-03-29T01:30",
        "went_from": "2026-03-29T01:00",
        "went_to": "2026-03-29T02:00",
        "zone": "Europe/London",
    }


def test_hour_shown_twice_is_bounded_by_both() -> None:
    when = parse_when("2026-10-25 01:30", "Europe/London")
    assert when.earliest == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert when.before == datetime(2026, 10, 25, 1, 30, 0, 1, tzinfo=UTC)
    assert not when.is_exact
    assert parse_when("before 2026-10-25 01:30", "Europe/London").before == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_bounds_outside_the_calendar_are_no_telling() -> None:
    first = parse_when("0001-01-01", "Asia/Karachi")
    assert first.earliest is None
    assert first.before is not None
    assert parse_when("9999-12-31", "UTC").before is None


def _two(kind: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, str]]:
    return st.tuples(kind, kind)


def _said() -> st.SearchStrategy[str]:
    """Texts of every accepted kind, some of which contradict themselves."""
    days = DAYS.map(lambda day: f"{day.day} {day:%B} {day.year}")
    plain = st.one_of(
        days, DAYS.map(date.isoformat), DAYS.map(lambda day: f"{day:%Y-%m}"), DAYS.map(lambda day: f"{day:%Y}")
    )
    clocks = st.datetimes(datetime(1850, 1, 1), datetime(2090, 1, 1)).map(lambda at: f"{at:%Y-%m-%d %H:%M}")  # noqa: DTZ001
    instants = st.datetimes(datetime(1850, 1, 1), datetime(2090, 1, 1)).map(lambda at: f"{at.isoformat()}Z")  # noqa: DTZ001
    marked = st.tuples(st.sampled_from(["", "about ", "perhaps ", "in "]), plain).map("".join)
    point = st.one_of(marked, clocks, instants)
    sides = st.tuples(st.sampled_from(["by", "before", "after", "since", "not before"]), point).map(" ".join)
    milestone = st.tuples(
        st.sampled_from(["after", "before"]),
        st.sampled_from(["the list was announced", "voting closed", "the ceremony"]),
    ).map(" ".join)
    clause = st.one_of(
        point,
        sides,
        milestone,
        _two(point).map(" or ".join),
        _two(marked).map(lambda ends: f"between {ends[0]} and {ends[1]}"),
    )
    return st.lists(clause, min_size=1, max_size=3).map("; ".join).filter(lambda text: len(text) <= LONGEST)


SAID = _said()
REFERENCES = {
    "nominations_announced": parse_when("14 January 1957", "America/Los_Angeles"),
    "voting_closed": UNKNOWN,
    "ceremony": parse_when("27 March 1957", "America/Los_Angeles"),
}


def read(text: str, zone: str) -> When | Problem:
    """The time a text says, or what is wrong with it; anything else that is raised fails the test."""
    try:
        return parse_when(text, zone, REFERENCES, today=date(2026, 11, 23))
    except Invalid as refused:
        (problem,) = refused.problems
        return problem


@settings(deadline=None)
@given(SAID, st.sampled_from(ZONES))
def test_every_time_has_bounds_in_order_and_reads_back(text: str, zone: str) -> None:
    when = read(text, zone)
    if isinstance(when, Problem):
        assert when.code in {"when_reversed", "hour_skipped", "day_skipped", "about_needs_a_day"}
        return
    assert BEGINNING <= when.earliest_us < when.before_us <= FOREVER
    assert when.earliest_us <= when.latest_us
    assert read(when.text, zone) == when


FRAGMENTS = st.sampled_from(
    [
        *(
            "1957",
            "1988",
            "3",
            "14",
            "31",
            "march",
            "oct",
            "june",
            "mon",
            "the",
            "1980s",
            "11:20",
            "pm",
            "+05:00",
            "-03-27",
        ),
        *("about", "by", "before", "after", "between", "and", "or", "in", "to", "from", "on", "later", "unknown"),
        *("list", "was", "announced", "voting", "closed", "ceremony", "after:ceremony", "۱۹۵۷", "<b>", "\ud800"),
        *"-/,;.:?~%[]{}XTZ",
        *("..", "XX"),
    ]
)
NOISE = st.one_of(
    st.text(max_size=40),
    st.lists(FRAGMENTS, max_size=8).map(" ".join),
    st.lists(FRAGMENTS, max_size=5).map("".join),
)


@settings(deadline=None, max_examples=400)
@given(NOISE, st.sampled_from(ZONES))
def test_any_text_is_read_or_refused_in_words(text: str, zone: str) -> None:
    when = read(text, zone)
    if isinstance(when, Problem):
        sentence = say_time_problem(when.code, when.params)
        assert sentence.endswith(".")
        assert "%(" in text or "%(" not in sentence
        sentence.encode()  # can be shown
        return
    assert when.earliest_us < when.before_us
    assert read(when.text, zone) == when
