"""What every event is: a frozen record in one stream, with a stable topic and its author."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

import msgspec

from ledger.domain.times import When
from ledger.domain.values import Internal, Provenance, Public

TOPICS: dict[str, type[Event]] = {}


class Event(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One act, named `<originator_id>@<originator_version>`.

    The stored state is the JSON of all fields but these two, with 16 random bytes before them (`nonce`, added and dropped by the mapper).
    Neither events nor the values they are made of can form cycles, so the garbage collector passes them over (`gc=False`): a rebuild
    makes them by the hundred thousand.
    """

    TOPIC: ClassVar[str]

    originator_id: UUID
    originator_version: int
    by: Internal[Provenance]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        topic = cls.__dict__.get("TOPIC")
        if topic is None:
            return
        if TOPICS.setdefault(topic, cls).__qualname__ != cls.__qualname__:
            raise TypeError(f"two events claim the topic {topic}")

    @property
    def act_name(self) -> str:
        """The act's name, the same on any database."""
        return f"{self.originator_id}@{self.originator_version}"


class Act(Event, frozen=True, kw_only=True):
    """An event that takes effect at a time of its own (DOMAIN.md, Times)."""

    effective: Public[When]
    counts_from: Public[int]
    """The one instant used for order, microseconds since 1970 (UTC)."""
    follows: Internal[int | None] = None
    """The version in the same stream that it rests on; None for the first."""
