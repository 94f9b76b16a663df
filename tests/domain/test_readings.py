"""The fold against a second, plain one, and the rules it must hold whatever the history."""

from __future__ import annotations

from itertools import product

from hypothesis import given

from ledger.domain.event import Event
from ledger.domain.readings import history_of, judge, read
from ledger.domain.standing import Standing
from ledger.domain.times import FOREVER
from tests.support.plain import Plain, plain_reading
from tests.support.stories import MOMENTS, TIMES, streams


def seen(standing: Standing | None) -> Plain | None:
    """A standing in the plain form."""
    if standing is None:
        return None
    return standing.place, standing.award, frozenset(str(one.credit) for one in standing.gone)


@given(streams(), TIMES)
def test_reading_equals_plain_fold_at_every_moment(log: list[tuple[int, Event]], announced: int) -> None:
    history = history_of(log)
    for known, at, public in product([position for position, _event in log], MOMENTS, (None, announced)):
        expected = plain_reading(log, at=at, known=known, announced=public)
        assert seen(read(history, at=at, known=known, announced=public)) == expected, (known, at, public)


@given(streams())
def test_every_act_in_a_reading_has_an_effect_or_is_named_idle(log: list[tuple[int, Event]]) -> None:
    standing, illegal = judge(history_of(log))
    if standing is not None:
        assert {one.act for one in illegal} == set(standing.idle)
        assert set(standing.idle) < set(standing.acts)


@given(streams())
def test_nothing_unannounced_shows_in_the_announced_reading(log: list[tuple[int, Event]]) -> None:
    history = history_of(log)
    named = {act for notice in history.notices for act in notice.acts}
    standing = read(history, announced=FOREVER)
    if standing is not None:
        assert set(standing.acts) <= named
