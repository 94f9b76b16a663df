"""A writing process killed at any moment leaves all of a save or nothing."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from ledger.persistence.recorder import LogRecorder
from ledger.persistence.store import open_recorder
from tests.persistence.logs import Clock, check_whole, claim

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
from pathlib import Path
from uuid import uuid4
from ledger.persistence.sqlite import SQLiteRecorder
from tests.persistence.logs import Clock, acts, claim, digest
for step in range(1, 8):
    child = os.fork()
    if not child:
        recorder = SQLiteRecorder(Path(sys.argv[1]), Clock())
        seen = 0
        def kill(statement):
            global seen
            seen += 1
            if seen == step:
                os.kill(os.getpid(), signal.SIGKILL)
        recorder._writer.set_trace_callback(kill)
        recorder.append(acts(n=2), command=uuid4(), digest=digest(), claims=[claim(f"step {step}")])
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    print(os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0)
"""


def test_killed_before_each_statement_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    done = subprocess.run([sys.executable, "-c", _STEPPER, str(path)], capture_output=True, text=True, check=True)
    # Begin, newest, append, claim, two events, commit: killed before every one of them.
    assert done.stdout.split() == [str(int(signal.SIGKILL))] * 7
    recorder = open_recorder(f"sqlite:///{path}", Clock())
    assert check_whole(recorder) == 0
    assert recorder.claimed([claim(f"step {step}").key for step in range(1, 8)]) == {}
    recorder.close()


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
