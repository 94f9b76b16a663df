"""One award of a category: to one nomination, or to several where it is a tie."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from ledger.application.draft import Draft
from ledger.application.ledger import Ledger, Story
from ledger.application.legality import unsaved
from ledger.application.nobody import category_of, check_one_way, has_award, is_no_award
from ledger.application.occupied import with_added
from ledger.domain.award_acts import AwardAccepted, AwardRestored, Chosen
from ledger.domain.endings import Moved
from ledger.domain.event import Act, Event
from ledger.domain.nomination import ActStruck, Conferred, Entered, TimeCorrected
from ledger.domain.readings import history_of, read, standing_of
from ledger.domain.standing import NO_AWARD, NOMINATED, RECORDED
from ledger.errors import Invalid, Problem, Refused

COMES_BACK = (AwardRestored, AwardAccepted, Moved, ActStruck, TimeCorrected)
"""Acts by which an award may come back to a nomination, or come along with it."""


def settle_winner(ledger: Ledger, draft: Draft, acts: Iterable[Event], stories: Mapping[UUID, Story]) -> None:
    """Refuse a second winner of a category unless both are told as a tie, and one beside no award; two people at once: one succeeds."""
    check_one_way(stories, draft.events)
    # What the same draft takes from another, or gives back to one, is judged with it.
    after = with_added(stories, draft.events)
    for act in acts:
        if _settles(act, stories[act.originator_id]):
            _rely_on_the_others(draft, act, stories)
        if isinstance(act, COMES_BACK):
            _check_alone(act, stories, after, draft)
        if not isinstance(act, Conferred | Chosen):
            continue
        category = category_of(stories[act.originator_id])
        inside = {stream: story for stream, story in stories.items() if category_of(story) == category}
        if not is_no_award(stories[act.originator_id]):
            _check_tie(act, inside, draft)
        claim_award(ledger, draft, [act], category, stories)


def _settles(act: Event, story: Story) -> bool:
    """Whether it may change who has the award of a category."""
    if isinstance(act, Conferred | Chosen):
        return True
    won = any(isinstance(event, Conferred | Chosen) for _position, event in story)
    return won and isinstance(act, COMES_BACK)


def _rely_on_the_others(draft: Draft, act: Event, stories: Mapping[UUID, Story]) -> None:
    """Whoever acts on another nomination of the category meanwhile is shown it: of two awards given at once, one is recorded."""
    category = act.category if isinstance(act, Moved) else category_of(stories[act.originator_id])
    drafted = {event.originator_id for event in draft.events}
    for stream, story in stories.items():
        if stream not in drafted and category_of(story) == category:
            draft.rely_on(stream, story[-1][1].originator_version)


def _check_tie(act: Conferred | Chosen, inside: Mapping[UUID, Story], draft: Draft) -> None:
    others = [story for stream, story in inside.items() if stream != act.originator_id and not is_no_award(story)]
    # A winner who lost the award since is none now, and one who won since was none then.
    now = _keeps(inside[act.originator_id], draft) and any(has_award(story) for story in others)
    then = any(has_award(story, act.counts_from) for story in others)
    if (now or then) and not act.tie:
        raise Invalid([Problem("tie", "category_has_a_winner")])


def claim_award(
    ledger: Ledger, draft: Draft, acts: Iterable[Event], category: UUID, stories: Mapping[UUID, Story]
) -> None:
    """Claim the award, or the choice, of a category in its turn, for each act; what confers on nobody claims both, against whoever does either."""
    drafted = list(acts)
    for kind, meant in ((Conferred, "award"), (Chosen, "choice")):
        claiming = [act for act in drafted if isinstance(act, kind) or _of_nobody(act, stories)]
        first = _turn(ledger, (kind, meant), category, stories) if claiming else 0
        for turn, act in enumerate(claiming, first):
            draft.claim(meant, [str(category), str(turn)], act.originator_id)


def _of_nobody(event: Event, stories: Mapping[UUID, Story]) -> bool:
    """Whether the act is one by which a category confers on nobody."""
    if not isinstance(event, Entered | Chosen | Conferred):
        return False
    story = stories.get(event.originator_id)
    # What is drafted with its entry has no story yet.
    return story is None or is_no_award(story)


def _turn(ledger: Ledger, of: tuple[type[Event], str], category: UUID, stories: Mapping[UUID, Story]) -> int:
    """How often it was claimed so far: by each award or choice of the category, and by those of what was struck or moved away since."""
    kind, meant = of
    inside = {stream: story for stream, story in stories.items() if category_of(story) == category}
    turn = sum(
        isinstance(event, kind) or _of_nobody(event, stories) for story in inside.values() for _position, event in story
    )
    number = 0
    while number <= turn:
        holder = ledger.holder(meant, str(category), str(number))
        if holder is not None and holder not in inside:
            turn += holder in stories or read(history_of(ledger.story(holder))) is None
        number += 1
    return turn


def check_not_ruled_out(story: Story, act: Event) -> None:
    """Refuse an award to what a ruling already kept off the list when it was given, though that ruling holds from the start.

    Only what was found out later leaves the award as it went.
    """
    if not isinstance(act, Conferred | Chosen):
        return
    standing = standing_of(story)
    if standing is None or standing.place in (NOMINATED, RECORDED, NO_AWARD):
        return
    events = {event.originator_version: event for _position, event in story}
    for version in (standing.place_act, *(one.act for one in standing.also)):
        ruling = events[version]
        if isinstance(ruling, Act) and ruling.counts_from <= act.counts_from:
            raise Refused("already_off_the_list", act=act.originator_version, contradicts=version)


def _check_alone(act: Event, stories: Mapping[UUID, Story], after: Mapping[UUID, Story], draft: Draft) -> None:
    """An award that comes back, or comes along, meets no other winner but that of a tie, which is said where an award is conferred."""
    story = stories[act.originator_id]
    if isinstance(act, ActStruck | TimeCorrected) and has_award(story):
        return
    category = act.category if isinstance(act, Moved) else category_of(story)
    winners = [
        one
        for stream, one in after.items()
        if stream != act.originator_id and category_of(one) == category and has_award(one) and not is_no_award(one)
    ]
    if winners and _keeps(story, draft) and not any(_shared(one) for one in (story, *winners)):
        raise Refused("other_has_the_award")


def _shared(story: Story) -> bool:
    """Whether its award was told as a tie."""
    return any(isinstance(event, Conferred | Chosen) and event.tie for _position, event in story)


def _keeps(story: Story, draft: Draft) -> bool:
    """Whether it has the award in the end, with what is drafted."""
    added = [event for event in draft.events if event.originator_id == story[0][1].originator_id]
    return has_award([*story, *unsaved(added)])
