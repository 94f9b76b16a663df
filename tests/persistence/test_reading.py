"""Reading the log: by position, by stream, and all streams a page at a time."""

from __future__ import annotations

from uuid import uuid4

import pytest

from ledger.persistence.log import LogEntry, stream_id
from ledger.persistence.recorder import LogRecorder
from tests.persistence.logs import NOON, acts, digest


def test_empty_log_reads_as_empty(recorder: LogRecorder) -> None:
    assert recorder.head() == (0, 0)
    assert recorder.entries(0, 10) == []
    assert recorder.streams([uuid4()]) == {}
    assert list(recorder.iter_streams(10)) == []


def test_entries_come_by_position_each_with_its_command(recorder: LogRecorder) -> None:
    commands = [uuid4() for _ in range(3)]
    saved = [acts(n=n) for n in (2, 1, 4)]
    for command, events in zip(commands, saved, strict=True):
        recorder.append(events, command=command, digest=digest())
    told = [command for command, events in zip(commands, saved, strict=True) for _ in events]
    assert [(e.position, e.command) for e in recorder.entries(0, 10)] == list(enumerate(told, 1))
    assert [(e.position, e.command) for e in recorder.entries(1, 3)] == [(n, told[n - 1]) for n in (2, 3, 4)]
    assert [e.position for e in recorder.entries(3, 10, upto=5)] == [4, 5]
    assert recorder.entries(7, 10) == []
    stream = stream_id(saved[0][0].originator_id)
    assert recorder.entries(0, 1) == [LogEntry(1, NOON, stream, 1, "test.happened", b"state 1", commands[0])]


def test_streams_reads_any_number_of_streams_by_version(recorder: LogRecorder) -> None:
    ids = [uuid4() for _ in range(950)]
    recorder.insert_events([event for id_ in ids for event in acts(id_)])
    recorder.insert_events([event for id_ in ids for event in acts(id_, first=2)])
    found = recorder.streams([*ids, uuid4(), ids[0]])
    assert set(found) == set(ids)
    assert all([e.originator_version for e in stream] == [1, 2] for stream in found.values())
    early = recorder.streams(ids[:3], upto=2)
    assert {id_: [e.position for e in stream] for id_, stream in early.items()} == {ids[0]: [1], ids[1]: [2]}


@pytest.mark.parametrize("page", [1, 2, 3, 7, 100])
def test_iter_streams_gives_every_stream_whole_whatever_the_page(recorder: LogRecorder, page: int) -> None:
    lengths = {uuid4(): n for n in (1, 2, 3, 5, 1, 8)}
    for id_, n in lengths.items():
        recorder.insert_events(acts(id_, n=n))
    upto = recorder.head()[0]
    late = next(iter(lengths))
    recorder.insert_events(acts(late, first=2))
    streams = list(recorder.iter_streams(upto, page))
    assert [stream[0].originator_id for stream in streams] == sorted(lengths)
    for stream in streams:
        assert {e.originator_id for e in stream} == {stream[0].originator_id}
        assert [e.originator_version for e in stream] == list(range(1, lengths[stream[0].originator_id] + 1))


def test_iter_streams_misses_nothing_while_the_log_grows(recorder: LogRecorder) -> None:
    ids = sorted(uuid4() for _ in range(20))
    for id_ in ids:
        recorder.insert_events(acts(id_, n=2))
    walk = recorder.iter_streams(recorder.head()[0], 3)
    seen = [next(walk)]
    for id_ in ids:
        recorder.insert_events(acts(id_, first=3))
    seen += walk
    assert [(s[0].originator_id, len(s)) for s in seen] == [(id_, 2) for id_ in ids]
