"""Which limit runs for what is contested: by the edition's rule, from when the public or the objector knew of it (DOMAIN.md, Times)."""

from __future__ import annotations

from uuid import UUID

from ledger.application.editions import EditionSeen
from ledger.application.ledger import Story
from ledger.domain.objection import RULING, Point
from ledger.domain.objection_limits import APPEALS, OBJECTIONS, Limit, limit_of
from ledger.domain.party_told import PartyTold
from ledger.domain.readings import history_of, standing_notices
from ledger.domain.times import FOREVER


def limit_on(
    edition: EditionSeen, point: Point, act: int | None, story: Story | None, objector: UUID | None
) -> Limit | None:
    """The limit for one point; `act` is the version in `story` that is contested, `objector` a known party that contests it."""
    of = APPEALS if point.kind == RULING else OBJECTIONS
    rule = edition.objection_limits.get(of)
    if rule is None:
        return None
    entry = story[0][1] if story else None
    category = point.id if point.kind == "category" else getattr(entry, "category", None)
    milestones = edition.references_in(category) if category else edition.references
    known: int | None = None
    if story is not None and act is not None:
        told = _told(story, act, objector) if of == APPEALS else None
        known = _announced(story, act) if told is None else told
    elif point.kind == "category" and "nominations_announced" in milestones:
        known = milestones["nominations_announced"].latest_us
    elif point.kind == "announcement" and story is not None:
        known = getattr(entry, "counts_from", None)
    until = milestones.get(rule.until_milestone) if rule.until_milestone else None
    return limit_of(rule, None if known == FOREVER else known, until, edition.zone)


def _announced(story: Story, act: int) -> int | None:
    """From when (µs) the public was told of an act; None while it is not."""
    naming = standing_notices(history_of(story), FOREVER)
    return min((one.counts_from for one in naming if act in one.acts), default=None)


def _told(story: Story, act: int, party: UUID | None) -> int | None:
    """From when (µs) a party is known to have been told of an act, by the last word on that; None where it is not."""
    of = [
        event
        for _position, event in story
        if isinstance(event, PartyTold) and act in event.acts and event.party in (None, party)
    ]
    return of[-1].counts_from if party is not None and of and of[-1].told else None
