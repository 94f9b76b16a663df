"""Narrowing: when a later event shows that an act must have been earlier, the same append says so (DOMAIN.md, Times)."""

from __future__ import annotations

from collections.abc import Collection

from ledger.application.draft import Draft
from ledger.application.ledger import Story
from ledger.application.legality import unsaved
from ledger.domain.event import Act, Event
from ledger.domain.nomination import ENTRY, ActStruck, Announced, Narrowed, TimeCorrected
from ledger.domain.readings import changes_of, history_of, placed
from ledger.domain.time_narrowing import no_later_than
from ledger.domain.times import FOREVER, When
from ledger.errors import Refused


def narrow_to_announcement(draft: Draft, story: Story, notice: Announced, first_named: Collection[int]) -> None:
    """What an announcement names for the first time held by then. Refused `announced_before_it_held` where it cannot have been."""
    narrowed = [version for version in first_named if _narrow(draft, story, version, notice, at=notice.counts_from)]
    if any(version != ENTRY for version in narrowed):
        narrow_entry(draft, story, notice, at=notice.counts_from)


def narrow_before(draft: Draft, story: Story, version: int, shown_by: Act) -> None:
    """An act counts before another one that follows it. Refused `before_what_it_follows` where it cannot have been."""
    try:
        _narrow(draft, story, version, shown_by, at=shown_by.counts_from - 1)
    except Refused:
        raise Refused("before_what_it_follows", act=version) from None


def narrow_entry(draft: Draft, story: Story, shown_by: Act | Announced | TimeCorrected, at: int) -> None:
    """An entry counts before `at` (µs), from when on something rests on it. Refused `before_it_was_entered` where it cannot."""
    _narrow(draft, story, ENTRY, shown_by, at=at - 1)


def _narrow(draft: Draft, story: Story, version: int, shown_by: Act | Announced | TimeCorrected, at: int) -> bool:
    """Make an act count from `at` (µs) at the latest; whether that takes a narrowing."""
    stream = shown_by.originator_id
    whole = [*story, *unsaved(draft.added_to(stream))]
    if _plainly_holds(whole, version, at):
        return False
    history = history_of(whole)
    # What shows it may become public alone, or before others: a narrowing made for another act is not public with it, not even
    # where that one has been announced, for its announcement may be planned, or told as later.
    readings = (placed(history, FOREVER, None), placed(history, FOREVER, frozenset({ENTRY, version})))
    times = [step.counts_from for steps in readings for step in steps if step.version == version]
    if not times or max(times) <= at:
        return False
    change = changes_of(history).get(version)
    # The public may still hear an act that was entered in error, by the time it was told with.
    told = _effective(whole, version if change is None or change.counts_from is None else change.version)
    if told.earliest_us > at:
        code = "announced_before_it_held" if isinstance(shown_by, Announced) else "before_it_was_entered"
        raise Refused(code, act=version)
    draft.add(
        Narrowed,
        stream,
        act=version,
        because=shown_by.originator_version,
        effective=no_later_than(told, shown_by.effective, at),
        counts_from=min(*times, at),
    )
    return True


def _plainly_holds(story: Story, version: int, at: int) -> bool:
    """Whether an act counts by `at` (µs) in every reading because no later word moves it: what most acts are, told without a fold."""
    if any(isinstance(event, Narrowed | TimeCorrected | ActStruck) for _position, event in story):
        return False
    act = next((event for _position, event in story if event.originator_version == version), None)
    if not isinstance(act, Act) or getattr(act, "holds", "") == "from_the_start":
        return False
    return act.counts_from <= at


def _effective(story: Story, version: int) -> When:
    """The time that an act, or a correction of it, was told with."""
    told: Event = next(event for _position, event in story if event.originator_version == version)
    if not isinstance(told, Act | Narrowed | TimeCorrected):
        raise TypeError(f"no act with a time: {told.TOPIC}")
    return told.effective
