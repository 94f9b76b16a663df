"""Several writers and readers at once, in one process and in several."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from uuid import UUID, uuid4

from ledger.persistence.log import ClaimTaken, LogEntry, StreamMoved
from ledger.persistence.recorder import LogRecorder
from tests.persistence.logs import acts, check_whole, claim, digest

THREADS = 8
SAVES = 25


def _write(recorder: LogRecorder, start: Barrier) -> list[int]:
    start.wait()
    positions: list[int] = []
    for n in range(SAVES):
        positions += recorder.append(acts(n=1 + n % 3), command=uuid4(), digest=digest()).positions
    return positions


def test_positions_are_dense_under_eight_writers(recorder: LogRecorder) -> None:
    start = Barrier(THREADS)
    with ThreadPoolExecutor(THREADS) as pool:
        given = [pool.submit(_write, recorder, start) for _ in range(THREADS)]
        positions = [position for done in given for position in done.result()]
    assert sorted(positions) == list(range(1, len(positions) + 1))
    assert check_whole(recorder) == len(positions)


def test_reader_that_follows_the_log_misses_nothing(recorder: LogRecorder, opened: Callable[[], LogRecorder]) -> None:
    reader, finished, start = opened(), Event(), Barrier(4)
    followed: list[LogEntry] = []

    def follow() -> None:
        last = False
        while not last:
            last = finished.is_set()
            while found := reader.entries(followed[-1].position if followed else 0, 7):
                followed.extend(found)

    with ThreadPoolExecutor(5) as pool:
        following = pool.submit(follow)
        writing = [pool.submit(_write, recorder, start) for _ in range(4)]
        for done in writing:
            done.result()
        finished.set()
        following.result()
    assert followed == recorder.entries(0, recorder.head()[0])
    assert [entry.position for entry in followed] == list(range(1, len(followed) + 1))


def test_one_of_many_at_once_gets_the_version_and_the_claim(recorder: LogRecorder) -> None:
    stream, holder, start = uuid4(), uuid4(), Barrier(THREADS)

    def attempt(shared: bool) -> bool:  # noqa: FBT001
        start.wait()
        try:
            if shared:
                recorder.append(acts(stream), command=uuid4(), digest=digest())
            else:
                recorder.append(acts(), command=uuid4(), digest=digest(), claims=[claim("one", holder)])
        except (StreamMoved, ClaimTaken):
            return False
        return True

    with ThreadPoolExecutor(THREADS) as pool:
        done = list(pool.map(attempt, [True, False] * (THREADS // 2)))
    assert sorted(done[::2]) == [False] * 3 + [True]
    assert sorted(done[1::2]) == [False] * 3 + [True]
    assert check_whole(recorder) == 2


def test_same_command_at_once_is_recorded_once(recorder: LogRecorder) -> None:
    command, start = uuid4(), Barrier(THREADS)

    def attempt(_: int) -> bool:
        start.wait()
        return recorder.append(acts(), command=command, digest=digest(), claims=[claim("a")]).repeated

    with ThreadPoolExecutor(THREADS) as pool:
        repeated = list(pool.map(attempt, range(THREADS)))
    assert sorted(repeated) == [False] + [True] * (THREADS - 1)
    assert recorder.head()[0] == 1


def test_claims_in_crossed_order_do_not_wait_for_each_other(recorder: LogRecorder) -> None:
    holders = {n: uuid4() for n in range(2)}

    def take(n: int) -> int:
        taken = 0
        for number in range(20):
            pair = [claim(f"{number} {n} a", holders[n]), claim(f"{number} {n} b", holders[n])]
            recorder.append(acts(), command=uuid4(), digest=digest(), claims=pair if n else pair[::-1])
            taken += 1
        return taken

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(take, holders)) == [20, 20]


_PROCESS = """
import sys, time
from uuid import UUID, uuid4
from ledger.persistence.store import open_recorder
from tests.persistence.logs import acts
recorder = open_recorder(sys.argv[1], lambda: time.time_ns() // 1000)
for n in range(40):
    recorder.insert_events(acts(n=1 + n % 3))
recorder.close()
"""


def test_positions_are_dense_under_two_processes(url: str, opened: Callable[[], LogRecorder]) -> None:
    # Both also find the database without tables.
    processes = [subprocess.Popen([sys.executable, "-c", _PROCESS, url]) for _ in range(2)]
    assert [process.wait(60) for process in processes] == [0, 0]
    assert check_whole(opened()) == 2 * sum(1 + n % 3 for n in range(40))


def test_another_recorder_sees_what_was_saved(recorder: LogRecorder, opened: Callable[[], LogRecorder]) -> None:
    stream: UUID = uuid4()
    other = opened()
    recorder.insert_events(acts(stream))
    assert other.head()[0] == 1
    assert list(other.streams([stream])) == [stream]
    assert other.insert_events(acts(stream, first=2)) == [2]
