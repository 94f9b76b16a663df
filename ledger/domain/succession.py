"""Who is next in line for a place that fell: named by a tabulator, the ledger need not hold the ranking (DOMAIN.md, Vacancies)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from ledger.domain.event import Event
from ledger.domain.readings import changes_of, history_of
from ledger.domain.times import When
from ledger.domain.values import Internal, Personal, Source


class NextNamed(Event, frozen=True, kw_only=True):
    """A tabulator, or an organiser who has it from one, says who comes into the place that this act left empty.

    It enters nobody; a later word on the same act replaces it.
    """

    TOPIC: ClassVar[str] = "nomination.next_named"

    act: Internal[int]
    """The version of the act by which the place fell."""
    next: Internal[Personal]
    """Who it is, as the tabulator words it: a secret of those who know results, until it is announced as a nominee."""
    effective: Internal[When]
    counts_from: Internal[int]
    """Microseconds since 1970 (UTC)."""
    source: Internal[Source | None] = None
    private_reason: Internal[Personal | None] = None


def next_in_line(story: Sequence[tuple[int, Event]], act: int) -> NextNamed | None:
    """Who was last named for the place that an act left empty; None where nobody was."""
    struck = {version for version, change in changes_of(history_of(story)).items() if change.counts_from is None}
    named = [
        event
        for _position, event in story
        if isinstance(event, NextNamed) and event.act == act and event.originator_version not in struck
    ]
    return named[-1] if named else None
