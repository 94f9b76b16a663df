"""What a time is, apart from how it is typed: bounds, storage, order, and the moment to look at a list."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import get_type_hints

import msgspec
import pytest

from ledger.domain.times import (
    BEGINNING,
    FOREVER,
    UNKNOWN,
    When,
    instant,
    micros,
    moment_of,
    parse_when,
    relation,
    whole_year,
)
from ledger.domain.values import audience_of
from ledger.errors import Invalid


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_when_counts_its_bounds_in_microseconds() -> None:
    when = parse_when("1969-12-31", "UTC")
    assert (when.earliest_us, when.before_us, when.latest_us) == (-86_400_000_000, 0, -1)
    assert (UNKNOWN.earliest_us, UNKNOWN.before_us, UNKNOWN.latest_us) == (BEGINNING, FOREVER, FOREVER)
    assert not when.is_exact
    assert not when.is_unknown
    assert parse_when("1957-03-27T01:02:03Z", "UTC").is_exact
    assert not parse_when("since 1957", "UTC").is_unknown


def test_when_is_stored_as_json_and_read_back() -> None:
    when = parse_when("between 14 and 17 Oct 2011", "America/New_York")
    stored = msgspec.json.encode(when)
    assert stored == (
        b'{"text":"[2011-10-14..2011-10-17]","zone":"America/New_York",'
        b'"earliest":"2011-10-14T04:00:00Z","before":"2011-10-18T04:00:00Z"}'
    )
    assert msgspec.json.decode(stored, type=When) == when


def test_when_declares_every_field_public() -> None:
    declared = {name: audience_of(hint) for name, hint in get_type_hints(When, include_extras=True).items()}
    assert declared == dict.fromkeys(("text", "zone", "earliest", "before"), "public")


@pytest.mark.parametrize("us", [0, -1, 1, 1_791_000_000_123_456, -62_135_596_800_000_000, 253_402_300_799_999_999])
def test_micros_and_instant_are_inverse(us: int) -> None:
    assert micros(instant(us)) == us
    assert instant(us).tzinfo is UTC


def test_micros_refuses_a_time_without_zone() -> None:
    with pytest.raises(TypeError):
        micros(datetime(2026, 1, 1))  # noqa: DTZ001


def test_whole_year_is_the_year_in_its_zone() -> None:
    assert whole_year(1929, "America/Los_Angeles") == parse_when("1929", "America/Los_Angeles")
    assert whole_year(9, "UTC").text == "0009"
    with pytest.raises(Invalid):
        whole_year(10_000, "UTC")


@pytest.mark.parametrize(
    "text, moment",
    [
        ("2026-10-13", "2026-10-13T18:59:59.999999"),
        ("October 2026", "2026-10-31T18:59:59.999999"),
        ("2026", "2026-12-31T18:59:59.999999"),
        ("2026-10-13 11:20", "2026-10-13T06:20:00"),
        ("2026-10-13T11:20:00Z", "2026-10-13T11:20:00"),
    ],
)
def test_moment_of_is_the_end_of_a_day_and_an_instant_itself(text: str, moment: str) -> None:
    assert moment_of(text, "Asia/Karachi") == micros(utc(moment))


@pytest.mark.parametrize("text", ["", "unknown", "by 2026", "since 2026", "9999"])
def test_moment_of_refuses_what_leaves_a_side_open(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        moment_of(text, "UTC")
    assert [problem.code for problem in refused.value.problems] == ["moment_unknown"]


@pytest.mark.parametrize(
    "a, b, is_",
    [
        ("1956", "1957", "before"),
        ("1958", "1957", "after"),
        ("1957", "1957-03", "straddles"),
        ("1957-03-27", "1957-03-27", "straddles"),
        ("1957-03-27T10:00:00Z", "1957-03-27T10:00:00Z", "same"),
        ("1957-03-27T10:00:00Z", "1957-03-27T10:00:00.000001Z", "before"),
        ("by 1956", "since 1957", "before"),
        ("by 1957", "since 1957", "straddles"),
        ("unknown", "1957", "straddles"),
        ("unknown", "unknown", "straddles"),
    ],
)
def test_relation_says_only_what_is_certain(a: str, b: str, is_: str) -> None:
    assert relation(parse_when(a, "UTC"), parse_when(b, "UTC")) == is_
