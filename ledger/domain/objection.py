"""An objection: somebody contests a nomination, a name, an award, a category, an announcement or a decision (DOMAIN.md, Objections).

An appeal is an objection to a decision. Objecting changes nothing. The side objected to is heard; what becomes of it is told target by target.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, NamedTuple
from uuid import UUID

import msgspec

from ledger.domain.event import Event
from ledger.domain.request import TargetOutcome
from ledger.domain.times import FOREVER, When
from ledger.domain.values import Internal, Personal, Source

KINDS = ("nomination", "credit", "invitation", "category", "award", "announcement", "ruling")
RULING = "ruling"
ON_NOMINATION = ("nomination", "credit", "award", RULING)
"""Kinds that leave a note in the nomination; a decision does where it is an act on one."""
CONCERNED = ("nominee", "competitor", "rights_holder", "member", "body", "public")
GROUNDS = ("eligibility", "breach", "credit", "procedure", "conflict", "other")
IN_TIME, LATE = "in_time", "late"
LATENESS = (IN_TIME, LATE)
OUTCOMES = ("upheld", "upheld_in_part", "dismissed", "not_admitted", "settled")
UPHELD = ("upheld", "upheld_in_part")
WHY = (
    "not_given", "well_founded", "not_founded", "too_late", "not_concerned", "not_for_this_body", "no_grounds_given", "agreed_between_them",
)  # fmt: skip
UNHEARD = ("not_reached", "urgent", "nothing_to_answer")
"""Why the side objected to was not heard before something was upheld."""
HEARD = ("answered", "no_answer")
OPEN, TAKEN_BACK = "open", "taken_back"


class Point(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One thing that is contested, and whether that came in time."""

    number: Internal[int]
    """1, 2, 3 … in the objection."""
    kind: Internal[str]
    """nomination · credit · invitation · category · award · announcement · ruling."""
    id: Internal[UUID | None] = None
    """Its id; of a name, an award and a decision by an act that of the nomination; None for an invitation that has no record of its own."""
    credit: Internal[UUID | None] = None
    act: Internal[str | None] = None
    """The act that is contested, `<stream id>@<version>`: of a decision that is no ruling with a record of its own, the act by which it was made."""
    party: Internal[UUID | None] = None
    """Who is invited, where the invitation has no record of its own."""
    limit: Internal[int | None] = None
    """The instant (µs) after which it is late, as the edition's rule and what was announced gave it when this was recorded."""
    lateness: Internal[str | None] = None
    """in_time · late; None where no limit ran."""
    said: Internal[bool] = False
    """Whether its bounds straddle the limit, so that the organiser said which."""


class Made(Event, frozen=True, kw_only=True):
    """Somebody objects. What they say stands in the document: there is no field for it. What comes too late is recorded like anything else."""

    TOPIC: ClassVar[str] = "objection.made"

    edition: Internal[UUID]
    instrument: Internal[UUID | None] = None
    """The document that objects."""
    source: Internal[Source | None] = None
    """What it was made by, where no document is filed."""
    objector: Internal[UUID | None] = None
    words: Internal[Personal | None] = None
    """Who objects, where they are no record."""
    capacity: Internal[str | None] = None
    """As what they write: as with requests."""
    concerned_as: Internal[str]
    """nominee · competitor · rights_holder · member · body · public."""
    targets: Internal[tuple[Point, ...]]
    ground: Internal[str]
    """eligibility · breach · credit · procedure · conflict · other."""
    sent: Internal[When | None] = None
    received: Internal[When | None] = None
    """The limit goes by this."""
    effective: Internal[When]
    """When it was made: received, else sent."""
    counts_from: Internal[int]
    """Microseconds since 1970 (UTC)."""
    arises_from: Internal[tuple[str, ...]] = ()
    """Names of the acts that it follows from, those that it contests among them, `<stream id>@<version>`."""


class PutTo(Event, frozen=True, kw_only=True):
    """The substance is put to a party objected to, without saying who objects, and an answer is asked for."""

    TOPIC: ClassVar[str] = "objection.put_to"

    party: Internal[UUID]
    substance: Internal[Personal | None] = None
    """What the party was told of it."""
    how: Internal[str | None] = None
    """e_mail · letter · telephone · in_person · link."""
    reply_by: Internal[When | None] = None
    effective: Internal[When]
    counts_from: Internal[int]
    """Microseconds since 1970 (UTC)."""


class Heard(Event, frozen=True, kw_only=True):
    """The party answered, or it is noted that it did not. A later one replaces it."""

    TOPIC: ClassVar[str] = "objection.heard"

    party: Internal[UUID]
    outcome: Internal[str]
    """answered · no_answer."""
    instrument: Internal[UUID | None] = None
    source: Internal[Source | None] = None
    effective: Internal[When]
    counts_from: Internal[int]
    """Microseconds since 1970 (UTC)."""


