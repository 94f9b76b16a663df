"""Recording what is asked: a request, and in every nomination that it names a note that something was asked (DOMAIN.md, Requests)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from ledger.application.draft import Draft
from ledger.application.editions import EditionSeen
from ledger.application.ledger import Ledger, Story
from ledger.application.noting import counts_from_of, leave_note
from ledger.application.records import standing
from ledger.domain import request
from ledger.domain.asked import Asked
from ledger.domain.event import Event
from ledger.domain.nomination import Entered
from ledger.domain.readings import standing_of
from ledger.domain.request import Made, RequestAsker, Target
from ledger.domain.states import credits_of, display
from ledger.domain.times import UNKNOWN, When
from ledger.domain.values import Source
from ledger.errors import Invalid, NotFound, Problem

Stories = Mapping[UUID, Story]
WHOLE = ("party", "work")
"""Targets that mean everything of it in the edition."""


@dataclass(frozen=True)
class AskerData:
    """Who asks, as what: a party that is known, or in words."""

    capacity: str
    party: UUID | None = None
    words: str | None = None
    capacity_words: str | None = None
    for_party: UUID | None = None
    confirmed: str = "not_known"
    confirmed_by: str | None = None


@dataclass(frozen=True)
class TargetData:
    """One thing that is asked for, as it was said."""

    wish: str
    kind: str = "nomination"
    nomination: UUID | None = None
    credit: UUID | None = None
    party: UUID | None = None
    work: UUID | None = None
    together: int | None = None
    part_of: int | None = None


@dataclass(frozen=True)
class RequestData:
    """What a request says, of an edition as it was read. `words` are said of all targets."""

    edition: EditionSeen
    askers: Sequence[AskerData]
    targets: Sequence[TargetData]
    direction: str = request.OF_ORGANISER
    sent: When | None = None
    received: When | None = None
    reply_by: When | None = None
    source_kind: str = "none"
    source_note: str | None = None
    words: str | None = None
    instrument: UUID | None = None
    arises_from: tuple[str, ...] = ()
    through: str = "desk"


def make_request(ledger: Ledger, draft: Draft, data: RequestData, stories: Stories) -> Made:
    """Add the request and the notes that it leaves; `stories` are those of the edition's nominations.

    Raises Invalid (`ask_something`, `who_asks`, `received_before_sent`, `names_not_on_it`), NotFound `no_such_record`, Refused
    `counts_from_impossible`. What comes too late is never refused.
    """
    _check(ledger, data)
    stream = ledger.new_id()
    effective = data.received or data.sent or UNKNOWN
    targets = tuple(_targets(draft, stream, data, stories))
    made = draft.add(
        Made,
        stream,
        edition=data.edition.stream,
        direction=data.direction,
        instrument=data.instrument,
        source=Source(kind=data.source_kind, note=draft.personal(stream, data.source_note)),
        askers=tuple(_asker(draft, stream, one) for one in data.askers),
        targets=targets,
        sent=data.sent,
        received=data.received,
        effective=effective,
        counts_from=counts_from_of(effective, ledger.now(), "received"),
        reply_by=data.reply_by,
        arises_from=data.arises_from,
        through=data.through,
    )
    for target in targets:
        if target.nomination is not None:
            _note(draft, made, target, stories[target.nomination])
    return made


def _check(ledger: Ledger, data: RequestData) -> None:
    """Raise Invalid where it does not say who asks for what, NotFound for records that are none."""
    problems = [] if data.targets else [Problem("nominations", "ask_something")]
    if not data.askers:
        problems.append(Problem("asker1", "who_asks"))
    problems += [
        Problem(f"capacity_words{number}", "capacity_in_words")
        for number, one in enumerate(data.askers, 1)
        if one.capacity == "other" and one.capacity_words is None
    ]
    if data.sent and data.received and data.received.before_us <= data.sent.earliest_us:
        problems.append(Problem("received", "received_before_sent"))
    if problems:
        raise Invalid(problems)
    named = {("party", party) for one in data.askers for party in (one.party, one.for_party)}
    for sort, record in named | {(sort, getattr(one, sort)) for one in data.targets for sort in WHOLE}:
        if record is not None:
            standing(ledger, sort, record)


def _asker(draft: Draft, stream: UUID, one: AskerData) -> RequestAsker:
    about = one.party or stream
    return RequestAsker(
        party=one.party,
        words=draft.personal(about, one.words),
        capacity=one.capacity,
        capacity_words=draft.personal(about, one.capacity_words),
        for_party=one.for_party,
        confirmed=one.confirmed,
        confirmed_by=draft.personal(about, one.confirmed_by),
    )


def _targets(draft: Draft, stream: UUID, data: RequestData, stories: Stories) -> Iterator[Target]:
    """The targets as said, each that means everything of somebody followed by the nominations that this comes to."""
    number = 0
    for said in data.targets:
        number += 1
        whole = number
        yield _target(draft, stream, replace(said, part_of=None), (number, data.words))
        if said.kind not in WHOLE:
            _check_target(said, stories)
            continue
        for nomination in parts_of(said, stories):
            number += 1
            part = TargetData(said.wish, nomination=nomination, together=said.together, part_of=whole)
            yield _target(draft, stream, part, (number, None))


def _target(draft: Draft, stream: UUID, said: TargetData, told: tuple[int, str | None]) -> Target:
    number, words = told
    return Target(
        number=number,
        wish=said.wish,
        kind=said.kind,
        nomination=said.nomination,
        credit=said.credit,
        party=said.party,
        work=said.work,
        together=said.together,
        part_of=said.part_of,
        words=draft.personal(stream, words),
    )


def _check_target(said: TargetData, stories: Stories) -> None:
    if said.nomination is None:
        return
    story = stories.get(said.nomination)
    if story is None or not isinstance(story[0][1], Entered) or story[0][1].is_no_award:
        raise Invalid([Problem("nominations", "unknown_choice")])
    if said.credit is not None and said.credit not in credits_of(story):
        raise Invalid([Problem("credits", "names_not_on_it")])


def parts_of(said: TargetData, stories: Stories) -> list[UUID]:
    """The nominations that stand in the edition and name the party, or the work, in the order of the stories."""
    return [stream for stream, story in stories.items() if _names(story, said.party, said.work)]


def _names(story: Story, party: UUID | None, work: UUID | None) -> bool:
    entry, now = story[0][1], standing_of(story)
    if not isinstance(entry, Entered) or entry.is_no_award or now is None:
        return False
    shown = display(entry, now, {event.originator_version: event for _position, event in story})
    parties, works = {one["party"] for one in shown["credits"]}, {one["work"] for one in shown["works"]}
    return str(party) in parties or str(work) in works


def _note(draft: Draft, made: Made, target: Target, story: Story) -> None:
    leave_note(
        draft,
        made,
        story,
        Asked,
        request=made.originator_id,
        number=target.number,
        wish=target.wish,
        direction=made.direction,
        credit=target.credit,
    )


@dataclass(frozen=True)
class RequestSeen:
    """A request as it stands in the log, with its story."""

    story: Story
    request: request.Request

    @property
    def id(self) -> UUID:
        """Of the request."""
        return self.request.made.originator_id

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
        """Those that its targets name, each once."""
        named = (one.target.nomination for one in self.request.targets)
        return tuple(dict.fromkeys(one for one in named if one is not None))

    @property
    def events(self) -> list[Event]:
        """Its acts, for their sentences."""
        return [event for _position, event in self.story]


def request_seen(ledger: Ledger, asked: UUID) -> RequestSeen:
    """The request as it stands. Raises NotFound `no_such_request`."""
    story = ledger.stories([asked]).get(asked, [])
    found = request.request_of(story)
    if found is None:
        raise NotFound("no_such_request")
    return RequestSeen(story, found)
