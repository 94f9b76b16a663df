"""A new master key opens all that the former one did, whatever ends the change in the middle and whoever goes on working meanwhile."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from ledger.bootstrap import Services, build
from ledger.demo.fill import fill_meridian
from ledger.domain.party import Registered
from ledger.errors import SettingsError
from ledger.persistence.keyring import SEEN_WITHIN, Keyring
from ledger.persistence.rewrapping import forget_masters, rotate_master
from ledger.persistence.secret_files import make_next
from tests.support.services import embedded
from tests.support.shared import ROOT
from web.keys import main
from web.starting import hold

SUBJECTS = [UUID(int=number) for number in range(1, 60)]


def filled(folder: Path) -> dict[UUID, bytes | None]:
    """A keyring with some keys, one of them destroyed."""
    with closing(Keyring(folder)) as ring:
        ring.ensure(SUBJECTS)
        ring.destroy(SUBJECTS[0])
        return {one: ring.key(one) for one in SUBJECTS}


def held(folder: Path) -> dict[UUID, bytes | None]:
    with closing(Keyring(folder, create=False)) as ring:
        return {one: ring.key(one) for one in SUBJECTS}


def wrapped(folder: Path) -> list[bytes]:
    with closing(sqlite3.connect(folder / "subjects.db")) as connection:
        rows = connection.execute("SELECT wrapped FROM subject_keys UNION ALL SELECT wrapped FROM key_set").fetchall()
        return [row[0] for row in rows if row[0] is not None]


def test_every_key_is_wrapped_anew_and_the_former_master_opens_nothing_of_it(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    before, stored = filled(folder), wrapped(folder)
    former = (folder / "master.key").read_bytes()
    assert rotate_master(folder) == len(SUBJECTS) - 1
    assert held(folder) == before
    assert before[SUBJECTS[0]] is None
    assert set(stored).isdisjoint(wrapped(folder))
    assert forget_masters(folder) == 1
    assert [one.name for one in folder.glob("master*")] == ["master.2.key"]
    assert held(folder) == before
    (folder / "master.2.key").write_bytes(former)
    with pytest.raises(SettingsError) as refused:
        held(folder)
    assert refused.value.code == "keys_wrong"


def test_change_that_ended_after_its_new_key_goes_on_with_that_one(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    before = filled(folder)
    make_next(folder / "master.key")
    assert held(folder) == before
    rotate_master(folder)
    assert sorted(one.name for one in folder.glob("master*")) == ["master.2.key", "master.key"]
    rotate_master(folder)
    assert len(list(folder.glob("master*"))) == 3
    assert forget_masters(folder) == 2
    assert held(folder) == before


def test_forgetting_wraps_first_what_an_interrupted_change_left(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    before = filled(folder)
    make_next(folder / "master.key")
    assert forget_masters(folder) == 1
    assert held(folder) == before


def test_keyring_that_is_open_meanwhile_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    before = filled(folder)
    late, later = uuid4(), uuid4()
    with closing(Keyring(folder, create=False)) as running:
        rotate_master(folder)
        running.ensure([late])
        assert forget_masters(folder) == 1
        running.ensure([later])
        time.sleep(SEEN_WITHIN)
        assert {one: running.key(one) for one in SUBJECTS} == before
        known = running.key(late), running.key(later)
    with closing(Keyring(folder, create=False)) as again:
        assert (again.key(late), again.key(later)) == known
        assert None not in known


@pytest.mark.parametrize("delay", [0.0, 0.02, 0.05, 0.1, 0.2])
def test_change_killed_at_any_moment_leaves_keys_that_open_everything(tmp_path: Path, delay: float) -> None:
    folder = tmp_path / "keys"
    before = filled(folder)
    with closing(Keyring(folder, create=False)) as ring:
        ring.ensure([UUID(int=number) for number in range(1_000, 21_000)])
    program = (
        "import sys\nfrom pathlib import Path\nfrom ledger.persistence.rewrapping import rotate_master\n"
        "print('begins', flush=True)\nrotate_master(Path(sys.argv[1]))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "begins\n"
    time.sleep(delay)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert held(folder) == before
    rotate_master(folder)
    forget_masters(folder)
    assert held(folder) == before


def test_log_is_not_touched_and_reads_as_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def told(services: Services) -> tuple[list[object], list[str | None]]:
        entries = services.ledger.recorder.entries(0, 10_000)
        events = map(services.ledger.mapper.decode, entries)
        return list(entries), [one.name.text for one in events if isinstance(one, Registered)]

    with build(embedded(tmp_path)) as services:
        fill_meridian(services.ledger)
        before = told(services)
    for arguments in (["master"], ["master", "--forget"]):
        monkeypatch.setattr(sys, "argv", ["keys", *arguments, "--data", str(tmp_path)])
        with pytest.raises(SystemExit) as ended:
            main()
        assert not ended.value.code
    with build(embedded(tmp_path)) as services:
        assert told(services) == before
        assert all(before[1])


def test_server_that_runs_has_to_be_stopped_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    filled(tmp_path / "keys")
    monkeypatch.setattr(sys, "argv", ["keys", "master", "--data", str(tmp_path)])
    with hold(tmp_path), pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code
    assert "data folder" in capsys.readouterr().err
    assert [one.name for one in (tmp_path / "keys").glob("master*")] == ["master.key"]
