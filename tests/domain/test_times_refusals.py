"""What is no time, and how the refusal names the mistake."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.domain.times import parse_when
from ledger.errors import Invalid

REFERENCES = {"ceremony": parse_when("1957-03-27", "America/Los_Angeles")}


def refusal(text: str, zone: str = "UTC") -> tuple[str, dict[str, Any]]:
    with pytest.raises(Invalid) as refused:
        parse_when(text, zone, REFERENCES)
    (problem,) = refused.value.problems
    assert problem.field == ""
    return problem.code, dict(problem.params)


REFUSED: list[tuple[str, str, dict[str, Any]]] = [
    ("early April 2019", "when_unreadable", {"text": "early april 2019"}),
    ("after the party", "when_unreadable", {"text": "the party"}),
    ("after after 1957", "when_unreadable", {"text": "after 1957"}),
    ("between 1957", "when_unreadable", {"text": "between 1957"}),
    ("[1957", "when_unreadable", {"text": "[1957"}),
    ("[..]", "when_unreadable", {"text": ".."}),
    ("[]", "when_unreadable", {"text": ""}),
    ("1957-~03", "when_unreadable", {"text": "1957-~03"}),
    ("yesterday", "when_unreadable", {"text": "yesterday"}),
    ("-", "when_unreadable", {"text": "-"}),
    ("\ud800 1957", "when_unreadable", {"text": "? 1957"}),
    ("<script>", "when_unreadable", {"text": "<script>"}),
    ("۲۷ مارچ", "when_unreadable", {"text": "27 مارچ"}),
    ("1" * 201, "when_too_long", {"length": 201, "limit": 200}),
    ("31 June 1957", "date_impossible", {"year": 1957, "month": 6, "day": 31, "days": 30}),
    ("1957-02-29", "date_impossible", {"year": 1957, "month": 2, "day": 29, "days": 28}),
    ("0 March 1957", "date_impossible", {"year": 1957, "month": 3, "day": 0, "days": 31}),
    ("1957-13", "month_impossible", {"month": 13}),
    ("1957-00-10", "month_impossible", {"month": 0}),
    ("0000", "year_out_of_range", {"year": 0}),
    ("-0100", "year_out_of_range", {"year": "-0100"}),
    ("y19570", "year_out_of_range", {"year": "Y19570"}),
    ("0001-01-01T00:00:00+05:00", "year_out_of_range", {"year": 0}),
    ("9999-12-31T23:00:00-05:00", "year_out_of_range", {"year": 10000}),
    ("27 March", "year_missing", {"text": "27 march"}),
    ("Tue 27 March 1957", "weekday_wrong", {"day": "1957-03-27", "weekday": 2}),
    ("3/4/2019", "numeric_date", {"text": "3/4/2019", "meant": ["2019-04-03", "2019-03-04"]}),
    ("27.03.1957", "numeric_date", {"text": "27.03.1957", "meant": ["1957-03-27"]}),
    ("4/4/2019", "numeric_date", {"text": "4/4/2019", "meant": ["2019-04-04"]}),
    ("31/31/2019", "numeric_date", {"text": "31/31/2019", "meant": []}),
    ("31/6/2019", "numeric_date", {"text": "31/6/2019", "meant": []}),
    ("2026-10-13 25:00", "hour_impossible", {"clock": "25:00:00"}),
    ("2016-12-31T23:59:60Z", "hour_impossible", {"clock": "23:59:60"}),
    ("2026-10-13T10:00:00+19:00", "hour_impossible", {"clock": "+19:00"}),
    ("13 pm on 13 October 2026", "hour_impossible", {"clock": "13 pm on 13 october 2026"}),
    ("1950/1960", "when_is_duration", {"instead": "[1950..1960]"}),
    ("2011-10-14 / 2011-10-17", "when_is_duration", {"instead": "[2011-10-14..2011-10-17]"}),
    ("../1957", "when_is_duration", {"instead": "[..1957]"}),
    ("1957/..", "when_is_duration", {"instead": "[1957..]"}),
    ("{1988,1989}", "when_is_several", {"instead": "[1988,1989]"}),
    ("1957-21", "season_unclear", {"text": "1957-21"}),
    ("1957-28~", "season_unclear", {"text": "1957-28~"}),
    (
        "between 17 and 14 Oct 2011",
        "when_reversed",
        {"text": "2011-10-17..2011-10-14", "turned": "2011-10-14..2011-10-17"},
    ),
    ("[1989..1988]", "when_reversed", {"text": "1989..1988", "turned": "1988..1989"}),
    (
        "after 12 Oct 2011, before 13 Oct 2011",
        "when_reversed",
        {"text": "after:2011-10-12;before:2011-10-13", "turned": None},
    ),
    (
        "after 1 April 1957, before the ceremony",
        "when_reversed",
        {"text": "after:1957-04-01;before:ceremony", "turned": None},
    ),
    ("about 2026-10-13 11:20", "about_needs_a_day", {"text": "2026-10-13 11:20"}),
    ("the ceremony", "milestone_needs_a_side", {"reference": "ceremony"}),
    ("after voting closed", "reference_unknown", {"reference": "voting_closed", "known": sorted(REFERENCES)}),
    ("after:lunch_eaten", "reference_unknown", {"reference": "lunch_eaten", "known": sorted(REFERENCES)}),
]


@pytest.mark.parametrize("text, code, params", REFUSED)
def test_parse_when_refuses_naming_the_mistake(text: str, code: str, params: dict[str, Any]) -> None:
    assert refusal(text) == (code, params)


@pytest.mark.parametrize(
    "zone",
    ["Mars", "", "Europe", "../UTC", "posix/UTC", "right/UTC", "localtime", "Factory", "Europe/\ud800", "A" * 99],
)
def test_parse_when_refuses_a_zone_there_is_not(zone: str) -> None:
    assert refusal("1957", zone) == ("zone_unknown", {"zone": zone[:64]})
