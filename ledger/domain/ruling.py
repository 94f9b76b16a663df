"""The decision of a body on one or more targets (DOMAIN.md, Requests, objections, rulings). A stream of its own.

What it does to each target is an act in that one's own stream, recorded in the same append and carrying the ruling's id.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, NamedTuple
from uuid import UUID

import msgspec

from ledger.domain.event import Event
from ledger.domain.instants import FOREVER
from ledger.domain.times import When
from ledger.domain.values import Internal, Personal, Public

MADE = 1
"""The version of the decision itself in every ruling's stream."""
PARTS = ("took_part", "stood_aside", "absent")


class Member(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Somebody of the body that decided, and what they had to do with it."""

    name: Internal[Personal]
    part: Internal[str]
    """took_part · stood_aside · absent."""


class Made(Event, frozen=True, kw_only=True):
    """A body decided. Nothing is public by this alone."""

    TOPIC: ClassVar[str] = "ruling.made"

    edition: Public[UUID]
    body: Public[str]
    effective: Public[When]
    """When it was decided."""
    counts_from: Public[int]
    """Microseconds since 1970 (UTC)."""
    reason: Public[str]
    """Code of the public reason; `not_given` is a full answer."""
    rule: Public[str | None] = None
    """None is shown as "none cited"."""
    version: Internal[str | None] = None
    """The label of the rulebook's version in force for the decision, None where none was filed. Told in public where that version is."""
    members: Internal[tuple[Member, ...]] = ()
    public_text: Public[Personal | None] = None
    """A sentence for the public; shown only once somebody else approved it and an announcement names that."""
    private_reason: Internal[Personal | None] = None
    acts: Internal[tuple[str, ...]] = ()
    """Names of every act that it made, `<stream id>@<version>`, those that change nothing too."""
    requests: Internal[tuple[UUID, ...]] = ()
    objections: Internal[tuple[UUID, ...]] = ()
    follows_rulings: Internal[tuple[UUID, ...]] = ()
    """Earlier decisions that it rests on; they stay readable, as what it replaces does."""
    replaces: Internal[UUID | None] = None


class TextApproved(Event, frozen=True, kw_only=True):
    """Another account than the one that recorded the decision finds its text for the public fit to be told."""

    TOPIC: ClassVar[str] = "ruling.text_approved"


class Announced(Event, frozen=True, kw_only=True):
    """An announcement names the decision, or its text: from `counts_from` it is public."""

    TOPIC: ClassVar[str] = "ruling.announced"

    announcement: Public[UUID]
    acts: Public[tuple[int, ...]]
    """Versions in this stream: the decision, and the approval of its text where that is told with it."""
    effective: Public[When]
    counts_from: Public[int]
    """Microseconds since 1970 (UTC), as in the announcement."""


class AnnouncementTakenBack(Event, frozen=True, kw_only=True):
    """From `counts_from` the public is no longer told what that announcement said; that it was said stays."""

    TOPIC: ClassVar[str] = "ruling.announcement_taken_back"

    notice: Public[int]
    """The version of the announcement in this stream."""
    effective: Public[When]
    counts_from: Public[int]
    """Microseconds since 1970 (UTC)."""


class Struck(Event, frozen=True, kw_only=True):
    """Entered in error: the body never decided this. What it recorded of each target is struck there."""

    TOPIC: ClassVar[str] = "ruling.struck"

    private_reason: Internal[Personal | None] = None


class Notice(NamedTuple):
    """An announcement of a decision: its own version, what it names, from when (µs), and until when it stands (µs)."""

    version: int
    announcement: UUID
    acts: tuple[int, ...]
    counts_from: int
    until: int
    effective: When

    @property
    def called_off(self) -> bool:
        """Whether it was taken back before its moment: nobody was ever told."""
        return self.until < self.counts_from


class Ruling(NamedTuple):
    """A decision as it stands by everything told: `approved` is the version by which its text may be told, None while it may not."""

    made: Made
    approved: int | None
    approved_by: UUID | None
    struck: bool
    notices: tuple[Notice, ...]

    def named(self, at: int = FOREVER) -> frozenset[int]:
        """Versions that announcements had named by `at` (µs) and that had not been taken back by then."""
        standing = [one for one in self.notices if one.counts_from <= at and (at < one.until or one.until == FOREVER)]
        return frozenset(version for one in standing for version in one.acts)


def ruling_of(events: Iterable[Event]) -> Ruling | None:
    """The decision after these events of its stream; None if they do not begin with it."""
    made: Made | None = None
    approved: TextApproved | None = None
    struck = False
    notices: dict[int, Notice] = {}
    for event in events:
        if isinstance(event, Made):
            made = event
        elif isinstance(event, TextApproved):
            approved = approved or event
        elif isinstance(event, Struck):
            struck = True
        elif isinstance(event, Announced):
            told = (event.announcement, event.acts, event.counts_from, FOREVER, event.effective)
            notices[event.originator_version] = Notice(event.originator_version, *told)
        elif isinstance(event, AnnouncementTakenBack) and event.notice in notices:
            notices[event.notice] = notices[event.notice]._replace(until=event.counts_from)
    if made is None:
        return None
    by = None if approved is None else approved.by.actor
    return Ruling(made, None if approved is None else approved.originator_version, by, struck, tuple(notices.values()))
