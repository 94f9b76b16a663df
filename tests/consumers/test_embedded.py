"""The thread that keeps everything at the head, whatever happens around it."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from threading import Event
from uuid import UUID

import pytest
import structlog
from sqlalchemy import Table

from ledger.consumers.consumer import Stream
from ledger.consumers.embedded import Embedded
from ledger.consumers.rebuild import rebuild
from ledger.consumers.storage import Storage
from ledger.consumers.views import View
from ledger.consumers.waiting import wait_for
from ledger.errors import Unavailable
from tests.consumers.toys import Journal, Rows, Toys, folded, rows_of, some_acts, view_of

PATIENCE_MS = 20_000


def eventually(condition: Callable[[], bool]) -> bool:
    """Whether the condition comes true while a person would still wait."""
    deadline = time.monotonic() + PATIENCE_MS / 1000
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.005)
    return True


def shows(view: View, rows: Rows) -> bool:
    """Whether the view holds these rows now; while it is being built, it does not."""
    try:
        return rows_of(view) == rows
    except Unavailable:
        return False


@pytest.fixture
def thread(view: View) -> Iterator[Embedded]:
    with Embedded([view], poll_seconds=0.02) as embedded:
        yield embedded


def test_first_build_starts_by_itself(view: View, journal: Journal, thread: Embedded) -> None:
    journal.record(some_acts(50))
    assert wait_for(view, 50, PATIENCE_MS)
    assert rows_of(view) == folded(some_acts(50))


def test_nudge_brings_an_act_without_waiting_for_the_poll(view: View, journal: Journal) -> None:
    rebuild(view)
    with Embedded([view], poll_seconds=3600) as embedded:
        for position, act in enumerate(some_acts(10), 1):
            journal.record([act])
            embedded.nudge()
            assert wait_for(view, position, PATIENCE_MS)


def test_polling_finds_what_another_process_wrote(view: View, journal: Journal, thread: Embedded) -> None:
    assert wait_for(view, 0, PATIENCE_MS)
    journal.record(some_acts(5))
    assert wait_for(view, 5, PATIENCE_MS)


def test_deleted_tables_are_built_again(
    view: View, journal: Journal, thread: Embedded, storage: Storage, tmp_path: Path
) -> None:
    journal.record(some_acts(30))
    assert wait_for(view, 30, PATIENCE_MS)
    storage.drop("toys", view.require_live().number)
    shutil.rmtree(tmp_path / "views", ignore_errors=True)
    assert eventually(lambda: shows(view, folded(some_acts(30))))


class Faltering(Toys):
    """Follows nothing while the place it needs is gone."""

    def __init__(self) -> None:
        super().__init__()
        self.gone = True

    def follows(self, topic: str) -> bool:
        """See Toys."""
        if self.gone:
            raise Unavailable("store_gone", who="a name that must not be logged")
        return super().follows(topic)


def test_failing_consumer_is_logged_and_recovers_while_others_go_on(
    journal: Journal, storage: Storage, view: View
) -> None:
    class Other(Faltering):
        name = "others"

    faltering = Other()
    other = view_of(journal, storage, faltering)
    journal.record(some_acts(5))
    with structlog.testing.capture_logs() as logs, Embedded([other, view], poll_seconds=0.02):
        assert wait_for(view, 5, PATIENCE_MS)
        journal.record(some_acts(5))
        assert wait_for(view, 10, PATIENCE_MS)
        assert eventually(lambda: any(entry["event"] == "consumer_failed" for entry in logs))
        assert other.live() is None
        faltering.gone = False
        assert wait_for(other, 10, PATIENCE_MS)
    failed = [entry for entry in logs if entry["event"] == "consumer_failed"]
    assert {(entry["consumer"], entry["error"]) for entry in failed} == {("others", "Unavailable:store_gone")}
    assert "must not be logged" not in json.dumps(logs)


@pytest.mark.slow
def test_long_build_keeps_no_other_view_waiting(journal: Journal, storage: Storage, view: View) -> None:
    seen: list[int] = []

    class Long(Toys):
        name = "long"
        derived = 0

        def derive(self, stream: Stream) -> Iterable[tuple[Table, Mapping[str, object]]]:
            self.derived += 1
            if self.derived == 1:
                journal.record([(UUID(int=1), "late", 1)])
            if self.derived == 11_999:
                seen.append(view.position())
            return super().derive(stream)

    journal.record([(UUID(int=n), "red", 1) for n in range(12_000)])
    rebuild(view)
    long = view_of(journal, storage, Long())
    with Embedded([long, view], poll_seconds=0.0):
        assert wait_for(long, 12_001, PATIENCE_MS)
    assert seen == [12_001]


@pytest.mark.slow
def test_stopping_during_a_build_ends_it_and_leaves_nothing_behind(
    journal: Journal, storage: Storage, tmp_path: Path
) -> None:
    entered = Event()

    class Slow(Toys):
        def derive(self, stream: Stream) -> Iterable[tuple[Table, Mapping[str, object]]]:
            entered.set()
            time.sleep(0.0002)
            return super().derive(stream)

    journal.record([(UUID(int=n), "red", 1) for n in range(30000)])
    view = view_of(journal, storage, Slow())
    embedded = Embedded([view])
    embedded.start()
    assert entered.wait(PATIENCE_MS / 1000)
    assert embedded.stop(PATIENCE_MS / 1000)
    assert view.live() is None
    assert storage.versions("toys") == ()


def test_view_of_another_log_is_given_up_and_built_anew(
    view: View, journal: Journal, storage: Storage, tmp_path_factory: pytest.TempPathFactory
) -> None:
    journal.record(some_acts(20))
    rebuild(view)
    restored = Journal(tmp_path_factory.mktemp("restored"))
    restored.record(some_acts(7))
    other = view_of(restored, storage)
    with structlog.testing.capture_logs(), Embedded([other], poll_seconds=0.02):
        assert eventually(lambda: shows(other, folded(some_acts(7))))
    restored.recorder.close()


def test_starting_and_stopping_twice_is_harmless(view: View, journal: Journal) -> None:
    embedded = Embedded([view], poll_seconds=0.02)
    embedded.start()
    embedded.start()
    assert embedded.stop()
    assert embedded.stop()
    journal.record(some_acts(3))
    embedded.start()
    assert wait_for(view, 3, PATIENCE_MS)
    assert embedded.stop()
