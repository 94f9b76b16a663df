"""A stream that cannot be derived waits, tries again, is parked; all others go on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import Table

from ledger.consumers.consumer import Stream
from ledger.consumers.parked import PAUSES
from ledger.consumers.rebuild import rebuild
from ledger.consumers.rewriting import retry
from ledger.consumers.runner import advance, catch_up
from ledger.consumers.storage import Storage
from ledger.consumers.views import View
from ledger.errors import NotFound
from tests.consumers.toys import STROKES, TOYS, Act, Journal, Toys, folded, rows_of, view_of

SICK, WELL = UUID(int=1), UUID(int=2)
ACTS: list[Act] = [(SICK, "red", 1), (WELL, "red", 2), (SICK, "black", 3), (WELL, "blue", 4), (SICK, "red", 5)]


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 1_000_000_000

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def toys() -> Toys:
    return Toys(poison=["black"])


@pytest.fixture
def sick(journal: Journal, storage: Storage, toys: Toys, clock: Clock) -> View:
    """A view with two acts applied and the rest of ACTS recorded."""
    view = replace(view_of(journal, storage, toys), clock=clock)
    journal.record(ACTS[:2])
    rebuild(view)
    journal.record(ACTS[2:4])
    return view


def test_poisoned_stream_keeps_its_rows_while_others_go_on(sick: View) -> None:
    assert catch_up(sick).applied == 2
    assert rows_of(sick) == folded([*ACTS[:2], ACTS[3]])
    assert sick.position() == 4
    assert [parked[:5] for parked in sick.parked()] == [(SICK, 3, 3, 1, "Poisoned:poison")]
    assert sick.parked_count() == 1


def test_later_acts_of_a_held_stream_wait_with_it(sick: View, journal: Journal) -> None:
    catch_up(sick)
    journal.record([*ACTS[4:], (WELL, "green", 6)])
    catch_up(sick)
    assert rows_of(sick) == folded([*ACTS[:2], ACTS[3], (WELL, "green", 6)])
    assert [parked[:4] for parked in sick.parked()] == [(SICK, 3, 5, 1)]


def test_stream_is_tried_again_with_growing_pauses_then_parked_for_good(sick: View, clock: Clock) -> None:
    catch_up(sick)
    for attempt, pause in enumerate(PAUSES, 1):
        assert (sick.parked()[0].attempts, sick.parked()[0].next_try) == (attempt, clock.now + pause)
        clock.now += pause - 1
        assert not sick.has_work(4)
        clock.now += 1
        assert sick.has_work(4)
        advance(sick)
    assert (sick.parked()[0].attempts, sick.parked()[0].next_try) == (len(PAUSES) + 1, None)
    clock.now *= 2
    assert not sick.has_work(4)


def test_stream_that_recovers_is_released_by_itself(sick: View, toys: Toys, clock: Clock) -> None:
    catch_up(sick)
    toys.poison.clear()
    clock.now += PAUSES[0]
    advance(sick)
    assert (rows_of(sick), sick.parked()) == (folded(ACTS[:4]), [])


def test_retry_by_hand_brings_a_parked_stream_up_to_the_position(sick: View, journal: Journal, toys: Toys) -> None:
    catch_up(sick)
    journal.record(ACTS[4:])
    catch_up(sick)
    assert not retry(sick, SICK)
    assert sick.parked()[0].attempts == 2
    toys.poison.clear()
    assert retry(sick, SICK)
    assert (rows_of(sick), sick.parked_count()) == (folded(ACTS), 0)
    with pytest.raises(NotFound) as caught:
        retry(sick, SICK)
    assert caught.value.code == "stream_not_parked"


def test_build_parks_what_it_cannot_derive(sick: View, journal: Journal, toys: Toys) -> None:
    rebuilt = rebuild(sick)
    assert rebuilt.switched
    assert rebuilt.comparison is not None
    assert rebuilt.comparison.left_out == 1
    assert rows_of(sick) == folded([ACTS[1], ACTS[3]])
    assert [parked[:5] for parked in sick.parked()] == [(SICK, 1, 3, 1, "Poisoned:poison")]
    toys.poison.clear()
    assert retry(sick, SICK)
    assert rows_of(sick) == folded(ACTS[:4])


class Unfit(Toys):
    """Derives rows that the database or the table cannot take, for one stream only."""

    def __init__(self, fault: str) -> None:
        super().__init__()
        self.fault = fault

    def derive(self, stream: Stream) -> Iterable[tuple[Table, Mapping[str, object]]]:
        """See Toys."""
        for table, row in super().derive(stream):
            if stream.id != SICK:
                yield table, row
            elif self.fault == "twice" and table is TOYS:
                yield table, row
                yield table, row
            elif self.fault == "null" and table is TOYS:
                yield table, {**row, "weight": None}
            elif self.fault == "huge" and table is TOYS:
                yield table, {**row, "weight": 2**70}
            elif self.fault == "surrogate" and table is STROKES:
                yield table, {**row, "colour": "\ud800"}
            elif self.fault == "missing" and table is STROKES:
                yield table, {"subject": stream.id.hex, "n": row["n"]}
            elif self.fault == "stranger":
                yield table, {**row, "subject": WELL.hex}
            elif self.fault == "object":
                yield table, {**row, "weight": object()}


@pytest.mark.parametrize("building", [False, True])
@pytest.mark.parametrize("fault", ["twice", "null", "huge", "surrogate", "missing", "stranger", "object"])
def test_rows_that_do_not_fit_park_their_stream_alone(
    journal: Journal, storage: Storage, fault: str, *, building: bool
) -> None:
    view = view_of(journal, storage, Unfit(fault))
    if not building:
        rebuild(view)
    journal.record(ACTS)
    if building:
        rebuild(view)
    catch_up(view)
    assert rows_of(view) == folded([ACTS[1], ACTS[3]])
    assert [parked[:4] for parked in view.parked()] == [(SICK, 1, 5, 1)]


def test_undecodable_state_parks_its_stream_alone(journal: Journal, view: View) -> None:
    rebuild(view)
    journal.record([(SICK, "red", 1)], "toy.unheard_of")
    journal.record([(WELL, "red", 1)])
    catch_up(view)
    assert rows_of(view) == folded([(WELL, "red", 1)])
    assert [parked.error for parked in view.parked()] == ["KeyError"]
