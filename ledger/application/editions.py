"""An edition as commands rely on it: read from its own stream, so that what a guard protects is what was read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

from ledger.application.ledger import Ledger, Story
from ledger.domain.edition import MilestoneRecorded
from ledger.domain.edition_running import ANNOUNCES, DECIDES, UNRESTRICTED
from ledger.domain.edition_settings import EditionSettings, settings_of
from ledger.domain.objection_limits import ObjectionLimitSet
from ledger.domain.times import When
from ledger.errors import Invalid, Problem, Refused

LOCK = "ballot_locked"
"""The milestone after which places and effects change only on an explicit word."""


class BodySeen(NamedTuple):
    """A body that stands: its code, by which acts name it, and what it may do; `name` is None where the edition names no bodies."""

    code: str
    kind: str
    name: str | None
    may_decide: tuple[str, ...]
    may_announce: tuple[str, ...]


class RuleSeen(NamedTuple):
    """A rule that can be cited: its number in a version of the rulebook, which `label` names."""

    number: str
    heading: str
    label: str
    rulebook: UUID
    since: int
    """From when (µs) the version is in force."""


class WithdrawalRuleSeen(NamedTuple):
    """Whether a nominee may withdraw: `rule` until `until` (None: without end), from then on `afterwards`."""

    rule: str
    until: When | None
    afterwards: str | None


class VacancySeen(NamedTuple):
    """What happens in a category to an empty place and to an award that fell (None: not said), each until a milestone or without end."""

    places: str
    places_until: str | None
    awards: str | None
    awards_until: str | None


class CategorySeen(NamedTuple):
    """A category: `places` is None where their number is open; `stands` is False once it was cancelled or merged."""

    name: str
    address: str
    places: int | None
    stands: bool


class EditionSeen(NamedTuple):
    """An edition at one version: its zone, when its milestones are, which times may refer to, and how it is run."""

    stream: UUID
    version: int
    show: UUID
    zone: str
    references: dict[str, When]
    """The times of the whole edition's milestones, without those cancelled."""
    moved: int
    """The position of the newest word on a milestone, 0 if there is none."""
    bodies: tuple[BodySeen, ...] = ()
    """Those that stand; where the edition names none, organiser, committee, jury and chair, each with every power."""
    rules: tuple[RuleSeen, ...] = ()
    """Of the versions not filed in error, the newest first, each in the order of its text."""
    withdrawal_rule: WithdrawalRuleSeen | None = None
    """None where the edition says nothing."""
    vacancy: Mapping[UUID, VacancySeen] = {}
    milestones: Mapping[tuple[UUID | None, str], When] = {}
    """By category (None: the whole edition) and kind, without those cancelled."""
    categories: Mapping[UUID, CategorySeen] = {}
    """In the order of lists."""
    has_ballot: bool = True
    """Whether people vote; where a jury decides, ballot and counting do not apply."""
    objection_limits: Mapping[str, ObjectionLimitSet] = {}
    """Of objections and of appeals, where the edition says something."""

    def references_in(self, category: UUID) -> dict[str, When]:
        """What times may refer to in a category: its own milestones before the edition's."""
        own = {kind: when for (of, kind), when in self.milestones.items() if of == category}
        return self.references | own

    def rule_named(self, number: str, label: str | None = None) -> RuleSeen | None:
        """The rule of that number in the version of that label, or in the newest that has it."""
        return next((one for one in self.rules if one.number == number and label in (None, one.label)), None)

    def version_decided_under(self, rule: str | None, when: When, now: int) -> str | None:
        """The version of the rulebook in force when it was decided (`when`, if known, else now), None where no rule is cited."""
        if rule is None:
            return None
        return self.version_with(rule, now if when.is_unknown else min(when.latest_us, now))

    def version_with(self, number: str, at: int) -> str | None:
        """The label of the newest version in force at `at` (µs) that has a rule of that number, None where none does."""
        return next((one.label for one in self.rules if one.number == number and one.since <= at), None)


def edition_seen(ledger: Ledger, stream: UUID) -> EditionSeen:
    """The edition now. Raises NotFound `no_such_stream`, Refused `not_an_edition`."""
    return seen_in(stream, ledger.story(stream))


def check_category(edition: EditionSeen, category: UUID | None) -> None:
    """Raise Invalid at `category` where the edition has no such category, or has one that was cancelled or merged."""
    found = edition.categories.get(category) if category else None
    if found is None or not found.stands:
        raise Invalid([Problem("category", "unknown_choice")])


def seen_in(stream: UUID, story: Story) -> EditionSeen:
    """The edition after this story. Raises Refused `not_an_edition`."""
    settings = settings_of(event for _position, event in story)
    if settings is None:
        raise Refused("not_an_edition")
    milestones = {key: event.effective for key, event in settings.milestones.items() if event.standing != "cancelled"}
    return EditionSeen(
        stream,
        settings.version,
        settings.opened.show,
        settings.opened.zone,
        {kind: when for (category, kind), when in milestones.items() if category is None},
        max((position for position, event in story if isinstance(event, MilestoneRecorded)), default=0),
        _bodies(settings),
        _rules(settings),
        _withdrawal_rule(settings),
        {id_: _vacancy(settings, id_) for id_ in settings.categories},
        milestones,
        {
            one.added.category: CategorySeen(one.names.name, one.added.address, one.places.get(None), one.stands)
            for one in settings.in_order()
        },
        settings.has_ballot,
        settings.objection_limits,
    )


def _bodies(settings: EditionSettings) -> tuple[BodySeen, ...]:
    if not settings.bodies:
        return tuple(BodySeen(kind, kind, None, DECIDES, ANNOUNCES) for kind in UNRESTRICTED)
    return tuple(
        BodySeen(one.body, one.kind, one.name, one.may_decide, one.may_announce)
        for one in settings.bodies.values()
        if one.stands
    )


def _rules(settings: EditionSettings) -> tuple[RuleSeen, ...]:
    filed = [one.filed for one in settings.rulebooks.values() if one.standing != "in_error"]
    newest = sorted(filed, key=lambda one: (one.counts_from, one.originator_version), reverse=True)
    return tuple(
        RuleSeen(rule.number, rule.heading, one.label, one.rulebook, one.counts_from)
        for one in newest
        for rule in one.rules
    )


def _withdrawal_rule(settings: EditionSettings) -> WithdrawalRuleSeen | None:
    told = settings.withdrawal
    if told is None:
        return None
    mark = settings.milestones.get((None, told.until_milestone or ""))
    until = told.until if mark is None or mark.standing == "cancelled" else mark.effective
    return WithdrawalRuleSeen(told.rule, until, told.afterwards)


def _vacancy(settings: EditionSettings, category: UUID) -> VacancySeen:
    found = settings.categories[category]
    award = found.award
    return VacancySeen(
        found.vacancy,
        found.vacancy_until,
        award.policy if award else None,
        award.until if award else None,
    )
