"""An import killed at any moment leaves whole editions that can be read, and goes on from there."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from ledger.bootstrap import build
from ledger.domain.announcement import Made
from ledger.domain.nomination import Entered
from ledger.domain.party import Registered as Party
from ledger.importing.command import import_file
from ledger.settings import Settings
from tests.importing.sheets import DATA
from tests.persistence.databases import databases

_STEPPER = """
import os, signal, sys
from itertools import count
from pathlib import Path
from ledger.bootstrap import build
from ledger.importing.command import import_file
from ledger.settings import Settings
for step, place in enumerate(sys.argv[3:]):
    folder, url = place.split(" ")
    child = os.fork()
    if not child:
        services = build(Settings(Path(folder), url))
        ledger, moments = services.ledger, count()
        def kill(told):
            if told.startswith(("BEGIN", "COMMIT")) and next(moments) == step:
                os.kill(os.getpid(), signal.SIGKILL)
            return ledger.clock()
        ledger.keyring._connection.set_trace_callback(kill)
        if url.startswith("sqlite"):
            ledger.recorder._writer.set_trace_callback(kill)
        else:
            # It is asked before an append says its first word to the server.
            ledger.recorder._clock = lambda: kill("BEGIN")
        import_file(ledger, Path(sys.argv[1]), Path(sys.argv[2]))
        os._exit(0)
    if not os.WIFSIGNALED(os.waitpid(child, 0)[1]):
        break
    print(step)
"""


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.server)])
def logs(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[list[Settings]]:
    """Empty ledgers, more than there are moments."""
    folders = [tmp_path / f"log{number}" for number in range(10)]
    with ExitStack() as made:
        if request.param == "sqlite":
            urls = [f"sqlite:///{folder / 'ledger.db'}" for folder in folders]
        else:
            server = made.enter_context(databases(request.getfixturevalue("postgres_url")))
            urls = [server.make(folder.name) for folder in folders]
        for folder in folders:
            folder.mkdir()
        yield [Settings(folder, url) for folder, url in zip(folders, urls, strict=True)]


@pytest.mark.slow
def test_import_killed_at_any_step_leaves_whole_editions_with_their_keys_and_goes_on(logs: list[Settings]) -> None:
    file, mapping = DATA / "odd.tsv", DATA / "odd.toml"
    places = [f"{one.data} {one.database}" for one in logs]
    stepping = [sys.executable, "-c", _STEPPER, str(file), str(mapping), *places]
    killed = subprocess.run(stepping, check=True, capture_output=True, text=True).stdout.split()
    # Keys of the whole small file in one transaction, then one for each of its three editions. Each begins and commits; on
    # PostgreSQL, where the recorder's own test kills a save at every message, the three are killed as they begin.
    assert killed == [f"{step}" for step in range(8 if logs[0].is_embedded else 5)]
    found = []
    for settings in logs[: len(killed) + 1]:
        with build(settings) as services:
            ledger = services.ledger
            log = [ledger.mapper.decode(entry) for entry in ledger.recorder.entries(0, 100_000)]
            assert all(event.name.text for event in log if isinstance(event, Party))
            assert all(credit.name.text for event in log if isinstance(event, Entered) for credit in event.credits)
            entered = sum(isinstance(event, Entered) for event in log)
            lists = sum(event.what == "nominations" for event in log if isinstance(event, Made))
            found.append((lists, entered))
            again = import_file(ledger, file, mapping)
            assert (again.written.present, again.written.nominations) == (entered, 15 - entered)
    assert found == sorted(found)
    assert dict(found) == {0: 0, 1: 6, 2: 10, 3: 15}
