"""What becomes of a request: decided target by target, answered, taken back, or struck; in one append with the acts that come of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from ledger.application.draft import Draft
from ledger.application.ledger import Ledger, Story
from ledger.application.noting import Ending, any_stands, counts_after, end_notes, goes_on, notes_of, strike_notes
from ledger.application.requests import RequestSeen
from ledger.domain import request
from ledger.domain.event import Act
from ledger.domain.request import Answered, Decided, Retracted, Struck, TargetOutcome
from ledger.domain.times import When
from ledger.errors import Invalid, Problem, Refused

Stories = Mapping[UUID, Story]
GRANTED = ("granted", "granted_in_part")


@dataclass(frozen=True)
class Outcomes:
    """What becomes of which targets, by their numbers, and the acts that came of each; `decided` is when."""

    outcomes: Mapping[int, str]
    decided: When
    acts: Mapping[int, tuple[str, ...]]
    reason: str = "not_given"
    private_reason: str | None = None
    ruling: UUID | None = None


def decide_request(ledger: Ledger, draft: Draft, seen: RequestSeen, data: Outcomes) -> list[Act]:
    """Add to a draft, to which the acts were added before, what was decided on the targets of what a party asks; the notes of it.

    Raises Invalid (`nothing_decided`, `no_such_target`, `target_taken_apart`, `target_taken_back`, `decided_before_it_was_asked`),
    Refused `request_struck`, `not_of_that_direction`.
    """
    _check_stands(seen, request.OF_ORGANISER)
    counts_from = counts_after(ledger, seen.request.made, data.decided, "decided")
    check_outcomes(seen, data.outcomes, counts_from)
    goes_on(draft, seen.id, seen.version)
    draft.add(
        Decided,
        seen.id,
        outcomes=tuple(
            TargetOutcome(number=number, outcome=outcome, acts=data.acts.get(number, ()))
            for number, outcome in sorted(data.outcomes.items())
        ),
        ruling=data.ruling,
        reason=data.reason,
        private_reason=draft.personal(seen.id, data.private_reason),
        effective=data.decided,
        counts_from=counts_from,
    )
    return _end_notes(ledger, draft, seen, data.outcomes, (data.decided, counts_from))


def check_outcomes(seen: RequestSeen, outcomes: Mapping[int, str], counts_from: int | None = None) -> None:
    """Raise Invalid where nothing is decided, or something of which there is no point, that was taken apart, or granted though taken back.

    `counts_from` is when it is decided (µs), where that is known. Refused as `decide_request`.
    """
    _check_stands(seen, request.OF_ORGANISER)
    if not outcomes:
        raise Invalid([Problem("outcomes", "nothing_decided")])
    for number, outcome in outcomes.items():
        found = seen.request.target(number)
        if found is None:
            raise Invalid([Problem(f"outcome_{number}", "no_such_target")])
        if found.outcome == request.PARTED:
            raise Invalid([Problem(f"outcome_{number}", "target_taken_apart")])
        taken_back = counts_from is not None and found.outcome == request.RETRACTED and found.since <= counts_from
        if taken_back and outcome in GRANTED:
            # Nobody asks for it any more.
            raise Invalid([Problem(f"outcome_{number}", "target_taken_back")])


def _check_stands(seen: RequestSeen, direction: str | None = None) -> None:
    if seen.request.struck:
        raise Refused("request_struck")
    if direction is not None and seen.request.made.direction != direction:
        raise Refused("not_of_that_direction")


def _end_notes(
    ledger: Ledger, draft: Draft, seen: RequestSeen, outcomes: Mapping[int, str], when: tuple[When, int]
) -> list[Act]:
    """What became of each target, in the nomination that it names."""
    stories = ledger.stories(seen.nominations)
    return end_notes(draft, stories, notes_of(stories.values(), seen.id), outcomes, when)


def retract_request(ledger: Ledger, draft: Draft, seen: RequestSeen, numbers: Sequence[int], data: Ending) -> Retracted:
    """Take a request back, for these targets or, where none is named, for all that are open. Raises Invalid, Refused."""
    _check_stands(seen)
    meant = tuple(dict.fromkeys(numbers)) or seen.request.waits
    if not meant or not set(meant) <= set(seen.request.waits):
        raise (
            Refused("nothing_left_open") if not seen.request.waits else Invalid([Problem("targets", "no_such_target")])
        )
    counts_from = counts_after(ledger, seen.request.made, data.effective, "effective")
    goes_on(draft, seen.id, seen.version)
    retracted = draft.add(
        Retracted,
        seen.id,
        targets=meant,
        instrument=data.instrument,
        source=data.source(draft, seen.id),
        effective=data.effective,
        counts_from=counts_from,
    )
    _end_notes(ledger, draft, seen, dict.fromkeys(meant, request.RETRACTED), (data.effective, counts_from))
    return retracted


def answer_request(ledger: Ledger, draft: Draft, seen: RequestSeen, outcome: str, data: Ending) -> Answered:
    """What a party answered to what the organiser asked, late or not. Raises Invalid, Refused."""
    _check_stands(seen, request.OF_PARTY)
    counts_from = counts_after(ledger, seen.request.made, data.effective, "effective")
    goes_on(draft, seen.id, seen.version)
    answered = draft.add(
        Answered,
        seen.id,
        outcome=outcome,
        instrument=data.instrument,
        source=data.source(draft, seen.id),
        effective=data.effective,
        counts_from=counts_from,
        acts=data.acts,
    )
    numbers = [one.target.number for one in seen.request.targets if one.outcome != request.PARTED]
    _end_notes(ledger, draft, seen, dict.fromkeys(numbers, outcome), (data.effective, counts_from))
    return answered


def strike_request(ledger: Ledger, draft: Draft, seen: RequestSeen, private_reason: str | None) -> Struck:
    """Nobody asked this: the request and every note that it left. Refused `others_rest_on_request` where acts that came of it stand."""
    _check_stands(seen)
    acts = [act for one in seen.request.targets for act in one.acts]
    if any_stands(ledger, acts) or (seen.request.rulings and not acts):
        raise Refused("others_rest_on_request")
    goes_on(draft, seen.id, seen.version)
    struck = draft.add(Struck, seen.id, private_reason=draft.personal(seen.id, private_reason))
    strike_notes(draft, ledger.stories(seen.nominations), seen.id)
    return struck
