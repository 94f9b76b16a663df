"""An award programme."""

from __future__ import annotations

from typing import ClassVar

from ledger.domain.event import Event
from ledger.domain.naming import Naming
from ledger.domain.values import Public


class Established(Event, frozen=True, kw_only=True):
    """The programme is known to the ledger under a public address that it keeps for ever."""

    TOPIC: ClassVar[str] = "show.established"

    name: Public[str]
    address: Public[str]
    zone: Public[str]
    """IANA name of the zone in which the show's days begin."""


class Named(Naming, frozen=True, kw_only=True):
    """How the show is called, in its own or a further language. Public with the show."""

    TOPIC: ClassVar[str] = "show.named"
