"""Spreadsheets imported without being announced, of which the public is not told either."""

from __future__ import annotations

import io
from typing import Any
from uuid import UUID, uuid4

from ledger.application.proposals import propose
from ledger.bootstrap import Services
from ledger.demo.people import PEOPLE
from ledger.importing.proposed_files import form_of
from ledger.importing.sent_files import SentFile, write_whole
from ledger.importing.toml_text import toml_of
from tests.support.four_eyes import SECOND
from tests.support.services import by


def _checked(demo: Services, show: dict[str, str], edition: dict[str, Any], marker: str) -> SentFile:
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
    work.open(sent)
    assert work.wait(sent, 30)
    write_whole(sent.mapping, toml_of(mapping).encode())
    work.check(sent)
    assert work.wait(sent, 30)
    return sent


def _brought_in(demo: Services, sent: SentFile, person: tuple[UUID, str, str], proposal: UUID | None = None) -> None:
    work = demo.imports
    work.bring_in(sent, person, "a", proposal)
    assert work.wait(sent, 30)
    job = work.job(sent)
    assert job is not None
    assert (job.what, job.error) == ("import", None)


def _imported(demo: Services, show: dict[str, str], edition: dict[str, Any], marker: str) -> None:
    person = PEOPLE[0]
    _brought_in(demo, _checked(demo, show, edition, marker), (person.id, person.name, person.role))


def proposed_of_an_edition(demo: Services, marker: str) -> tuple[SentFile, UUID]:
    """A file that the first organiser proposes to import into a public edition, and the proposal."""
    sent = _checked(demo, _MERIDIAN, _TWELFTH, marker)
    author = by()
    return sent, propose(demo.ledger, author, form_of(demo.ledger, sent, str(author.command)), {})[1]


def confirmed_of_an_edition(demo: Services, marker: str) -> None:
    """The same, and the second organiser confirms it."""
    sent, proposal = proposed_of_an_edition(demo, marker)
    _brought_in(demo, sent, (SECOND, "Nargis Fatima", "organiser"), proposal)


_MERIDIAN = {"name": "Meridian Awards", "address": "meridian", "zone": "Asia/Karachi"}
_TWELFTH = {"name": "12th edition", "address": "12", "label": "2026"}


def imported_into_an_edition(demo: Services, marker: str) -> None:
    """New nominations, a winner among them, in a public edition, and a new category."""
    _imported(demo, _MERIDIAN, _TWELFTH, marker)


def imported_into_a_show(demo: Services, marker: str) -> None:
    """A show, an edition and all in it, none of which the public knows of."""
    show = {"name": marker, "address": "imported", "zone": "Asia/Karachi"}
    _imported(demo, show, {"name": marker, "address": "1", "label": marker}, marker)
