"""Steps of the demo's stories: each is one command of one of its people, always the same, and passed over where it was recorded before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID, uuid5

from ledger.application.ledger import Ledger, Receipt
from ledger.demo.people import PEOPLE
from ledger.domain.values import Personal, Provenance


class Steps:
    """The steps of one story, told apart by its name."""

    def __init__(self, ledger: Ledger, story: str) -> None:
        self.ledger, self._story = ledger, story

    def id(self, step: str) -> UUID:
        """An id that is the same whenever the demo is filled."""
        return uuid5(PEOPLE[0].id, f"{self._story} {step}")

    def by(self, step: str, who: int = 0) -> Provenance:
        """The author of a step, by the number of the person."""
        person = PEOPLE[who]
        name = Personal(person.id, person.name)
        return Provenance(actor=person.id, name=name, role=person.role, command=self.id(step), via="demo")

    def recorded(self, by: Provenance) -> bool:
        """Whether the step was recorded before."""
        return self.ledger.recorder.find_append(by.command) is not None

    def once(self, by: Provenance, typed: Mapping[str, Any], record: Callable[[dict[str, Any]], Receipt]) -> list[str]:
        """The acts of a step, recorded now or found from before: a form sent again would have read on."""
        appended = self.ledger.recorder.find_append(by.command)
        if appended is None:
            seen = str(self.ledger.recorder.head()[0])
            return list(record({"command": str(by.command), "seen": seen, **typed}).acts)
        entries = self.ledger.recorder.entries(appended.last - appended.n, appended.n)
        return [f"{entry.originator_id}@{entry.originator_version}" for entry in entries]


def stream_of(acts: list[str]) -> UUID:
    """The stream of the first act."""
    return UUID(acts[0].partition("@")[0])
