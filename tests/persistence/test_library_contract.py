"""The event sourcing library's own tests for recorders, and its event store, on ours."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from eventsourcing.persistence import EventStore, NotSupportedError
from eventsourcing.tests import persistence as library

from ledger.domain.event import Event
from ledger.persistence.keyring import Keyring
from ledger.persistence.mapper import EventMapper
from ledger.persistence.recorder import LogRecorder
from ledger.persistence.store import open_recorder
from tests.persistence.events import party_registered
from tests.persistence.logs import Clock, acts, check_whole


class OnEachDatabase(library.ApplicationRecorderTestCase[LogRecorder]):
    """Without this the library's cases would be collected by themselves."""

    __test__ = False
    url: str

    def create_recorder(self) -> LogRecorder:
        recorder = open_recorder(self.url, Clock())
        self.addCleanup(recorder.close)
        return recorder


class TestOnSqlite(OnEachDatabase):
    __test__ = True

    @pytest.fixture(autouse=True)
    def place(self, tmp_path: Path) -> None:
        self.url = f"sqlite:///{tmp_path / 'ledger.db'}"


@pytest.mark.server
class TestOnPostgres(OnEachDatabase):
    __test__ = True

    @pytest.fixture(autouse=True)
    def place(self, postgres_url: str) -> None:
        self.url = postgres_url


def test_event_store_puts_and_gets_through_recorder_and_mapper(recorder: LogRecorder, keyring: Keyring) -> None:
    store = EventStore(EventMapper(keyring), recorder)
    event = party_registered("Zehra Nigah")
    recordings = store.put([event])
    assert [recording.notification.id for recording in recordings] == [1]
    got = list(store.get(event.originator_id))
    assert got == [event]
    assert isinstance(got[0], Event)


def test_select_events_bounds_orders_and_limits(recorder: LogRecorder) -> None:
    stream = uuid4()
    recorder.insert_events(acts(stream, n=5))
    assert [e.originator_version for e in recorder.select_events(stream, gt=1, lte=4)] == [2, 3, 4]
    assert [e.originator_version for e in recorder.select_events(stream, desc=True, limit=2)] == [5, 4]
    assert [e.originator_version for e in recorder.select_events(str(stream))] == [1, 2, 3, 4, 5]
    assert recorder.select_events(uuid4()) == []


def test_inserting_nothing_writes_nothing(recorder: LogRecorder) -> None:
    assert recorder.insert_events([]) == []
    assert recorder.head() == (0, 0)


def test_front_door_makes_an_append_of_its_own(recorder: LogRecorder) -> None:
    assert recorder.insert_events(acts(n=2), tracking=None) == [1, 2]
    assert check_whole(recorder) == 2


def test_subscribing_is_refused(recorder: LogRecorder) -> None:
    with pytest.raises(NotSupportedError):
        recorder.subscribe(gt=0)
