"""Nothing by halves: what an announcement must also name (DOMAIN.md, Announcing)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from ledger.application.draft import Draft
from ledger.application.ledger import Ledger, Story
from ledger.application.occupied import Stories, called, doubled, linked, newly, parted, shown, with_added
from ledger.domain.event import Act, Event
from ledger.domain.nomination import ENTRY, ActStruck, Entered, TimeCorrected
from ledger.domain.readings import History, changes_of, history_of, named_by, standing_notices
from ledger.domain.times import FOREVER
from ledger.errors import Refused


def around(ledger: Ledger, stories: Stories, others: Stories) -> dict[UUID, Story]:
    """The stories an announcement is judged by: its own, those linked to them by who took whose place, and what these fell from."""
    known = {**others, **stories}
    near = {**linked(known, stories), **stories}
    named = {
        parted(fills)[0] for story in near.values() for _at, one in story if (fills := getattr(one, "fills", None))
    }
    return {**ledger.stories(named - near.keys()), **near}


def check_together(draft: Draft, stories: Stories, code: str) -> None:
    """Refuse, as `code`, what leaves the public with half of it at any moment: a place filled twice, a replacement without the fall.

    Relies on every nomination concerned as it was read: two that tell half each at once are refused as one would be.
    """
    touched = {event.originator_id for event in draft.events} & stories.keys()
    near = linked(stories, touched)
    if not near:
        return
    for stream, story in near.items():
        if stream not in touched:
            draft.rely_on(stream, story[-1][1].originator_version)
    before, after = halves(near), halves(with_added(near, [one for one in draft.events if one.originator_id in near]))
    half, twice = newly([before.half], [after.half]), newly([before.twice], [after.twice])
    if half is not None:
        raise Refused(code, needs=called(stories, half[code == "needs_with_it"]))
    if twice is not None:
        raise Refused(code, needs=called(stories, twice[twice[0] in touched]))


class Halves(NamedTuple):
    """What the public was, or will be, told of by halves: by pairs of nominations."""

    half: set[tuple[UUID, UUID]]
    """A replacement, and what fell without the public having heard so."""
    twice: set[tuple[UUID, UUID]]
    """Two in one place, in both orders."""


def halves(stories: Stories) -> Halves:
    """What is told by halves at any moment, those to come with them."""
    found = Halves(set(), set())
    histories = {stream: history_of(story) for stream, story in stories.items()}
    for moment in sorted({at for history in histories.values() for at in _moments(history)}):
        public = shown(stories, moment, moment)
        found.twice.update(doubled(public))
        for stream, one in public.items():
            fallen, version = parted(one.fills) if one.fills is not None else (stream, ENTRY)
            # What fell before it was announced stays unnamed: whoever takes that place is an ordinary nominee.
            if fallen in public and version not in named_by(histories[fallen], moment):
                found.half.add((stream, fallen))
    return found


def _moments(history: History) -> set[int]:
    """The instants (µs) at which what the public has been told of it may change."""
    return {one.counts_from for part in (history.steps, history.notices, history.backs) for one in part} | {
        one.counts_from for one in history.changes if one.counts_from is not None
    }


def check_whole(story: Story, versions: Sequence[int], edition: UUID, moment: int) -> None:
    """Refuse to announce, at `moment` (µs), what cannot be understood without something the public has not been told."""
    events: dict[int, Event] = {event.originator_version: event for _position, event in story}
    entry = events[ENTRY]
    if not isinstance(entry, Entered) or entry.edition != edition:
        raise Refused("announced_elsewhere")
    public = named_by(history_of(story), moment) | set(versions)
    struck = {act for act, change in changes_of(history_of(story)).items() if change.counts_from is None}
    for version in versions:
        act = events.get(version)
        if not isinstance(act, Act | TimeCorrected | ActStruck):
            raise Refused("not_to_be_announced", act=version)
        if version in struck:
            raise Refused("was_entered_in_error", act=version)
        if getattr(act, "reason", "") == "as_first_announced" and moment > _first_heard(story, moment, versions):
            raise Refused("first_is_with_the_list", act=version)
        if isinstance(act, TimeCorrected) and act.counts_from > moment:
            raise Refused("announced_before_it_held", act=version)
        if not isinstance(act, Act) and act.act not in public:
            raise Refused("corrected_not_announced", act=version)
        if version != ENTRY and ENTRY not in public:
            raise Refused("entry_not_announced", act=version)


def _first_heard(story: Story, moment: int, versions: Sequence[int]) -> int:
    """When the public first heard of the nomination (µs), with an announcement that names `versions` at `moment`."""
    notices = standing_notices(history_of(story), FOREVER)
    heard = [notice.counts_from for notice in notices if ENTRY in notice.acts]
    return min([*heard, moment] if ENTRY in versions else heard, default=FOREVER)
