"""Spreadsheets imported without being announced, of which the public is not told either."""

from __future__ import annotations

import io
from typing import Any
from uuid import uuid4

from ledger.bootstrap import Services
from ledger.demo.people import PEOPLE
from ledger.importing.sent_files import write_whole
from ledger.importing.toml_text import toml_of


def _imported(demo: Services, show: dict[str, str], edition: dict[str, Any], marker: str) -> None:
    mapping = {
        "file": {"delimiter": "comma"},
        "show": show,
        "one_edition": edition,
        "announced": {"how": "not_yet"},
        "category": {"name": "Category"},
        "works": {"title": "Film"},
        "people": {"name": "Name"},
        "winner": {"column": "Won", "won": ["yes"], "not_won": [""]},
    }
    sheet = f"Category,Film,Name,Won\nSong of the Year,{marker},{marker},yes\n{marker},{marker},,\n"
    files, work = demo.imports.files, demo.imports
    sent = files.receive(io.BytesIO(sheet.encode()), f"{marker}.csv", uuid4(), 1)
    person = PEOPLE[0]
    work.open(sent)
    assert work.wait(sent, 30)
    write_whole(sent.mapping, toml_of(mapping).encode())
    work.check(sent)
    assert work.wait(sent, 30)
    work.bring_in(sent, (person.id, person.name, person.role), "a")
    assert work.wait(sent, 30)
    job = work.job(sent)
    assert job is not None
    assert (job.what, job.error) == ("import", None)


def imported_into_an_edition(demo: Services, marker: str) -> None:
    """New nominations, a winner among them, in a public edition, and a new category."""
    show = {"name": "Meridian Awards", "address": "meridian", "zone": "Asia/Karachi"}
    _imported(demo, show, {"name": "12th edition", "address": "12", "label": "2026"}, marker)


def imported_into_a_show(demo: Services, marker: str) -> None:
    """A show, an edition and all in it, none of which the public knows of."""
    show = {"name": marker, "address": "imported", "zone": "Asia/Karachi"}
    _imported(demo, show, {"name": marker, "address": "1", "label": marker}, marker)
