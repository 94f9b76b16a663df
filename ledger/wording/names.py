"""Names inside sentences: a name that runs right to left must not turn the sentence around it (Unicode, UAX #9)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

FIRST_STRONG, POP = "\u2068", "\u2069"
_OPENING = frozenset("\u2066\u2067\u2068")
_TURNING = frozenset({"R", "AL", "AN", "RLE", "RLO", "LRE", "LRO", "PDF", "RLI", "LRI", "FSI", "PDI"})


def isolated(name: str) -> str:
    """The name as a sentence holds it: between isolating marks if anything in it may run right to left, else as it is."""
    if name.isascii() or _TURNING.isdisjoint(map(unicodedata.bidirectional, name)):
        return name
    return f"{FIRST_STRONG}{closed(name)}{POP}"


def closed(name: str) -> str:
    """The name with its own isolating marks in pairs, so that none of them reaches past it."""
    depth = 0
    kept = []
    for character in name:
        if character == POP and depth == 0:
            continue
        depth += (character in _OPENING) - (character == POP)
        kept.append(character)
    return "".join(kept) + POP * depth


def joined(names: Iterable[str]) -> str:
    """Several names as one, each for itself."""
    return " / ".join(isolated(name) for name in names)
