"""Following the log: every entry counts once, batches end where they should, two at once do no harm."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from threading import Thread
from uuid import UUID

import pytest
from sqlalchemy import Table

from ledger.consumers.consumer import Stream
from ledger.consumers.rebuild import rebuild
from ledger.consumers.rewriting import rewrite
from ledger.consumers.runner import advance, catch_up
from ledger.consumers.storage import Storage
from ledger.consumers.views import View
from ledger.errors import Conflict, Unavailable
from tests.consumers.toys import Blank, Journal, Toys, folded, rows_in, rows_of, some_acts, view_of


def test_reading_before_the_first_build_says_that_it_is_being_built(view: View) -> None:
    with pytest.raises(Unavailable) as caught, view.read():
        pass
    assert caught.value.code == "view_building"
    with pytest.raises(Unavailable):
        advance(view)


def test_empty_log_is_caught_up_at_zero(view: View) -> None:
    rebuild(view)
    assert advance(view) == (0, 0, True, False)
    assert rows_of(view) == {}


@pytest.mark.parametrize(
    "recorded,limit,steps",
    [
        (4, 5, [(4, True)]),
        (5, 5, [(5, False), (0, True)]),
        (6, 5, [(5, False), (1, True)]),
        (1, 1, [(1, False), (0, True)]),
    ],
)
def test_batch_shorter_than_the_limit_means_caught_up(
    view: View, journal: Journal, recorded: int, limit: int, steps: list[tuple[int, bool]]
) -> None:
    rebuild(view)
    journal.record(some_acts(recorded))
    taken = [advance(view, limit=limit) for _ in steps]
    assert [(step.applied, step.caught_up) for step in taken] == steps
    assert rows_of(view) == folded(some_acts(recorded))


def test_rows_equal_the_fold_at_every_position(view: View, journal: Journal) -> None:
    rebuild(view)
    acts = some_acts(40)
    journal.record(acts)
    for end in range(3, 40, 3):
        assert advance(view, limit=3).position == end
        assert rows_of(view) == folded(acts[:end])


def test_advance_stops_at_the_position_asked_for(view: View, journal: Journal) -> None:
    rebuild(view)
    acts = some_acts(20)
    journal.record(acts)
    assert catch_up(view, upto=13, limit=5) == (13, 13, True, False)
    assert rows_of(view) == folded(acts[:13])
    assert advance(view, upto=7) == (0, 13, True, False)


def test_acts_not_followed_move_the_position_only(view: View, journal: Journal) -> None:
    journal.record(some_acts(3))
    rebuild(view)
    journal.record([(UUID(int=5), "bang", 1), (UUID(int=6), "hiss", 1)], "noise.heard")
    journal.record([(UUID(int=1000), "late", 9)])
    assert catch_up(view).position == 6
    assert rows_of(view) == folded([*some_acts(3), (UUID(int=1000), "late", 9)])
    rebuild(view)
    assert rows_of(view) == folded([*some_acts(3), (UUID(int=1000), "late", 9)])


def test_two_at_once_apply_each_entry_once(view: View, journal: Journal, storage: Storage) -> None:
    rebuild(view)
    acts = some_acts(600, toys=31)
    journal.record(acts)
    applied: list[int] = []
    threads = [
        Thread(target=lambda: applied.append(catch_up(view_of(journal, storage), limit=7).applied)) for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(applied) == 600
    assert view.position() == 600
    assert rows_of(view) == folded(acts)


def test_advancing_says_taken_while_another_holds_the_position(view: View, journal: Journal, storage: Storage) -> None:
    rebuild(view)
    journal.record(some_acts(3))
    results = []

    class Meddling(Toys):
        def derive(self, stream: Stream) -> Iterable[tuple[Table, Mapping[str, object]]]:
            results.append(advance(view))
            return super().derive(stream)

    assert advance(view_of(journal, storage, Meddling())).applied == 3
    assert {result.taken for result in results} == {True}
    assert rows_of(view) == folded(some_acts(3))


def test_a_reader_sees_one_moment(view: View, journal: Journal) -> None:
    acts = some_acts(10)
    journal.record(acts[:5])
    rebuild(view)
    with view.read() as connection:
        before = rows_in(connection)
        journal.record(acts[5:])
        catch_up(view)
        assert rows_in(connection) == before == folded(acts[:5])
    assert rows_of(view) == folded(acts)


def test_a_log_that_took_another_course_is_noticed(
    view: View, journal: Journal, tmp_path_factory: pytest.TempPathFactory
) -> None:
    journal.record(some_acts(5))
    rebuild(view)
    other = Journal(tmp_path_factory.mktemp("other"))
    other.record([(UUID(int=77), "blue", 1)] * 8)
    with pytest.raises(Conflict) as caught:
        advance(view_of(other, view.storage))
    assert caught.value.code == "view_of_another_log"
    shorter = Journal(tmp_path_factory.mktemp("shorter"))
    with pytest.raises(Conflict):
        advance(view_of(shorter, view.storage))
    assert rows_of(view) == folded(some_acts(5))


def test_rewriting_streams_brings_what_derive_says_now(view: View, journal: Journal, storage: Storage) -> None:
    acts = some_acts(30)
    journal.record(acts)
    rebuild(view)
    rebuild(view)

    chosen = acts[0][0]
    rewrite(view_of(journal, storage, Blank()), [chosen])
    for version in storage.versions("toys"):
        with storage.read("toys", version.number) as connection:
            found = rows_in(connection)
        assert {colour for colour, _ in found[chosen.hex][2]} == {None}
        assert {s: rows for s, rows in found.items() if s != chosen.hex} == {
            s: rows for s, rows in folded(acts).items() if s != chosen.hex
        }
