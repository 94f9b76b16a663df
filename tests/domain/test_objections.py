"""Objections as pure folds: what stands at any moment, who was heard, and whether it came in time."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from ledger.domain import objection
from ledger.domain.event import Event
from ledger.domain.objection import Decided, Heard, Made, Objection, Point, PutTo, Struck, TakenBack, objection_of
from ledger.domain.objection_limits import Limit, ObjectionLimitSet, lateness, limit_of
from ledger.domain.request import TargetOutcome
from ledger.domain.times import UNKNOWN, parse_when
from ledger.domain.values import Personal, Provenance

ZONE = "Asia/Karachi"
STREAM, PARTY, NOMINATION = (UUID(int=number) for number in (1, 2, 3))
BY = Provenance(
    actor=UUID(int=9), name=Personal(UUID(int=9), "Somebody"), role="organiser", command=UUID(int=8), via="web"
)
DAYS = {day: parse_when(f"{day} October 2026", ZONE) for day in (19, 20, 21, 22, 23)}


def on(day: int) -> dict[str, Any]:
    return {"effective": DAYS[day], "counts_from": DAYS[day].latest_us}


def made(*numbers: int) -> Made:
    points = tuple(Point(number=one, kind="nomination", id=NOMINATION) for one in numbers)
    return Made(
        originator_id=STREAM, originator_version=1, by=BY, edition=UUID(int=4), concerned_as="competitor",
        ground="eligibility", targets=points, **on(19),
    )  # fmt: skip


def after(*events: Event, **at: int) -> Objection:
    found = objection_of(enumerate(events, 1), **at)
    assert found is not None
    return found


def later(kind: type[Event], version: int, **fields: Any) -> Event:
    return kind(originator_id=STREAM, originator_version=version, by=BY, **fields)


def decided(version: int, day: int, **outcomes: str) -> Event:
    told = tuple(TargetOutcome(number=int(number[1:]), outcome=outcome) for number, outcome in outcomes.items())
    return later(Decided, version, outcomes=told, **on(day))


def outcomes(found: Objection) -> list[str]:
    return [one.outcome for one in found.targets]


def test_objection_is_open_until_decided_point_by_point_and_a_later_decision_replaces() -> None:
    events = [made(1, 2), decided(2, 20, n1="dismissed"), decided(3, 22, n1="upheld")]
    assert outcomes(after(*events[:1])) == ["open", "open"]
    assert after(*events, at=DAYS[19].latest_us).waits == (1, 2)
    assert outcomes(after(*events, at=DAYS[21].latest_us)) == ["dismissed", "open"]
    assert outcomes(after(*events)) == ["upheld", "open"]
    assert outcomes(after(*events, known=2)) == ["dismissed", "open"]
    assert objection_of(enumerate(events, 1), at=DAYS[19].earliest_us) is None
    assert objection_of([(1, events[1])]) is None


def test_what_is_taken_back_was_open_and_what_speaks_of_no_point_changes_nothing() -> None:
    back = later(TakenBack, 3, targets=(1, 2, 7), **on(22))
    found = after(made(1, 2), decided(2, 20, n1="dismissed", n9="upheld"), back)
    assert outcomes(found) == ["dismissed", "taken_back"]
    assert found.waits == ()
    assert after(made(1), later(Struck, 2)).waits == ()


def test_other_side_is_asked_hears_and_is_asked_anew() -> None:
    put = later(PutTo, 2, party=PARTY, reply_by=DAYS[21], **on(20))
    heard = later(Heard, 3, party=PARTY, outcome="no_answer", **on(22))
    again = later(PutTo, 4, party=PARTY, **on(23))
    (one,) = after(made(1), put).hearings
    assert (one.party, one.asked, one.reply_by, one.outcome) == (PARTY, DAYS[20].latest_us, DAYS[21], None)
    assert after(made(1), put, heard).hearings[0].outcome == "no_answer"
    assert after(made(1), put, heard, again).hearings == ((PARTY, DAYS[23].latest_us, None, None),)


def rule(days: int | None = None, until: str | None = None) -> ObjectionLimitSet:
    return ObjectionLimitSet(
        originator_id=STREAM, originator_version=5, by=BY, of="objections", days=days, until_milestone=until
    )


def test_days_end_in_the_zone_of_the_edition_and_the_earlier_limit_holds() -> None:
    announced = parse_when("19 October 2026, 23:30", ZONE).latest_us
    ends = parse_when("22 October 2026", ZONE).before_us
    assert limit_of(rule(3), announced, None, ZONE) == Limit(ends, ends)
    lock = DAYS[21]
    assert limit_of(rule(3, "ballot_locked"), announced, lock, ZONE) == Limit(lock.earliest_us, lock.before_us)
    assert limit_of(rule(1, "ballot_locked"), announced, lock, ZONE) == limit_of(rule(1), announced, None, ZONE)


@pytest.mark.parametrize(
    "told, known, until",
    [(None, 1, DAYS[21]), (rule(), 1, DAYS[21]), (rule(3), None, DAYS[21]), (rule(None, "ceremony"), 1, UNKNOWN)],
)
def test_no_limit_runs_where_none_is_set_or_nothing_began_it(
    told: ObjectionLimitSet | None, known: int | None, until: Any
) -> None:
    assert limit_of(told, known, until, ZONE) is None


@pytest.mark.parametrize(
    "received, expected",
    [
        ("20 October 2026", objection.IN_TIME),
        ("21 October 2026, 09:59", objection.IN_TIME),
        ("21 October 2026", None),
        ("unknown", None),
        ("by 23 October 2026", None),
        ("21 October 2026, 10:00", objection.LATE),
        ("22 October 2026", objection.LATE),
    ],
)
def test_lateness_is_read_of_what_was_received_against_the_limit(received: str, expected: str | None) -> None:
    limit = parse_when("21 October 2026, 10:00", ZONE).earliest_us
    assert lateness(parse_when(received, ZONE), Limit(limit, limit)) == expected
