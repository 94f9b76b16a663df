"""Acts on parties and works by their ordinary commands."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from ledger.application import parties, works
from ledger.application.ledger import Receipt
from ledger.application.records import record_act
from ledger.bootstrap import Services
from ledger.projections.parties_search import find
from tests.support.services import by, follow

ACTS = {"party": parties.ACTS, "work": works.ACTS}


def known(services: Services, name: str, sort: str = "party") -> UUID:
    """The record that a name, or an id, fits best."""
    follow(services)
    return UUID(find(services.parties, name, sort)[0]["id"])


def recorded(services: Services, record: UUID, act: str, sort: str = "party", /, **answers: Any) -> Receipt:
    """Record an act on it by a fresh command of the organiser."""
    person = by()
    form = {"command": str(person.command), **answers}
    receipt = record_act(services.ledger, person, (sort, record), ACTS[sort][act], form)
    follow(services)
    return receipt
