"""A time that something later shows to have been earlier: its text says what its bounds say."""

from __future__ import annotations

import pytest

from ledger.domain.time_narrowing import no_later_than
from ledger.domain.times import UNKNOWN, When, parse_when, propose_counts_from

ZONE = "America/Los_Angeles"
REFERENCES = {"nominations_announced": parse_when("1957", ZONE), "ceremony": parse_when("27 March 1957", ZONE)}
RECORDED = 1_800_000_000_000_000


def narrowed(told: str, shown_by: str) -> When:
    there = parse_when(shown_by, ZONE, REFERENCES)
    return no_later_than(parse_when(told, ZONE, REFERENCES), there, propose_counts_from(there, RECORDED))


@pytest.mark.parametrize(
    "told, shown_by, text",
    [
        ("by 1957", "after the list was announced, before 27 March 1957", "before:1957-03-27"),
        ("by 1957", "20 March 1957", "[..1957-03-20]"),
        ("by 1957", "1957-03-21 or 1957-03-20", "[..1957-03-21]"),
        ("by 1957", "between 1 and 20 March 1957", "[..1957-03-20]"),
        ("by 1957", "before the ceremony", "before:ceremony"),
        ("by 1957", "about 1955", "[..1955~]"),
        ("1957", "20 March 1957", "1957;[..1957-03-20]"),
        ("by 15 March 1957", "March 1957", "[..1957-03-15]"),
        ("unknown", "20 March 1957", "[..1957-03-20]"),
        ("by 20 March 1957", "27 March 1957", "[..1957-03-20]"),
        ("after 1 March 1957, by 20 March 1957", "27 March 1957", "after:1957-03-01;[..1957-03-20]"),
        ("after 1 March 1957, by 27 March 1957", "20 March 1957", "after:1957-03-01;[..1957-03-20]"),
        ("after 1 March 1957, before 27 March 1957", "20 March 1957", "after:1957-03-01;[..1957-03-20]"),
        ("before the ceremony", "28 March 1957", "before:ceremony;[..1957-03-28]"),
        ("by 1957", "1957-03-20T10:00:00Z", "[..1957-03-20T10:00:00Z]"),
    ],
)
def test_text_says_the_end_of_what_shows_it_and_reads_back_to_the_bounds(told: str, shown_by: str, text: str) -> None:
    found = narrowed(told, shown_by)
    assert found.text == text
    again = parse_when(text, ZONE, REFERENCES)
    assert (again.earliest, again.before) == (found.earliest, found.before)


def test_end_that_nobody_knows_is_the_instant_it_counts_from() -> None:
    found = no_later_than(UNKNOWN, UNKNOWN, RECORDED)
    assert found.text == "[..2027-01-15T08:00:00Z]"
    assert found.latest_us == RECORDED


def test_times_told_in_different_zones_meet_at_the_instant() -> None:
    told, shown_by = parse_when("1957", ZONE), parse_when("20 March 1957", "Asia/Karachi")
    found = no_later_than(told, shown_by, shown_by.latest_us)
    assert found.zone == ZONE
    assert found.text == "1957;[..1957-03-20T18:59:59.999999Z]"
    assert found.latest_us == shown_by.latest_us
