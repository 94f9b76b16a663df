"""The values that events are made of, as they are stored for ever.

A field of an event is declared `Public`, `Internal` or `Confidential` (see docs/events): who may see it once the act itself may be seen.
Names and contacts of natural persons and free text about them are `Personal`: sealed under their subject's key when stored.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, TypeVar
from uuid import UUID

import msgspec

T = TypeVar("T")
Public = Annotated[T, msgspec.Meta(extra={"audience": "public"})]
"""Anybody may see it once the act is announced."""
Internal = Annotated[T, msgspec.Meta(extra={"audience": "internal"})]
"""Organisers and auditors see it."""


class Personal:
    """A text about or naming a natural person, and whose key seals it.

    `text` is None once the subject's key has been destroyed. Opening is put off until the text is asked for.
    """

    __slots__ = ("_open", "_text", "subject")

    def __init__(self, subject: UUID, text: str | None = None, opener: Callable[[], str | None] | None = None) -> None:
        self.subject = subject
        self._text = text
        self._open = opener

    @property
    def text(self) -> str | None:
        """The plain text, None if it was erased."""
        opener = self._open  # taken once: another thread may be opening it too
        if opener is not None:
            self._text = opener()
            self._open = None
        return self._text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Personal) and (self.subject, self.text) == (other.subject, other.text)

    def __hash__(self) -> int:
        return hash((self.subject, self.text))

    def __repr__(self) -> str:
        return f"Personal({self.subject})"  # never the text: reprs end in logs


class Provenance(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Who did it, as what, by which command: part of every event."""

    actor: Internal[UUID]
    name: Internal[Personal]
    role: Internal[str]
    """organiser · deputy · auditor · operator (a person at the command line) · ledger (nobody: what it records by itself)."""
    command: Internal[UUID]
    via: Internal[str]
    """web · cli · import · demo · ledger."""
    correlation: Internal[UUID | None] = None
    instrument: Internal[UUID | None] = None
    note: Internal[Personal | None] = None
    proposal: Internal[str | None] = None
    """The name of the proposal that this confirms, where the show was under four eyes: who made that is the other of the two."""


class Source(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """On what the act rests: the kind of document, and where it can be found."""

    kind: Internal[str]
    """letter · e_mail · conversation · post · press · minutes · record · none."""
    note: Internal[Personal | None] = None


class Authority(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Which body of the edition decided, citing which rule; None is shown as "none cited"."""

    body: Public[str]
    rule: Public[str | None] = None
    version: Internal[str | None] = None
    """The label of the rulebook's version in force for the decision; None where none was filed. Told in public where that version is."""


class ExternalId(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An identifier somebody else keeps: `scheme` (imdb, isni, viaf ...) and its value."""

    scheme: Public[str]
    value: Public[str]


def audience_of(annotation: Any) -> str | None:
    """The audience declared on a field's annotation, None if it declares none."""
    for meta in getattr(annotation, "__metadata__", ()):
        if isinstance(meta, msgspec.Meta) and meta.extra:
            return str(meta.extra.get("audience"))
    return None
