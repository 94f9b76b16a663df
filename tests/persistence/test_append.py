"""One save: all of it or nothing, once, in order, and refused for the right reason."""

from __future__ import annotations

from uuid import uuid4

import pytest
from eventsourcing.persistence import IntegrityError

from ledger.persistence.log import Appended, ClaimTaken, CommandReused, Guard, GuardFailed, StreamMoved
from ledger.persistence.recorder import LogRecorder
from tests.persistence.logs import NOON, Clock, acts, check_whole, claim, digest


def test_append_gives_positions_time_and_receipt(recorder: LogRecorder) -> None:
    command = uuid4()
    recorder.append(acts(n=2), command=uuid4(), digest=digest())
    done = recorder.append(acts(n=3), command=command, digest=digest("x"), answer=b'{"ok":1}')
    assert done == Appended(5, 3, command, digest("x"), b'{"ok":1}', NOON, repeated=False)
    assert list(done.positions) == [3, 4, 5]
    assert recorder.find_append(command) == done._replace(repeated=True)
    assert recorder.find_append(uuid4()) is None
    assert recorder.head() == (5, NOON)


def test_append_of_no_events_is_refused(recorder: LogRecorder) -> None:
    with pytest.raises(ValueError, match="at least one event"):
        recorder.append([], command=uuid4(), digest=digest())


def test_positions_have_no_gap_after_a_refused_save(recorder: LogRecorder) -> None:
    stream = uuid4()
    recorder.insert_events(acts(stream))
    with pytest.raises(StreamMoved):
        recorder.insert_events(acts(stream))
    assert recorder.insert_events(acts(stream, first=2)) == [2]


def test_repeated_command_answers_as_the_first_time_and_writes_nothing(recorder: LogRecorder, clock: Clock) -> None:
    command, stream = uuid4(), uuid4()
    first = recorder.append(acts(stream), command=command, digest=digest(), answer=b"1", claims=[claim("a")])
    clock.now += 5
    again = recorder.append(
        acts(),
        command=command,
        digest=digest(),
        answer=b"2",
        claims=[claim("a")],
        guards=[Guard(stream, 0)],
    )
    assert again == first._replace(repeated=True)
    assert recorder.head() == (1, NOON)


def test_command_with_other_data_is_refused_before_anything_else(recorder: LogRecorder) -> None:
    command, events = uuid4(), acts()
    recorder.append(events, command=command, digest=digest("a"))
    with pytest.raises(CommandReused) as caught:
        recorder.append(events, command=command, digest=digest("b"))
    assert caught.value.code == "command_reused"
    assert recorder.head()[0] == 1


def test_stream_moved_names_the_streams_and_is_the_librarys_integrity_error(recorder: LogRecorder) -> None:
    moved, other = uuid4(), uuid4()
    recorder.insert_events(acts(moved, n=2))
    with pytest.raises(IntegrityError) as caught:
        recorder.append([*acts(other), *acts(moved, first=2)], command=uuid4(), digest=digest())
    assert isinstance(caught.value, StreamMoved)
    assert caught.value.params == {"streams": [moved]}
    assert recorder.streams([other]) == {}


def test_same_version_twice_in_one_save_is_a_fault_of_the_caller(recorder: LogRecorder) -> None:
    with pytest.raises(ValueError, match="same stream and version"):
        recorder.append(acts() * 2, command=uuid4(), digest=digest())
    assert recorder.head() == (0, 0)


@pytest.mark.parametrize("seen", [0, 1, 3])
def test_guard_refuses_when_what_was_relied_on_changed(recorder: LogRecorder, seen: int) -> None:
    relied = uuid4()
    recorder.insert_events(acts(relied, n=2))
    with pytest.raises(GuardFailed) as caught:
        recorder.append(acts(), command=uuid4(), digest=digest(), guards=[Guard(relied, seen)], claims=[claim("a")])
    assert caught.value.params == {"stream": relied, "expected": seen, "actual": 2}
    assert recorder.claimed([claim("a").key]) == {}
    assert check_whole(recorder) == 2


def test_guard_lets_pass_what_stands_as_it_was(recorder: LogRecorder) -> None:
    relied = uuid4()
    recorder.insert_events(acts(relied, n=2))
    guards = [Guard(relied, 2), Guard(uuid4(), 0)]
    assert recorder.append(acts(), command=uuid4(), digest=digest(), guards=guards).last == 3


def test_claim_is_held_by_the_first_and_named_to_the_second(recorder: LogRecorder) -> None:
    first, second = claim("best film"), claim("best film")
    recorder.append(acts(), command=uuid4(), digest=digest(), claims=[claim("other"), first])
    with pytest.raises(ClaimTaken) as caught:
        recorder.append(acts(), command=uuid4(), digest=digest(), claims=[claim("third"), second])
    assert caught.value.params == {"meant": "category_address", "holder": first.holder}
    assert recorder.claimed([first.key, claim("third").key]) == {first.key: first.holder}
    assert recorder.claimed([]) == {}


def test_claim_named_twice_by_one_holder_counts_once(recorder: LogRecorder) -> None:
    holder = uuid4()
    recorder.append(acts(), command=uuid4(), digest=digest(), claims=[claim("a", holder)] * 2)
    with pytest.raises(ClaimTaken):
        recorder.append(acts(), command=uuid4(), digest=digest(), claims=[claim("b"), claim("b")])


def test_reasons_come_in_order_guard_claim_stream(recorder: LogRecorder) -> None:
    stream = uuid4()
    recorder.append(acts(stream), command=uuid4(), digest=digest(), claims=[claim("a")])
    wrong, taken = [Guard(stream, 7)], [claim("a")]
    for expected, guards, claims in [(GuardFailed, wrong, taken), (ClaimTaken, [], taken), (StreamMoved, [], [])]:
        with pytest.raises(expected):
            recorder.append(acts(stream), command=uuid4(), digest=digest(), guards=guards, claims=claims)


def test_recorded_at_never_runs_backwards_when_the_clock_does(recorder: LogRecorder, clock: Clock) -> None:
    recorder.insert_events(acts())
    clock.now -= 3_600_000_000
    recorder.insert_events(acts())
    clock.now = NOON + 1
    recorder.insert_events(acts())
    assert [entry.recorded_at for entry in recorder.entries(0, 9)] == [NOON, NOON, NOON + 1]


def test_first_append_takes_the_clock_even_before_1970(recorder: LogRecorder, clock: Clock) -> None:
    clock.now = -5
    recorder.insert_events(acts())
    assert recorder.head() == (1, -5)


def test_bulk_append_keeps_the_order_of_its_events(recorder: LogRecorder) -> None:
    events = [event for _ in range(300) for event in acts(n=3)]
    assert recorder.append(events, command=uuid4(), digest=digest()).n == 900
    assert [(e.originator_id, e.originator_version, e.state) for e in recorder.entries(0, 1000)] == [
        (e.originator_id, e.originator_version, e.state) for e in events
    ]
