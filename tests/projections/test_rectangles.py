"""Rectangles answer every moment as the plain fold does, on both axes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.domain.event import Event
from ledger.domain.readings import history_of
from ledger.projections.rectangles import Rectangle, rectangles
from tests.domain.test_readings import seen
from tests.support.plain import plain_reading
from tests.support.stories import TIMES, streams


def at_moment(rows: list[Rectangle], at: int, known: int) -> list[Rectangle]:
    """The rows that a query for one moment finds."""
    return [one for one in rows if one.known_from <= known < one.known_to and one.since <= at < one.until]


@pytest.mark.parametrize("axis", ["in force", "announced"])
@given(log=streams(), at=TIMES, known=st.integers(0, 30))
def test_rectangles_equal_the_plain_fold_at_every_moment(
    axis: str,
    log: list[tuple[int, Event]],
    at: int,
    known: int,
) -> None:
    announced = axis == "announced"
    found = at_moment(rectangles(history_of(log), announced=announced), at, known)
    assert len(found) <= 1
    expected = plain_reading(log, at=at, known=known, announced=at if announced else None)
    assert seen(found[0].standing if found else None) == expected
