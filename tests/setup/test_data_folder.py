"""A data folder that cannot be written to, and one that several commands look at in the same moment."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ledger.settings import load
from tests.persistence.disks import on_a_disk
from tests.setup.checkouts import ROOT

SENTENCE = (
    "The data folder {} cannot be written to. Make it writable, or choose another with --data (DATA=… of make).\n"
)

IMPORT = ["import", "sheet.csv", "--mapping", "mapping.toml"]
"""A command that makes a ledger where there is none."""

_AS_SOMEBODY_ELSE = """
import os, sys
from pathlib import Path
from ledger.errors import LedgerError
from ledger.settings import load
from ledger.wording.errors import error_sentence
if os.getuid() == 0:
    os.setuid(65534)
try:
    load(data=Path(sys.argv[1]))
except LedgerError as error:
    print(error_sentence(error))
"""


def test_commands_that_start_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: load(data=tmp_path), range(800)))
    assert len(set(found)) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@pytest.mark.parametrize("program", ["web", "ledger"])
def test_folder_on_a_disk_that_cannot_be_written_to_is_one_sentence(tmp_path: Path, program: str) -> None:
    options = ["--data", str(tmp_path), *(["--port", "0"] if program == "web" else IMPORT)]
    done = on_a_disk(tmp_path, "ro", sys.executable, "-m", program, *options)
    assert (done.returncode, done.stdout + done.stderr) == (2, SENTENCE.format(tmp_path))


@pytest.mark.slow
@pytest.mark.parametrize("mode,inside", [(0o555, "."), (0o555, "data"), (0o000, "data"), (0o600, "data")])
def test_folder_of_somebody_else_is_one_sentence(mode: int, inside: str) -> None:
    # A folder of its own: the way to it is open, so that the sentence is about this one.
    with tempfile.TemporaryDirectory() as way:
        Path(way).chmod(0o755)
        folder = Path(way) / "folder"
        folder.mkdir()
        folder.chmod(mode)
        telling = [sys.executable, "-c", _AS_SOMEBODY_ELSE, str(folder / inside)]
        told = subprocess.run(telling, cwd=ROOT, capture_output=True, text=True, check=True)
        folder.chmod(0o700)
        assert told.stdout == SENTENCE.format(folder / inside)
        assert list(folder.iterdir()) == []
