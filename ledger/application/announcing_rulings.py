"""Telling the public of decisions: what an announcement names of them, and what it names along (DOMAIN.md, Announcing)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from ledger.application.draft import Draft
from ledger.application.ledger import Ledger, Story
from ledger.domain import ruling
from ledger.domain.instants import FOREVER
from ledger.domain.nomination import ENTRY
from ledger.domain.readings import History, Step, changes_of, history_of, named_by
from ledger.domain.times import When
from ledger.errors import Refused

Acts = Mapping[UUID, Sequence[int]]


class Apart(NamedTuple):
    """What an announcement names: of nominations, and of decisions; versions by stream."""

    nominations: dict[UUID, list[int]]
    rulings: dict[UUID, list[int]]


def is_ruling(story: Story) -> bool:
    """Whether a stream is that of a decision."""
    return isinstance(story[0][1], ruling.Made)


def apart(acts: Acts, stories: Mapping[UUID, Story]) -> Apart:
    """Tell the two apart by their streams."""
    found = Apart({}, {})
    for stream, versions in acts.items():
        (found.rulings if is_ruling(stories[stream]) else found.nominations)[stream] = list(versions)
    return found


def with_their_acts(ledger: Ledger, named: Apart, stories: dict[UUID, Story]) -> dict[UUID, list[int]]:
    """The acts of nominations to be named: those chosen, and what a decision named did as far as the public can understand it.

    What it did to a nomination that the public does not know, or on top of something untold, stays unnamed. Reads what it needs into `stories`.
    """
    found = {stream: set(versions) for stream, versions in named.nominations.items()}
    for stream in named.rulings:
        made = _of(stories[stream]).made
        by_subject = _by_stream(made.acts)
        stories.update(ledger.stories(by_subject.keys() - stories.keys()))
        for subject, versions in by_subject.items():
            chosen = found.get(subject, set())
            along = _understood(history_of(stories[subject]), versions, chosen)
            if along:
                found[subject] = chosen | along
    return {stream: sorted(versions) for stream, versions in found.items()}


def _understood(history: History, versions: Sequence[int], chosen: set[int]) -> set[int]:
    named = named_by(history, FOREVER)
    public = named | chosen
    steps = {step.version: step for step in history.steps}
    struck = {act for act, change in changes_of(history).items() if change.counts_from is None}
    found: set[int] = set()
    for version in sorted(set(versions) - named - struck):
        if version in steps and _rests_on_public(steps[version], public | found):
            found.add(version)
    return found


def _rests_on_public(step: Step, public: frozenset[int] | set[int]) -> bool:
    return ENTRY in public and (step.follows is None or step.follows in public)


def check_rulings(named: Apart, acts: Acts, stories: Mapping[UUID, Story], edition: UUID) -> None:
    """Refuse what the public could not understand, or may not be told.

    Raises Refused `announced_elsewhere`, `not_to_be_announced`, `was_entered_in_error`, `text_not_approved`, `ruling_not_announced`,
    `ruling_without_acts`.
    """
    for stream, versions in named.rulings.items():
        found = _of(stories[stream])
        if found.made.edition != edition:
            raise Refused("announced_elsewhere")
        if found.struck:
            raise Refused("was_entered_in_error")
        if any(version not in (ruling.MADE, found.approved) for version in versions):
            raise Refused("not_to_be_announced")
        if ruling.MADE not in {*versions, *found.named()}:
            raise Refused("ruling_not_announced")
        if found.made.acts and not any(
            {*acts.get(subject, ()), *named_by(history_of(stories[subject]), FOREVER)} & set(of)
            for subject, of in _by_stream(found.made.acts).items()
        ):
            raise Refused("ruling_without_acts")


def announce_rulings(draft: Draft, rulings: Acts, announcement: UUID, effective: When, counts_from: int) -> None:
    """Add the echo in the stream of every decision named."""
    for stream, versions in rulings.items():
        draft.add(
            ruling.Announced,
            stream,
            announcement=announcement,
            acts=tuple(versions),
            effective=effective,
            counts_from=counts_from,
        )


def untold(story: Story) -> list[int]:
    """What of a decision no announcement names: itself, and its text once that is approved."""
    found = _of(story)
    if found.struck:
        return []
    told = found.named()
    return [one for one in (ruling.MADE, found.approved) if one is not None and one not in told]


def acts_in(story: Story) -> list[tuple[UUID, int]]:
    """The acts that a decision made: stream and version of each."""
    return [(stream, version) for stream, versions in _by_stream(_of(story).made.acts).items() for version in versions]


def tells_only_results(story: Story, hidden: Mapping[UUID, frozenset[int]]) -> bool:
    """Whether all that a decision did is hidden from somebody (versions by nomination): then they may not know of it either."""
    acts = _by_stream(_of(story).made.acts)
    return bool(acts) and all(set(versions) <= hidden.get(stream, frozenset()) for stream, versions in acts.items())


def take_back_rulings(
    draft: Draft, stories: Mapping[UUID, Story], announcement: UUID, effective: When, counts_from: int
) -> None:
    """Add the echo of a taking back in the stream of every decision that the announcement named."""
    for stream, story in stories.items():
        draft.goes_on(stream, story[-1][1].originator_version)
        for _position, notice in story:
            if isinstance(notice, ruling.Announced) and notice.announcement == announcement:
                draft.add(
                    ruling.AnnouncementTakenBack,
                    stream,
                    notice=notice.originator_version,
                    effective=effective,
                    counts_from=counts_from,
                )


def _of(story: Story) -> ruling.Ruling:
    found = ruling.ruling_of(event for _position, event in story)
    if found is None:
        raise Refused("not_to_be_announced")
    return found


def _by_stream(names: Sequence[str]) -> dict[UUID, list[int]]:
    found: dict[UUID, list[int]] = {}
    for name in names:
        stream, _at, version = name.partition("@")
        found.setdefault(UUID(stream), []).append(int(version))
    return found
