"""A film, song, book, performance ..."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from ledger.domain.event import Event
from ledger.domain.values import ExternalId, Internal, Personal, Public, Source


class Registered(Event, frozen=True, kw_only=True):
    """The work is known to the ledger."""

    TOPIC: ClassVar[str] = "work.registered"

    title: Public[str]
    kind: Public[str]
    """film · song · book · performance · other · unknown."""
    external: Public[tuple[ExternalId, ...]] = ()


class TitleAdded(Event, frozen=True, kw_only=True):
    """The work is also known by another title; with it the work is found, nothing public shows it."""

    TOPIC: ClassVar[str] = "work.title_added"

    title: Internal[str]
    kind: Internal[str]
    """original · translation · transliteration · spelling · former · working."""
    language: Internal[str | None] = None
    """Its language and script as a tag (BCP 47), such as `ur` or `ur-Latn`."""
    source: Internal[Source | None] = None


class IdAdded(Event, frozen=True, kw_only=True):
    """Somebody else's catalogue knows the work by this identifier, which belongs to one work at a time."""

    TOPIC: ClassVar[str] = "work.id_added"

    external: Internal[ExternalId]
    source: Internal[Source | None] = None


class Linked(Event, frozen=True, kw_only=True):
    """The record and another are found to be one work; the other is read as the main one. It is never public."""

    TOPIC: ClassVar[str] = "work.linked"

    to: Internal[UUID]
    reasons: Internal[tuple[str, ...]]
    """same_id · same_name · same_spelling · other_script · own_word · document · known."""
    source: Internal[Source | None] = None


class Unlinked(Event, frozen=True, kw_only=True):
    """The link named is no longer held to be right: the two records are read apart again."""

    TOPIC: ClassVar[str] = "work.unlinked"

    link: Internal[int]
    """The version of the link in this stream."""
    source: Internal[Source | None] = None


class RefusalStanding(Event, frozen=True, kw_only=True):
    """Whoever may asks that the work not be nominated; or does so no longer. It decides nothing: it is shown whenever the work is entered."""

    TOPIC: ClassVar[str] = "work.refusal_standing"

    stands: Internal[bool]
    words: Internal[Personal | None] = None
    """As it was said, sealed under the work's own key."""
    instrument: Internal[UUID | None] = None
    source: Internal[Source | None] = None


class EntryStruck(Event, frozen=True, kw_only=True):
    """Entered in error: the title or id recorded by the version named never held. It stays readable in the log."""

    TOPIC: ClassVar[str] = "work.entry_struck"

    act: Internal[int]
    source: Internal[Source | None] = None
