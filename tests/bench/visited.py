"""The main pages, with the whole record of the Academy Awards and its largest edition."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from ledger.bootstrap import Services, build
from ledger.demo.roster_fill import fill_roster
from ledger.domain.nomination import Entered
from ledger.projections.nominees import find_edition, nominations_of
from tests.support.services import embedded, follow

LARGEST = "/academy/14/"
NAMED = "william"
"""What is searched for: a name that hundreds have."""


@contextmanager
def recorded(folder: Path) -> Iterator[Services]:
    """The ledger of this folder, its read models at the head."""
    with build(embedded(folder)) as services:
        fill_roster(services.ledger, services.ledger.holder("show_address", "academy"))
        follow(services)
        yield services


def public_pages(services: Services) -> dict[str, str]:
    """What everybody reads, by what it is called."""
    entry = _entry(services)
    return {
        "public list of the largest edition": LARGEST,
        "public shows": "/",
        "public show": "/academy/",
        "public search": f"/search?q={NAMED}",
        "public page of a party": f"/parties/{entry.credits[0].party}/",
        "public page of a work": f"/works/{entry.works[0].work}/",
    }


def inside_pages(services: Services) -> dict[str, str]:
    """What organisers read, by what it is called."""
    entry = _entry(services)
    story, desk = f"/desk/nominations/{entry.originator_id}/", f"/desk{LARGEST}"
    return {
        "desk, first page": "/desk/",
        "desk, a show": "/desk/academy/",
        "desk, the largest edition": desk,
        "desk, a nomination's story": story,
        "desk, form of an act": f"{story}withdraw",
        "desk, form of an act on several": f"{desk}several/withdraw",
        "desk, form to announce": f"{desk}announce",
        "desk, announcements": f"{desk}announcements",
        "desk, settings": f"{desk}settings",
        "desk, search": f"/desk/search?q={NAMED}",
        "desk, search of parties": f"/desk/parties/?q={NAMED}",
        "desk, a party": f"/desk/parties/{entry.credits[0].party}/",
        "desk, a work": f"/desk/works/{entry.works[0].work}/",
        "desk, imports": "/desk/import/",
        "the log": "/audit/",
        "one act of the log": f"/audit/acts/{entry.originator_id}@1",
    }


def _entry(services: Services) -> Entered:
    """A nomination of the largest edition that names a work and a party."""
    edition = find_edition(services.lists, "academy", "14").edition["subject"]
    for one in nominations_of(services.lists, edition):
        entry = services.ledger.story(UUID(hex=one))[0][1]
        if isinstance(entry, Entered) and entry.works and entry.credits:
            return entry
    raise AssertionError("The largest edition holds no nomination with a work and a name.")
