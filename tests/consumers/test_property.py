"""Whatever is recorded, in whatever batches, with whatever rebuilds between: the rows are the plain fold."""

from __future__ import annotations

import tempfile
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.consumers.rebuild import rebuild, undo
from ledger.consumers.rewriting import rewrite
from ledger.consumers.runner import advance, catch_up
from ledger.consumers.sqlite_storage import SqliteStorage
from tests.consumers.toys import Act, Journal, folded, rows_of, view_of

toys = st.integers(1, 6).map(lambda n: UUID(int=n))
colours = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
acts = st.lists(
    st.tuples(toys, colours, st.integers(-(2**63), 2**63 - 1).map(lambda n: n // 100)), min_size=1, max_size=9
)
steps = st.lists(
    st.one_of(
        acts,
        st.tuples(st.just("advance"), st.integers(1, 5)),
        st.sampled_from(["rebuild", "undo", "rewrite", "reopen"]),
    ),
    max_size=14,
)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(steps)
def test_rows_are_the_fold_of_the_acts_up_to_the_position(steps: list[list[Act] | tuple[str, int] | str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        journal = Journal(folder)
        storage = SqliteStorage(folder / "views")
        view = view_of(journal, storage)
        rebuild(view)
        told: list[Act] = []
        for step in steps:
            if isinstance(step, list):
                journal.record(step)
                told += step
            elif isinstance(step, tuple):
                advance(view, limit=step[1])
            elif step == "rebuild":
                assert rebuild(view).switched
            elif step == "undo":
                if len(storage.versions("toys")) > 1:
                    undo(view)
            elif step == "rewrite":
                rewrite(view, [UUID(int=n) for n in range(9)])
            else:
                storage.close()
            assert rows_of(view) == folded(told[: view.position()])
        catch_up(view)
        assert rows_of(view) == folded(told)
        storage.close()
        journal.recorder.close()