class Decided(Event, frozen=True, kw_only=True):
    """What becomes of targets, in one append with the acts that come of it; what is not named stays as it was. A later one replaces it."""

    TOPIC: ClassVar[str] = "objection.decided"

    outcomes: Internal[tuple[TargetOutcome, ...]]
    """upheld · upheld_in_part · dismissed · not_admitted · settled."""
    ruling: Internal[UUID | None] = None
    """The ruling by which it was decided; None where there is none with a record of its own."""
    why: Internal[str] = "not_given"
    """not_given · well_founded · not_founded · too_late · not_concerned · not_for_this_body · no_grounds_given · agreed_between_them."""
    unheard: Internal[str | None] = None
    """Why nothing was put to the other side though something is upheld: not_reached · urgent · nothing_to_answer."""
    private_reason: Internal[Personal | None] = None
    effective: Internal[When]
    counts_from: Internal[int]
    """Microseconds since 1970 (UTC)."""


class TakenBack(Event, frozen=True, kw_only=True):
    """Whoever objects takes it back, for these targets. What had been decided by then stays."""

    TOPIC: ClassVar[str] = "objection.taken_back"

    targets: Internal[tuple[int, ...]]
    """Their numbers."""
    instrument: Internal[UUID | None] = None
    source: Internal[Source | None] = None
    effective: Internal[When]
    counts_from: Internal[int]
    """Microseconds since 1970 (UTC)."""


class Struck(Event, frozen=True, kw_only=True):
    """Entered in error: nobody objected. It stays readable in the log."""

    TOPIC: ClassVar[str] = "objection.struck"

    private_reason: Internal[Personal | None] = None


class PointStanding(NamedTuple):
    """A target as it stands: what became of it, by which version of the objection's stream, with which acts, since when (µs)."""

    target: Point
    outcome: str = OPEN
    """open · taken_back, or an outcome."""
    by: int | None = None
    acts: tuple[str, ...] = ()
    since: int = 0

    @property
    def is_open(self) -> bool:
        """Whether nothing has become of it yet."""
        return self.outcome == OPEN


class Hearing(NamedTuple):
    """A party objected to: since when (µs) it is asked, until when it is asked to answer, and whether it did."""

    party: UUID
    asked: int | None = None
    reply_by: When | None = None
    outcome: str | None = None
    """answered · no_answer; None while nothing is known."""


class Objection(NamedTuple):
    """An objection at one moment."""

    made: Made
    targets: tuple[PointStanding, ...]
    hearings: tuple[Hearing, ...] = ()
    """In the order in which the parties were first named."""
    struck: bool = False

    @property
    def waits(self) -> tuple[int, ...]:
        """Numbers of the targets of which nothing has become yet."""
        return () if self.struck else tuple(one.target.number for one in self.targets if one.is_open)

    @property
    def is_appeal(self) -> bool:
        """Whether it contests a decision."""
        return any(one.target.kind == RULING for one in self.targets)

    def target(self, number: int) -> PointStanding | None:
        """The target of that number."""
        return next((one for one in self.targets if one.target.number == number), None)


Ending = Decided | TakenBack
Later = Ending | PutTo | Heard


def objection_of(entries: Iterable[tuple[int, Event]], at: int = FOREVER, known: int = FOREVER) -> Objection | None:
    """The objection at `at` (µs), by what was known at position `known`, from its stream as (position, event) by version.

    None where it had not been made by then, or the stream is of something else. Never raises: what speaks of no target changes nothing.
    """
    events = [event for position, event in entries if position <= known]
    made = events[0] if events else None
    if not isinstance(made, Made) or made.counts_from > at:
        return None
    standing = {one.number: PointStanding(one, since=made.counts_from) for one in made.targets}
    hearings: dict[UUID, Hearing] = {}
    later = [event for event in events if isinstance(event, Later) and event.counts_from <= at]
    for event in sorted(later, key=lambda one: (one.counts_from, one.originator_version)):
        if isinstance(event, Ending):
            _end(standing, event)
        else:
            _hear(hearings, event)
    struck = any(isinstance(event, Struck) for event in events)
    return Objection(made, tuple(standing.values()), tuple(hearings.values()), struck)


def _end(standing: dict[int, PointStanding], event: Ending) -> None:
    if isinstance(event, Decided):
        told = {one.number: (one.outcome, one.acts) for one in event.outcomes}
    else:
        told = dict.fromkeys(event.targets, (TAKEN_BACK, ()))
    for number, (outcome, acts) in told.items():
        found = standing.get(number)
        if found is not None and (found.is_open or isinstance(event, Decided)):
            every = tuple(dict.fromkeys((*found.acts, *acts)))
            standing[number] = PointStanding(found.target, outcome, event.originator_version, every, event.counts_from)


def _hear(hearings: dict[UUID, Hearing], event: PutTo | Heard) -> None:
    found = hearings.get(event.party, Hearing(event.party))
    if isinstance(event, Heard):
        hearings[event.party] = found._replace(outcome=event.outcome)
    else:
        # Put to it anew, it is waited for anew.
        hearings[event.party] = Hearing(event.party, event.counts_from, event.reply_by)
