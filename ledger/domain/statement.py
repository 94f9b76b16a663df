"""A statement: something said that asks nothing and decides nothing, kept beside what it is about (DOMAIN.md, Vocabulary)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, NamedTuple
from uuid import UUID

import msgspec

from ledger.domain.event import Event
from ledger.domain.times import When
from ledger.domain.values import Internal, Personal, Source

ABOUT = ("nomination", "party", "category", "edition", "announcement", "ruling", "request", "objection")
CHANNELS = ("e_mail", "mail", "telephone", "in_person", "web", "social", "press", "stage", "link")


class About(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One thing that a statement is about."""

    kind: Internal[str]
    """nomination · party · category · edition · announcement · ruling · request · objection."""
    id: Internal[UUID]


class Made(Event, frozen=True, kw_only=True):
    """Somebody said something. What they said stands in the document; on a public page it is never by itself."""

    TOPIC: ClassVar[str] = "statement.made"

    edition: Internal[UUID]
    instrument: Internal[UUID | None] = None
    source: Internal[Source | None] = None
    """What it is known by, where no document is filed."""
    party: Internal[UUID | None] = None
    body: Internal[str | None] = None
    """The code of the edition's body that said it."""
    words: Internal[Personal | None] = None
    """Who said it, where they are neither a record nor a body."""
    capacity: Internal[str | None] = None
    channel: Internal[str]
    """e_mail · mail · telephone · in_person · web · social · press · stage · link."""
    effective: Internal[When]
    counts_from: Internal[int]
    """Microseconds since 1970 (UTC)."""
    about: Internal[tuple[About, ...]] = ()
    arises_from: Internal[tuple[str, ...]] = ()
    """Names of the acts that it follows from, `<stream id>@<version>`."""


class Struck(Event, frozen=True, kw_only=True):
    """Entered in error: nobody said this. It stays readable in the log."""

    TOPIC: ClassVar[str] = "statement.struck"

    source: Internal[Source | None] = None


class Statement(NamedTuple):
    """A statement as it stands."""

    made: Made
    struck: bool


def statement_of(events: Iterable[Event]) -> Statement | None:
    """The statement after these acts of a stream; None where it is the stream of something else."""
    listed = list(events)
    if not listed or not isinstance(listed[0], Made):
        return None
    return Statement(listed[0], any(isinstance(event, Struck) for event in listed))
