"""What of a nomination's story tells a result before the public hears it: for those alone who may know (DOMAIN.md, Audiences)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

import msgspec

from ledger.domain.award_acts import Chosen, NotConferred
from ledger.domain.event import Event
from ledger.domain.nomination import ENTRY, Announced, AnnouncementTakenBack, Conferred, Entered
from ledger.domain.party_told import PartyTold
from ledger.domain.readings import History, named_by
from ledger.domain.reports import Reported
from ledger.domain.succession import NextNamed

T = TypeVar("T")
RESULTS = (Chosen, Conferred, NotConferred)
TOPICS = frozenset(one.TOPIC for one in RESULTS)


def hidden_results(history: History, now: int) -> frozenset[int]:
    """Versions of the acts that tell a result of which the public has not heard by `now` (µs), and of those that rest on one."""
    public = named_by(history, now)
    told = any(isinstance(step.event, Conferred) and step.version in public for step in history.steps)
    # Who was chosen is told by the award.
    secret = (Conferred, NotConferred) if told else RESULTS
    hidden = {step.version for step in history.steps if isinstance(step.event, secret) and step.version not in public}
    if any(isinstance(step.event, Entered) and step.event.is_no_award for step in history.steps):
        hidden |= {ENTRY} - public
    for step in sorted(history.steps, key=lambda one: one.depth):
        # An act on the award, a refusal say, would tell that there is one.
        if step.follows in hidden and step.follows != ENTRY and step.version not in public:
            hidden.add(step.version)
    for change in history.changes:
        if change.act in hidden or change.public_with in hidden:
            hidden.add(change.version)
    return frozenset(hidden)


def without_results(story: Iterable[tuple[T, Event]], hidden: frozenset[int]) -> list[tuple[T, Event]]:
    """The story as it is for whoever may not know results: without these acts, and without word of them in announcements to come."""
    told: list[tuple[T, Event]] = []
    gone = set(hidden)
    for at, event in story:
        version = event.originator_version
        if isinstance(event, Announced) and not gone.isdisjoint(event.acts):
            acts = tuple(act for act in event.acts if act not in gone)
            if not acts:
                gone.add(version)
                continue
            told.append((at, msgspec.structs.replace(event, acts=acts)))
        elif version not in gone and not _of_hidden(event, gone):
            told.append((at, event))
    return told


def _of_hidden(event: Event, hidden: set[int]) -> bool:
    """Whether all that an event tells is of acts that are hidden."""
    if isinstance(event, AnnouncementTakenBack):
        return event.notice in hidden
    if isinstance(event, PartyTold):
        return not hidden.isdisjoint(event.acts)
    if isinstance(event, NextNamed):
        # Rankings are for those who know results, whatever was announced of them.
        return True
    return isinstance(event, Reported) and event.act in hidden
