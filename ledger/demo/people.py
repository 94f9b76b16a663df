"""The fictional people of the demo: who may be looked around as, on loopback and SQLite only."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID


class Person(NamedTuple):
    """A person of the demo; `key` names them in a form."""

    key: str
    id: UUID
    name: str
    role: str


PEOPLE = (
    Person("organiser", UUID("6f0c2f0e-52f5-4c64-9d6e-0d9a5ef0a101"), "Hina Mirza", "organiser"),
    Person("deputy", UUID("6f0c2f0e-52f5-4c64-9d6e-0d9a5ef0a102"), "Omar O’Brien", "deputy"),
    Person("auditor", UUID("6f0c2f0e-52f5-4c64-9d6e-0d9a5ef0a103"), "Rehan Siddiqui", "auditor"),
    Person("administrator", UUID("6f0c2f0e-52f5-4c64-9d6e-0d9a5ef0a104"), "Sana Qureshi", "administrator"),
)
