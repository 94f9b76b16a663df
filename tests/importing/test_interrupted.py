"""Imports that something comes between: a person at the same edition, the end of the process, a kill between two appends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from uuid import UUID

import pytest

from ledger.application.draft import Draft
from ledger.application.shows import CategoryData, add_category
from ledger.bootstrap import Services, build
from ledger.importing import background
from ledger.importing.checking import Report
from ledger.importing.sent_files import SentFile
from ledger.importing.sent_states import ENDED, FAILED, RUNNING, Result
from tests.importing.sending import PERSON, checked, entries, over, sent
from tests.importing.test_one_edition import HEADER, ROWS
from tests.support.services import by, embedded
from tests.support.shared import ROOT


def test_somebody_else_at_the_same_edition_delays_nothing(sqlite: Services) -> None:
    with sqlite as services:
        one = sent(services)
        checked(services, one)
        services.imports.bring_in(one, PERSON, "a")
        over(services, one)
        longer = sent(services, "\n".join((HEADER, *ROWS, "Essay,Salt,Ira Bell,")).encode())
        checked(services, longer)
        ledger = services.ledger
        edition = ledger.holder("edition_address", str(ledger.holder("show_address", "meridian")), "3")
        assert edition is not None
        ids = ledger.new_id

        def meanwhile() -> UUID:
            """The second id is asked for once the edition was read, and before anything of it is recorded."""
            asked.append(1)
            if len(asked) == 2:
                draft = Draft(by())
                draft.goes_on(edition, ledger.story(edition)[-1][1].originator_version)
                add_category(ledger, draft, CategoryData(edition, "Other", "other", 9))
                ledger.save(draft, {"other": "1"})
            return ids()

        asked: list[int] = []
        ledger.new_id = meanwhile
        services.imports.bring_in(longer, PERSON, "b")
        assert over(services, longer).state == ENDED
        assert len(asked) > 3
        result = longer.read("result", Result)
        assert result is not None
        assert (result.added, result.present) == (1, 3)
        assert len(list(longer.folder.glob("fates-*"))) == 2


def test_work_ended_with_its_process_is_told_and_gone_on_with(
    sqlite: Services, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    begun: list[int] = []

    def endless(_ledger: object, _read: object, _sent: SentFile, _person: object, report: Report) -> None:
        while True:
            begun.append(1)
            time.sleep(0.01)
            report(1, 3)

    with sqlite as services:
        one = sent(services)
        checked(services, one)
        monkeypatch.setattr(background, "import_sent", endless)
        services.imports.bring_in(one, PERSON, "a")
        while not begun:
            time.sleep(0.01)
        running = services.imports.job(one)
        assert running is not None
        assert running.state == RUNNING
    monkeypatch.undo()
    with build(embedded(tmp_path)) as services:
        one = services.imports.files.find(one.about.id)
        job = services.imports.job(one)
        assert job is not None
        assert (job.state, job.error and job.error.code) == (FAILED, "import_interrupted")
        services.imports.bring_in(one, PERSON, "b")
        assert over(services, one).state == ENDED
        assert len(entries(services)) == 3


KILLED = """
import sys
from pathlib import Path
from uuid import UUID
from ledger.application.draft import Draft
from ledger.application.shows import CategoryData, add_category
from ledger.bootstrap import build
from ledger.settings import Settings
folder = Path(sys.argv[1])
services = build(Settings(data=folder, database=f"sqlite:///{folder / 'ledger.db'}"))
services.ledger.after_save.append(lambda _receipt: print("saved", flush=True))
one = services.imports.files.find(UUID(sys.argv[2]))
services.imports.bring_in(one, (UUID(int=7), "Hina Mirza", "organiser"), "a")
sys.stdin.read()
"""


@pytest.mark.slow
def test_import_killed_between_two_appends_loses_and_doubles_nothing(sqlite: Services, tmp_path: Path) -> None:
    rows = [f"Novel,Title {n},Name {n}," for n in range(2_600)]
    with sqlite as services:
        one = sent(services, "\n".join((HEADER, *rows)).encode())
        checked(services, one)
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path), str(one.about.id)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "saved\n"
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    with build(embedded(tmp_path)) as services:
        one = services.imports.files.find(one.about.id)
        before = len(entries(services))
        assert before % 500 == 0
        assert 0 < before < 2_600
        job = services.imports.job(one)
        assert job is not None
        assert job.error is not None
        assert job.error.code == "import_interrupted"
        services.imports.bring_in(one, PERSON, "b")
        assert over(services, one).state == ENDED
        titles = [work.title for event in entries(services) for work in event.works]
        assert sorted(titles) == sorted(f"Title {n}" for n in range(2_600))
