"""What a command is about to record: events with their versions, claims and guards, before anything is written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar
from uuid import UUID

from ledger.domain.event import Event
from ledger.domain.values import Personal, Provenance
from ledger.persistence.log import Guard

E = TypeVar("E", bound=Event)


class Draft:
    """Collects one append. Preview shows it; `Ledger.save` records it."""

    def __init__(self, by: Provenance) -> None:
        self.by = by
        self.events: list[Event] = []
        self.claims: list[tuple[str, tuple[str, ...], UUID]] = []
        self.guards: list[Guard] = []
        self.subjects: set[UUID] = {by.name.subject}
        self.brings_in: str | None = None
        """Of an append of an import under four eyes the digest of what was proposed."""
        self._versions: dict[UUID, int] = {}
        self._by_stream: dict[UUID, list[Event]] = {}

    def goes_on(self, stream: UUID, version: int) -> None:
        """The stream stands at this version: what is added to it follows."""
        self._versions[stream] = version

    def version(self, stream: UUID) -> int:
        """The stream's version with what the draft adds."""
        return self._versions.get(stream, 0)

    def add(self, event_type: type[E], stream: UUID, /, **fields: Any) -> E:
        """Add an act to a stream: a new one, or one told by `goes_on`."""
        version = self._versions[stream] = self.version(stream) + 1
        event = event_type(originator_id=stream, originator_version=version, by=self.by, **fields)
        self.events.append(event)
        self._by_stream.setdefault(stream, []).append(event)
        return event

    def add_first(self, event_type: type[E], stream: UUID, /, **fields: Any) -> E:
        """The same, before all that was added so far: what the rest follows from is told first. A new stream only."""
        event = self.add(event_type, stream, **fields)
        self.events.insert(0, self.events.pop())
        return event

    def added_to(self, stream: UUID) -> list[Event]:
        """What the draft adds to a stream so far, in the order of versions."""
        return list(self._by_stream.get(stream, ()))

    def personal(self, subject: UUID, text: str | None) -> Personal | None:
        """A text sealed under the subject's key, None where there is none."""
        if not text:
            return None
        self.subjects.add(subject)
        return Personal(subject, text)

    def named(self, subject: UUID, text: str) -> Personal:
        """A name sealed under its subject's key."""
        self.subjects.add(subject)
        return Personal(subject, text)

    def claim(self, meant: str, parts: Iterable[str], holder: UUID) -> None:
        """Make something unique: a second claim of the same is refused."""
        self.claims.append((meant, tuple(parts), holder))

    def rely_on(self, stream: UUID, version: int) -> None:
        """Refuse to record if the stream has moved on from this version meanwhile."""
        self.guards.append(Guard(stream, version))
