"""A document (instrument): the letter, e-mail, post, statement or minutes behind acts, filed once and cited by many (DOMAIN.md, Vocabulary).

Its bytes are no part of the log: they lie beside it, encrypted under the document's own key, and are named by the digest of what is stored.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, NamedTuple
from uuid import UUID

import msgspec

from ledger.domain.event import Event
from ledger.domain.times import When
from ledger.domain.values import Internal, Personal

KINDS = ("letter", "e_mail", "post", "press", "statement", "minutes", "conversation", "form")
CHANNELS = ("e_mail", "mail", "telephone", "in_person", "web", "social", "press", "link")
STANDINGS = ("confidential", "public")
TEXT, ORIGINAL, ATTACHMENT = "text", "original", "attachment"


class Part(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One file of a document, or its text as it was pasted."""

    digest: Internal[str]
    """Of the stored, encrypted bytes: `sha256:` and 64 hexadecimal digits. It tells nothing of what is in them."""
    size: Internal[int]
    """Bytes before they were encrypted."""
    media_type: Internal[str]
    """By what is in the bytes, never by what the sender called them."""
    name: Internal[Personal]
    """The file's name, under the document's own key."""
    role: Internal[str]
    """text · original · attachment."""


class Telling(Event, frozen=True, kw_only=True):
    """What is told of a document, as a whole."""

    kind: Internal[str]
    """letter · e_mail · post · press · statement · minutes · conversation · form."""
    channel: Internal[str]
    """By which way it came: e_mail · mail · telephone · in_person · web · social · press · link."""
    title: Internal[Personal]
    sender: Internal[Personal | None] = None
    """Who sent it, in words; these and all other texts under the document's own key."""
    sender_party: Internal[UUID | None] = None
    """Who sent it, where that is a party of the ledger."""
    sent: Internal[When | None] = None
    received: Internal[When | None] = None
    published: Internal[When | None] = None
    standing: Internal[str]
    """confidential · public: published by somebody. By itself it never is on a public page (DOMAIN.md, Announcing, 3)."""


class Filed(Telling, frozen=True, kw_only=True):
    """A document is filed with an edition, with its text and files. It asks nothing and decides nothing by itself."""

    TOPIC: ClassVar[str] = "instrument.filed"

    edition: Internal[UUID]
    parts: Internal[tuple[Part, ...]]


class Described(Telling, frozen=True, kw_only=True):
    """All that is told of the document, as it is right. Its parts stay as they are."""

    TOPIC: ClassVar[str] = "instrument.described"


class PartAdded(Event, frozen=True, kw_only=True):
    """One more file belongs to the document, or its text."""

    TOPIC: ClassVar[str] = "instrument.part_added"

    part: Internal[Part]


class Struck(Event, frozen=True, kw_only=True):
    """Filed in error: no act can cite it any more. It stays readable to whoever could read it."""

    TOPIC: ClassVar[str] = "instrument.struck"

    note: Internal[Personal | None] = None
    """Why, under the document's own key."""


class Document(NamedTuple):
    """A document as it stands."""

    filed: Filed
    told: Telling
    """The newest word on what it is."""
    parts: tuple[Part, ...]
    struck: Struck | None

    @property
    def id(self) -> UUID:
        """Of its stream."""
        return self.filed.originator_id


def document_of(events: Iterable[Event]) -> Document | None:
    """The document after these acts of a stream; None where it is the stream of something else."""
    found: Document | None = None
    for event in events:
        if isinstance(event, Filed):
            found = Document(event, event, event.parts, None)
        elif found is None:
            return None
        elif isinstance(event, Described):
            found = found._replace(told=event)
        elif isinstance(event, PartAdded):
            found = found._replace(parts=(*found.parts, event.part))
        elif isinstance(event, Struck):
            found = found._replace(struck=found.struck or event)
    return found
