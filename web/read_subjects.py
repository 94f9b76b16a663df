"""On what something was read, of which show, and as what its reader stands there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import msgspec
from flask import current_app

from ledger.application.roster import roster_in
from ledger.domain.edition import Opened
from ledger.domain.show import Established
from ledger.errors import LedgerError
from ledger.projections.nominees import find_edition
from ledger.projections.shows import find_show
from web.people import Person, services

WHOLE = "ledger"
"""The subject of a page that is of no one thing."""
ADDRESSES_KEPT = 10_000
ONE = (
    "document", "nomination", "party", "work", "announcement", "asked", "said", "contested", "ruling", "command", "given",
)  # fmt: skip
"""What an address names by an id."""


def subject_of(named: Mapping[str, Any]) -> tuple[str, str]:
    """The subject, `<what>:<id>`, and its show's id (hex; empty where it is no one show's), from what the address names."""
    if "act" in named and "@" in named["act"]:
        return f"act:{named['act']}", _show_of(UUID(named["act"].partition("@")[0]))
    for what in ONE:
        if what in named:
            return _one(what, named[what])
    if "show" in named:
        return _at(named["show"], named.get("edition"))
    return WHOLE, ""


def _at(show: str, edition: str | None) -> tuple[str, str]:
    """What stands at an address. An address is kept for ever, so that each is looked up once."""
    known: dict[tuple[str, str | None], tuple[str, str]]
    known = current_app.extensions.setdefault("ledger_read_addresses", {})
    if (show, edition) not in known:
        if len(known) > ADDRESSES_KEPT:
            known.clear()
        if edition is None:
            found = find_show(services().lists, show)["id"]
            known[show, edition] = f"show:{UUID(hex=found)}", found
        else:
            row = find_edition(services().lists, show, edition)
            known[show, edition] = f"edition:{UUID(hex=row.edition['subject'])}", str(row.show["subject"])
    return known[show, edition]


def _one(what: str, id_: UUID) -> tuple[str, str]:
    if what == "given":
        return f"import:{id_}", ""
    if what != "command":
        return f"{what}:{id_}", _show_of(id_)
    appended = services().ledger.recorder.find_append(id_)
    acts = msgspec.json.decode(appended.answer, type=list[str]) if appended else []
    return f"command:{id_}", _show_of(UUID(acts[0].partition("@")[0])) if acts else ""


def _show_of(stream: UUID) -> str:
    """The show that a stream is of, empty for parties and works, which are every show's."""
    ledger = services().ledger
    try:
        first = ledger.story(stream)[0][1]
        if isinstance(edition := getattr(first, "edition", None), UUID):
            first = ledger.story(edition)[0][1]
    except LedgerError:
        # What cannot be read is found by its own id all the same.
        return ""
    if isinstance(first, Opened):
        return first.show.hex
    return stream.hex if isinstance(first, Established) else ""


def capacity_on(show: str, person: Person) -> str:
    """As what a person stands on a show's roster: in the role in which they act, else the widest they have; empty for none."""
    roles = roster_in(services().ledger.story(UUID(hex=show))).roles_of(person.id)
    return person.role if person.role in roles else (*roles, "")[0]
