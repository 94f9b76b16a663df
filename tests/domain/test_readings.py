"""The fold against a second, plain one, and the rules it must hold whatever the history."""

from __future__ import annotations

from itertools import product

from hypothesis import given

from ledger.domain.event import Event
from ledger.domain.readings import history_of, judge, read
from ledger.domain.standing import EFFECTS, Standing
from ledger.domain.times import FOREVER
from tests.support.plain import Plain, plain_reading, worded
from tests.support.stories import MOMENTS, STREAM, TIMES, streams


def seen(standing: Standing | None) -> tuple[object, ...] | None:
    """A standing as the plain form says it."""
    if standing is None:
        return None
    return (
        (standing.place, *(one.word for one in standing.also)),
        standing.award,
        str(standing.category or STREAM),
        [str(one.category or STREAM) for one in standing.away],
        {str(one.credit): one.word for one in standing.gone},
        list(standing.changed),
        {one.act: (one.wish, str(one.credit) if one.credit else None, one.outcome) for one in standing.notes},
        {name: value for name in EFFECTS if (value := getattr(standing.effects, name)) is not None},
    )


def told(plain: Plain | None) -> tuple[object, ...] | None:
    """The same of a plain reading."""
    if plain is None:
        return None
    words = tuple(plain.off) or (plain.place,)
    return words, plain.award, plain.category, plain.left, plain.gone, plain.changed, plain.notes, plain.effects


@given(streams(), TIMES)
def test_reading_equals_plain_fold_at_every_moment(log: list[tuple[int, Event]], announced: int) -> None:
    history = history_of(log)
    for known, at, public in product([position for position, _event in log], MOMENTS, (None, announced)):
        expected = told(plain_reading(log, at=at, known=known, announced=public))
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
    named = {act for notice in history.notices for act in notice.acts} | {
        step.version for step in history.steps if step.spoken
    }
    standing = read(history, announced=FOREVER)
    if standing is not None:
        assert set(standing.acts) <= named


@given(streams(), TIMES)
def test_words_of_an_announcement_are_those_of_the_latest_that_names_the_act(
    log: list[tuple[int, Event]], announced: int
) -> None:
    history = history_of(log)
    for known in [position for position, _event in log]:
        standing = read(history, known=known, announced=announced)
        if standing is not None:
            expected = {act: worded(log, act, known=known, announced=announced) for act in standing.acts}
            assert dict(standing.worded) == {act: number for act, number in expected.items() if number is not None}
