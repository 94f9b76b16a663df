"""Recording an objection: what is contested, whether it came in time, and in every nomination concerned a note (DOMAIN.md, Objections)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from ledger.application.announcing import parse_act
from ledger.application.draft import Draft
from ledger.application.editions import EditionSeen
from ledger.application.ledger import Ledger, Story
from ledger.application.noting import Stories, counts_from_of, leave_note
from ledger.application.objection_limit import limit_on
from ledger.application.records import standing
from ledger.domain import announcement, objection
from ledger.domain.contested import Contested
from ledger.domain.credit_acts import CreditAdded
from ledger.domain.event import Event
from ledger.domain.nomination import ENTRY, Conferred, Entered, Ruled
from ledger.domain.objection import ON_NOMINATION, Made, Point
from ledger.domain.objection_limits import lateness
from ledger.domain.readings import changes_of, history_of, named_by
from ledger.domain.results import hidden_results
from ledger.domain.states import credits_of
from ledger.domain.times import UNKNOWN, When
from ledger.domain.values import Source
from ledger.errors import Invalid, NotFound, Problem

FIELDS = {
    "nomination": "nominations",
    "credit": "credits",
    "award": "awards",
    "category": "categories",
    "announcement": "announcements",
    "ruling": "acts",
    "invitation": "party",
}
"""The field of the form at which a kind of point is chosen."""


@dataclass(frozen=True)
class ObjectionData:
    """What an objection says, of an edition as it was read; `points` without numbers and limits, `lateness` where somebody had to say."""

    edition: EditionSeen
    points: Sequence[Point]
    concerned_as: str
    ground: str
    objector: UUID | None = None
    words: str | None = None
    capacity: str | None = None
    sent: When | None = None
    received: When | None = None
    lateness: str | None = None
    source_kind: str = "none"
    source_note: str | None = None
    instrument: UUID | None = None
    arises_from: tuple[str, ...] = ()


class _Found(NamedTuple):
    """What a point is about: the story, and the version in it that is contested; None of what stands in no story."""

    story: Story | None = None
    act: int | None = None


def make_objection(ledger: Ledger, draft: Draft, data: ObjectionData, stories: Stories) -> Made:
    """Add the objection and the notes that it leaves; `stories` are those of the edition's nominations.

    Raises Invalid (`contest_something`, `who_objects`, `received_before_sent`, `award_not_announced`, `names_not_on_it`, `unknown_choice`,
    `say_whether_in_time`), NotFound `no_such_record`. What comes too late is never refused.
    """
    _check(ledger, data)
    stream, effective = ledger.new_id(), data.received or data.sent or UNKNOWN
    found = [_find(ledger, one, data.edition, stories) for one in data.points]
    points = tuple(_timed(data, one, at, (number, effective)) for number, (one, at) in enumerate(_both(data, found), 1))
    about = data.objector or stream
    contested = [f"{at.story[0][1].originator_id}@{at.act or ENTRY}" for at in found if at.story]
    made = draft.add(
        Made,
        stream,
        edition=data.edition.stream,
        instrument=data.instrument,
        source=Source(kind=data.source_kind, note=draft.personal(stream, data.source_note)),
        objector=data.objector,
        words=draft.personal(about, data.words),
        capacity=data.capacity,
        concerned_as=data.concerned_as,
        targets=points,
        ground=data.ground,
        sent=data.sent,
        received=data.received,
        effective=effective,
        counts_from=counts_from_of(effective, ledger.now(), "received"),
        arises_from=tuple(dict.fromkeys((*data.arises_from, *contested))),
    )
    for point in points:
        if point.kind in ON_NOMINATION and point.id is not None and point.id in stories:
            told = {"objection": stream, "number": point.number, "what": point.kind, "credit": point.credit}
            leave_note(draft, made, stories[point.id], Contested, **told)
    return made


def _both(data: ObjectionData, found: Sequence[_Found]) -> Iterator[tuple[Point, _Found]]:
    return zip(data.points, found, strict=True)


def _check(ledger: Ledger, data: ObjectionData) -> None:
    """Raise Invalid where it does not say who contests what, NotFound for records that are none."""
    problems = [] if data.points else [Problem("nominations", "contest_something")]
    if data.objector is None and data.words is None:
        problems.append(Problem("objector", "who_objects"))
    if data.sent and data.received and data.received.before_us <= data.sent.earliest_us:
        problems.append(Problem("received", "received_before_sent"))
    if problems:
        raise Invalid(problems)
    for party in (data.objector, *(one.party for one in data.points)):
        if party is not None:
            standing(ledger, "party", party)


def _find(ledger: Ledger, point: Point, edition: EditionSeen, stories: Stories) -> _Found:
    """What a point is about. Raises Invalid at the field where it is nothing of this edition."""
    if point.kind in ON_NOMINATION:
        return _on_nomination(ledger, point, stories)
    if point.kind == "category" and point.id in edition.categories:
        return _Found()
    if point.kind == "invitation" and point.party is not None:
        return _Found()
    if point.kind == "announcement" and point.id is not None:
        story = ledger.stories([point.id]).get(point.id)
        made = story[0][1] if story else None
        if isinstance(made, announcement.Made) and made.edition == edition.stream and made.counts_from <= ledger.now():
            return _Found(story)
    raise _unknown(point)


def _unknown(point: Point, code: str = "unknown_choice") -> Invalid:
    return Invalid([Problem(FIELDS[point.kind], code)])


def _on_nomination(ledger: Ledger, point: Point, stories: Stories) -> _Found:
    story = stories.get(point.id) if point.id else None
    if story is None or not isinstance(story[0][1], Entered) or story[0][1].is_no_award:
        raise _unknown(point)
    if point.kind == "credit":
        return _Found(story, _credited(story, point))
    if point.kind == "award":
        return _Found(story, _conferred(ledger, point, story))
    return _Found(story, _ruled(ledger, point, story) if point.kind == objection.RULING else ENTRY)


def _credited(story: Story, point: Point) -> int:
    """The act that names them."""
    if point.credit not in credits_of(story):
        raise _unknown(point, "names_not_on_it")
    added = (one for _position, one in story if isinstance(one, CreditAdded) and one.credit.id == point.credit)
    return next((one.originator_version for one in added), ENTRY)


def announced_award(story: Story, now: int) -> int | None:
    """The act (version) by which the public was told, by `now` (µs), that an award was conferred; None where it was not."""
    public = named_by(history_of(story), now)
    told = [one.originator_version for _at, one in story if isinstance(one, Conferred)]
    return next((version for version in reversed(told) if version in public), None)


def _conferred(ledger: Ledger, point: Point, story: Story) -> int:
    act = announced_award(story, ledger.now())
    if act is None:
        # The note that it leaves would tell a result.
        raise _unknown(point, "award_not_announced")
    return act


def decisions_in(story: Story, now: int) -> list[Ruled]:
    """The decisions about a nomination that can be appealed, the newest first: acts that stand and tell no result before its time (`now`, µs)."""
    history = history_of(story)
    struck = {version for version, change in changes_of(history).items() if change.counts_from is None}
    gone = hidden_results(history, now) | struck
    acts = [event for _position, event in story if isinstance(event, Ruled)]
    return [one for one in reversed(acts) if one.originator_version not in gone]


def _ruled(ledger: Ledger, point: Point, story: Story) -> int:
    for act in decisions_in(story, ledger.now()):
        if act.act_name == point.act:
            return act.originator_version
    raise _unknown(point)


def _timed(data: ObjectionData, point: Point, at: _Found, told: tuple[int, When]) -> Point:
    """The point with its number, its limit, and whether it came in time; `told` is the number and when it was received."""
    number, received = told
    limit = limit_on(data.edition, point, at.act, at.story, data.objector)
    read = lateness(received, limit) if limit else None
    said = limit is not None and read is None
    if said and data.lateness is None:
        raise Invalid([Problem("lateness", "say_whether_in_time")])
    return Point(
        number=number,
        kind=point.kind,
        id=point.id,
        credit=point.credit,
        act=point.act,
        party=point.party,
        limit=limit.since if limit else None,
        lateness=data.lateness if said else read,
        said=said,
    )


def point_of_act(name: str) -> Point:
    """The decision made by an act. Raises Invalid where that is no name of one."""
    stream, version = parse_act(name)
    return Point(number=0, kind=objection.RULING, id=stream, act=f"{stream}@{version}")


@dataclass(frozen=True)
class ObjectionSeen:
    """An objection as it stands in the log, with its story."""

    story: Story
    objection: objection.Objection

    @property
    def id(self) -> UUID:
        """Of the objection."""
        return self.objection.made.originator_id

    @property
    def version(self) -> int:
        """Of the newest act in its stream."""
        return self.story[-1][1].originator_version

    @property
    def moved(self) -> int:
        """The position of its newest act."""
        return self.story[-1][0]

    @property
    def nominations(self) -> tuple[UUID, ...]:
        """Those that are contested, each once."""
        points = (one.target for one in self.objection.targets)
        return tuple(dict.fromkeys(one.id for one in points if one.kind in ON_NOMINATION and one.id is not None))

    @property
    def events(self) -> list[Event]:
        """Its acts, for their sentences."""
        return [event for _position, event in self.story]


def objection_seen(ledger: Ledger, made: UUID) -> ObjectionSeen:
    """The objection as it stands. Raises NotFound `no_such_objection`."""
    story = ledger.stories([made]).get(made, [])
    found = objection.objection_of(story)
    if found is None:
        raise NotFound("no_such_objection")
    return ObjectionSeen(story, found)
