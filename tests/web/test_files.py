"""What lies on the disk is its owner's alone, whatever the machine's habits; and what others can read is not served."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.importing.books import book
from tests.support.serving import serving
from tests.support.shared import ROOT
from tests.support.visiting import Visitor

pytestmark = [pytest.mark.server, pytest.mark.slow]
SHEET = b"Category,Film,Nominees,Winner\nSong of the Year,Tide,Ira Bell,yes\n"


@contextmanager
def careless() -> Iterator[None]:
    """A machine on which new files are everybody's."""
    before = os.umask(0)
    try:
        yield
    finally:
        os.umask(before)


def modes(folder: Path) -> dict[str, str]:
    """What in a folder is not its owner's alone, with its mode."""
    found = {}
    for path in [folder, *folder.rglob("*")]:
        mode = path.stat().st_mode & 0o777
        if mode != (0o700 if path.is_dir() else 0o600):
            found[path.relative_to(folder).as_posix()] = oct(mode)
    return found


def names(folder: Path) -> set[str]:
    """The kinds of files in a folder, to see that the walk meets them."""
    return {path.name for path in folder.rglob("*")}


def command(*told: str) -> subprocess.CompletedProcess[str]:
    """A command of the shell."""
    return subprocess.run(
        [sys.executable, "-m", *told], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )


def test_everything_the_demo_makes_is_its_owners_alone(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with careless(), serving(data, "--demo") as served:
        organiser = Visitor(served.address)
        assert organiser.send("/people", person="organiser").status == 303
        for content, name in ((SHEET, "sheet.csv"), (book(None, ["Category", "Film"], ["Song", "Tide"]), "book.xlsx")):
            sent = organiser.upload("/desk/import/", content, name)
            assert sent.status == 303, sent.text
            mapping = sent.headers["location"]
            for _try in range(100):
                if organiser.get(mapping).status == 200:
                    break
                time.sleep(0.1)
        assert modes(data) == {}
        assert {
            "ledger.db",
            "ledger.db-wal",
            "ledger.db-shm",
            "serving.lock",
            "source",
            "sheet.csv",
            "about.json",
        } <= names(data)
        assert command("ledger", "--data", str(data), "rebuild").returncode == 0
        assert modes(data) == {}
    assert modes(data) == {}


def test_everything_a_ledger_of_ones_own_makes_is_its_owners_alone(tmp_path: Path) -> None:
    data, sheet, fates = tmp_path / "data", tmp_path / "sheet.csv", tmp_path / "fates.tsv"
    sheet.write_bytes(SHEET)
    with careless():
        with serving(data) as served:
            assert Visitor(served.address).get("/account/sign-in").status == 200
            assert modes(data) == {}
            assert {
                "accounts.db",
                "accounts.db-wal",
                "accounts.key",
                "cookies.key",
                "master.key",
                "subjects.db",
            } <= names(data)
        mapping = ROOT / "examples" / "academy" / "mapping.toml"
        command("ledger", "--data", str(data), "import", str(sheet), "--mapping", str(mapping), "--fates", str(fates))
    assert modes(data) == {}


@pytest.mark.parametrize(
    "which, right",
    [
        (".", 0o050),
        ("ledger.db", 0o040),
        ("accounts.db", 0o004),
        ("views", 0o005),
        ("keys", 0o010),
        ("keys/cookies.key", 0o004),
        ("keys/master.key", 0o040),
        ("keys/subjects.db", 0o020),
    ],
)
def test_what_others_can_read_is_not_served_and_the_sentence_tells_the_command(
    tmp_path: Path, made: Path, which: str, right: int
) -> None:
    path = made / which
    before = path.stat().st_mode & 0o777
    path.chmod(before | right)
    try:
        done = command("web", "--port", "0", "--data", str(made))
        assert done.returncode != 0
        told = done.stdout + done.stderr
        assert f"{path.resolve()} can be read by others. chmod {before:o} takes that away" in told, told
        assert "Traceback" not in told
    finally:
        path.chmod(before)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a ledger that was served."""
    data = tmp_path_factory.mktemp("served")
    with serving(data):
        pass
    return data.resolve()
