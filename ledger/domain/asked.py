"""That something was asked about a nomination, and what became of that: notes, which change nothing (DOMAIN.md, Effects)."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from ledger.domain.contested import Contested, ContestEnded
from ledger.domain.event import Act
from ledger.domain.values import Internal, Public


class Asked(Act, frozen=True, kw_only=True):
    """Somebody asks for something about the nomination. Asking changes nothing; who asks stands in the request alone."""

    TOPIC: ClassVar[str] = "nomination.asked"

    request: Internal[UUID]
    number: Internal[int]
    """Which of the request's targets this is."""
    wish: Public[str]
    """withdraw · take_name_off · decline · put_right · change_name · move · not_voted · not_attend · reconsider · reinstate."""
    direction: Public[str] = "of_organiser"
    """of_organiser (a party asks) · of_party (the organiser asks)."""
    credit: Public[UUID | None] = None
    """The name that it is about, None where it is the whole nomination."""


class AskEnded(Act, frozen=True, kw_only=True):
    """What became of it; a later one replaces it. The act that it follows says what was asked."""

    TOPIC: ClassVar[str] = "nomination.ask_ended"

    outcome: Public[str]
    """granted · granted_in_part · refused · noted · too_late · superseded · retracted; of what the organiser asked also agreed ·
    agreed_in_part · no_answer."""


NOTES = (Asked, AskEnded, Contested, ContestEnded)
"""Acts that leave a note and change nothing."""
