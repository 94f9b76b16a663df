"""How far behind, since when, for how long; and waiting for one's own act."""

from __future__ import annotations

from dataclasses import replace
from threading import Timer

from ledger.consumers.lag import lag
from ledger.consumers.rebuild import rebuild
from ledger.consumers.runner import advance, catch_up
from ledger.consumers.views import View
from ledger.consumers.waiting import wait_for
from tests.consumers.toys import Journal, some_acts


def test_lag_before_the_first_build_is_the_whole_log(view: View, journal: Journal) -> None:
    journal.record(some_acts(4))
    found = lag(view)
    assert (found.version, found.position, found.head, found.events, found.seconds_left) == (None, 0, 4, 4, None)


def test_lag_counts_acts_seconds_and_time_left(view: View, journal: Journal) -> None:
    rebuild(view)
    journal.record(some_acts(300))
    journal.record(some_acts(500))
    recorded_at = journal.recorder.entries(0, 1)[0].recorded_at
    behind = replace(view, clock=lambda: recorded_at + 90_000_000)
    assert lag(behind)[:6] == ("toys", 1, 0, 800, 800, 90.0)
    assert lag(behind).seconds_left is None
    advance(view, limit=200)
    found = lag(behind)
    assert (found.position, found.events) == (200, 600)
    assert found.rate > 0
    assert found.seconds_left == 600 / found.rate
    catch_up(view)
    caught_up = lag(behind)
    assert (caught_up.events, caught_up.seconds, caught_up.seconds_left, caught_up.parked) == (0, 0.0, 0.0, 0)


def test_waiting_ends_with_the_act_or_with_the_time(view: View, journal: Journal) -> None:
    assert not wait_for(view, 0, 0)
    rebuild(view)
    journal.record(some_acts(3))
    assert wait_for(view, 0, 0)
    assert not wait_for(view, 3, 10)
    later = Timer(0.05, lambda: catch_up(view))
    later.start()
    assert wait_for(view, 3, 20_000)
    later.join()
