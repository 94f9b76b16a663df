"""That an objection was made about a nomination, and what became of it: notes, which change nothing and never say who objects."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from ledger.domain.event import Act
from ledger.domain.values import Internal, Public


class Contested(Act, frozen=True, kw_only=True):
    """Somebody objects to the nomination, to a name on it, to its award or to what was decided about it. Objecting changes nothing."""

    TOPIC: ClassVar[str] = "nomination.contested"

    objection: Internal[UUID]
    number: Internal[int]
    """Which of the objection's targets this is."""
    what: Public[str] = "nomination"
    """nomination · credit · award · ruling."""
    credit: Public[UUID | None] = None
    """The name that it is about, None where it is the whole nomination."""


class ContestEnded(Act, frozen=True, kw_only=True):
    """What became of it; a later one replaces it. The act that it follows says what was contested."""

    TOPIC: ClassVar[str] = "nomination.contest_ended"

    outcome: Public[str]
    """upheld · upheld_in_part · dismissed · not_admitted · settled · taken_back."""
