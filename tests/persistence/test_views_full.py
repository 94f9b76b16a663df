"""The disk of the read models is full: nothing is lost, what is shown stays, and it goes on by itself once there is room."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from ledger.bootstrap import CONSUMERS
from tests.persistence.disks import on_a_disk

pytestmark = pytest.mark.slow

FULL = "The disk is full. Nothing was written; make room and try again."


@pytest.fixture(scope="module")
def told(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the program tells, once for all tests."""
    data = tmp_path_factory.mktemp("full") / "data"
    shutil.copytree(demo_folder, data, ignore=shutil.ignore_patterns("views"))
    (data / "views").mkdir()
    done = on_a_disk(data / "views", "size=2m", sys.executable, "-m", "tests.persistence.full_views", str(data))
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_act_recorded_meanwhile_is_kept_and_shown_once_there_is_room(told: dict[str, Any]) -> None:
    following = told["following"]
    assert following["positions"] == [following["head"] - 1] * 2 * len(CONSUMERS)
    assert following["counted"][0] == following["counted"][1]
    assert following["counted"][0]["named"] == 12
    assert following["sentences"] == [FULL] * len(CONSUMERS)
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
