"""A film, song, book, performance ..."""

from __future__ import annotations

from typing import ClassVar

from ledger.domain.event import Event
from ledger.domain.values import ExternalId, Public


class Registered(Event, frozen=True, kw_only=True):
    """The work is known to the ledger."""

    TOPIC: ClassVar[str] = "work.registered"

    title: Public[str]
    kind: Public[str]
    """film · song · book · performance · other · unknown."""
    external: Public[tuple[ExternalId, ...]] = ()
