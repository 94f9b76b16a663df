"""Every field of every event that can hold what somebody typed, found from the events themselves."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

import msgspec

from ledger.domain import topics
from ledger.domain.event import Event
from ledger.domain.values import Personal, audience_of

ENVELOPE = ("originator_id", "originator_version")
CLOSED = {
    "a code of a closed vocabulary": (
        "reason", "reasons", "holds", "finding", "capacity", "kind", "role", "via", "listing", "because", "marks", "emptied", "parts",
        "without", "what", "spoken_as", "through", "vacancy", "standing", "policy", "of", "until", "until_milestone", "afterwards",
        "milestone", "form", "may_decide", "may_announce", "how", "command", "irregular", "wish", "direction", "outcome", "confirmed",
        "channel", "media_type", "told_by", "why", "sure", "says", "part", "concerned_as", "ground", "lateness", "unheard",
    ),
    "a code made of what the edition calls kinds": ("body",),
    "the name of an act": ("items", "item", "fills", "acts", "proposal", "arises_from", "act"),
    "a hash": ("head", "digest"),
    "a time, a zone, a language: rewritten in a form of their own": ("text", "zone", "language"),
    "an address chosen elsewhere, or the number of a rule": ("scheme", "number"),
}  # fmt: skip
"""Names of fields of plain text that nobody can type a word of their own into, with why. `OPEN` tells where the same name is free text."""
OPEN = {
    "edition.withdrawal_rule_set": (),
    "nomination.credit_added": ("credit.role",),
    "nomination.credit_corrected": ("credit.role",),
    "nomination.entered": ("credits.role",),
    "rulebook.filed": ("text", "rules.text"),
}
"""Where a field that elsewhere is closed holds what somebody typed."""
SHUT = {"edition.withdrawal_rule_set": ("rule",), "edition.places_set": ("stage",)}
"""Where a field that elsewhere is open takes a code."""
WORDS = frozenset(name for names in CLOSED.values() for name in names)


OF_NOBODY = {("access.head_recorded", "by.name"), ("access.head_recorded", "by.note")}
"""What no person says: the ledger records it by itself."""


class Field(NamedTuple):
    """Where in an event a text stands, for whom it is declared, and whether it is sealed when stored."""

    topic: str
    path: str
    audience: str
    sealed: bool

    @property
    def is_typed(self) -> bool:
        """Whether somebody can type a word of their own into it."""
        if self.sealed or self.path in OPEN.get(self.topic, ()):
            return True
        return self.path.rpartition(".")[2] not in WORDS and self.path not in SHUT.get(self.topic, ())


def fields_of(event: type[Event]) -> Iterator[Field]:
    """Every text of an event, at whatever depth."""
    yield from _walk(event, event.TOPIC, (), "public")


def typed_fields() -> set[Field]:
    """Every text of every event that somebody can type."""
    return {field for event in topics.ALL for field in fields_of(event) if field.is_typed}


def texts_in(event: Event) -> Iterator[tuple[str, str]]:
    """The path and the text of everything that an event says."""
    yield from _texts(event, ())


def _walk(owner: type[msgspec.Struct], topic: str, path: tuple[str, ...], audience: str) -> Iterator[Field]:
    hints = get_type_hints(owner, include_extras=True)
    for field in msgspec.structs.fields(owner):
        if field.name not in ENVELOPE:
            declared = audience_of(hints[field.name])
            inner = "internal" if audience == "internal" or declared != "public" else "public"
            yield from _shape(hints[field.name], topic, (*path, field.name), inner)


def _shape(hint: Any, topic: str, path: tuple[str, ...], audience: str) -> Iterator[Field]:
    if get_origin(hint) is typing.Annotated:
        yield from _shape(get_args(hint)[0], topic, path, audience)
    elif get_origin(hint) in (typing.Union, types.UnionType, tuple):
        for one in get_args(hint):
            yield from _shape(one, topic, path, audience)
    elif hint in (str, Personal):
        yield Field(topic, ".".join(path), audience, hint is Personal)
    elif isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        yield from _walk(hint, topic, path, audience)


def _texts(value: object, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if isinstance(value, Personal):
        yield ".".join(path), value.text or ""
    elif isinstance(value, str):
        yield ".".join(path), value
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one, path)
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _texts(getattr(value, name), (*path, name))
