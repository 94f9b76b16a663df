"""A person, group, organisation or office.

Its stream tells what names and ids it goes by, which other record is the same, and how a minor may be named. Facts are added, never edited.
"""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from ledger.domain.event import Event
from ledger.domain.times import When
from ledger.domain.values import Internal, Personal, Public, Source


class Registered(Event, frozen=True, kw_only=True):
    """The party is known to the ledger. Two records found to be one are linked by a later event, never merged."""

    TOPIC: ClassVar[str] = "party.registered"

    name: Public[Personal]
    kind: Public[str]
    """person · group · organisation · office · unknown."""
    external: Internal[tuple[Personal, ...]] = ()
    """Identifiers others keep for it, each as `scheme:value`."""


class NameAdded(Event, frozen=True, kw_only=True):
    """The party is also known by another name; with it the party is found, nothing public shows it."""

    TOPIC: ClassVar[str] = "party.name_added"

    name: Internal[Personal]
    kind: Internal[str]
    """spelling · transliteration · translation · former · pen_name · stage_name."""
    language: Internal[str | None] = None
    """Its language and script as a tag (BCP 47), such as `ur` or `ur-Latn`."""
    source: Internal[Source | None] = None


class PublicNameChanged(Event, frozen=True, kw_only=True):
    """The party uses this name now. From when it is recorded every public reading of every moment shows it; what it was before is a former name."""

    TOPIC: ClassVar[str] = "party.public_name_changed"

    name: Public[Personal]
    effective: Internal[When]
    """Since when the party uses it; it changes nothing before or after it is recorded."""
    source: Internal[Source | None] = None


class IdAdded(Event, frozen=True, kw_only=True):
    """Somebody else's catalogue knows the party by this identifier, which belongs to one party at a time."""

    TOPIC: ClassVar[str] = "party.id_added"

    external: Internal[Personal]
    """As `scheme:value`."""
    source: Internal[Source | None] = None


class TermsAgreed(Event, frozen=True, kw_only=True):
    """How a minor may be named in public, as the guardian agreed. A later one replaces it."""

    TOPIC: ClassVar[str] = "party.terms_agreed"

    form: Internal[str]
    """full · given_name · initials · not_named."""
    shown_as: Public[Personal | None] = None
    """The given name or initials, as the guardian wrote them."""
    until: Internal[When | None] = None
    """When the agreement ends. The name stays as agreed until a later one says otherwise: no clock makes a name public."""
    source: Internal[Source | None] = None


class KindCorrected(Event, frozen=True, kw_only=True):
    """The record is of another kind than was recorded, and always was: a person taken for a group. Names of every kind are sealed alike."""

    TOPIC: ClassVar[str] = "party.kind_corrected"

    kind: Internal[str]
    """person · group · organisation · office · unknown."""
    source: Internal[Source | None] = None


class Linked(Event, frozen=True, kw_only=True):
    """The record and another are found to be one party; the other is read as the main one. It is never public."""

    TOPIC: ClassVar[str] = "party.linked"

    to: Internal[UUID]
    reasons: Internal[tuple[str, ...]]
    """same_id · same_name · same_spelling · other_script · own_word · document · known."""
    source: Internal[Source | None] = None


class Unlinked(Event, frozen=True, kw_only=True):
    """The link named is no longer held to be right: the two records are read apart again."""

    TOPIC: ClassVar[str] = "party.unlinked"

    link: Internal[int]
    """The version of the link in this stream."""
    source: Internal[Source | None] = None


class RefusalStanding(Event, frozen=True, kw_only=True):
    """The party asks not to be nominated, now or ever again; or does so no longer. It decides nothing: it is shown whenever the party is entered."""

    TOPIC: ClassVar[str] = "party.refusal_standing"

    stands: Internal[bool]
    words: Internal[Personal | None] = None
    """As it was said."""
    instrument: Internal[UUID | None] = None
    source: Internal[Source | None] = None


class EntryStruck(Event, frozen=True, kw_only=True):
    """Entered in error: the name, public name, kind, id or terms recorded by the version named never held. It stays readable in the log."""

    TOPIC: ClassVar[str] = "party.entry_struck"

    act: Internal[int]
    source: Internal[Source | None] = None
