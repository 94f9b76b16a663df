"""One award of a category: to one nomination, or to several where it is a tie."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from ledger.application.draft import Draft
from ledger.application.ledger import Story
from ledger.domain.award_acts import Chosen
from ledger.domain.event import Event
from ledger.domain.nomination import Conferred, Entered
from ledger.domain.readings import history_of, read
from ledger.domain.standing import CHOSEN, CONFERRED
from ledger.errors import Invalid, Problem, Refused


def settle_winner(draft: Draft, acts: Iterable[Event], stories: Mapping[UUID, Story]) -> None:
    """Refuse a second winner of a category unless both are told as a tie; two people conferring at once: one succeeds."""
    for act in acts:
        if not isinstance(act, Conferred | Chosen):
            continue
        category = _category(stories[act.originator_id])
        inside = {stream: story for stream, story in stories.items() if _category(story) == category}
        winners = [stream for stream, story in inside.items() if stream != act.originator_id and _won(story)]
        if winners and not act.tie:
            raise Invalid([Problem("tie", "category_has_a_winner")])
        if isinstance(act, Conferred):
            before = sum(isinstance(event, Conferred) for story in inside.values() for _position, event in story)
            draft.claim("award", [str(category), str(before)], act.originator_id)


def _category(story: Story) -> UUID:
    entry, standing = story[0][1], read(history_of(story))
    if not isinstance(entry, Entered):
        raise Refused("not_a_nomination")
    return (standing.category if standing else None) or entry.category


def _won(story: Story) -> bool:
    standing = read(history_of(story))
    return standing is not None and standing.award in (CHOSEN, CONFERRED)
