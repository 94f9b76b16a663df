"""A person, group, organisation or office."""

from __future__ import annotations

from typing import ClassVar

from ledger.domain.event import Event
from ledger.domain.values import Internal, Personal, Public


class Registered(Event, frozen=True, kw_only=True):
    """The party is known to the ledger. Two records found to be one are linked by a later event, never merged."""

    TOPIC: ClassVar[str] = "party.registered"

    name: Public[Personal]
    kind: Public[str]
    """person · group · organisation · office · unknown."""
    external: Internal[tuple[Personal, ...]] = ()
    """Identifiers others keep for it, each as `scheme:value`."""
