"""The three readings of a nomination, at any moment: one pure, total function (DOMAIN.md, Times).

*In force* at D is `read(history, at=D)`; *as known* at K is `read(history, at=D, known=K)`;
*as announced* at A is `read(history, at=A, announced=A)`. Deciding, projecting and replaying all use it.
It never raises: an act without effect at its place is kept and named in `Standing.idle`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

import msgspec

from ledger.domain import asked, award_acts, contested, credit_acts, effects, endings, nomination
from ledger.domain.event import Act, Event
from ledger.domain.lifecycle import apply
from ledger.domain.nomination import (
    ENTRY,
    ActStruck,
    Announced,
    AnnouncementTakenBack,
    Entered,
    Narrowed,
    Ruled,
    TimeCorrected,
)
from ledger.domain.standing import NO_AWARD, RECORDED, Illegal, Standing
from ledger.domain.times import FOREVER


class Step(NamedTuple):
    """One act as the fold sees it; `counts_from` in µs, `depth` is how many acts it rests on, `follows` the last of those."""

    version: int
    position: int
    counts_from: int
    depth: int
    kind: str
    event: Act
    credit: UUID | None = None
    follows: int | None = None
    from_start: bool = False
    """Whether it holds from when the act that it follows does."""
    spoken: bool = False
    """Whether it is only what was said: public by that, and in no other reading."""


class Change(NamedTuple):
    """A later word on an earlier act: `counts_from` replaces the act's own, None strikes it."""

    version: int
    position: int
    act: int
    counts_from: int | None
    public_with: int
    """The version with which it is public: its own, or what showed it, an act or an announcement. It falls where that was struck."""


class Notice(NamedTuple):
    """An announcement naming acts of this stream, public from `counts_from` (µs)."""

    version: int
    position: int
    counts_from: int
    acts: tuple[int, ...]
    worded: tuple[int, ...] = ()
    """Those of them that it names in part, or in other words."""


class Back(NamedTuple):
    """An announcement (version) taken back from `counts_from` (µs) on."""

    position: int
    notice: int
    counts_from: int


class History(NamedTuple):
    """A nomination's stream, taken apart once; each part is in the order of the log."""

    steps: tuple[Step, ...]
    changes: tuple[Change, ...]
    notices: tuple[Notice, ...]
    backs: tuple[Back, ...] = ()


KINDS: dict[type[Event], str] = {
    act: act.TOPIC.partition(".")[2]
    for module in (nomination, endings, credit_acts, award_acts, asked, contested, effects)
    for act in vars(module).values()
    if isinstance(act, type) and issubclass(act, Act) and "TOPIC" in vars(act)
}
"""Every act on a nomination, and the word by which the fold knows it."""
SPOKEN = (award_acts.Misread, award_acts.MisreadingPutRight)


NOTHING = History((), (), ())


class Told(tuple[tuple[int, Event], ...]):  # noqa: SLOT001 - what is asked of it is kept in its dict
    """A stream as (position, event) in the order of versions, taken apart when first asked for and only once."""

    @cached_property
    def history(self) -> History:
        """Taken apart."""
        return _taken_apart(self, NOTHING)

    @cached_property
    def standing(self) -> Standing | None:
        """By everything known now."""
        return read(self.history)


def history_of(entries: Iterable[tuple[int, Event]], onto: History = NOTHING) -> History:
    """Take a nomination's stream, as (position, event) in the order of versions, apart for reading.

    With `onto`, entries that go on with what was taken apart before.
    """
    if onto is NOTHING and isinstance(entries, Told):
        return entries.history
    return _taken_apart(entries, onto)


def standing_of(story: Iterable[tuple[int, Event]]) -> Standing | None:
    """A nomination by everything known now, from its stream in the order of versions; None where it is not there."""
    return story.standing if isinstance(story, Told) else read(history_of(story))


def _taken_apart(entries: Iterable[tuple[int, Event]], onto: History) -> History:
    steps, changes, notices, backs = list(onto.steps), list(onto.changes), list(onto.notices), list(onto.backs)
    depths = {step.version: step.depth for step in onto.steps}
    for position, event in entries:
        version = event.originator_version
        if isinstance(event, Act):
            depth = depths[version] = 0 if event.follows is None else depths.get(event.follows, 0) + 1
            steps.append(_step(event, position, depth))
        elif isinstance(event, Announced):
            worded = (*(one.act for one in event.without), *(one.act for one in event.said))
            notices.append(Notice(version, position, event.counts_from, event.acts, worded))
        elif isinstance(event, AnnouncementTakenBack):
            backs.append(Back(position, event.notice, event.counts_from))
        elif isinstance(event, Narrowed):
            changes.append(Change(version, position, event.act, event.counts_from, event.because))
        elif isinstance(event, TimeCorrected):
            changes.append(Change(version, position, event.act, event.counts_from, version))
        elif isinstance(event, ActStruck):
            changes.append(Change(version, position, event.act, None, version))
    return History(tuple(steps), tuple(changes), tuple(notices), tuple(backs))


