"""The one instant used for order: as late as bounds, record, announcement and what rests on it allow."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.domain.times import FOREVER, UNKNOWN, When, instant, micros, parse_when, propose_counts_from
from ledger.errors import Refused

SPAN = 10_000
MOMENTS = st.integers(-SPAN, SPAN)
LATER = st.one_of(st.just(FOREVER), MOMENTS)


@st.composite
def whens(draw: st.DrawFn) -> When:
    earliest = draw(st.none() | MOMENTS)
    least = (-SPAN if earliest is None else earliest) + 1
    before = draw(st.none() | st.integers(least, least + SPAN))
    return When(
        text="drawn",
        zone="UTC",
        earliest=None if earliest is None else instant(earliest),
        before=None if before is None else instant(before),
    )


def us(text: str) -> int:
    return parse_when(f"{text}Z", "UTC").earliest_us


class Limits(NamedTuple):
    """All that a proposal is made from."""

    when: When
    recorded: int
    named: int
    rests: int
    told_as_done: bool

    def allow(self, at: int) -> bool:
        """The rule said plainly: whether the act may count from `at`."""
        bounded = self.when.earliest_us <= at and (at < self.when.before_us or self.when.before is None)
        known = not self.told_as_done or (at <= self.recorded and at <= self.named)
        return bounded and known and (at < self.rests or self.rests == FOREVER)


LIMITS = st.builds(Limits, whens(), MOMENTS, LATER, LATER, st.booleans())


def proposed(limits: Limits) -> int | Refused:
    try:
        return propose_counts_from(*limits[:4], told_as_done=limits.told_as_done)
    except Refused as refused:
        return refused


@given(LIMITS)
def test_counts_from_is_the_latest_instant_that_breaks_no_limit(limits: Limits) -> None:
    at = proposed(limits)
    edges = {limits.when.earliest_us, limits.when.latest_us, limits.recorded, limits.named, limits.rests - 1}
    if isinstance(at, Refused):
        assert at.code == "counts_from_impossible"
        assert at.params["latest"] < at.params["earliest"]
        assert not any(map(limits.allow, edges))
    else:
        assert limits.allow(at)
        assert at == FOREVER or not limits.allow(at + 1)


def test_counts_from_of_an_unknown_day_is_when_it_was_recorded() -> None:
    assert propose_counts_from(UNKNOWN, 1_000) == 1_000


def test_counts_from_is_the_end_of_a_past_day() -> None:
    assert propose_counts_from(parse_when("1957-03-27", "UTC"), us("2026-01-01T00:00")) == us("1957-03-28T00:00") - 1


def test_counts_from_is_not_later_than_the_first_announcement() -> None:
    announced = us("1957-03-27T10:00")
    assert propose_counts_from(parse_when("1957-03-27", "UTC"), us("2026-01-01T00:00"), announced) == announced


def test_counts_from_lies_just_before_what_rests_on_it() -> None:
    ruling = us("1957-03-27T09:00")
    when = parse_when("1957-03-27", "UTC")
    assert propose_counts_from(when, us("2026-01-01T00:00"), us("1957-03-27T10:00"), ruling) == ruling - 1


def test_counts_from_of_a_plan_may_lie_ahead_of_its_record_and_announcement() -> None:
    now = us("2026-01-01T00:00")
    plan = parse_when("2026-06-01", "UTC")
    assert propose_counts_from(plan, now, now, told_as_done=False) == us("2026-06-02T00:00") - 1


@pytest.mark.parametrize(
    "recorded, named, rests, limit",
    [
        ("1957-03-26T23:59", None, None, "recorded"),
        ("2026-01-01T00:00", "1957-03-26T12:00", None, "named"),
        ("2026-01-01T00:00", None, "1957-03-27T00:00", "rests"),
    ],
)
def test_counts_from_before_it_can_have_been_is_refused(
    recorded: str, named: str | None, rests: str | None, limit: str
) -> None:
    when = parse_when("1957-03-27", "UTC")
    with pytest.raises(Refused) as refused:
        propose_counts_from(when, us(recorded), us(named) if named else FOREVER, us(rests) if rests else FOREVER)
    assert refused.value.code == "counts_from_impossible"
    assert refused.value.params["limit"] == limit
    assert when.earliest is not None
    assert refused.value.params["earliest"] == micros(when.earliest)
