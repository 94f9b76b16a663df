"""A writing process killed at any moment leaves all of a save or nothing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote
from uuid import UUID

import pytest

from ledger.persistence.recorder import LogRecorder
from tests.persistence.logs import check_whole, claim, save
from tests.persistence.wire import Wire

_WRITER = """
import sys, time
from uuid import uuid4
from ledger.persistence.store import open_recorder
from tests.persistence.logs import acts, claim, digest
recorder = open_recorder(sys.argv[1], lambda: time.time_ns() // 1000)
n = 0
while True:
    command = uuid4()
    recorder.append(acts(n=3), command=command, digest=digest(), claims=[claim(f"{sys.argv[2]} {n}")])
    print(command, flush=True)
    n += 1
"""
_STEPPER = """
import os, signal, sys
from itertools import count
from ledger.persistence.store import open_recorder
from tests.persistence.logs import Clock, save
for step in count():
    child = os.fork()
    if not child:
        recorder = open_recorder(sys.argv[1], Clock())
        statements = count()
        def kill(statement):
            if next(statements) == step:
                os.kill(os.getpid(), signal.SIGKILL)
        if sys.argv[1].startswith("sqlite"):
            recorder._writer.set_trace_callback(kill)
        print(os.getpid(), flush=True)
        os.read(0, 1)
        recorder.append(**save(step))
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    if not os.WIFSIGNALED(status):
        break
    assert os.WTERMSIG(status) == signal.SIGKILL
    print("killed", flush=True)
"""


def _kill_at_every_step(url: str, wire: Wire | None) -> int:
    """Make saves 0, 1, 2 … on the log, each by a process of its own, killed one step later than the last; how many were killed.

    A step is a statement on SQLite, and on PostgreSQL, where one round trip carries them all, a message of several to a statement.
    """
    killed = 0
    with subprocess.Popen(
        [sys.executable, "-c", _STEPPER, url], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as stepper:
        assert stepper.stdin is not None
        assert stepper.stdout is not None
        while said := stepper.stdout.readline():
            if wire is not None:
                wire.kill_after(killed, int(said))
            stepper.stdin.write("\n")
            stepper.stdin.flush()
            if not stepper.stdout.readline():
                break
            killed += 1
            assert wire is None or wire.let_go.wait(30)
    assert stepper.returncode == 0
    return killed


def test_killed_between_any_two_steps_leaves_all_or_nothing_and_one_act_when_sent_again(
    url: str, opened: Callable[[], LogRecorder], request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    recorder = opened()
    wire: Wire | None = None if url.startswith("sqlite") else request.getfixturevalue("wire")
    killed = _kill_at_every_step(
        url if wire is None else f"postgresql://postgres@/postgres?host={quote(str(tmp_path))}", wire
    )
    # SQLite: begin, newest, append, claim, two events, commit, and a trigger for each row; PostgreSQL: a name, values and run for each of four.
    assert killed == 11 if wire is None else killed > 12
    saves = [save(step) for step in range(killed + 1)]
    found = [recorder.find_append(one["command"]) is not None for one in saves]
    assert found[0] is False
    assert found[-1] is True
    assert found == sorted(found)
    assert (found[-2] is True) == (wire is not None)
    assert check_whole(recorder) == 2 * sum(found)
    assert set(recorder.claimed([one["claims"][0].key for one in saves]).values()) == {
        one["claims"][0].holder for one, whole in zip(saves, found, strict=True) if whole
    }
    assert [recorder.append(**one).repeated for one in saves] == found
    assert check_whole(recorder) == 2 * len(saves)


@pytest.mark.parametrize("after", [1, 6])
def test_killed_writer_leaves_whole_saves_and_every_answered_one(
    url: str, opened: Callable[[], LogRecorder], after: int
) -> None:
    answered: list[UUID] = []
    for life in range(2):
        with subprocess.Popen(
            [sys.executable, "-c", _WRITER, url, str(life)], stdout=subprocess.PIPE, text=True
        ) as writer:
            assert writer.stdout is not None
            answered += [UUID(writer.stdout.readline().strip()) for _ in range(after)]
            writer.kill()
            answered += [UUID(line.strip()) for line in writer.stdout if len(line) == len(str(answered[0])) + 1]
    recorder = opened()
    last = check_whole(recorder)
    assert last >= 3 * len(answered)
    assert last % 3 == 0
    found = [recorder.find_append(command) for command in answered]
    assert [append.n for append in found if append is not None] == [3] * len(answered)
    keys = [claim(f"{life} {n}").key for life in range(2) for n in range(last)]
    assert len(recorder.claimed(keys)) == last // 3
