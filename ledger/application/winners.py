"""One award of a category: to one nomination, or to several where it is a tie."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from ledger.application.draft import Draft
from ledger.application.ledger import Story
from ledger.application.legality import unsaved
from ledger.domain.award_acts import AwardAccepted, AwardRestored, Chosen
from ledger.domain.endings import Moved
from ledger.domain.event import Act, Event
from ledger.domain.nomination import Conferred, Entered
from ledger.domain.readings import history_of, read, standing_of
from ledger.domain.standing import CHOSEN, CONFERRED, NOMINATED, RECORDED
from ledger.domain.times import FOREVER
from ledger.errors import Invalid, Problem, Refused


def settle_winner(draft: Draft, acts: Iterable[Event], stories: Mapping[UUID, Story]) -> None:
    """Refuse a second winner of a category unless both are told as a tie; two people conferring at once: one succeeds."""
    for act in acts:
        if isinstance(act, AwardRestored | AwardAccepted | Moved):
            _check_alone(act, stories, draft)
        if not isinstance(act, Conferred | Chosen):
            continue
        category = _category(stories[act.originator_id])
        inside = {stream: story for stream, story in stories.items() if _category(story) == category}
        others = [story for stream, story in inside.items() if stream != act.originator_id]
        # A winner who lost the award since is none now, and one who won since was none then.
        now = _keeps(stories[act.originator_id], draft) and any(_won(story) for story in others)
        then = any(_won(story, act.counts_from) for story in others)
        if (now or then) and not act.tie:
            raise Invalid([Problem("tie", "category_has_a_winner")])
        before = sum(isinstance(event, type(act)) for story in inside.values() for _position, event in story)
        meant = "award" if isinstance(act, Conferred) else "choice"
        draft.claim(meant, [str(category), str(before)], act.originator_id)


def check_not_ruled_out(story: Story, act: Event) -> None:
    """Refuse an award to what a ruling already kept off the list when it was given, though that ruling holds from the start.

    Only what was found out later leaves the award as it went.
    """
    if not isinstance(act, Conferred | Chosen):
        return
    standing = standing_of(story)
    if standing is None or standing.place in (NOMINATED, RECORDED):
        return
    events = {event.originator_version: event for _position, event in story}
    for version in (standing.place_act, *(one.act for one in standing.also)):
        ruling = events[version]
        if isinstance(ruling, Act) and ruling.counts_from <= act.counts_from:
            raise Refused("already_off_the_list", act=act.originator_version, contradicts=version)


def _category(story: Story) -> UUID:
    entry, standing = story[0][1], standing_of(story)
    if not isinstance(entry, Entered):
        raise Refused("not_a_nomination")
    return (standing.category if standing else None) or entry.category


def _check_alone(act: AwardRestored | AwardAccepted | Moved, stories: Mapping[UUID, Story], draft: Draft) -> None:
    """An award that comes back, or comes along, meets no other winner but that of a tie, which is said where an award is conferred."""
    story = stories[act.originator_id]
    category = act.category if isinstance(act, Moved) else _category(story)
    others = [one for stream, one in stories.items() if stream != act.originator_id and _category(one) == category]
    winners = [one for one in others if _won(one)]
    if winners and _keeps(story, draft) and not any(_shared(one) for one in (story, *winners)):
        raise Refused("other_has_the_award")


def _shared(story: Story) -> bool:
    """Whether its award was told as a tie."""
    return any(isinstance(event, Conferred | Chosen) and event.tie for _position, event in story)


def _keeps(story: Story, draft: Draft) -> bool:
    """Whether it has the award in the end, with what is drafted."""
    added = [event for event in draft.events if event.originator_id == story[0][1].originator_id]
    return _won([*story, *unsaved(added)])


def _won(story: Story, at: int = FOREVER) -> bool:
    standing = read(history_of(story), at=at)
    return standing is not None and standing.award in (CHOSEN, CONFERRED)
