"""How a show, an edition or a category is called: its own name, and names in further languages and scripts.

A name is public with what it names, at once and at every moment: it says how a thing is called and tells nothing of any nomination.
"""

from __future__ import annotations

import unicodedata
from typing import Literal

from ledger.domain.event import Event
from ledger.domain.values import Public

HOWS = ("renamed", "corrected")


class Naming(Event, frozen=True, kw_only=True):
    """What every word on a name carries; a later one on the same name and language replaces it."""

    language: Public[str | None] = None
    """BCP-47 tag of the further language ("ur", "pa-Arab"); None for the name that pages are headed by."""
    name: Public[str | None] = None
    """None takes the name in a further language away."""
    how: Public[str] = "renamed"
    """renamed (it is called so from now on) · corrected (our record was wrong, it was never called otherwise)."""


def direction_of(name: str) -> Literal["ltr", "rtl"]:
    """The direction of a name by the script of its first letter that has one (UAX #9, P2 and P3)."""
    for character in name:
        kind = unicodedata.bidirectional(character)
        if kind in ("R", "AL"):
            return "rtl"
        if kind == "L":
            return "ltr"
    return "ltr"
