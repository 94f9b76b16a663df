"""Telling the public: a fact of its own, apart from what is told (DOMAIN.md, Announcing)."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from ledger.domain.event import Event
from ledger.domain.times import When
from ledger.domain.values import Internal, Public, Source

CHANNELS = ("page", "release", "stage", "broadcast", "printed_ballot", "record")
SPEAKERS = ("organiser", "chair", "presenter")


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
