"""An edition's settings as they stand: the fold of its own stream, in the order of versions. Pure and total."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from ledger.domain.edition import CategoryAdded, MilestoneRecorded, Opened
from ledger.domain.edition_categories import (
    CategoriesOrdered,
    CategoryHeadingSet,
    CategoryNamed,
    CategoryStandingSet,
    Named,
    PlacesSet,
    VacancySet,
)
from ledger.domain.edition_rules import RulebookFiled, RulebookStandingSet
from ledger.domain.edition_running import BodySet, StageSet, WithdrawalRuleSet
from ledger.domain.event import Event
from ledger.domain.naming import Naming
from ledger.domain.objection_limits import ObjectionLimitSet

OfCategory = CategoryNamed | CategoryHeadingSet | CategoryStandingSet | PlacesSet | VacancySet


@dataclass
class Names:
    """How a thing is called: its own name, and further ones by language, each with the act that says so."""

    name: str
    act: str
    others: dict[str, Naming] = field(default_factory=dict)

    def hear(self, event: Naming) -> None:
        """Take in a word on the name."""
        if event.language is None:
            if event.name:
                self.name, self.act = event.name, event.act_name
        elif event.name:
            self.others[event.language] = event
        else:
            self.others.pop(event.language, None)


@dataclass
class Category:
    """One category; `shown_*` is what the public list says of it."""

    added: CategoryAdded
    names: Names
    order: int
    heading: str | None = None
    heading_act: str = ""
    standing: CategoryStandingSet | None = None
    places: dict[str | None, int | None] = field(default_factory=dict)
    """By the code of a stage; None is the list that is announced."""
    places_act: str = ""
    vacancy: str = "stays_empty"
    vacancy_until: str | None = None
    vacancy_act: str = ""
    award: VacancySet | None = None
    shown_places: int | None = None
    shown_vacancy: str = "stays_empty"

    @property
    def stands(self) -> bool:
        """Whether it is held."""
        return self.standing is None or self.standing.standing == "stands"


@dataclass
class Rulebook:
    """One version of the rulebook and who may read it."""

    filed: RulebookFiled
    standing: str
    act: str


@dataclass
class EditionSettings:
    """Everything an edition says of how it is run. Orders are those of the stream unless told otherwise."""

    opened: Opened
    version: int
    names: Names
    categories: dict[UUID, Category] = field(default_factory=dict)
    stages: dict[str, StageSet] = field(default_factory=dict)
    bodies: dict[str, BodySet] = field(default_factory=dict)
    milestones: dict[tuple[UUID | None, str], MilestoneRecorded] = field(default_factory=dict)
    withdrawal: WithdrawalRuleSet | None = None
    objection_limits: dict[str, ObjectionLimitSet] = field(default_factory=dict)
    """Of objections and of appeals."""
    rulebooks: dict[UUID, Rulebook] = field(default_factory=dict)

    @property
    def has_ballot(self) -> bool:
        """Whether people vote: not where the edition lets only juries decide results. Where it names nobody who does, it may."""
        deciding = {one.kind for one in self.bodies.values() if one.stands and "results" in one.may_decide}
        return deciding != {"jury"}

    def hear(self, event: Event) -> None:
        """Take in the next act of the stream; what it does not know, and what is about nothing, changes nothing."""
        self.version = event.originator_version
        if isinstance(event, Named):
            self.names.hear(event)
        elif isinstance(event, CategoriesOrdered):
            self._order(event)
        elif isinstance(event, WithdrawalRuleSet):
            self.withdrawal = event
        elif isinstance(event, ObjectionLimitSet):
            self.objection_limits[event.of] = event
        elif isinstance(event, OfCategory):
            found = self.categories.get(event.category)
            if found is not None:
                _hear_of_category(found, event)
        else:
            self._hear_of_part(event)

    def _hear_of_part(self, event: Event) -> None:
        if isinstance(event, CategoryAdded):
            self.categories[event.category] = _added(event)
        elif isinstance(event, MilestoneRecorded):
            self.milestones[event.category, event.milestone] = event
        elif isinstance(event, StageSet):
            self.stages[event.stage] = event
        elif isinstance(event, BodySet):
            self.bodies[event.body] = event
        elif isinstance(event, RulebookFiled):
            self.rulebooks[event.rulebook] = Rulebook(event, event.standing, event.act_name)
        elif isinstance(event, RulebookStandingSet) and event.rulebook in self.rulebooks:
            filed = self.rulebooks[event.rulebook].filed
            self.rulebooks[event.rulebook] = Rulebook(filed, event.standing, event.act_name)

    def _order(self, event: CategoriesOrdered) -> None:
        named = [self.categories[one] for one in event.categories if one in self.categories]
        others = [one for one in self.in_order() if one.added.category not in event.categories]
        for order, category in enumerate([*named, *others], 1):
            category.order = order

    def in_order(self) -> list[Category]:
        """The categories as they stand on lists."""
        return sorted(self.categories.values(), key=lambda one: (one.order, one.added.category.hex))


def _added(event: CategoryAdded) -> Category:
    act = event.act_name
    return Category(
        added=event,
        names=Names(event.name, act),
        order=event.order,
        heading=event.group,
        heading_act=act,
        places={None: event.places},
        places_act=act,
        vacancy=event.vacancy,
        vacancy_act=act,
        shown_places=event.places,
        shown_vacancy=event.vacancy,
    )


def _hear_of_category(category: Category, event: OfCategory) -> None:
    if isinstance(event, CategoryNamed):
        category.names.hear(event)
    elif isinstance(event, CategoryHeadingSet):
        category.heading, category.heading_act = event.heading, event.act_name
    elif isinstance(event, CategoryStandingSet):
        category.standing = event
    elif isinstance(event, PlacesSet):
        category.places[event.stage] = event.places
        category.places_act = event.act_name
        if event.shown and event.stage is None:
            category.shown_places = event.places
    elif event.of == "awards":
        category.award = event
    else:
        category.vacancy, category.vacancy_until, category.vacancy_act = event.policy, event.until, event.act_name
        if event.shown:
            category.shown_vacancy = event.policy


def settings_of(events: Iterable[Event]) -> EditionSettings | None:
    """The settings after these acts of an edition's stream; None if they do not begin with its opening."""
    settings: EditionSettings | None = None
    for event in events:
        if isinstance(event, Opened):
            settings = EditionSettings(event, event.originator_version, Names(event.name, event.act_name))
        elif settings is not None:
            settings.hear(event)
    return settings
