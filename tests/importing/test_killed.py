"""An import killed at any moment leaves whole editions that can be read, and goes on from there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from ledger.bootstrap import build
from ledger.domain.announcement import Made
from ledger.domain.nomination import Entered
from ledger.domain.party import Registered as Party
from ledger.importing.command import import_file
from tests.importing.sheets import DATA
from tests.support.services import embedded

_STEPPER = """
import os, signal, sys
from itertools import count
from pathlib import Path
from ledger.bootstrap import build
from ledger.importing.command import import_file
from tests.support.services import embedded
for step in count():
    child = os.fork()
    if not child:
        folder = Path(sys.argv[1]) / str(step)
        folder.mkdir()
        services = build(embedded(folder))
        statements = count()
        def kill(statement):
            if statement.startswith(("BEGIN", "COMMIT")) and next(statements) == step:
                os.kill(os.getpid(), signal.SIGKILL)
        services.ledger.recorder._writer.set_trace_callback(kill)
        services.ledger.keyring._connection.set_trace_callback(kill)
        import_file(services.ledger, Path(sys.argv[2]), Path(sys.argv[3]))
        os._exit(0)
    if not os.WIFSIGNALED(os.waitpid(child, 0)[1]):
        break
    print(step)
"""


def test_import_killed_at_any_step_leaves_whole_editions_with_their_keys_and_goes_on(tmp_path: Path) -> None:
    file, mapping = DATA / "odd.tsv", DATA / "odd.toml"
    told = subprocess.run(
        [sys.executable, "-c", _STEPPER, str(tmp_path), str(file), str(mapping)],
        check=True,
        capture_output=True,
        text=True,
    )
    killed = [int(step) for step in told.stdout.split()]
    # Keys of the whole small file in one transaction, then one for each of its three editions; each begins and commits.
    assert killed == list(range(8))
    found = []
    for step in (*killed, len(killed)):
        with build(embedded(tmp_path / str(step))) as services:
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
