"""Until when one may object or appeal: by announcements, by what was told, by milestones, and by what the organiser says."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ledger.bootstrap import Services
from ledger.domain.endings import RuledIneligible
from ledger.domain.times import instant, parse_when
from ledger.domain.zones import zone_named
from ledger.errors import Invalid
from ledger.projections.objection_inbox import objections_of
from tests.application.test_requests import wrong
from tests.support.acts import Desk
from tests.support.objections import announced, contest, decide, limit, points
from tests.support.requests import edition_of, party_of


@pytest.fixture
def desk(demo: Services) -> Desk:
    return Desk(demo)


@pytest.fixture
def quickly(demo_services: Services) -> Desk:
    """On SQLite alone, for what no database decides."""
    return Desk(demo_services)


def on_day(us: int, days: int) -> str:
    """A day so many days after an instant (µs), as the edition's zone has it."""
    return (instant(us).astimezone(zone_named("Asia/Karachi")).date() + timedelta(days=days)).isoformat()


def test_limit_runs_from_the_announcement_and_what_is_late_is_recorded(desk: Desk) -> None:
    told = announced(desk, "Static").counts_from
    (point,) = points(desk, contest(desk, "Static"))
    assert (point.limit, point.lateness, point.said) == (None, None, False)
    limit(desk, of="objections", days="3")
    last = parse_when(on_day(told, 3), "Asia/Karachi")
    for day, expected in ((3, "in_time"), (4, "late")):
        made = contest(desk, "Static", received=on_day(told, day))
        assert [(one.limit, one.lateness, one.said) for one in points(desk, made)] == [
            (last.before_us, expected, False)
        ]
    waits, _others = objections_of(desk.demo.requests, edition_of(desk).hex)
    assert {one.lateness for one in waits} == {None, "in_time", "late"}
    assert desk.agrees()


def test_appeal_runs_from_when_the_objector_was_told_and_else_from_the_announcement(quickly: Desk) -> None:
    decide(quickly, contest(quickly, "Static"), "1:upheld", follows=["1:rule-ineligible"])
    act = next(one for _at, one in quickly.ledger.story(quickly.stream("Static")) if isinstance(one, RuledIneligible))
    limit(quickly, of="appeals", days="2")
    late = {"acts": [act.act_name], "received": "26 October 2026"}
    assert [one.lateness for one in points(quickly, contest(quickly, **late))] == [None]
    party = party_of(quickly, "Static", "Bilal Lal")
    quickly.announce(act.act_name, at="25 October 2026, 10:00")
    assert [one.lateness for one in points(quickly, contest(quickly, **late))] == ["in_time"]
    told = str(act.originator_version)
    quickly.act("tell-party", "Static", act=told, told="true", how="letter", effective="23 October 2026")
    for objector, lateness in ((str(party), "late"), ("", "in_time")):
        assert [one.lateness for one in points(quickly, contest(quickly, objector=objector, **late))] == [lateness]


def test_what_straddles_the_limit_is_said_by_the_organiser_and_kept_as_said(quickly: Desk) -> None:
    limit(quickly, of="objections", days="3")
    told = announced(quickly, "Static").counts_from
    for received in (f"after {on_day(told, 1)}, before {on_day(told, 5)}", ""):
        with pytest.raises(Invalid) as refused:
            contest(quickly, "Static", received=received)
        assert wrong(refused) == {("lateness", "say_whether_in_time")}
        (point,) = points(quickly, contest(quickly, "Static", lateness="late", received=received))
        assert (point.lateness, point.said) == ("late", True)
    (point,) = points(quickly, contest(quickly, "Static", lateness="late", received=on_day(told, 1)))
    assert (point.lateness, point.said) == ("in_time", False)


def test_limit_follows_its_milestone(quickly: Desk) -> None:
    limit(quickly, of="objections", until_milestone="nominations_announced")
    assert [one.lateness for one in points(quickly, contest(quickly, "Static"))] == ["late"]
