"""A request: a party asks the organiser, or the organiser a party, about nominations, names, awards or invitations (DOMAIN.md, Requests).

Asking changes nothing. What becomes of it is told target by target; *open*, *never answered* and *late* are read, never stored.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, NamedTuple
from uuid import UUID

import msgspec

from ledger.domain.event import Event
from ledger.domain.times import FOREVER, When
from ledger.domain.values import Internal, Personal, Source

OF_ORGANISER, OF_PARTY = "of_organiser", "of_party"
DIRECTIONS = (OF_ORGANISER, OF_PARTY)
WISHES = (
    "withdraw", "take_name_off", "decline", "put_right", "change_name", "move", "not_voted", "not_attend", "reconsider", "reinstate",
)  # fmt: skip
TARGETS = ("nomination", "credit", "award", "invitation", "name", "party", "work")
CAPACITIES = (
    "nominee", "co_nominee", "group", "producer", "label", "manager", "publisher", "agent", "guardian", "heir", "counsel", "body", "other",
)  # fmt: skip
CONFIRMED = ("yes", "no", "not_known")
OUTCOMES = ("granted", "granted_in_part", "refused", "noted", "too_late", "superseded")
"""What the organiser may decide on a target."""
ANSWERS = ("agreed", "agreed_in_part", "refused", "no_answer")
"""What a party may answer to what the organiser asked."""
REASONS = ("not_given", "as_of_right", "rules_allow", "rules_forbid", "after_deadline", "not_confirmed")
OPEN, RETRACTED, PARTED = "open", "retracted", "parted"
"""What is read of a target besides outcomes and answers; `parted` is one that was taken apart into others when it was recorded."""


class RequestAsker(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One of those who ask, as what, and for whom."""

    party: Internal[UUID | None] = None
    words: Internal[Personal | None] = None
    """How the document names them, where they are no record."""
    capacity: Internal[str]
    """nominee · co_nominee · group · producer · label · manager · publisher · agent · guardian · heir · counsel · body · other."""
    capacity_words: Internal[Personal | None] = None
    """As what, where it is none of these."""
    for_party: Internal[UUID | None] = None
    """Whom they ask for, where that is somebody else."""
    confirmed: Internal[str] = "not_known"
    """yes · no · not_known: whether it was confirmed that they may ask for whom they ask for."""
    confirmed_by: Internal[Personal | None] = None


