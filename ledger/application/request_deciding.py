"""What becomes of a request: decided target by target, answered, taken back, or struck; in one append with the acts that come of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ledger.application.draft import Draft
from ledger.application.ledger import Ledger, Story
from ledger.application.requests import RequestSeen, notes_on
from ledger.domain import request
from ledger.domain.asked import AskEnded
from ledger.domain.nomination import ActStruck
from ledger.domain.readings import changes_of, history_of
from ledger.domain.request import Answered, Decided, Retracted, Struck, TargetOutcome
from ledger.domain.times import When, propose_counts_from
from ledger.domain.values import Source
from ledger.errors import Invalid, Problem, Refused

Stories = Mapping[UUID, Story]


@dataclass(frozen=True)
class Outcomes:
    """What becomes of which targets, by their numbers, and the acts that came of each; `decided` is when."""

    outcomes: Mapping[int, str]
    decided: When
    acts: Mapping[int, tuple[str, ...]]
    reason: str = "not_given"
    private_reason: str | None = None
    ruling: UUID | None = None


@dataclass(frozen=True)
class Ending:
    """An answer or a retraction: when, and on which document it rests."""

    effective: When
    source_kind: str = "none"
    source_note: str | None = None
    instrument: UUID | None = None
    acts: tuple[str, ...] = ()

    def source(self, draft: Draft, about: UUID) -> Source:
        """The document, with its note sealed under the request's key."""
        return Source(kind=self.source_kind, note=draft.personal(about, self.source_note))


def decide_request(ledger: Ledger, draft: Draft, seen: RequestSeen, data: Outcomes) -> list[AskEnded]:
    """Add to a draft, to which the acts were added before, what was decided on the targets of what a party asks; the notes of it.

    Raises Invalid (`nothing_decided`, `no_such_target`, `target_taken_apart`, `decided_before_it_was_asked`), Refused `request_struck`,
    `not_of_that_direction`.
    """
    check_outcomes(seen, data.outcomes)
    counts_from = _after_it_was_asked(ledger, seen, data.decided, "decided")
    _goes_on(draft, seen)
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


def check_outcomes(seen: RequestSeen, outcomes: Mapping[int, str]) -> None:
    """Raise Invalid where nothing is decided, or something of which there is no point or that was taken apart; Refused as `decide_request`."""
    _check_stands(seen, request.OF_ORGANISER)
    if not outcomes:
        raise Invalid([Problem("outcomes", "nothing_decided")])
    for number in outcomes:
        found = seen.request.target(number)
        if found is None:
            raise Invalid([Problem(f"outcome_{number}", "no_such_target")])
        if found.outcome == request.PARTED:
            raise Invalid([Problem(f"outcome_{number}", "target_taken_apart")])


def _check_stands(seen: RequestSeen, direction: str | None = None) -> None:
    if seen.request.struck:
        raise Refused("request_struck")
    if direction is not None and seen.request.made.direction != direction:
        raise Refused("not_of_that_direction")


def _after_it_was_asked(ledger: Ledger, seen: RequestSeen, when: When, field: str) -> int:
    """From when it counts (µs), after the request did. Raises Invalid at `field` where that cannot be."""
    asked = seen.request.made
    if when.latest_us < asked.effective.earliest_us:
        raise Invalid([Problem(field, "decided_before_it_was_asked")])
    try:
        counts_from = propose_counts_from(when, ledger.now())
    except Refused as refused:
        raise Invalid([Problem(field, refused.code, refused.params)]) from None
    return max(counts_from, asked.counts_from + 1)


def _goes_on(draft: Draft, seen: RequestSeen) -> None:
    if not draft.version(seen.id):
        draft.goes_on(seen.id, seen.version)


def _end_notes(
    ledger: Ledger, draft: Draft, seen: RequestSeen, outcomes: Mapping[int, str], when: tuple[When, int]
) -> list[AskEnded]:
    """What became of each target, in the nomination that it names."""
    (effective, counts_from), notes = when, list[AskEnded]()
    stories = ledger.stories(seen.nominations)
    for number, outcome in sorted(outcomes.items()):
        found = seen.request.target(number)
        stream = found.target.nomination if found else None
        asked = notes_on(stories[stream], seen.id).get(number) if stream in stories else None
        if stream is None or asked is None or _is_struck(stories[stream], asked.originator_version):
            continue
        if not draft.version(stream):
            draft.goes_on(stream, stories[stream][-1][1].originator_version)
        after = max(counts_from, asked.counts_from + 1)
        told: dict[str, Any] = {"outcome": outcome, "effective": effective, "counts_from": after}
        notes.append(draft.add(AskEnded, stream, follows=asked.originator_version, **told))
    return notes


def _is_struck(story: Story, version: int) -> bool:
    change = changes_of(history_of(story)).get(version)
    return change is not None and change.counts_from is None


def retract_request(ledger: Ledger, draft: Draft, seen: RequestSeen, numbers: Sequence[int], data: Ending) -> Retracted:
    """Take a request back, for these targets or, where none is named, for all that are open. Raises Invalid, Refused."""
    _check_stands(seen)
    meant = tuple(dict.fromkeys(numbers)) or seen.request.waits
    if not meant or not set(meant) <= set(seen.request.waits):
        raise (
            Refused("nothing_left_open") if not seen.request.waits else Invalid([Problem("targets", "no_such_target")])
        )
    counts_from = _after_it_was_asked(ledger, seen, data.effective, "effective")
    _goes_on(draft, seen)
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
    counts_from = _after_it_was_asked(ledger, seen, data.effective, "effective")
    _goes_on(draft, seen)
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
    """Nobody asked this: the request and every note that it left. Refused `others_rest_on_request` where acts came of it."""
    _check_stands(seen)
    if any(one.acts for one in seen.request.targets) or seen.request.rulings:
        raise Refused("others_rest_on_request")
    _goes_on(draft, seen)
    struck = draft.add(Struck, seen.id, private_reason=draft.personal(seen.id, private_reason))
    for stream, story in ledger.stories(seen.nominations).items():
        asked = {one.originator_version for one in notes_on(story, seen.id).values()}
        ended = {
            event.originator_version
            for _position, event in story
            if isinstance(event, AskEnded) and event.follows in asked
        }
        if asked and not draft.version(stream):
            draft.goes_on(stream, story[-1][1].originator_version)
        for version in sorted(asked | ended):
            if not _is_struck(story, version):
                draft.add(ActStruck, stream, act=version)
    return struck
