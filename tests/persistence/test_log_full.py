"""The disk of the log and of the keys is full: one clear sentence, nothing half written, and all goes on once there is room."""

from __future__ import annotations

import json
import sys
from typing import Any

import pytest

from tests.persistence.disks import on_a_disk
from tests.persistence.test_views_full import FULL

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the program tells, once for all tests."""
    disk = tmp_path_factory.mktemp("full")
    done = on_a_disk(disk, "size=2m", sys.executable, "-m", "tests.persistence.full_log", str(disk))
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_first_start_without_room_says_so_at_every_step_and_leaves_no_drafts_of_keys(told: dict[str, Any]) -> None:
    for starting in told["starting"]:
        *full, enough = starting
        assert len(full) > 1
        assert {one["sentence"] for one in full} == {FULL}
        assert enough["sentence"] is None
        assert [one["drafts"] for one in starting] == [[]] * len(starting)


def test_acts_and_imports_without_room_are_refused_whole_and_recorded_with_room(told: dict[str, Any]) -> None:
    recording = told["recording"]
    assert recording["full"] == [FULL] * 3
    assert recording["written_while_full"] == 0
    assert recording["opened"] in (FULL, None)
    assert recording["with_room"] == [None] * 3
    assert recording["dense"] is True
    assert recording["readable"] is True