class Target(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One thing that is asked for."""

    number: Internal[int]
    """1, 2, 3 … in the request."""
    wish: Internal[str]
    """withdraw · take_name_off · decline · put_right · change_name · move · not_voted · not_attend · reconsider · reinstate."""
    kind: Internal[str]
    """nomination · credit · award · invitation · name · party · work; the last two mean everything of them in the edition."""
    nomination: Internal[UUID | None] = None
    credit: Internal[UUID | None] = None
    party: Internal[UUID | None] = None
    work: Internal[UUID | None] = None
    together: Internal[int | None] = None
    """Those with one number hang together: who asks wants all of them or none."""
    part_of: Internal[int | None] = None
    """The target as it was said (everything of a party or work), of which this is one nomination."""
    words: Internal[Personal | None] = None
    """What was said of it, word for word."""


class TargetOutcome(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What was decided on one target, and the acts that came of it."""

    number: Internal[int]
    outcome: Internal[str]
    """Of a request granted · granted_in_part · refused · noted · too_late · superseded; of an objection its own words."""
    acts: Internal[tuple[str, ...]] = ()
    """Names of acts, `<stream id>@<version>`."""


class Made(Event, frozen=True, kw_only=True):
    """Something is asked. What was received too late, or of somebody who may not ask, is recorded like anything else: that is an outcome."""

    TOPIC: ClassVar[str] = "request.made"

    edition: Internal[UUID]
    direction: Internal[str]
    """of_organiser (a party asks) · of_party (the organiser asks)."""
    instrument: Internal[UUID | None] = None
    """The document that asks."""
    source: Internal[Source | None] = None
    """What it was asked by, where no document is filed."""
    askers: Internal[tuple[RequestAsker, ...]] = ()
    """Who asks; of what the organiser asks, whom."""
    targets: Internal[tuple[Target, ...]]
    sent: Internal[When | None] = None
    received: Internal[When | None] = None
    """Deadlines go by this."""
    effective: Internal[When]
    """When it was asked: received, else sent."""
    counts_from: Internal[int]
    """Microseconds since 1970 (UTC)."""
    reply_by: Internal[When | None] = None
    arises_from: Internal[tuple[str, ...]] = ()
    """Names of the acts that it follows from, `<stream id>@<version>`."""
    through: Internal[str] = "desk"
    """desk · link (the party sent it by its own link)."""


class Decided(Event, frozen=True, kw_only=True):
    """What becomes of targets, in one append with the acts that come of it; what is not named stays as it was. A later one replaces it."""

    TOPIC: ClassVar[str] = "request.decided"

    outcomes: Internal[tuple[TargetOutcome, ...]]
    ruling: Internal[UUID | None] = None
    """The ruling by which it was decided; None where nobody had to rule."""
    reason: Internal[str] = "not_given"
    """not_given · as_of_right · rules_allow · rules_forbid · after_deadline · not_confirmed."""
    private_reason: Internal[Personal | None] = None
    effective: Internal[When]
    counts_from: Internal[int]
    """Microseconds since 1970 (UTC)."""


class DecisionStruck(Event, frozen=True, kw_only=True):
    """The ruling by which it was decided was entered in error: what was decided by it never was, and what had become of it before stands."""

    TOPIC: ClassVar[str] = "request.decision_struck"

    decision: Internal[int]
    """The version of the decision in this stream."""


class Answered(Event, frozen=True, kw_only=True):
    """The party answered what the organiser asked, or it is noted that it did not. A later one replaces it."""

    TOPIC: ClassVar[str] = "request.answered"

    outcome: Internal[str]
    """agreed · agreed_in_part · refused · no_answer."""
    instrument: Internal[UUID | None] = None
    source: Internal[Source | None] = None
    effective: Internal[When]
    counts_from: Internal[int]
    """Microseconds since 1970 (UTC)."""
    acts: Internal[tuple[str, ...]] = ()
    """Names of acts that came of it, `<stream id>@<version>`."""


class Retracted(Event, frozen=True, kw_only=True):
    """Whoever asked takes it back, for these targets. What had been decided by then stays."""

    TOPIC: ClassVar[str] = "request.retracted"

    targets: Internal[tuple[int, ...]]
    """Their numbers."""
    instrument: Internal[UUID | None] = None
    source: Internal[Source | None] = None
    effective: Internal[When]
    counts_from: Internal[int]
    """Microseconds since 1970 (UTC)."""


class Struck(Event, frozen=True, kw_only=True):
    """Entered in error: nobody asked this. It stays readable in the log."""

    TOPIC: ClassVar[str] = "request.struck"

    source: Internal[Source | None] = None
    private_reason: Internal[Personal | None] = None


class TargetStanding(NamedTuple):
    """A target as it stands: what became of it, by which version of the request's stream; every act that ever came of it."""

    target: Target
    outcome: str = OPEN
    """open · retracted · parted, an outcome, or of what the organiser asked an answer."""
    by: int | None = None
    acts: tuple[str, ...] = ()
    since: int = 0
    """From when it is so (µs)."""

    @property
    def is_open(self) -> bool:
        """Whether nothing has become of it yet."""
        return self.outcome == OPEN


class Request(NamedTuple):
    """A request at one moment."""

    made: Made
    targets: tuple[TargetStanding, ...]
    struck: bool = False
    rulings: tuple[UUID, ...] = ()
    """By which it was decided, and that were not entered in error."""

    @property
    def waits(self) -> tuple[int, ...]:
        """Numbers of the targets of which nothing has become yet."""
        return () if self.struck else tuple(one.target.number for one in self.targets if one.is_open)

    def target(self, number: int) -> TargetStanding | None:
        """The target of that number."""
        return next((one for one in self.targets if one.target.number == number), None)


Later = Decided | Answered | Retracted


def request_of(entries: Iterable[tuple[int, Event]], at: int = FOREVER, known: int = FOREVER) -> Request | None:
    """The request at `at` (µs), by what was known at position `known`, from its stream as (position, event) by version.

    None where it had not been asked by then, or the stream is of something else. Never raises: what speaks of no target changes nothing.
    """
    events = [event for position, event in entries if position <= known]
    made = events[0] if events else None
    if not isinstance(made, Made) or made.counts_from > at:
        return None
    parted = {one.part_of for one in made.targets}
    standing = {
        one.number: TargetStanding(one, PARTED if one.number in parted else OPEN, since=made.counts_from)
        for one in made.targets
    }
    never = {event.decision for event in events if isinstance(event, DecisionStruck)}
    later = [
        event
        for event in events
        if isinstance(event, Later) and event.counts_from <= at and event.originator_version not in never
    ]
    for event in sorted(later, key=lambda one: (one.counts_from, one.originator_version)):
        _hear(standing, event)
    rulings = tuple(event.ruling for event in later if isinstance(event, Decided) and event.ruling is not None)
    return Request(made, tuple(standing.values()), any(isinstance(event, Struck) for event in events), rulings)


def _hear(standing: dict[int, TargetStanding], event: Later) -> None:
    for number, (outcome, acts) in _said(standing, event).items():
        found = standing.get(number)
        if found is None or found.outcome == PARTED or (isinstance(event, Retracted) and not found.is_open):
            continue
        every = tuple(dict.fromkeys((*found.acts, *acts)))
        standing[number] = TargetStanding(found.target, outcome, event.originator_version, every, event.counts_from)


def _said(standing: dict[int, TargetStanding], event: Later) -> dict[int, tuple[str, tuple[str, ...]]]:
    """What an event says of which targets."""
    if isinstance(event, Decided):
        return {one.number: (one.outcome, one.acts) for one in event.outcomes}
    if isinstance(event, Answered):
        return dict.fromkeys(standing, (event.outcome, event.acts))
    return dict.fromkeys(event.targets, (RETRACTED, ()))
