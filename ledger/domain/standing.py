"""What a reading of a nomination comes to: the words, the names and the effects at one moment."""

from __future__ import annotations

from uuid import UUID

import msgspec

NOMINATED = "nominated"
RECORDED = "recorded"
WITHDRAWN = "withdrawn"
CONFERRED = "conferred"

PLACE_WORDS = (NOMINATED, WITHDRAWN)
"""Words that count among those named so far, in the order in which a count line gives them."""


class NameGone(msgspec.Struct, frozen=True, gc=False):
    """A credit that is no longer named, by which act (version) and since when (µs)."""

    credit: UUID
    word: str
    act: int
    since: int


class Standing(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One nomination at one moment under one reading. Versions name acts of its stream."""

    place: str
    place_act: int
    since: int
    """From when (µs) the word for the place holds."""
    award: str | None = None
    award_act: int | None = None
    gone: tuple[NameGone, ...] = ()
    acts: tuple[int, ...] = ()
    """Versions of the acts that are in this reading, in the order in which they count."""
    idle: tuple[int, ...] = ()
    """Those of them without effect at their place: kept, and shown as such."""

    @property
    def listed(self) -> bool:
        """Whether it is one of the nominees."""
        return self.place == NOMINATED


class Illegal(msgspec.Struct, frozen=True, gc=False):
    """A step that the rules do not allow at its place: which act, why, and the act it contradicts."""

    act: int
    code: str
    contradicts: int
