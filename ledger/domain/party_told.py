"""Told: when, how and by whom a party concerned learnt of an act; and who has not been told yet (DOMAIN.md, Times; Words about people)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple
from uuid import UUID

from ledger.domain.award_acts import AwardRevoked, AwardVacated
from ledger.domain.credit_acts import CreditRemoved
from ledger.domain.effects import EffectsSet
from ledger.domain.endings import AnnouncedInError, Disqualified, Rescinded, RuledIneligible, Voided
from ledger.domain.event import Event
from ledger.domain.nomination import Ruled
from ledger.domain.readings import changes_of, history_of, standing_of
from ledger.domain.states import credits_of
from ledger.domain.times import When
from ledger.domain.values import Internal, Personal, Source

HOW = ("e_mail", "letter", "telephone", "in_person", "link", "announcement", "press")
TOLD_BY = ("organiser", "own_side", "press", "somebody_else")
WHY_NOT = ("not_yet", "not_reached", "urgent", "law")
DISADVANTAGE = (
    Rescinded,
    RuledIneligible,
    Disqualified,
    AnnouncedInError,
    Voided,
    CreditRemoved,
    AwardRevoked,
    AwardVacated,
)
"""Acts by which a body takes something from those who are named: of their own wish nobody has to be told."""


class PartyTold(Event, frozen=True, kw_only=True):
    """A party learnt of acts of this stream, or is said not to have been told and why. A later one on the same party and act replaces it."""

    TOPIC: ClassVar[str] = "nomination.party_told"

    party: Internal[UUID | None] = None
    """None for all who are named."""
    who: Internal[Personal | None] = None
    """What a party is called that is not named on the nomination; else its name stands there."""
    acts: Internal[tuple[int, ...]]
    """Versions in this stream."""
    told: Internal[bool] = True
    effective: Internal[When]
    """When they learnt of it; where they were not told, since when that is said."""
    counts_from: Internal[int]
    """Microseconds since 1970 (UTC)."""
    how: Internal[str | None] = None
    """e_mail · letter · telephone · in_person · link · announcement · press; None where it is not known, or nobody was told."""
    told_by: Internal[str | None] = None
    """organiser · own_side · press · somebody_else."""
    why: Internal[str | None] = None
    """Why nobody told them: not_yet · not_reached · urgent · law."""
    source: Internal[Source | None] = None
    private_reason: Internal[Personal | None] = None


class Owed(NamedTuple):
    """A party to be told of an act (version) that takes something from it, since `since` (µs); the reason, where one is given for not telling."""

    act: int
    party: UUID | None
    since: int
    why: str | None = None


def learnt(story: Sequence[tuple[int, Event]]) -> dict[tuple[int, UUID | None], PartyTold]:
    """What stands of who was told, by act and party, the latest word of each; what was recorded in error left out."""
    struck = {act for act, change in changes_of(history_of(story)).items() if change.counts_from is None}
    return {
        (act, event.party): event
        for _position, event in story
        if isinstance(event, PartyTold) and event.originator_version not in struck
        for act in event.acts
    }


def owed(story: Sequence[tuple[int, Event]]) -> list[Owed]:
    """Who is still to be told of what, by everything known now, in the order of the acts."""
    standing = standing_of(story)
    if standing is None:
        return []
    events = {event.originator_version: event for _position, event in story}
    told = learnt(story)
    found = []
    for version in standing.acts:
        act = events[version]
        if version in standing.idle or not isinstance(act, Ruled) or not _takes(act):
            continue
        for party in _concerned(story, act):
            word = told.get((version, party)) or told.get((version, None))
            if word is None or not word.told:
                found.append(Owed(version, party, act.counts_from, word.why if word else None))
    return found


def _takes(act: Event) -> bool:
    """Whether an act takes something from those who are named."""
    if isinstance(act, EffectsSet):
        return False in (act.on_ballot, act.counted, act.may_win, act.payable)
    return isinstance(act, DISADVANTAGE)


def _concerned(story: Sequence[tuple[int, Event]], act: Event) -> list[UUID | None]:
    """Those whom an act takes something from: the one name removed, else all who were named when it was decided."""
    named = credits_of(
        [(position, event) for position, event in story if event.originator_version < act.originator_version]
    )
    if isinstance(act, CreditRemoved):
        return [named[act.credit].party] if act.credit in named else [None]
    return list(dict.fromkeys(one.party for one in named.values())) or [None]