def _step(event: Act, position: int, depth: int) -> Step:
    credit = getattr(event, "credit", None)
    return Step(
        event.originator_version,
        position,
        event.counts_from,
        depth,
        _kind(event),
        event,
        credit.id if isinstance(credit, nomination.Credit) else credit,
        event.follows,
        isinstance(event, Ruled) and event.holds == "from_the_start",
        isinstance(event, SPOKEN),
    )


def _kind(event: Act) -> str:
    if not isinstance(event, Entered) or event.listing != RECORDED:
        return KINDS[type(event)]
    return NO_AWARD if event.is_no_award else RECORDED


def read(history: History, *, at: int = FOREVER, known: int = FOREVER, announced: int | None = None) -> Standing | None:
    """The nomination at moment `at` (µs), by what was known at position `known`, and, if given, announced by `announced` (µs).

    None where the reading shows nothing: without its entry a nomination is not there, whatever else is.
    """
    return judge(history, at=at, known=known, announced=announced)[0]


def judge(
    history: History, *, at: int = FOREVER, known: int = FOREVER, announced: int | None = None
) -> tuple[Standing | None, tuple[Illegal, ...]]:
    """As `read`, and with it every step that the rules do not allow at its place."""
    public = None if announced is None else named_by(history, announced, known)
    steps = placed(history, known, public)
    standing, illegal = apply([step for step in steps if step.counts_from <= at])
    if standing is not None and announced is not None:
        worded = worded_by(history, announced, known, standing.acts)
        if worded:
            standing = msgspec.structs.replace(standing, worded=worded)
    return standing, illegal


def standing_notices(history: History, announced: int, known: int = FOREVER) -> list[Notice]:
    """The announcements that had been made by `announced` (µs) and not been taken back by then, in the order of the log."""
    back = {one.notice for one in history.backs if one.position <= known and one.counts_from <= announced}
    return [
        notice
        for notice in history.notices
        if notice.position <= known and notice.counts_from <= announced and notice.version not in back
    ]


def named_by(history: History, announced: int, known: int = FOREVER) -> frozenset[int]:
    """Versions of the acts that announcements had named by `announced` (µs), those of the announcements, and of what was said."""
    named = {
        version for notice in standing_notices(history, announced, known) for version in (notice.version, *notice.acts)
    }
    named |= {
        step.version
        for step in history.steps
        if step.spoken and step.position <= known and step.counts_from <= announced
    }
    return frozenset(named)


def worded_by(history: History, announced: int, known: int, acts: tuple[int, ...]) -> tuple[tuple[int, int], ...]:
    """For acts whose latest announcement names them in part or in other words: that announcement's version."""
    if not any(notice.worded for notice in history.notices):
        return ()
    latest: dict[int, Notice] = {}
    for notice in sorted(standing_notices(history, announced, known), key=lambda one: (one.counts_from, one.position)):
        latest.update(dict.fromkeys(notice.acts, notice))
    return tuple((act, latest[act].version) for act in acts if act in latest and act in latest[act].worded)


def placed(history: History, known: int, public: frozenset[int] | None) -> list[Step]:
    """The acts of a reading, each at its place: corrected, narrowed, without those struck, in the order in which they count."""
    changed = changes_of(history, known, public) if history.changes else {}
    steps = []
    for step in history.steps:
        if step.position > known or (step.version not in public if public is not None else step.spoken):
            continue
        change = changed.get(step.version)
        if change is None:
            steps.append(step)
        elif change.counts_from is not None:
            steps.append(step._replace(counts_from=change.counts_from))
    if any(step.from_start for step in steps):
        steps = _from_the_start(steps)
    if len(steps) > 1:
        steps.sort(key=lambda step: (step.counts_from, step.depth, step.position))
    if not any(step.version == ENTRY for step in steps):
        return []
    return steps


def _from_the_start(steps: list[Step]) -> list[Step]:
    """What holds from the start counts when the act that it follows does, if that is in the reading."""
    times = {step.version: step.counts_from for step in steps}
    for step in sorted(steps, key=lambda one: one.depth):
        if step.from_start and step.follows in times:
            times[step.version] = times[step.follows]
    return [step._replace(counts_from=times[step.version]) for step in steps]


def changes_of(history: History, known: int = FOREVER, public: frozenset[int] | None = None) -> dict[int, Change]:
    """For each act that was changed, by its version: the change that says how it stands, corrections of corrections followed."""
    seen = [
        change
        for change in history.changes
        if change.position <= known and (public is None or change.public_with in public)
    ]
    struck: dict[int, Change] = {}
    for change in reversed(seen):
        if change.counts_from is None and change.version not in struck:
            struck[change.act] = change
    roots: dict[int, int] = {}
    found: dict[int, Change] = {}
    for change in history.changes:
        roots[change.version] = roots.get(change.act, change.act)
    for change in seen:
        if change.counts_from is not None and change.version not in struck and change.public_with not in struck:
            found[roots[change.version]] = change
    found.update((version, change) for version, change in struck.items() if version not in roots)
    return found
