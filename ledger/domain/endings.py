"""Acts that end a nomination's place, or bring it back: the word follows who acted and on what finding (DOMAIN.md)."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from ledger.domain.nomination import Own, Ruled
from ledger.domain.values import Public


class Declined(Own, frozen=True, kw_only=True):
    """The nominee would not be nominated, before the nomination was announced. Never public by itself."""

    TOPIC: ClassVar[str] = "nomination.declined"


class Accepted(Own, frozen=True, kw_only=True):
    """A decline, the act it follows, no longer holds: the nominee accepts."""

    TOPIC: ClassVar[str] = "nomination.accepted"


class Rescinded(Ruled, frozen=True, kw_only=True):
    """The organiser takes the nomination back without a finding against anyone."""

    TOPIC: ClassVar[str] = "nomination.rescinded"


class RuledIneligible(Ruled, frozen=True, kw_only=True):
    """A condition of entry is not met; nobody is said to be at fault."""

    TOPIC: ClassVar[str] = "nomination.ruled_ineligible"


class Disqualified(Ruled, frozen=True, kw_only=True):
    """Somebody broke a rule: it is cited, or pages say that none was."""

    TOPIC: ClassVar[str] = "nomination.disqualified"


class AnnouncedInError(Ruled, frozen=True, kw_only=True):
    """It never was a nomination, though the public heard so."""

    TOPIC: ClassVar[str] = "nomination.announced_in_error"


class EnteredAnew(Ruled, frozen=True, kw_only=True):
    """What was announced in error is a nomination now, by ruling."""

    TOPIC: ClassVar[str] = "nomination.entered_anew"


class Voided(Ruled, frozen=True, kw_only=True):
    """Its category, award or edition was cancelled or merged."""

    TOPIC: ClassVar[str] = "nomination.voided"


class Left(Own, frozen=True, kw_only=True):
    """Old records say only that it was gone; the kind is not known."""

    TOPIC: ClassVar[str] = "nomination.left"


class Reinstated(Ruled, frozen=True, kw_only=True):
    """It is on the list again; the act it follows no longer keeps it off."""

    TOPIC: ClassVar[str] = "nomination.reinstated"

    further_place: Public[bool] = False
    """Whether its place had been filled, so that the list is extended by one."""


class Moved(Ruled, frozen=True, kw_only=True):
    """It goes to another category of its edition: ends where it was, begins there, and stays one nomination."""

    TOPIC: ClassVar[str] = "nomination.moved"

    category: Public[UUID]
    """Where it goes."""
