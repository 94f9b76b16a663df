"""Coming into a place: it is empty by everything known, came empty before it was taken, and is taken by one only (DOMAIN.md)."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from ledger.application.draft import Draft
from ledger.application.ledger import Ledger, Story
from ledger.application.occupied import (
    Shown,
    Stories,
    called,
    doubled,
    linked,
    newly,
    on_nothing,
    out_of_order,
    parted,
    place_of,
    shown,
    with_added,
)
from ledger.application.turns import take_turns
from ledger.domain.credit_acts import Corrected
from ledger.domain.endings import Accepted, EnteredAnew, Moved, Reinstated
from ledger.domain.event import Event
from ledger.domain.nomination import ENTRY, ActStruck, Entered, Narrowed, TimeCorrected
from ledger.domain.readings import history_of, read
from ledger.errors import Invalid, Problem, Refused

COMES = (Entered, Accepted, Reinstated, EnteredAnew, Moved, ActStruck, TimeCorrected, Narrowed)
"""Events by which a nomination may come into a place; all others leave one, or change nothing about it.

A narrowing may put a fall before an earlier return, and so undo it.
"""
FIELDS: dict[type[Event], str] = {ActStruck: "act", Reinstated: "place_filled", Entered: "fills"}
"""Where the forms ask for what stands in the way."""


class _Side(NamedTuple):
    """The nominations concerned before or after what is drafted."""

    stories: Stories
    shown: Shown


def settle_places(ledger: Ledger, draft: Draft, stories: Stories) -> None:
    """Refuse what fills a place twice, or before it fell empty; who comes into a place claims it. Raises Invalid, Refused."""
    # What was sent stands before the narrowings that it brings along: its form is where the refusal is told.
    acts = {event.originator_id: event for event in reversed(draft.events) if _comes(event)}
    if not acts:
        return
    whole = with_added(stories, draft.events)
    near = linked(whole, acts)
    alone = [stream for stream, act in acts.items() if stream not in near and _plainly_back(act, whole[stream])]
    near |= {stream: whole[stream] for stream in acts if stream not in alone}
    known = {stream: stories[stream] for stream in near if stream in stories}
    before, after = _Side(known, shown(known)), _Side(near, shown(near))
    _check(acts, before, after)
    into = {stream: place for stream in near if stream in acts and (place := _comes_into(stream, before, after))}
    into |= {stream: f"{stream}@{ENTRY}" for stream in alone}
    take_turns(ledger, draft, ("place", into), lambda one: _known(ledger, stories, one))


def _plainly_back(act: Event, story: Story) -> bool:
    """Whether it comes back to the place that it was entered in, which nobody ever took: told without a fold."""
    back = isinstance(act, Accepted | EnteredAnew | Reinstated)
    return back and not any(isinstance(one, Moved) or getattr(one, "further_place", False) for _at, one in story)


def _known(ledger: Ledger, stories: Stories, holder: UUID) -> Story | None:
    """Who held the place, as the command read it; what was entered in error is in no edition, and is read now."""
    if holder in stories:
        return stories[holder]
    story = ledger.story(holder)
    return story if read(history_of(story)) is None else None


def _comes(event: Event) -> bool:
    return isinstance(event, COMES) or (isinstance(event, Corrected) and event.fills is not None)


def _check(acts: dict[UUID, Event], before: _Side, after: _Side) -> None:
    twice = newly([doubled(before.shown), on_nothing(before.shown)], [doubled(after.shown), on_nothing(after.shown)])
    if twice is not None:
        one, other = twice if twice[0] in acts else twice[::-1]
        raise _refused(acts.get(one), "place_filled_twice", name=called(after.stories, other))
    # Whose place it took may be learned while its entry still has the time of the list, or the list's: that is corrected apart.
    if any(isinstance(act, Corrected) for act in acts.values()):
        return
    late = newly([out_of_order(before.shown, before.stories)], [out_of_order(after.shown, after.stories)])
    if late is not None:
        act = acts.get(late[0]) or acts.get(late[1])
        raise _refused(
            act, "taken_before_it_fell", who=called(after.stories, late[0]), name=called(after.stories, late[1])
        )


def _refused(act: Event | None, code: str, **params: str) -> Invalid | Refused:
    """The refusal at the field that can be answered otherwise, where there is one."""
    if act is None:
        return Refused(code, **params)
    field = "effective" if code == "taken_before_it_fell" and not isinstance(act, ActStruck) else FIELDS.get(type(act))
    return Invalid([Problem(field, code, params)]) if field else Refused(code, **params)


def _comes_into(stream: UUID, before: _Side, after: _Side) -> str | None:
    """The place that a nomination comes into by what is drafted; None for one that nobody else can come into meanwhile."""
    here = after.shown.get(stream)
    if here is None or not here.standing.listed:
        return None
    place = place_of(after.shown, stream)
    was = before.shown.get(stream)
    if was is not None and was.standing.listed and place_of(before.shown, stream) == place:
        return None
    opener, version = parted(place)
    new = opener == stream and version > len(before.stories.get(stream, ()))
    return None if new else place
