"""What changes about an edition's categories after they were added: names, order, places, vacancy policies, whether they stand."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from ledger.domain.event import Event
from ledger.domain.naming import Naming
from ledger.domain.values import Public

CATEGORY_STANDINGS = ("stands", "cancelled", "merged")
VACANT = ("places", "awards")


class Named(Naming, frozen=True, kw_only=True):
    """How the edition is called, in its own or a further language. Public with the edition."""

    TOPIC: ClassVar[str] = "edition.named"


class CategoryNamed(Naming, frozen=True, kw_only=True):
    """How a category is called, in its own or a further language. Public with the category's first announced nomination."""

    TOPIC: ClassVar[str] = "edition.category_named"

    category: Public[UUID]


class CategoryHeadingSet(Event, frozen=True, kw_only=True):
    """Under which heading a category stands on every list, at once. Public with the category, as its name is."""

    TOPIC: ClassVar[str] = "edition.category_heading_set"

    category: Public[UUID]
    heading: Public[str | None] = None
    """None where it stands under none."""


class CategoriesOrdered(Event, frozen=True, kw_only=True):
    """In which order categories stand on every list, at once; those not named follow in the order they had."""

    TOPIC: ClassVar[str] = "edition.categories_ordered"

    categories: Public[tuple[UUID, ...]]


class CategoryStandingSet(Event, frozen=True, kw_only=True):
    """Whether a category is held. What becomes of its nominations are acts of their own; by itself this shows the public nothing."""

    TOPIC: ClassVar[str] = "edition.category_standing_set"

    category: Public[UUID]
    standing: Public[str]
    """stands · cancelled · merged."""
    into: Public[UUID | None] = None
    """Where it was merged: the category that goes on."""


class PlacesSet(Event, frozen=True, kw_only=True):
    """How many places a category has."""

    TOPIC: ClassVar[str] = "edition.places_set"

    category: Public[UUID]
    places: Public[int | None]
    """None where their number is open."""
    stage: Public[str | None] = None
    """The code of the stage it is about; None for the list that is announced."""
    shown: Public[bool] = False
    """Whether the public list says so at once; if not, it goes on saying what it said."""


class VacancySet(Event, frozen=True, kw_only=True):
    """What happens to an empty place, or to an award that fell, in a category."""

    TOPIC: ClassVar[str] = "edition.vacancy_set"

    category: Public[UUID]
    of: Public[str]
    """places · awards."""
    policy: Public[str]
    """stays_empty · next_in_line · decided_anew · organiser_decides · no_award."""
    until: Public[str | None] = None
    """The milestone until which the policy holds; from then on what falls stays empty, with a note."""
    shown: Public[bool] = False
    """Whether the public list says so at once; if not, it goes on saying what it said."""
