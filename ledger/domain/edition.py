"""One year's run of a show: its label, categories and milestones. The label ("films of 1956") is not a date."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from ledger.domain.event import Act, Event
from ledger.domain.values import Internal, Public, Source

MILESTONES = (
    "nominations_announced",
    "ballot_locked",
    "voting_opened",
    "voting_closed",
    "results_announced",
    "ceremony",
    "edition_closed",
)
STANDINGS = ("planned", "done", "cancelled")
"""What may be said of a milestone."""
VACANCIES = ("stays_empty", "next_in_line", "decided_anew", "organiser_decides", "no_award")
"""What may happen to a place or an award that falls empty."""


class Opened(Event, frozen=True, kw_only=True):
    """The edition exists; `ordinal` orders the editions of its show."""

    TOPIC: ClassVar[str] = "edition.opened"

    show: Public[UUID]
    name: Public[str]
    address: Public[str]
    label: Public[str]
    ordinal: Public[int]
    zone: Public[str]


class CategoryAdded(Event, frozen=True, kw_only=True):
    """A category in which nominations compete. Its address is unique within the edition."""

    TOPIC: ClassVar[str] = "edition.category_added"

    category: Public[UUID]
    name: Public[str]
    address: Public[str]
    order: Public[int]
    group: Public[str | None] = None
    """A wider heading under which the source files it."""
    places: Public[int | None] = None
    """How many places it has; None where not stated."""
    vacancy: Public[str] = "stays_empty"
    """What happens to an empty place: stays_empty · next_in_line · decided_anew · organiser_decides · no_award."""


class MilestoneRecorded(Act, frozen=True, kw_only=True):
    """When a milestone was or will be reached; a later one of the same kind and category replaces it, so it is moved or cancelled."""

    TOPIC: ClassVar[str] = "edition.milestone_recorded"

    milestone: Public[str]
    category: Public[UUID | None] = None
    """The category whose own milestone it is; None for the whole edition."""
    source: Internal[Source | None] = None
    standing: Public[str | None] = None
    """planned · done · cancelled; None where only its time was told."""
