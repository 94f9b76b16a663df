"""What becomes of an objection: put to the other side, heard, decided point by point, taken back, or struck."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from ledger.application.draft import Draft
from ledger.application.ledger import Ledger
from ledger.application.noting import Ending, any_stands, counts_after, end_notes, goes_on, notes_of, strike_notes
from ledger.application.objections import ObjectionSeen
from ledger.application.records import standing
from ledger.domain import objection
from ledger.domain.objection import Decided, Heard, PutTo, Struck, TakenBack
from ledger.domain.request import TargetOutcome
from ledger.domain.times import When
from ledger.errors import Invalid, Problem, Refused


@dataclass(frozen=True)
class Rulings:
    """What becomes of which points, by their numbers, and the acts that came of each; `decided` is when."""

    outcomes: Mapping[int, str]
    decided: When
    acts: Mapping[int, tuple[str, ...]]
    why: str = "not_given"
    unheard: str | None = None
    private_reason: str | None = None
    ruling: UUID | None = None


@dataclass(frozen=True)
class Putting:
    """To whom the substance is put: when, how, and until when an answer is asked for."""

    party: UUID
    effective: When
    substance: str | None = None
    how: str | None = None
    reply_by: When | None = None


def check_stands(seen: ObjectionSeen) -> None:
    """Refuse what was entered in error."""
    if seen.objection.struck:
        raise Refused("objection_struck")


def put_to(ledger: Ledger, draft: Draft, seen: ObjectionSeen, data: Putting) -> PutTo:
    """Ask a party objected to for an answer. The substance is under its own key: it is about that party. Raises Invalid, NotFound, Refused."""
    check_stands(seen)
    standing(ledger, "party", data.party)
    counts_from = counts_after(ledger, seen.objection.made, data.effective, "effective")
    goes_on(draft, seen.id, seen.version)
    return draft.add(
        PutTo,
        seen.id,
        party=data.party,
        substance=draft.personal(data.party, data.substance),
        how=data.how,
        reply_by=data.reply_by,
        effective=data.effective,
        counts_from=counts_from,
    )


def hear(ledger: Ledger, draft: Draft, seen: ObjectionSeen, told: tuple[UUID, str], data: Ending) -> Heard:
    """What the party answered, late or not; `told` is who, and answered or no_answer. Raises Invalid `not_put_to_them`, Refused."""
    check_stands(seen)
    party, outcome = told
    if party not in {one.party for one in seen.objection.hearings}:
        raise Invalid([Problem("whom", "not_put_to_them")])
    counts_from = counts_after(ledger, seen.objection.made, data.effective, "effective")
    goes_on(draft, seen.id, seen.version)
    return draft.add(
        Heard,
        seen.id,
        party=party,
        outcome=outcome,
        instrument=data.instrument,
        source=data.source(draft, party),
        effective=data.effective,
        counts_from=counts_from,
    )


def decide_objection(ledger: Ledger, draft: Draft, seen: ObjectionSeen, data: Rulings) -> Decided:
    """Add to a draft, to which the acts were added before, what was decided.

    Raises Invalid (`nothing_ruled_on`, `no_such_point_contested`, `decided_before_it_was_asked`, `put_to_the_other_side`), Refused
    `objection_struck`.
    """
    check_outcomes(seen, data.outcomes)
    unheard = _unheard(seen, data)
    counts_from = counts_after(ledger, seen.objection.made, data.decided, "decided")
    goes_on(draft, seen.id, seen.version)
    decided = draft.add(
        Decided,
        seen.id,
        outcomes=tuple(
            TargetOutcome(number=number, outcome=outcome, acts=data.acts.get(number, ()))
            for number, outcome in sorted(data.outcomes.items())
        ),
        ruling=data.ruling,
        why=data.why,
        unheard=unheard,
        private_reason=draft.personal(seen.id, data.private_reason),
        effective=data.decided,
        counts_from=counts_from,
    )
    _end_notes(ledger, draft, seen, data.outcomes, (data.decided, counts_from))
    return decided


def check_outcomes(seen: ObjectionSeen, outcomes: Mapping[int, str]) -> None:
    """Raise Invalid where nothing is decided, or on what is not contested; Refused where it was entered in error."""
    check_stands(seen)
    if not outcomes:
        raise Invalid([Problem("outcomes", "nothing_ruled_on")])
    unknown = [number for number in outcomes if seen.objection.target(number) is None]
    if unknown:
        raise Invalid([Problem(f"outcome_{number}", "no_such_point_contested") for number in unknown])


def _unheard(seen: ObjectionSeen, data: Rulings) -> str | None:
    """Why the other side was not heard; nothing where it was asked, or nothing is upheld."""
    if seen.objection.hearings or not set(data.outcomes.values()) & set(objection.UPHELD):
        return None
    if data.unheard is None:
        raise Invalid([Problem("unheard", "put_to_the_other_side")])
    return data.unheard


def _end_notes(
    ledger: Ledger, draft: Draft, seen: ObjectionSeen, outcomes: Mapping[int, str], when: tuple[When, int]
) -> None:
    stories = ledger.stories(seen.nominations)
    end_notes(draft, stories, notes_of(stories.values(), seen.id), outcomes, when)


def take_back(ledger: Ledger, draft: Draft, seen: ObjectionSeen, numbers: Sequence[int], data: Ending) -> TakenBack:
    """Take an objection back, for these points or, where none is named, for all that are open. Raises Invalid, Refused."""
    check_stands(seen)
    if not seen.objection.waits:
        raise Refused("nothing_of_it_open")
    meant = tuple(dict.fromkeys(numbers)) or seen.objection.waits
    if not set(meant) <= set(seen.objection.waits):
        raise Invalid([Problem("targets", "no_such_point_contested")])
    counts_from = counts_after(ledger, seen.objection.made, data.effective, "effective")
    goes_on(draft, seen.id, seen.version)
    taken = draft.add(
        TakenBack,
        seen.id,
        targets=meant,
        instrument=data.instrument,
        source=data.source(draft, seen.id),
        effective=data.effective,
        counts_from=counts_from,
    )
    _end_notes(ledger, draft, seen, dict.fromkeys(meant, objection.TAKEN_BACK), (data.effective, counts_from))
    return taken


def strike_objection(ledger: Ledger, draft: Draft, seen: ObjectionSeen, private_reason: str | None) -> Struck:
    """Nobody objected: the objection and every note that it left. Refused `others_rest_on_objection` where acts that came of it stand."""
    check_stands(seen)
    if any_stands(ledger, [act for one in seen.objection.targets for act in one.acts]):
        raise Refused("others_rest_on_objection")
    goes_on(draft, seen.id, seen.version)
    struck = draft.add(Struck, seen.id, private_reason=draft.personal(seen.id, private_reason))
    strike_notes(draft, ledger.stories(seen.nominations), seen.id)
    return struck
