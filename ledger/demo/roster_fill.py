"""Puts the demo's people on the roster of a show, by its administrator, through the form; who is on it already is passed over."""

from __future__ import annotations

from uuid import UUID, uuid5

from ledger.application.ledger import Ledger
from ledger.application.roster import roster_in
from ledger.application.show_opening import record_show
from ledger.demo.people import PEOPLE
from ledger.domain.roster import ROLES, under_four_eyes
from ledger.domain.values import Personal, Provenance


def fill_roster(ledger: Ledger, show: UUID | None) -> None:
    """Grant each of them the role in which they look around; nothing where there is no show, or where that takes two."""
    if show is None or under_four_eyes(event for _position, event in ledger.story(show)):
        return
    for person in PEOPLE:
        if person.role in ROLES and person.role not in roster_in(ledger.story(show)).roles_of(person.id):
            by = _administrator(uuid5(person.id, f"roster {show}"))
            form = {"person": str(person.id), "person_name": person.name, "role": person.role}
            record_show(ledger, by, "grant", form | {"command": str(by.command)}, show)


def _administrator(command: UUID) -> Provenance:
    person = next(one for one in PEOPLE if one.role == "administrator")
    return Provenance(
        actor=person.id, name=Personal(person.id, person.name), role=person.role, command=command, via="demo"
    )
