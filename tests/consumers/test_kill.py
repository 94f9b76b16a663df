"""A process that is killed while it follows the log: every act still counts exactly once."""

from __future__ import annotations

import random
import subprocess
import sys
import time
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
