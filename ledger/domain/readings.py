"""The three readings of a nomination, at any moment: one pure, total function (DOMAIN.md, Times).

*In force* at D is `read(history, at=D)`; *as known* at K is `read(history, at=D, known=K)`;
*as announced* at A is `read(history, at=A, announced=A)`. Deciding, projecting and replaying all use it.
It never raises: an act without effect at its place is kept and named in `Standing.idle`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from ledger.domain.event import Act, Event
from ledger.domain.lifecycle import apply
from ledger.domain.nomination import (
    ENTRY,
    ActStruck,
    Announced,
    Conferred,
    CreditWithdrawn,
    Entered,
    Narrowed,
    TimeCorrected,
    Withdrawn,
)
from ledger.domain.standing import Illegal, Standing
from ledger.domain.times import FOREVER


class Step(NamedTuple):
    """One act as the fold sees it; `counts_from` in µs, `depth` is how many acts it rests on."""

    version: int
    position: int
    counts_from: int
    depth: int
    kind: str
    credit: UUID | None


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


class History(NamedTuple):
    """A nomination's stream, taken apart once; each part is in the order of the log."""

    steps: tuple[Step, ...]
    changes: tuple[Change, ...]
    notices: tuple[Notice, ...]


KINDS: dict[type[Event], str] = {
    Entered: "entered",
    Withdrawn: "withdrawn",
    CreditWithdrawn: "credit_withdrawn",
    Conferred: "conferred",
}


def history_of(entries: Iterable[tuple[int, Event]]) -> History:
    """Take a nomination's stream, as (position, event) in the order of versions, apart for reading."""
    steps: list[Step] = []
    changes: list[Change] = []
    notices: list[Notice] = []
    depths: dict[int, int] = {}
    for position, event in entries:
        version = event.originator_version
        if isinstance(event, Act):
            depth = depths[version] = 0 if event.follows is None else depths.get(event.follows, 0) + 1
            kind = (
                f"recorded:{event.because}"
                if isinstance(event, Entered) and event.listing == "recorded"
                else KINDS[type(event)]
            )
            credit = event.credit if isinstance(event, CreditWithdrawn) else None
            steps.append(Step(version, position, event.counts_from, depth, kind, credit))
        elif isinstance(event, Announced):
            notices.append(Notice(version, position, event.counts_from, event.acts))
        elif isinstance(event, Narrowed):
            changes.append(Change(version, position, event.act, event.counts_from, event.because))
        elif isinstance(event, TimeCorrected):
            changes.append(Change(version, position, event.act, event.counts_from, version))
        elif isinstance(event, ActStruck):
            changes.append(Change(version, position, event.act, None, version))
    return History(tuple(steps), tuple(changes), tuple(notices))


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
    return apply([step for step in steps if step.counts_from <= at])


def named_by(history: History, announced: int, known: int = FOREVER) -> frozenset[int]:
    """Versions of the acts that announcements had named by `announced` (µs), and those of the announcements."""
    return frozenset(
        version
        for notice in history.notices
        if notice.position <= known and notice.counts_from <= announced
        for version in (notice.version, *notice.acts)
    )


def placed(history: History, known: int, public: frozenset[int] | None) -> list[Step]:
    """The acts of a reading, each at its place: corrected, narrowed, without those struck, in the order in which they count."""
    changed = changes_of(history, known, public) if history.changes else {}
    steps = []
    for step in history.steps:
        if step.position > known or (public is not None and step.version not in public):
            continue
        change = changed.get(step.version)
        if change is None:
            steps.append(step)
        elif change.counts_from is not None:
            steps.append(step._replace(counts_from=change.counts_from))
    if len(steps) > 1:
        steps.sort(key=lambda step: (step.counts_from, step.depth, step.position))
    if not any(step.version == ENTRY for step in steps):
        return []
    return steps


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
