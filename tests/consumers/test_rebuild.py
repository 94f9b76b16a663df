"""Versions beside each other: built, compared, switched, undone, retired."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from threading import Event, Thread
from uuid import UUID

import pytest
from sqlalchemy import Table, delete, insert, inspect, update

from ledger.consumers.consumer import Stream
from ledger.consumers.pace import Courteous
from ledger.consumers.rebuild import Progress, rebuild, retire, switch, undo
from ledger.consumers.runner import catch_up
from ledger.consumers.storage import Storage
from ledger.consumers.views import View
from ledger.errors import Conflict, NotFound
from tests.consumers.toys import STROKES, TOYS, Journal, Toys, folded, rows_of, some_acts, view_of


class Halt(Exception):
    """Ends a build from outside."""


@contextmanager
def writing(journal: Journal, acts: list[tuple[UUID, str, int]], view: View | None = None) -> Iterator[None]:
    """Records acts one by one from another thread meanwhile; follows them too if given the view."""
    stop = Event()

    def write() -> None:
        while not stop.is_set():
            act = (UUID(int=1000 + len(acts) % 9), "mauve", len(acts))
            journal.record([act])
            acts.append(act)
            if view is not None:
                catch_up(view)

    thread = Thread(target=write)
    thread.start()
    yield
    stop.set()
    thread.join()


def test_rebuild_under_a_concurrent_writer_equals_live(view: View, journal: Journal) -> None:
    acts = some_acts(3000, toys=997)
    journal.record(acts)
    rebuild(view)
    before = len(acts)
    with writing(journal, acts, view):
        rebuilt = rebuild(view)
    assert rebuilt.comparison is not None
    assert (rebuilt.comparison.differences, rebuilt.comparison.left_out, rebuilt.switched) == ((), 0, True)
    assert rebuilt.comparison.rows >= 3000
    assert len(acts) > before
    catch_up(view)
    assert view.position() == len(acts)
    assert rows_of(view) == folded(acts)
    assert [(version.number, version.state) for version in view.storage.versions("toys")] == [
        (1, "previous"),
        (2, "live"),
    ]


def test_undo_and_switch_change_the_live_version_at_once(view: View, journal: Journal) -> None:
    journal.record(some_acts(5))
    rebuild(view)
    rebuild(view)
    journal.record([(UUID(int=5), "late", 1)])
    catch_up(view)
    undo(view)
    assert rows_of(view) == folded(some_acts(5))
    catch_up(view)
    assert rows_of(view) == folded([*some_acts(5), (UUID(int=5), "late", 1)])
    undo(view)
    assert view.require_live().number == 2
    switch(view, 1)
    assert view.require_live().number == 1


def test_undo_without_a_previous_version_is_refused(view: View) -> None:
    rebuild(view)
    with pytest.raises(Conflict) as caught:
        undo(view)
    assert caught.value.code == "no_previous_version"


def test_retiring_removes_a_version_but_never_the_live_one(view: View) -> None:
    rebuild(view)
    rebuild(view)
    with pytest.raises(Conflict) as caught:
        retire(view, 2)
    assert caught.value.code == "version_live"
    retire(view, 1)
    assert [version.number for version in view.storage.versions("toys")] == [2]
    with pytest.raises(NotFound):
        retire(view, 1)
    with pytest.raises(Conflict):
        undo(view)


def test_damaged_live_rows_are_named_and_not_switched_away_unseen(view: View, journal: Journal) -> None:
    acts = some_acts(60)
    journal.record(acts)
    rebuild(view)
    a, b = acts[0][0].hex, acts[1][0].hex
    with view.storage.write("toys", 1) as connection:
        connection.execute(update(TOYS).where(TOYS.c.subject == a).values(weight=-1))
        connection.execute(delete(STROKES).where(STROKES.c.subject == b, STROKES.c.n == 2))
        connection.execute(insert(TOYS).values(subject="ghost", strokes=1, weight=1))
    rebuilt = rebuild(view)
    assert rebuilt.comparison is not None
    assert {(d.table, d.key, d.kind, d.columns) for d in rebuilt.comparison.differences} == {
        ("toy", (a,), "changed", ("weight",)),
        ("toy_stroke", (b, 2), "added", ()),
        ("toy", ("ghost",), "missing", ()),
    }
    assert (rebuilt.switched, rebuilt.version.state, view.require_live().number) == (False, "built", 1)
    switch(view, rebuilt.version.number)
    assert rows_of(view) == folded(acts)


def test_accepted_differences_switch(view: View, journal: Journal) -> None:
    journal.record(some_acts(60))
    rebuild(view)
    with view.storage.write("toys", 1) as connection:
        connection.execute(delete(TOYS))
        connection.execute(delete(STROKES))
    rebuilt = rebuild(view, accept=True)
    assert rebuilt.comparison is not None
    assert len(rebuilt.comparison.differences) == 20
    assert rebuilt.switched
    assert rows_of(view) == folded(some_acts(60))


def test_indexes_stand_after_the_build(view: View, journal: Journal) -> None:
    journal.record(some_acts(5))
    rebuild(view)
    with view.read() as connection:
        schema = None if connection.dialect.name == "sqlite" else "toys_v1"
        assert [index["name"] for index in inspect(connection).get_indexes("toy_stroke", schema)] == [
            "toy_stroke_colour"
        ]


def test_stopped_build_leaves_nothing_behind(view: View, journal: Journal) -> None:
    journal.record(some_acts(5))
    rebuild(view)

    def halt(progress: Progress) -> None:
        if progress.stage == "indexing":
            raise Halt

    with pytest.raises(Halt):
        rebuild(view, report=halt)
    assert [version.number for version in view.storage.versions("toys")] == [1]
    assert rebuild(view).version == (2, 1, "live")


def test_two_builds_at_once_are_refused(view: View) -> None:
    codes: list[str] = []

    def meddle(progress: Progress) -> None:
        if progress.stage == "reading" and not codes:
            with pytest.raises(Conflict) as caught:
                rebuild(view)
            codes.append(caught.value.code)

    rebuild(view, report=meddle)
    assert codes == ["rebuild_running"]


def test_courteous_build_gives_the_same_rows(view: View, journal: Journal) -> None:
    acts = some_acts(3000, toys=600)
    journal.record(acts)
    rebuild(view, pace=Courteous())
    assert rows_of(view) == folded(acts)


def test_progress_tells_all_stages_and_ends_at_the_total(view: View, journal: Journal) -> None:
    journal.record(some_acts(12000, toys=100))
    rebuild(view)
    told: list[Progress] = []
    rebuild(view, report=told.append)
    assert list(dict.fromkeys(progress.stage for progress in told)) == [
        "reading",
        "indexing",
        "comparing",
        "catching_up",
    ]
    reading = [progress for progress in told if progress.stage == "reading"]
    assert reading[-1] == ("reading", 12000, 12000)
    assert len(reading) > 2


def test_a_new_revision_lives_beside_the_old_one(view: View, journal: Journal, storage: Storage) -> None:
    class Newer(Toys):
        revision = 2

        def derive(self, stream: Stream) -> Iterable[tuple[Table, Mapping[str, object]]]:
            return [(table, {**row, "weight": 0}) for table, row in super().derive(stream)]

    acts = some_acts(5)
    journal.record(acts)
    rebuild(view)
    newer = view_of(journal, storage, Newer())
    assert newer.live() is None
    rebuilt = rebuild(newer)
    assert (rebuilt.comparison, rebuilt.switched) == (None, True)
    assert rows_of(newer) == folded([(stream, colour, 0) for stream, colour, _ in acts])
    assert rows_of(view) == folded(acts)
    journal.record(acts[:1])
    catch_up(view)
    catch_up(newer)
    assert rows_of(view) == folded(acts + acts[:1])


def test_unsound_consumers_are_refused_at_the_start(journal: Journal, storage: Storage) -> None:
    class Nameless(Toys):
        name = "Robert'); DROP"

    class Deaf(Toys):
        kinds = frozenset()

    for consumer in (Nameless(), Deaf()):
        with pytest.raises(TypeError):
            view_of(journal, storage, consumer)
