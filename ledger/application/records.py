"""What commands on parties and works share: the record as it stands, links followed to their end, and ids that belong to one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from marshmallow import Schema

from ledger.application.draft import Draft
from ledger.application.id_holders import FindsBy, finds_all, seen_holders
from ledger.application.ledger import Ledger, Receipt, Story
from ledger.application.once import once
from ledger.application.roster import check_may_somewhere
from ledger.application.seen import check_seen
from ledger.domain.event import Event
from ledger.domain.party_readings import Record, record_of
from ledger.domain.values import ExternalId, Provenance
from ledger.errors import Invalid, NotFound, Problem, Refused
from ledger.schemas.commands import load, plain

CLAIMED = {"party": "party_id", "work": "work_id"}
"""Under which claim an id is held."""


@dataclass(frozen=True)
class Standing:
    """A record as it stands in the log, with its story."""

    story: Story
    record: Record

    @property
    def version(self) -> int:
        """Of the newest act in its stream."""
        return self.story[-1][1].originator_version

    @property
    def events(self) -> list[Event]:
        """Its acts, for their sentences."""
        return [event for _position, event in self.story]


def standing(ledger: Ledger, sort: str, record: UUID) -> Standing:
    """The record as it stands. Raises NotFound `no_such_record` for what is no record of this sort (party, work)."""
    story = ledger.stories([record]).get(record, [])
    found = record_of(story)
    if found is None or found.sort != sort:
        raise NotFound("no_such_record")
    return Standing(story, found)


def chain(ledger: Ledger, start: Standing) -> Iterator[Standing]:
    """The record and those it leads to by its links, the main one last; a circle ends where it would begin again."""
    seen: set[UUID] = set()
    here = start
    while here.record.id not in seen:
        seen.add(here.record.id)
        yield here
        if here.record.link is None:
            return
        here = standing(ledger, here.record.sort, here.record.link.to)


def claim_parts(scheme: str, value: str, turn: int) -> list[str]:
    """What an id is claimed by: claims are kept for ever, so an id struck from one record is claimed anew in a further turn."""
    return [scheme, value] if turn == 1 else [scheme, value, str(turn)]


@dataclass(frozen=True)
class ById:
    """An external id to be claimed for a record, by an author who finds records as `finds_by` says."""

    sort: str
    external: ExternalId
    record: UUID
    finds_by: FindsBy = finds_all


def claim_id(ledger: Ledger, draft: Draft, wanted: ById) -> None:
    """Claim an id for a record. Raises Invalid `id_taken` at `value` while a record that the author sees, or this one, has it."""
    turn, meant, external = 1, CLAIMED[wanted.sort], wanted.external
    while (holder := ledger.holder(meant, *claim_parts(external.scheme, external.value, turn))) is not None:
        held = standing(ledger, wanted.sort, holder)
        if f"{external.scheme}:{external.value}" not in {one.text for one in held.record.ids}:
            draft.rely_on(holder, held.version)
        elif holder == wanted.record or seen_holders(ledger, draft.by.actor, {external: holder}, wanted.finds_by):
            raise Invalid(
                [Problem("value", "id_taken", {"name": held.record.main.text or str(holder), "id": str(holder)})]
            )
        turn += 1
    draft.claim(meant, claim_parts(external.scheme, external.value, turn), wanted.record)


def check_link(ledger: Ledger, draft: Draft, here: Standing, to: UUID) -> None:
    """Refuse a link that cannot be: to itself, of a record that is linked already, or round in a circle.

    Every record on the way is relied on, so that two links recorded at once make no circle either.
    """
    if to == here.record.id:
        raise Invalid([Problem("to", "linked_to_itself")])
    if here.record.link is not None:
        raise Refused("linked_already")
    try:
        there = standing(ledger, here.record.sort, to)
    except NotFound:
        raise Invalid([Problem("to", "no_such_record")]) from None
    for one in chain(ledger, there):
        if one.record.id == here.record.id:
            raise Invalid([Problem("to", "link_in_a_circle")])
        draft.rely_on(one.record.id, one.version)


def one_with(ledger: Ledger, draft: Draft, here: Standing, others: Sequence[UUID]) -> list[Standing]:
    """Other records found to be one with this: their links lead to the same main record. Raises Invalid `unknown_choice` at `linked`.

    Every record on the way is relied on: a link taken back meanwhile gives no name away.
    """
    ways = {one.record.id: one for one in chain(ledger, here)}
    top, found = list(ways)[-1], []
    for other in dict.fromkeys(others):
        try:
            way = list(chain(ledger, standing(ledger, here.record.sort, other)))
        except NotFound:
            raise Invalid([Problem("linked", "unknown_choice")]) from None
        if other == here.record.id or way[-1].record.id != top:
            raise Invalid([Problem("linked", "unknown_choice")])
        ways |= {one.record.id: one for one in way}
        found.append(way[0])
    written = {here.record.id, *others}
    for id_, one in ways.items():
        if id_ not in written:
            draft.rely_on(id_, one.version)
    return found


Alike = Callable[[Mapping[str, Any]], Sequence[object]]
"""Records that may be the same as the one that this data would register."""


@dataclass(frozen=True)
class Ground:
    """On what an act is decided: the record as it stands, the data of the command, and the draft to which it is added."""

    ledger: Ledger
    draft: Draft
    here: Standing
    data: Mapping[str, Any]
    finds_by: FindsBy = finds_all

    @property
    def id(self) -> UUID:
        """Of the record."""
        return self.here.record.id


@dataclass(frozen=True)
class RecordAct:
    """One kind of act on a record: what its form must hold, what a role must cover, and how it is decided into a draft."""

    schema: Schema
    may: str
    decide: Callable[[Ground], None]


@dataclass(frozen=True)
class Deciding:
    """A decided, unrecorded act on a record."""

    draft: Draft
    before: Standing


def decide_act(
    ledger: Ledger,
    by: Provenance,
    about: tuple[str, UUID],
    act: RecordAct,
    data: Mapping[str, Any],
    finds_by: FindsBy = finds_all,
) -> Deciding:
    """Decide without writing. Raises NotAllowed, NotFound, Conflict `moved_on` (it was changed after `seen`), Invalid, Refused."""
    draft = Draft(by)
    check_may_somewhere(ledger, draft, act.may)
    here = standing(ledger, *about)
    newest = here.story[-1][0]
    check_seen(ledger, data["seen"], newest)
    draft.goes_on(about[1], here.version)
    act.decide(Ground(ledger, draft, here, data, finds_by))
    return Deciding(draft, here)


def preview_act(
    ledger: Ledger,
    by: Provenance,
    about: tuple[str, UUID],
    act: RecordAct,
    form: Mapping[str, Any],
    finds_by: FindsBy = finds_all,
) -> Deciding:
    """What the form would record; nothing is written."""
    return decide_act(ledger, by, about, act, load(act.schema, form), finds_by)


def record_act(
    ledger: Ledger,
    by: Provenance,
    about: tuple[str, UUID],
    act: RecordAct,
    form: Mapping[str, Any],
    finds_by: FindsBy = finds_all,
) -> Receipt:
    """Record what the form says; the same command sent twice is one act."""
    data = load(act.schema, form)
    request = {"record": str(about[1]), "act": type(act.schema).__name__, **plain(data)}
    return once(
        ledger, by, request, lambda: ledger.save(decide_act(ledger, by, about, act, data, finds_by).draft, request)
    )


def strikable(record: Record, version: int) -> None:
    """Raise Invalid `nothing_to_strike` unless the version holds a name, title, id or terms that stand."""
    if version not in record.standing:
        raise Invalid([Problem("act", "nothing_to_strike")])


def new_names(names: Sequence[str | None], name: str, field: str) -> None:
    """Raise Invalid `known_by_that_name` where it is known by exactly this name already."""
    if name in names:
        raise Invalid([Problem(field, "known_by_that_name")])


def check_known(data: Mapping[str, Any], alike: Sequence[object]) -> None:
    """Refuse a new record where the ledger knows some like it, unless the form says that none of them is meant."""
    if alike and not data["anyway"]:
        raise Invalid([Problem("anyway", "alike_known")])


class NewRecord(NamedTuple):
    """How a record of one sort (party, work) is registered: what its form must hold, and how it is decided."""

    sort: str
    schema: Schema
    decide: Callable[[Ledger, Provenance, Mapping[str, Any], FindsBy], Draft]


def record_new(
    ledger: Ledger, by: Provenance, form: Mapping[str, Any], alike: Alike, new: NewRecord, finds_by: FindsBy
) -> Receipt:
    """Register a record as the form says; `alike` gives the records that may be the same. Raises Invalid `alike_known`."""
    data = load(new.schema, form)
    request = {"register": new.sort, **plain(data)}

    def act() -> Receipt:
        check_known(data, alike(data))
        return ledger.save(new.decide(ledger, by, data, finds_by), request)

    return once(ledger, by, request, act)
