"""What people type as a time, and what is kept of it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from ledger.domain.times import UNKNOWN, When, parse_when
from ledger.errors import Invalid

ACT = "0b0e5c0e-6f7a-4b55-9d4e-2f1f5d1b7a11@3"
REFERENCES = {
    "nominations_announced": parse_when("1957", "America/Los_Angeles"),
    "ballot_locked": UNKNOWN,
    "ceremony": parse_when("1957-03-27", "America/Los_Angeles"),
    ACT: parse_when("1957-03-01T12:00:00Z", "UTC"),
}


def utc(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=UTC)


EDTF: list[tuple[str, str, str | None, str | None]] = [
    ("1957", "1957", "1957-01-01", "1958-01-01"),
    ("1957-03", "1957-03", "1957-03-01", "1957-04-01"),
    ("1957-12", "1957-12", "1957-12-01", "1958-01-01"),
    ("1957-03-27", "1957-03-27", "1957-03-27", "1957-03-28"),
    ("1957?", "1957?", "1957-01-01", "1958-01-01"),
    ("1988~", "1988~", "1987-01-01", "1990-01-01"),
    ("1988%", "1988%", "1987-01-01", "1990-01-01"),
    ("1988-01~", "1988-01~", "1987-12-01", "1988-03-01"),
    ("1957-03-27~", "1957-03-27~", "1957-03-24", "1957-03-31"),
    ("198X", "198X", "1980-01-01", "1990-01-01"),
    ("198x~", "198X~", "1975-01-01", "1995-01-01"),
    ("[1988,1989]", "[1988,1989]", "1988-01-01", "1990-01-01"),
    ("[ 1989, 1988 ]", "[1989,1988]", "1988-01-01", "1990-01-01"),
    ("[1950,1952..1954]", "[1950,1952..1954]", "1950-01-01", "1955-01-01"),
    ("[..1957-03-27]", "[..1957-03-27]", None, "1957-03-28"),
    ("[1957-03-27..]", "[1957-03-27..]", "1957-03-27", None),
    ("[1960 .. 1962]", "[1960..1962]", "1960-01-01", "1963-01-01"),
    ("[..1950,1960]", "[..1950,1960]", None, "1961-01-01"),
    ("1957-XX", "1957-XX", "1957-01-01", "1958-01-01"),
    ("1957-02-xx", "1957-02-XX", "1957-02-01", "1957-03-01"),
    ("19XX", "19XX", "1900-01-01", "2000-01-01"),
    ("195X-02-29", "195X-02-29", "1950-02-28", "1959-03-01"),
    ("0XXX", "0XXX", "0001-01-01", "1000-01-01"),
    ("1957-34", "1957-34", "1957-04-01", "1957-07-01"),
    ("1957-34~", "1957-34~", "1956-12-31", "1957-09-30"),
    ("9999", "9999", "9999-01-01", None),
    ("0001", "0001", "0001-01-01", "0002-01-01"),
    ("0001~", "0001~", "0001-01-01", "0003-01-01"),
]
INSTANTS: list[tuple[str, str, str | None, str | None]] = [
    ("2026-10-13T11:20:00+05:00", "2026-10-13T11:20:00+05:00", "2026-10-13T06:20:00", "2026-10-13T06:20:00.000001"),
    ("2026-10-13t06:20:00.5z", "2026-10-13T06:20:00.500000Z", "2026-10-13T06:20:00.5", "2026-10-13T06:20:00.500001"),
    ("2026-10-13T06:20:00-00:00", "2026-10-13T06:20:00Z", "2026-10-13T06:20:00", "2026-10-13T06:20:00.000001"),
    ("2026-10-13 11:20", "2026-10-13T11:20:00", "2026-10-13T11:20:00", "2026-10-13T11:20:00.000001"),
    ("13 October 2026, 11:20", "2026-10-13T11:20:00", "2026-10-13T11:20:00", "2026-10-13T11:20:00.000001"),
    ("13 Oct 2026 at 11:20:05", "2026-10-13T11:20:05", "2026-10-13T11:20:05", "2026-10-13T11:20:05.000001"),
    ("13 Oct 2026, at 11.20 pm", "2026-10-13T23:20:00", "2026-10-13T23:20:00", "2026-10-13T23:20:00.000001"),
    ("12 am on 13 October 2026", "2026-10-13T00:00:00", "2026-10-13T00:00:00", "2026-10-13T00:00:00.000001"),
    ("11:20 UTC on 13 October 2026", "2026-10-13T11:20:00Z", "2026-10-13T11:20:00", "2026-10-13T11:20:00.000001"),
    ("by 2026-10-13 11:20", "[..2026-10-13T11:20:00]", None, "2026-10-13T11:20:00.000001"),
    ("before 2026-10-13 11:20", "before:2026-10-13T11:20:00", None, "2026-10-13T11:20:00"),
    ("after 2026-10-13 11:20", "after:2026-10-13T11:20:00", "2026-10-13T11:20:00.000001", None),
]
ENGLISH: list[tuple[str, str, str | None, str | None]] = [
    ("27 March 1957", "1957-03-27", "1957-03-27", "1957-03-28"),
    ("  27   MARCH\t1957. ", "1957-03-27", "1957-03-27", "1957-03-28"),
    ("March 27, 1957", "1957-03-27", "1957-03-27", "1957-03-28"),
    ("the 27th of March 1957", "1957-03-27", "1957-03-27", "1957-03-28"),
    ("on 27 Mar. 1957", "1957-03-27", "1957-03-27", "1957-03-28"),
    ("Wed 27 March 1957", "1957-03-27", "1957-03-27", "1957-03-28"),
    ("Wednesday, March 27th 1957", "1957-03-27", "1957-03-27", "1957-03-28"),
    ("27 March ۱۹۵۷", "1957-03-27", "1957-03-27", "1957-03-28"),
    ("27 March 1957?", "1957-03-27?", "1957-03-27", "1957-03-28"),
    ("before 27 March 1957?", "before:1957-03-27?", None, "1957-03-27"),
    ("about 1988?", "1988%", "1987-01-01", "1990-01-01"),
    ("1988 or 1989?", "[1988,1989?]", "1988-01-01", "1990-01-01"),
    ("1988-03 or 4 May 1988", "[1988-03,1988-05-04]", "1988-03-01", "1988-05-05"),
    ("perhaps 27 March 1957", "1957-03-27?", "1957-03-27", "1957-03-28"),
    ("1957-3-27", "1957-03-27", "1957-03-27", "1957-03-28"),
    ("1957/03/27", "1957-03-27", "1957-03-27", "1957-03-28"),
    ("1957–03–27", "1957-03-27", "1957-03-27", "1957-03-28"),
    ("in March 1957", "1957-03", "1957-03-01", "1957-04-01"),
    ("Sept 1957", "1957-09", "1957-09-01", "1957-10-01"),
    ("in 1957", "1957", "1957-01-01", "1958-01-01"),
    ("in the 1980s", "198X", "1980-01-01", "1990-01-01"),
    ("1980’s", "198X", "1980-01-01", "1990-01-01"),
    ("about the 1980s", "198X~", "1975-01-01", "1995-01-01"),
    ("about 1988", "1988~", "1987-01-01", "1990-01-01"),
    ("c. 1988", "1988~", "1987-01-01", "1990-01-01"),
    ("in or about 1988", "1988~", "1987-01-01", "1990-01-01"),
    ("perhaps about 1988", "1988%", "1987-01-01", "1990-01-01"),
    ("about March 1957", "1957-03~", "1957-02-01", "1957-05-01"),
    ("on or about 27 March 1957", "1957-03-27~", "1957-03-24", "1957-03-31"),
    ("1988 or 1989", "[1988,1989]", "1988-01-01", "1990-01-01"),
    ("about 1988 or 1989", "[1988~,1989~]", "1987-01-01", "1991-01-01"),
    ("1988, 1989 or 1990", "[1988,1989,1990]", "1988-01-01", "1991-01-01"),
    ("27 or 28 March 1957", "[1957-03-27,1957-03-28]", "1957-03-27", "1957-03-29"),
    ("31 Aug or 1 Sep 2023", "[2023-08-31,2023-09-01]", "2023-08-31", "2023-09-02"),
    ("March or April 1957", "[1957-03,1957-04]", "1957-03-01", "1957-05-01"),
    ("between 14 and 17 Oct 2011", "[2011-10-14..2011-10-17]", "2011-10-14", "2011-10-18"),
    ("between 14 October 2011 and 17 October 2011", "[2011-10-14..2011-10-17]", "2011-10-14", "2011-10-18"),
    ("14–17 October 2011", "[2011-10-14..2011-10-17]", "2011-10-14", "2011-10-18"),
    ("from 14 to 17 October 2011", "[2011-10-14..2011-10-17]", "2011-10-14", "2011-10-18"),
    ("31 August – 1 September 2023", "[2023-08-31..2023-09-01]", "2023-08-31", "2023-09-02"),
    ("1950–1960", "[1950..1960]", "1950-01-01", "1961-01-01"),
    ("between about 1988 and 1990", "[1988~..1990]", "1987-01-01", "1991-01-01"),
    ("by 27 March 1957", "[..1957-03-27]", None, "1957-03-28"),
    ("until 1957", "[..1957]", None, "1958-01-01"),
    ("no later than 4 April 2019", "[..2019-04-04]", None, "2019-04-05"),
    ("1957 or earlier", "[..1957]", None, "1958-01-01"),
    ("by about 22 April 2019", "[..2019-04-22~]", None, "2019-04-26"),
    ("before 27 March 1957", "before:1957-03-27", None, "1957-03-27"),
    ("before about 1988", "before:1988~", None, "1989-01-01"),
    ("after 12 Oct 2011", "after:2011-10-12", "2011-10-13", None),
    ("after 1957", "after:1957", "1958-01-01", None),
    ("after about 1988", "after:1988~", "1988-01-01", None),
    ("since 1957", "[1957..]", "1957-01-01", None),
    ("from 1957 on", "[1957..]", "1957-01-01", None),
    ("1957 or later", "[1957..]", "1957-01-01", None),
    ("not before 27 March 1957", "[1957-03-27..]", "1957-03-27", None),
    ("after 14, by 17 Oct 2011", "after:2011-10-14;[..2011-10-17]", "2011-10-15", "2011-10-18"),
    ("after 14 October and before 18 October 2011", "after:2011-10-14;before:2011-10-18", "2011-10-15", "2011-10-18"),
]
REFERRING: list[tuple[str, str, str | None, str | None]] = [
    ("after the list was announced", "after:nominations_announced", "1957-01-01T08:00", None),
    ("After the nominations were announced", "after:nominations_announced", "1957-01-01T08:00", None),
    ("before the ceremony", "before:ceremony", None, "1957-03-28T08:00"),
    ("before the ceremony was held", "before:ceremony", None, "1957-03-28T08:00"),
    ("by the ceremony", "before:ceremony", None, "1957-03-28T08:00"),
    ("before the ballot was locked", "before:ballot_locked", None, None),
    ("after ballot_locked", "after:ballot_locked", None, None),
    (
        "after the list was announced, before 27 March 1957",
        "after:nominations_announced;before:1957-03-27",
        "1957-01-01T08:00",
        "1957-03-27",
    ),
    (
        "between the announcement of the list and the ceremony",
        "after:nominations_announced;before:ceremony",
        "1957-01-01T08:00",
        "1957-03-28T08:00",
    ),
    ("27 March 1957, before the ceremony", "1957-03-27;before:ceremony", "1957-03-27", "1957-03-28"),
    ("before the ceremony, in March 1957", "before:ceremony;1957-03", "1957-03-01", "1957-03-28T08:00"),
    (f"after {ACT}", f"after:{ACT}", "1957-03-01T12:00", None),
    (f"before {ACT.upper()}", f"before:{ACT}", None, "1957-03-01T12:00:00.000001"),
]
ACCEPTED = EDTF + INSTANTS + ENGLISH + REFERRING


@pytest.mark.parametrize("text, kept, earliest, before", ACCEPTED)
def test_parse_when_reads_what_people_type(text: str, kept: str, earliest: str | None, before: str | None) -> None:
    when = parse_when(text, "UTC", REFERENCES)
    assert (when.text, when.zone) == (kept, "UTC")
    assert (when.earliest, when.before) == (utc(earliest), utc(before))


@pytest.mark.parametrize("text", [row[0] for row in ACCEPTED])
def test_parse_when_reads_its_own_text_back(text: str) -> None:
    when = parse_when(text, "America/New_York", REFERENCES)
    assert parse_when(when.text, "America/New_York", REFERENCES) == when


@pytest.mark.parametrize("text", ["", "  ", "?", "unknown", "Unknown", "not known", "day unknown", "date not known"])
def test_parse_when_takes_unknown_for_an_answer(text: str) -> None:
    when = parse_when(text, "Asia/Karachi")
    assert when == When(text="unknown", zone="Asia/Karachi", earliest=None, before=None)
    assert when.is_unknown


def test_parse_when_reads_today_only_with_a_today() -> None:
    said_on = date(2026, 3, 1)
    assert parse_when("yesterday", "UTC", today=said_on).text == "2026-02-28"
    assert parse_when("by today", "UTC", today=said_on).text == "[..2026-03-01]"
    assert parse_when("today at 11:20", "UTC", today=said_on).text == "2026-03-01T11:20:00"
    with pytest.raises(Invalid, match="when_unreadable"):
        parse_when("today", "UTC")


def test_parse_when_follows_a_milestone_that_moves() -> None:
    before = parse_when("before the ceremony", "UTC", {"ceremony": parse_when("2026-04-01", "UTC")})
    moved = parse_when(before.text, "UTC", {"ceremony": parse_when("2026-04-08", "UTC")})
    assert (before.text, before.before) == (moved.text, utc("2026-04-02"))
    assert moved.before == utc("2026-04-09")


def test_when_of_a_milestone_known_as_a_day_may_lie_within_that_day() -> None:
    ceremony = {"ceremony": parse_when("2026-04-01", "UTC")}
    assert parse_when("after the ceremony", "UTC", ceremony).earliest == utc("2026-04-01")
    assert parse_when("before the ceremony", "UTC", ceremony).before == utc("2026-04-02")
