"""What one person would import into a show under four eyes is refused, by whatever way it comes; see test_proposed_imports.py."""

from __future__ import annotations

import io
from pathlib import Path
from uuid import uuid4

import pytest

from ledger.bootstrap import Services
from ledger.demo.people import PEOPLE
from ledger.errors import Refused
from ledger.importing.command import import_file
from ledger.importing.sent_files import SentFile, write_whole
from ledger.importing.toml_text import toml_of
from tests.support.four_eyes import two_organisers
from tests.support.services import demo_folder, demo_services

__all__ = ["demo_folder", "demo_services"]
MAPPING = {
    "file": {"delimiter": "comma"},
    "show": {"name": "Meridian Awards", "address": "meridian", "zone": "Asia/Karachi"},
    "one_edition": {"name": "12th edition", "address": "12", "label": "2026"},
    "announced": {"how": "not_yet"},
    "category": {"name": "Category"},
    "works": {"title": "Film"},
    "people": {"name": "Name"},
}
SHEET = "Category,Film,Name\nSong of the Year,Once More,Farid Khan\n"


def job_of(demo: Services, sent: SentFile) -> str | None:
    """Why what was last begun on the file failed, as a code."""
    assert demo.imports.wait(sent, 30)
    job = demo.imports.job(sent)
    assert job is not None
    return None if job.error is None else job.error.code


def sent_in(demo: Services) -> SentFile:
    """The spreadsheet, sent and opened, with its mapping."""
    sent = demo.imports.files.receive(io.BytesIO(SHEET.encode()), "prizes.csv", uuid4(), 1)
    demo.imports.open(sent)
    assert job_of(demo, sent) is None
    write_whole(sent.mapping, toml_of(MAPPING).encode())
    return sent


def test_spreadsheet_that_was_looked_at_before_is_refused_whole(demo_services: Services) -> None:
    sent, person = sent_in(demo_services), PEOPLE[0]
    demo_services.imports.check(sent)
    assert job_of(demo_services, sent) is None
    two_organisers(demo_services)
    head = demo_services.ledger.recorder.head()
    demo_services.imports.bring_in(sent, (person.id, person.name, person.role), "a")
    assert job_of(demo_services, sent) == "four_eyes_import"
    assert demo_services.ledger.recorder.head() == head


def test_spreadsheet_of_whoever_has_the_machine_is_refused_too(demo_services: Services, tmp_path: Path) -> None:
    two_organisers(demo_services)
    (tmp_path / "prizes.csv").write_text(SHEET)
    (tmp_path / "prizes.toml").write_text(toml_of(MAPPING))
    head = demo_services.ledger.recorder.head()
    with pytest.raises(Refused) as refused:
        import_file(demo_services.ledger, tmp_path / "prizes.csv", tmp_path / "prizes.toml")
    assert (refused.value.code, demo_services.ledger.recorder.head()) == ("four_eyes_import", head)
