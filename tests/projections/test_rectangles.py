"""Rectangles answer every moment as the plain fold does, on both axes."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given

from ledger.domain.event import Event
from ledger.domain.readings import history_of
from ledger.projections.rectangles import Rectangle, rectangles
from tests.domain.test_readings import seen, told
from tests.support.plain import plain_reading
from tests.support.stories import MOMENTS, streams


def at_moment(rows: list[Rectangle], at: int, known: int) -> list[Rectangle]:
    """The rows that a query for one moment finds."""
    return [one for one in rows if one.known_from <= known < one.known_to and one.since <= at < one.until]


@pytest.mark.parametrize("axis", ["in force", "announced"])
@given(log=streams())
def test_rectangles_equal_the_plain_fold_at_every_moment(axis: str, log: list[tuple[int, Event]]) -> None:
    announced = axis == "announced"
    rows = rectangles(history_of(log), announced=announced)
    for known, at in product([position for position, _event in log], MOMENTS):
        found = at_moment(rows, at, known)
        assert len(found) <= 1, (known, at)
        expected = told(plain_reading(log, at=at, known=known, announced=at if announced else None))
        assert seen(found[0].standing if found else None) == expected, (known, at)
