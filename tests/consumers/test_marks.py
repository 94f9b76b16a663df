"""A mark tells, at little cost, whether the live version still holds the rows it held."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from uuid import UUID

import pytest

from ledger.consumers.parked import PAUSES
from ledger.consumers.rebuild import give_up, rebuild, undo
from ledger.consumers.rewriting import rewrite
from ledger.consumers.runner import advance, catch_up
from ledger.consumers.storage import Storage
from ledger.consumers.views import View, open_storage
from ledger.errors import Unavailable
from tests.consumers.toys import Blank, Journal, Toys, some_acts, view_of

TOY = UUID(int=1)


@pytest.fixture
def built(view: View, journal: Journal) -> View:
    """The toys' view with a few acts applied."""
    journal.record(some_acts(20))
    rebuild(view)
    return view


def test_mark_stays_while_nothing_is_written(built: View, journal: Journal) -> None:
    before = built.mark()
    journal.record([(TOY, "red", 1)])
    assert advance(built, limit=1).applied == 1
    applied = built.mark()
    assert applied != before
    assert not advance(built).applied
    assert not built.has_work(21)
    assert (built.position(), built.mark()) == (21, applied)


def _switch(view: View) -> None:
    rebuild(view)


def _rebuild_and_undo(view: View) -> None:
    rebuild(view)
    undo(view)
    rebuild(view)


def _build_anew(view: View) -> None:
    give_up(view)
    rebuild(view)


def _rewrite(view: View) -> None:
    rewrite(View(Blank(), view.storage, view.log, view.decode), [some_acts(1)[0][0]])


@pytest.mark.parametrize("act", [_switch, _rebuild_and_undo, _build_anew, _rewrite])
def test_mark_changes_where_the_position_may_not(built: View, act: Callable[[View], None]) -> None:
    before, position = built.mark(), built.position()
    act(built)
    assert built.position() == position
    assert built.mark() != before


def test_mark_changes_when_a_stream_held_back_is_released(journal: Journal, storage: Storage) -> None:
    now, toys = [1_000_000_000], Toys(poison=["black"])
    view = View(toys, storage, journal.recorder, view_of(journal, storage).decode, lambda: now[0])
    rebuild(view)
    journal.record([(TOY, "red", 1), (TOY, "black", 2)])
    catch_up(view)
    before = view.mark()
    toys.poison.clear()
    now[0] += PAUSES[0]
    advance(view)
    assert (view.position(), view.parked_count()) == (2, 0)
    assert view.mark() != before


def test_mark_tells_what_another_storage_wrote(built: View, journal: Journal, database: str, tmp_path: Path) -> None:
    before = built.mark()
    assert built.mark() == before
    elsewhere = open_storage(database, tmp_path / "views")
    other = view_of(journal, elsewhere)
    journal.record(some_acts(5))
    assert built.mark() == before
    catch_up(other)
    applied = built.mark()
    assert applied != before
    rebuild(other)
    assert built.mark() not in (before, applied)
    elsewhere.close()


def test_nothing_built_has_no_mark(view: View, journal: Journal) -> None:
    for _ in range(2):
        with pytest.raises(Unavailable, match="view_building"):
            view.mark()
    rebuild(view)
    first = view.mark()
    give_up(view)
    with pytest.raises(Unavailable, match="view_building"):
        view.mark()
    rebuild(view)
    assert view.mark() != first


def test_mark_of_a_storage_closed_meanwhile_is_none_of_the_earlier(
    built: View, journal: Journal, database: str, tmp_path: Path
) -> None:
    seen = {built.mark()}
    elsewhere = open_storage(database, tmp_path / "views")
    for _ in range(3):
        journal.record(some_acts(1))
        catch_up(view_of(journal, elsewhere))
        built.storage.close()
        assert built.mark() not in seen
        seen.add(built.mark())
    elsewhere.close()


def test_mark_outlives_threads_and_is_the_same_in_all(built: View) -> None:
    seen: list[object] = []
    threads = [Thread(target=lambda: seen.extend(built.mark() for _ in range(50))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [built.mark()] * 200


def test_deleted_folder_has_no_mark_and_a_new_one_another(journal: Journal, tmp_path: Path) -> None:
    storage = open_storage("sqlite://", tmp_path / "views")
    view = view_of(journal, storage)
    rebuild(view)
    before = view.mark()
    shutil.rmtree(tmp_path / "views")
    with pytest.raises(Unavailable, match="view_building"):
        view.mark()
    rebuild(view)
    assert view.require_live().number == 1
    assert view.mark() != before
    storage.close()
