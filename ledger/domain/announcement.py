"""Telling the public: a fact of its own, apart from what is told (DOMAIN.md, Announcing)."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

import msgspec

from ledger.domain.event import Event
from ledger.domain.times import When
from ledger.domain.values import Internal, Personal, Public, Source

CHANNELS = ("page", "release", "stage", "broadcast", "printed_ballot", "record")
SPEAKERS = ("organiser", "chair", "presenter")

WHY_UNTOLD = ("by_this", "not_reached", "urgent", "law")
RESULTS = "results"
"""What an announcement is called that tells results and no nominations."""


class Otherwise(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """How one item is announced where that is not plainly the act in the ledger's words."""

    item: Public[str]
    without: Public[tuple[str, ...]] = ()
    """Parts kept back: rule · reason."""
    said: Public[Personal | None] = None
    """The words in which the nomination was called."""


class Untold(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Somebody whom the announcement names to their disadvantage and who had not been told first."""

    item: Internal[str]
    party: Internal[UUID | None] = None
    """None for all who are named."""
    why: Internal[str]
    """not_reached · urgent · law · by_this (it is by this that they learn of it)."""


class Made(Event, frozen=True, kw_only=True):
    """An announcement. Each subject it names has `….announced` in its own stream, in the same append."""

    TOPIC: ClassVar[str] = "announcement.made"

    edition: Public[UUID]
    what: Public[str]
    """nominations · results · changes · record (a past edition's record, where it was made public with what was no nomination)."""
    spoken_as: Public[str]
    through: Public[str]
    effective: Public[When]
    counts_from: Public[int]
    items: Public[tuple[str, ...]]
    """Names of the acts made public, `<stream id>@<version>`; those of one announcement apply together."""
    source: Internal[Source | None] = None
    otherwise: Public[tuple[Otherwise, ...]] = ()
    """Where an item is announced in part, or in other words than the ledger's."""
    over_court: Internal[Personal | None] = None
    """Why it names what is before a court all the same; None where it names nothing of that."""
    untold: Internal[tuple[Untold, ...]] = ()
    """Who had not been told of it first, and why not (DOMAIN.md, Words about people)."""


class TakenBack(Event, frozen=True, kw_only=True):
    """It was put out by mistake, or is called off before its moment. Each subject it named has the echo in its own stream."""

    TOPIC: ClassVar[str] = "announcement.taken_back"

    effective: Public[When]
    counts_from: Public[int]
    """Microseconds since 1970 (UTC)."""
    private_reason: Internal[Personal | None] = None
