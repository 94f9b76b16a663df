"""The disk of the read models is full: nothing is lost, what is shown stays, and it goes on by itself once there is room."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.shared import ROOT

pytestmark = pytest.mark.slow

FULL = "The disk is full. Nothing was written; make room and try again."
ON_A_SMALL_DISK = 'mount -t tmpfs -o size=2m none "$1" && shift && exec "$@"'


def on_a_small_disk(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run it where the folder is a disk of 2 MiB, that nobody else sees; skip where the machine lets nobody mount one."""
    mounting = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", ON_A_SMALL_DISK, "sh", str(folder)]
    try:
        subprocess.run([*mounting, "true"], check=True, capture_output=True)
    except (FileNotFoundError, subprocess.CalledProcessError):
        pytest.skip("This machine lets nobody mount a small disk (unshare --user --mount).")
    return subprocess.run([*mounting, *command], cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def told(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the program tells, once for all tests."""
    data = tmp_path_factory.mktemp("full") / "data"
    shutil.copytree(demo_folder, data, ignore=shutil.ignore_patterns("views"))
    (data / "views").mkdir()
    done = on_a_small_disk(data / "views", sys.executable, "-m", "tests.persistence.full_views", str(data))
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_act_recorded_meanwhile_is_kept_and_shown_once_there_is_room(told: dict[str, Any]) -> None:
    following = told["following"]
    assert following["positions"] == [following["head"] - 1] * 4
    assert following["counted"][0] == following["counted"][1]
    assert following["counted"][0]["named"] == 12
    assert following["sentences"] == [FULL] * 2
    assert following["shown_while_full"] is False
    assert following["shown_with_room"] is True
    assert following["agrees"] is True


def test_rebuild_without_room_leaves_the_live_version_and_nothing_else(told: dict[str, Any]) -> None:
    *full, enough = told["rebuilding"]
    assert len(full) > 3
    for one in full:
        assert (one["sentence"], one["left"], one["versions"]) == (FULL, [], ["live"])
        assert (one["counted"], one["agrees"]) == (enough["counted"], True)
    assert enough["sentence"] is None
    assert (enough["versions"], enough["agrees"]) == (["previous", "live"], True)
