"""Notes in nominations of what is asked about them or contested of them: left, ended and struck together with what they are of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ledger.application.draft import Draft
from ledger.application.ledger import Ledger, Story
from ledger.domain import objection, request
from ledger.domain.asked import Asked, AskEnded
from ledger.domain.contested import Contested, ContestEnded
from ledger.domain.event import Act
from ledger.domain.nomination import ENTRY, ActStruck
from ledger.domain.readings import changes_of, history_of, placed
from ledger.domain.times import FOREVER, When, propose_counts_from
from ledger.domain.values import Source
from ledger.errors import Invalid, Problem, Refused

Notes = Mapping[int, Asked | Contested]
"""By the number of the target."""
Stories = Mapping[UUID, Story]


@dataclass(frozen=True)
class Ending:
    """An answer or a retraction: when, and on which document it rests."""

    effective: When
    source_kind: str = "none"
    source_note: str | None = None
    instrument: UUID | None = None
    acts: tuple[str, ...] = ()

    def source(self, draft: Draft, about: UUID) -> Source:
        """The document, with its note sealed under the key of what it is about."""
        return Source(kind=self.source_kind, note=draft.personal(about, self.source_note))


def goes_on(draft: Draft, stream: UUID, version: int) -> None:
    """The draft goes on with a stream, unless it does so already."""
    if not draft.version(stream):
        draft.goes_on(stream, version)


def counts_from_of(effective: When, now: int, field: str) -> int:
    """From when it counts (µs). Raises Invalid at `field` where that cannot be."""
    try:
        return propose_counts_from(effective, now)
    except Refused as refused:
        raise Invalid([Problem(field, refused.code, refused.params)]) from None


def counts_after(ledger: Ledger, made: request.Made | objection.Made, when: When, field: str) -> int:
    """From when what becomes of it counts (µs), after it did. Raises Invalid at `field` where that cannot be."""
    if when.latest_us < made.effective.earliest_us:
        raise Invalid([Problem(field, "decided_before_it_was_asked")])
    return max(counts_from_of(when, ledger.now(), field), made.counts_from + 1)


def entered_at(story: Story) -> int:
    """From when a nomination counts (µs); before all time where it was struck."""
    steps = placed(history_of(story), FOREVER, None)
    return max((step.counts_from for step in steps if step.version == ENTRY), default=-FOREVER)


def leave_note(
    draft: Draft, made: request.Made | objection.Made, story: Story, kind: type[Asked | Contested], **fields: Any
) -> None:
    """Add the note. Something can be said of a nomination before it was entered: then it counts right after the entry."""
    stream: UUID = story[0][1].originator_id
    goes_on(draft, stream, story[-1][1].originator_version)
    draft.add(
        kind,
        stream,
        effective=made.effective,
        counts_from=max(made.counts_from, entered_at(story) + 1),
        follows=ENTRY,
        **fields,
    )


def notes_of(stories: Iterable[Story], left_by: UUID) -> dict[int, Asked | Contested]:
    """The notes that a request or an objection left in these nominations."""
    events = (event for story in stories for _position, event in story)
    return {
        event.number: event
        for event in events
        if (isinstance(event, Asked) and event.request == left_by)
        or (isinstance(event, Contested) and event.objection == left_by)
    }


def end_notes(
    draft: Draft, stories: Stories, notes: Notes, outcomes: Mapping[int, str], when: tuple[When, int]
) -> list[Act]:
    """What became of each target, in the nomination that it names; `when` with the instant from which it counts (µs). The notes that say so."""
    (effective, counts_from), ended = when, list[Act]()
    for number, outcome in sorted(outcomes.items()):
        note = notes.get(number)
        story = stories.get(note.originator_id) if note else None
        if note is None or story is None or _is_struck(story, note.originator_version):
            continue
        goes_on(draft, note.originator_id, story[-1][1].originator_version)
        after = max(counts_from, note.counts_from + 1)
        told: dict[str, Any] = {"outcome": outcome, "effective": effective, "counts_from": after}
        kind = AskEnded if isinstance(note, Asked) else ContestEnded
        ended.append(draft.add(kind, note.originator_id, follows=note.originator_version, **told))
    return ended


def _is_struck(story: Story, version: int) -> bool:
    change = changes_of(history_of(story)).get(version)
    return change is not None and change.counts_from is None


def any_stands(ledger: Ledger, acts: Iterable[str]) -> bool:
    """Whether any of these acts (names) was not entered in error itself."""
    named = [(UUID(stream), int(version)) for stream, _at, version in (one.partition("@") for one in acts)]
    stories = ledger.stories({stream for stream, _version in named})
    return any(not _is_struck(stories[stream], version) for stream, version in named)


def strike_notes(draft: Draft, stories: Stories, left_by: UUID) -> None:
    """Strike every note that a request or an objection left, and what became of it."""
    for stream, story in stories.items():
        left = {one.originator_version for one in notes_of([story], left_by).values()}
        ended = {
            event.originator_version
            for _position, event in story
            if isinstance(event, AskEnded | ContestEnded) and event.follows in left
        }
        for version in sorted(left | ended):
            if not _is_struck(story, version):
                goes_on(draft, stream, story[-1][1].originator_version)
                draft.add(ActStruck, stream, act=version)
