"""Imports into the demo's show under four eyes: proposed by its first organiser, brought in by the second."""

from __future__ import annotations

import io
from typing import Any
from uuid import UUID, uuid4

from ledger.application.proposals import propose
from ledger.bootstrap import Services
from ledger.demo.people import PEOPLE
from ledger.domain.values import Provenance
from ledger.importing.proposed_files import form_of
from ledger.importing.sent_files import SentFile, write_whole
from ledger.importing.toml_text import toml_of
from tests.importing.test_four_eyes import MAPPING, SHEET, job_of
from tests.support.four_eyes import SECOND
from tests.support.services import by, follow

FIRST = PEOPLE[0]
CONFIRMER = (SECOND, "Nargis Fatima", "organiser")
SEVERAL = {name: told for name, told in MAPPING.items() if name != "one_edition"} | {
    "edition": {
        "label": "Year",
        "number": "Number",
        "name": "{ordinal} edition",
        "address": "{number}",
        "year": {"rule": "label"},
    },
}
SEVERAL_SHEET = "Number,Year,Category,Film,Name\n13,2027,Song,Once More,Farid Khan\n14,2028,Song,Ebb,Ira Bell\n15,2029,Song,Salt,Noor Jan\n"


def checked(demo: Services, sheet: str = SHEET, mapping: Any = None) -> SentFile:
    """A spreadsheet, sent, opened and looked at."""
    sent = demo.imports.files.receive(io.BytesIO(sheet.encode()), "prizes.csv", FIRST.id, 1)
    demo.imports.open(sent)
    assert job_of(demo, sent) is None
    write_whole(sent.mapping, toml_of(mapping or MAPPING).encode())
    demo.imports.check(sent)
    assert job_of(demo, sent) is None
    return sent


def put(demo: Services, sent: SentFile, author: Provenance | None = None) -> UUID:
    """The proposal to import it."""
    author = author or by()
    proposal = propose(demo.ledger, author, form_of(demo.ledger, sent, str(author.command)), {})[1]
    follow(demo)
    return proposal


def brought(demo: Services, sent: SentFile, proposal: UUID, person: tuple[UUID, str, str] = CONFIRMER) -> str | None:
    """Why the import that somebody confirms failed, None where it did not."""
    demo.imports.bring_in(sent, person, uuid4().hex, proposal)
    return job_of(demo, sent)


def events_by_import(demo: Services) -> list[Any]:
    """All that imports recorded."""
    found = [demo.ledger.mapper.decode(entry) for entry in demo.ledger.recorder.entries(0, 10_000)]
    return [one for one in found if one.by.via == "import"]
