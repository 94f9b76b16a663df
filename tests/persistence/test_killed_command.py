"""A form whose process is killed between any two steps, from the person's key to the receipt, is one whole act or nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from shutil import copytree
from uuid import UUID

import pytest

from ledger.application.ledger import Ledger, Receipt
from ledger.bootstrap import Services, build
from ledger.demo.fill import fill_meridian as fill
from ledger.domain.nomination import Entered, Withdrawn
from ledger.domain.values import Personal, Provenance
from ledger.settings import Settings
from tests.persistence.databases import databases
from tests.persistence.logs import check_whole
from tests.support.acts import record_withdrawal

COMMAND = UUID(int=7)
OFFICER = UUID(int=8)
"""An organiser who has not acted before: there is no key yet under which their name could be sealed."""
REASON = "MARKER of a private reason"
FORM = {
    "command": str(COMMAND),
    "effective": "20 October 2026",
    "reason": "own_wish",
    "capacity": "nominee",
    "body": "committee",
    "source_kind": "letter",
    "private_reason": REASON,
}


def send(ledger: Ledger) -> Receipt:
    """Send the form."""
    entries = ledger.recorder.entries(0, 1000)
    entered = [ledger.mapper.decode(entry) for entry in entries if entry.topic == Entered.TOPIC]
    static = next(one for one in entered if isinstance(one, Entered) and [w.title for w in one.works] == ["Static"])
    seen = {**FORM, "seen": "106"}
    by = Provenance(actor=OFFICER, name=Personal(OFFICER, "Sadia Noor"), role="operator", command=COMMAND, via="web")
    return record_withdrawal(ledger, by, static.originator_id, seen)


def kill_at(step: int, services: Services) -> None:
    """End this process at the step of that number: a statement of the keys or of the log on SQLite, and where an append begins."""
    steps = iter(range(step + 1))

    def kill(_statement: str = "") -> int:
        if next(steps) == step:
            os.kill(os.getpid(), signal.SIGKILL)
        return services.ledger.clock()

    ledger = services.ledger
    ledger.keyring._connection.set_trace_callback(kill)
    if services.settings.is_embedded:
        ledger.recorder._writer.set_trace_callback(kill)  # type: ignore[attr-defined]
    # It is asked when an append begins: everybody has a key, and nothing of the act is written.
    ledger.recorder._clock = kill


@pytest.fixture
def logs(url: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Callable[[int], Settings]]:
    """Demos of their own, by number."""
    first = tmp_path / "first"
    with ExitStack() as made:
        if url.startswith("sqlite"):
            first_url = f"sqlite:///{first / 'ledger.db'}"
        else:
            server = made.enter_context(databases(url))
            first_url = server.make("first")
        first.mkdir()
        with build(Settings(data=first, database=first_url)) as services:
            fill(services.ledger)

        def another(number: int) -> Settings:
            folder = tmp_path / f"{number}"
            copytree(first, folder)
            if url.startswith("sqlite"):
                return Settings(data=folder, database=f"sqlite:///{folder / 'ledger.db'}")
            return Settings(data=folder, database=server.make(f"log_{number}", "first"))

        yield another


def killed(settings: Settings, step: int) -> bool:
    """Send the form in a process of its own that ends at this step; False if it came to its end before."""
    program = "import sys; from tests.persistence.test_killed_command import main; main(*sys.argv[1:])"
    told = [sys.executable, "-c", program, str(settings.data), settings.database, str(step)]
    done = subprocess.run(told, check=False, capture_output=True, text=True)
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    return done.returncode != 0


def main(data: str, database: str, step: str) -> None:
    """What the process does."""
    with build(Settings(data=Path(data), database=database)) as services:
        kill_at(int(step), services)
        send(services.ledger)


@pytest.mark.slow
def test_form_killed_between_any_two_steps_is_one_act_when_sent_again(logs: Callable[[int], Settings]) -> None:
    found: list[tuple[bool, bool]] = []
    while True:
        settings = logs(len(found))
        ended = not killed(settings, len(found))
        with build(settings) as services:
            ledger = services.ledger
            before = check_whole(ledger.recorder)
            found.append((ledger.keyring.key(OFFICER) is not None, ledger.recorder.find_append(COMMAND) is not None))
            receipt = send(ledger)
            assert receipt.repeated is found[-1][1]
            assert check_whole(ledger.recorder) == before + (0 if receipt.repeated else len(receipt.acts))
            assert send(ledger) == receipt._replace(repeated=True)
            acts = [ledger.mapper.decode(entry) for entry in ledger.recorder.entries(receipt.first - 1, 9)]
            withdrawn = [act for act in acts if isinstance(act, Withdrawn)]
            assert [act.private_reason and act.private_reason.text for act in withdrawn] == [REASON]
            assert {act.by.name.text for act in acts} == {"Sadia Noor"}
        if ended:
            break
    # First without a key, then with the key and without the act, in the end with both: never the act without its keys.
    assert found[0] == (False, False)
    assert found == sorted(found)
    assert (True, False) in found
    assert found[-1] == (True, True)
