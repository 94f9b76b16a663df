"""Reports: who says of an act that it was so, and how sure (DOMAIN.md, Requests, objections, rulings).

Where they differ the ledger reads by one and shows the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from ledger.domain.event import Event
from ledger.domain.readings import changes_of, history_of
from ledger.domain.times import When
from ledger.domain.values import Internal, Personal, Source

SURE = ("ours", "stated", "reported")
SAYS = ("so", "otherwise", "not_so")


class Reported(Event, frozen=True, kw_only=True):
    """Somebody says of an act that it was so, was otherwise, or leaves it out. By itself it changes nothing."""

    TOPIC: ClassVar[str] = "nomination.reported"

    act: Internal[int]
    """The version of the act that it is about."""
    who: Internal[Personal]
    """Who says so: an agency, a paper, the party, minutes."""
    sure: Internal[str]
    """ours · stated (by the party) · reported (by somebody else)."""
    says: Internal[str]
    """so · otherwise · not_so (it leaves the act out, or denies it)."""
    when: Internal[When | None] = None
    """When the act was, as this report has it; None where it does not say, or agrees."""
    words: Internal[Personal | None] = None
    """What it says instead."""
    read_by: Internal[bool] = False
    """Whether this is the report that the ledger reads by; the latest one that is wins."""
    source: Internal[Source | None] = None
    private_reason: Internal[Personal | None] = None


def reports_of(story: Sequence[tuple[int, Event]]) -> dict[int, list[Reported]]:
    """The reports that stand, by the act they are about, in the order recorded; what was recorded in error left out."""
    struck = {act for act, change in changes_of(history_of(story)).items() if change.counts_from is None}
    found: dict[int, list[Reported]] = {}
    for _position, event in story:
        if isinstance(event, Reported) and event.originator_version not in struck:
            found.setdefault(event.act, []).append(event)
    return found


def read_by(reports: Sequence[Reported]) -> Reported | None:
    """The report that the ledger reads by, None where none is named: then it reads by its own record."""
    return next((one for one in reversed(reports) if one.read_by), None)
