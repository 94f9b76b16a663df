"""A process that is killed while it follows the log: every act still counts exactly once."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.consumers.rebuild import rebuild
from ledger.consumers.runner import catch_up
from ledger.consumers.storage import Storage
from ledger.consumers.views import View
from tests.consumers.toys import Journal, folded, rows_of, some_acts

FOLLOWER = """
import sys
from pathlib import Path
from ledger.consumers.rebuild import rebuild
from ledger.consumers.runner import advance
from ledger.consumers.views import open_storage
from tests.consumers.toys import Journal, view_of
folder, database, act = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
view = view_of(Journal(folder), open_storage(database, folder / "views"))
print("ready", flush=True)
while True:
    advance(view, limit=3) if act == "advance" else rebuild(view)
"""


def kill_after(folder: Path, database: str, act: str, seconds: float) -> None:
    """Run a follower and kill it this long after it is ready."""
    command = [sys.executable, "-c", FOLLOWER, str(folder), database, act]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as follower:
        assert follower.stdout is not None
        assert follower.stdout.readline() == "ready\n"
        time.sleep(seconds)
        follower.kill()


@pytest.mark.slow
def test_killed_advancing_at_random_moments_counts_each_act_once(
    view: View, journal: Journal, storage: Storage, database: str, tmp_path: Path
) -> None:
    acts = some_acts(6000, toys=61)
    rebuild(view)
    journal.record(acts)
    chance = random.Random(7)  # noqa: S311 - moments, not secrets
    positions = []
    for _ in range(6):
        kill_after(tmp_path, database, "advance", chance.uniform(0.0, 0.2))
        positions.append(view.position())
        assert rows_of(view) == folded(acts[: positions[-1]])
    assert len(set(positions)) > 1
    catch_up(view)
    assert rows_of(view) == folded(acts)


@pytest.mark.slow
def test_killed_building_at_random_moments_keeps_the_live_version(
    view: View, journal: Journal, storage: Storage, database: str, tmp_path: Path
) -> None:
    acts = some_acts(4000, toys=400)
    journal.record(acts)
    rebuild(view)
    chance = random.Random(11)  # noqa: S311 - moments, not secrets
    for _ in range(4):
        kill_after(tmp_path, database, "rebuild", chance.uniform(0.0, 0.5))
        assert rows_of(view) == folded(acts)
    rebuild(view)
    assert rows_of(view) == folded(acts)
    assert not [v for v in storage.versions("toys") if v.state == "building"]


STEPPER = """
import os, signal, sys
from itertools import count
from pathlib import Path
from sqlalchemy import Engine, event
from ledger.consumers.rebuild import rebuild, switch
from ledger.consumers.runner import advance
from ledger.consumers.views import open_storage
from tests.consumers.toys import Journal, view_of
folder, database, act = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
for last in count(0, int(sys.argv[4])):
    sys.stdin.readline()
    child = os.fork()
    if not child:
        steps = count()
        def step(*_):
            if next(steps) == last:
                os.kill(os.getpid(), signal.SIGKILL)
        for name in ("before_cursor_execute", "commit", "savepoint", "release_savepoint"):
            event.listen(Engine, name, step)
        sys.addaudithook(lambda name, _args: step() if name in ("os.rename", "os.remove") else None)
        view = view_of(Journal(folder), open_storage(database, folder / "views"))
        advance(view, limit=3) if act == "advance" else rebuild(view)
        os._exit(0)
    killed = os.WIFSIGNALED(os.waitpid(child, 0)[1])
    print("killed" if killed else "lived", flush=True)
    if not killed:
        break
"""


def killed_at_every_step(folder: Path, database: str, act: str, stride: int = 1) -> Iterator[None]:
    """Yields after a process was killed `stride` statements, commits or changes of files' names later than the one before; to the end."""
    command = [sys.executable, "-c", STEPPER, str(folder), database, act, str(stride)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as stepper:
        assert stepper.stdin is not None
        assert stepper.stdout is not None
        while True:
            stepper.stdin.write("\n")
            stepper.stdin.flush()
            said = stepper.stdout.readline()
            if said != "killed\n":
                assert said == "lived\n"
                break
            yield


@pytest.mark.slow
def test_killed_at_every_step_of_advancing_counts_each_act_once(
    view: View, journal: Journal, database: str, tmp_path: Path
) -> None:
    acts = some_acts(9, toys=4)
    rebuild(view)
    journal.record(acts)
    positions = []
    for _killed in killed_at_every_step(tmp_path, database, "advance"):
        positions.append(view.position())
        assert rows_of(view) == folded(acts[: positions[-1]])
    assert len(positions) > 5
    assert positions == sorted(positions)
    catch_up(view)
    assert rows_of(view) == folded(acts)


@pytest.mark.slow
def test_killed_at_every_step_of_building_keeps_a_live_version_that_equals_the_fold(
    view: View, journal: Journal, storage: Storage, database: str, tmp_path: Path
) -> None:
    acts = some_acts(9, toys=4)
    journal.record(acts)
    rebuild(view)
    # Making tables in a server takes a hundred statements and more: there every ninth is tried.
    steps = 0
    for _killed in killed_at_every_step(tmp_path, database, "rebuild", 1 if database.startswith("sqlite") else 9):
        steps += 1
        assert rows_of(view) == folded(acts)
    assert steps > 5
    assert rows_of(view) == folded(acts)
    rebuild(view)
    assert not [v for v in storage.versions("toys") if v.state == "building"]
