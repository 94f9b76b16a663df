"""What keeps an announced nomination, or a word of it, from public pages (DOMAIN.md, Effects; Words about people).

Neither is an act of the fold: what may be shown holds in every public reading of every moment, whatever was announced when.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar
from uuid import UUID

from ledger.domain.event import Event
from ledger.domain.times import When
from ledger.domain.values import Internal, Personal, Source

PARTS = ("name", "every_name", "title", "details", "citation", "credit_line", "said")
WHY = ("court", "settlement", "safety", "own_right")


class ShownSet(Event, frozen=True, kw_only=True):
    """A word of the nomination may not, or may again, be shown in any public reading of any moment."""

    TOPIC: ClassVar[str] = "nomination.shown_set"

    part: Internal[str]
    """name (that of the credit) · every_name · title · details · citation · credit_line · said (the words of an announcement)."""
    credit: Internal[UUID | None] = None
    shown: Internal[bool]
    why: Internal[str]
    """court · settlement · safety · own_right."""
    ordered_by: Internal[Personal]
    """On whose order."""
    effective: Internal[When]
    counts_from: Internal[int]
    """Microseconds since 1970 (UTC): when it was ordered. It shows at once, however that was."""
    source: Internal[Source | None] = None
    private_reason: Internal[Personal | None] = None


class CourtMarked(Event, frozen=True, kw_only=True):
    """The matter is before a court, or no longer: what is recorded of the nomination is not announced without an explicit word."""

    TOPIC: ClassVar[str] = "nomination.court_marked"

    stands: Internal[bool]
    effective: Internal[When]
    counts_from: Internal[int]
    """Microseconds since 1970 (UTC)."""
    source: Internal[Source | None] = None
    private_reason: Internal[Personal | None] = None


def not_shown(events: Iterable[Event]) -> frozenset[tuple[str, UUID | None]]:
    """What may not be shown of a nomination, by part and credit, after these events of its stream: the last word on each holds."""
    last: dict[tuple[str, UUID | None], bool] = {}
    for event in events:
        if isinstance(event, ShownSet):
            last[event.part, event.credit] = event.shown
    return frozenset(what for what, shown in last.items() if not shown)


def before_a_court(events: Iterable[Event]) -> bool:
    """Whether the matter is before a court after these events of its stream."""
    marks = [event.stands for event in events if isinstance(event, CourtMarked)]
    return bool(marks) and marks[-1]
