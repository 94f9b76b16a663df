"""A nomination's events: one entry for one category, from when it is entered, announced or not (DOMAIN.md, Vocabulary).

Its stream tells its whole story: the entry, each announcement that names it, and whatever ended or changed it.
"""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

import msgspec

from ledger.domain.event import Act, Event
from ledger.domain.times import When
from ledger.domain.values import Authority, Internal, Personal, Public, Source

ENTRY = 1
"""The version of the entry in every nomination's stream."""


class ListedWork(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A work with the title the list gives it."""

    work: Public[UUID]
    title: Public[str]


class Credit(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One party's named share in a nomination, under the name as credited."""

    id: Public[UUID]
    party: Public[UUID]
    name: Public[Personal]
    role: Public[str | None] = None
    shares: Public[bool] = True
    """Whether the party shares in the award if the nomination wins."""


class Asker(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Who asked for it, as what; the party is None where only the capacity is known."""

    capacity: Internal[str]
    """nominee · co_nominee · group · producer · label · manager · publisher · agent · guardian · heir · counsel · body."""
    party: Internal[UUID | None] = None


class Entered(Act, frozen=True, kw_only=True):
    """The nomination exists from here on. Nothing is public by this alone."""

    TOPIC: ClassVar[str] = "nomination.entered"

    edition: Public[UUID]
    category: Public[UUID]
    works: Public[tuple[ListedWork, ...]] = ()
    credits: Public[tuple[Credit, ...]] = ()
    details: Public[tuple[str, ...]] = ()
    """The named thing: song, character, dance number; of an entry without award its category, as that was called."""
    citation: Public[Personal | None] = None
    """What an award without a nomination is given for, in the body's words."""
    credit_line: Public[Personal | None] = None
    """The names as the list words them ("Screenplay by ...")."""
    listing: Public[str] = "nominee"
    """nominee · recorded (the record holds it, but it was never announced as a nomination)."""
    because: Public[str | None] = None
    """For a recorded entry: no_announced_nominations · preliminary · write_in · honorary · no_award (the category confers on nobody)."""
    marks: Public[tuple[str, ...]] = ()
    """What the source says beside it: not_standing (the source no longer counts it)."""
    order: Internal[int] = 0
    """Its place in the order of the source or the printed list."""
    source: Internal[Source | None] = None
    irregular: Public[str | None] = None
    """past_lock: it took an empty place after the ballot was locked; None where it did not."""
    irregular_reason: Internal[Personal | None] = None
    fills: Public[str | None] = None
    """The act of another nomination whose empty place it takes, `<stream id>@<version>`: a replacement."""

    @property
    def is_no_award(self) -> bool:
        """Whether it says that its category confers on nobody (DOMAIN.md, Vocabulary: award, result)."""
        return self.listing == "recorded" and self.because == "no_award"


class Ruled(Act, frozen=True, kw_only=True):
    """What every act decided by a body carries: a ruling in the small."""

    authority: Public[Authority]
    reason: Public[str]
    """Code of the public reason; `not_given` is a full answer."""
    asked_by: Internal[tuple[Asker, ...]] = ()
    private_reason: Internal[Personal | None] = None
    source: Internal[Source | None] = None
    decided: Internal[When | None] = None
    holds: Public[str] = "from_then_on"
    """from_then_on · from_the_start (from the time of the act that it follows)."""
    source_word: Internal[Personal | None] = None
    """The source's own word for it, where that is another."""
    ruling: Internal[UUID | None] = None
    """The ruling that it is part of, where it was recorded with others or with more than an act itself holds."""
    arises_from: Internal[tuple[str, ...]] = ()
    """Names of the acts that it follows from: what was asked, objected to or said, `<stream id>@<version>`."""
    irregular: Public[str | None] = None
    """late · not_provided · past_lock · without_power: against the rules, but it happened; None where it was not."""
    irregular_reason: Internal[Personal | None] = None
    """Why it is recorded all the same."""


class Own(Act, frozen=True, kw_only=True):
    """What a side does by itself and nobody needs to rule on."""

    reason: Public[str]
    """Code of the public reason; `not_given` is a full answer."""
    asked_by: Internal[tuple[Asker, ...]] = ()
    private_reason: Internal[Personal | None] = None
    source: Internal[Source | None] = None
    source_word: Internal[Personal | None] = None
    """The source's own word for it, where that is another."""
    arises_from: Internal[tuple[str, ...]] = ()
    """Names of the acts that it follows from: what was asked, objected to or said, `<stream id>@<version>`."""
    irregular: Public[str | None] = None
    """late · not_provided · past_lock · without_power: against the rules, but it happened; None where it was not."""
    irregular_reason: Internal[Personal | None] = None
    """Why it is recorded all the same."""


class Withdrawn(Ruled, frozen=True, kw_only=True):
    """The whole nomination leaves the list after it was announced, by the wish of its own side."""

    TOPIC: ClassVar[str] = "nomination.withdrawn"


class CreditWithdrawn(Ruled, frozen=True, kw_only=True):
    """One name leaves a shared nomination by that party's wish; the nomination stands."""

    TOPIC: ClassVar[str] = "nomination.credit_withdrawn"

    credit: Public[UUID]


class Conferred(Act, frozen=True, kw_only=True):
    """The category's award goes to this nomination."""

    TOPIC: ClassVar[str] = "nomination.conferred"

    source: Internal[Source | None] = None
    tie: Public[bool] = False
    """Whether the award goes to several nominations of its category, and this is one of them."""


class Withheld(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What an announcement keeps back of an act that it names."""

    act: Public[int]
    parts: Public[tuple[str, ...]]
    """rule · reason."""


class Said(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The words in which an announcement called a nomination, where they are not those of the entry."""

    act: Public[int]
    words: Public[Personal]


class Announced(Event, frozen=True, kw_only=True):
    """An announcement names acts of this stream: from `counts_from` they are public."""

    TOPIC: ClassVar[str] = "nomination.announced"

    announcement: Public[UUID]
    acts: Public[tuple[int, ...]]
    """Versions in this stream."""
    effective: Public[When]
    counts_from: Public[int]
    """Microseconds since 1970 (UTC), as in the announcement."""
    without: Public[tuple[Withheld, ...]] = ()
    said: Public[tuple[Said, ...]] = ()


class AnnouncementTakenBack(Event, frozen=True, kw_only=True):
    """From `counts_from` the public list no longer says what that announcement said; that it was said stays.

    Before the announcement's own moment it is called off: nothing of it ever shows.
    """

    TOPIC: ClassVar[str] = "nomination.announcement_taken_back"

    notice: Public[int]
    """The version of the announcement in this stream."""
    effective: Public[When]
    counts_from: Public[int]
    """Microseconds since 1970 (UTC)."""


class Narrowed(Event, frozen=True, kw_only=True):
    """Something later shows that an act must have been before it: its bounds become narrower."""

    TOPIC: ClassVar[str] = "nomination.narrowed"

    act: Internal[int]
    because: Internal[int]
    """The version of what shows it, an act that rests on it or the first announcement that names it. With that it is public,
    and with that it falls if it is struck."""
    effective: Internal[When]
    counts_from: Internal[int]


class TimeCorrected(Event, frozen=True, kw_only=True):
    """Our record of when an act took effect was wrong; it counts from here instead, as if never otherwise."""

    TOPIC: ClassVar[str] = "nomination.time_corrected"

    act: Public[int]
    """The version corrected: an act, or an earlier correction of it."""
    effective: Public[When]
    counts_from: Public[int]
    source: Internal[Source | None] = None
    private_reason: Internal[Personal | None] = None


class ActStruck(Event, frozen=True, kw_only=True):
    """Entered in error: the act, or the correction, named never was so. It stays readable in the log."""

    TOPIC: ClassVar[str] = "nomination.act_struck"

    act: Public[int]
    source: Internal[Source | None] = None
    private_reason: Internal[Personal | None] = None
