"""Random streams of a nomination: many acts at one instant, corrections of corrections, announcements before and after."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from ledger.domain.event import Event
from ledger.domain.nomination import (
    ActStruck,
    Announced,
    Conferred,
    Credit,
    CreditWithdrawn,
    Entered,
    Narrowed,
    TimeCorrected,
    Withdrawn,
)
from ledger.domain.times import UNKNOWN
from ledger.domain.values import Authority, Personal, Provenance

STREAM = UUID("00000000-0000-4000-8000-000000000001")
CREDITS = (UUID("00000000-0000-4000-8000-0000000000c1"), UUID("00000000-0000-4000-8000-0000000000c2"))
BY = Provenance(actor=STREAM, name=Personal(STREAM, "Organiser"), role="organiser", command=STREAM, via="web")
MOMENTS = range(-1, 2)
"""The instants (µs) at which anything counts: so few that most streams hold several acts of the same one."""
TIMES = st.sampled_from(MOMENTS)
LONGEST = 14
ACTS = (Entered, Withdrawn, CreditWithdrawn, Conferred)
CORRECTIONS = (TimeCorrected, Narrowed)
KINDS = (*["withdrawn", "credit", "conferred"] * 3, *["announced", "struck", "time", "narrowed"] * 2)
"""What comes after the entry, each as often as it stands here."""


@st.composite
def streams(draw: st.DrawFn) -> list[tuple[int, Event]]:
    """A nomination's stream as (position, event); positions have gaps, times come in any order."""
    log: list[tuple[int, Event]] = []
    position = 0
    lengths = st.integers(1, LONGEST)
    for version in range(1, max(draw(lengths), draw(lengths)) + 1):
        position += draw(st.integers(1, 2))
        log.append((position, _event(draw, version, log)))
    return log


def _event(draw: st.DrawFn, version: int, log: list[tuple[int, Event]]) -> Event:
    common: dict[str, Any] = {"originator_id": STREAM, "originator_version": version, "by": BY, "effective": UNKNOWN}
    at = draw(TIMES)
    if version == 1:
        return _entered(draw, common, min(at, draw(TIMES)))
    acts = _versions(log, *ACTS)
    follows = draw(st.sampled_from([None, None, acts[-1], *acts]))
    ruled: dict[str, Any] = {
        "authority": Authority(body="organiser"),
        "reason": "not_given",
        "follows": follows,
        "counts_from": at,
    }
    kind = draw(st.sampled_from(KINDS))
    if kind == "withdrawn":
        return Withdrawn(**common, **ruled)
    if kind == "credit":
        return CreditWithdrawn(**common, **ruled, credit=draw(st.sampled_from(CREDITS)))
    if kind == "conferred":
        return Conferred(**common, counts_from=at, follows=follows)
    if kind == "announced":
        return Announced(**common, announcement=STREAM, acts=_named(draw, version), counts_from=at)
    if kind == "struck":
        del common["effective"]
        # What is easily got wrong is that a correction, or a strike, was itself struck.
        targets = _versions(log, *ACTS) + 3 * _versions(log, ActStruck, *CORRECTIONS)
        return ActStruck(**common, act=draw(st.sampled_from(targets)))
    target = draw(st.sampled_from(_versions(log, *ACTS, *CORRECTIONS)))
    if kind == "time":
        return TimeCorrected(**common, act=target, counts_from=at)
    shown_by = draw(st.sampled_from(_versions(log, *ACTS, Announced)))
    return Narrowed(**common, act=target, because=shown_by, counts_from=at)


def _entered(draw: st.DrawFn, common: dict[str, Any], at: int) -> Entered:
    listing = draw(st.sampled_from(["nominee", "nominee", "nominee", "recorded"]))
    return Entered(
        **common,
        counts_from=at,
        edition=STREAM,
        category=STREAM,
        listing=listing,
        because="write_in" if listing == "recorded" else None,
        credits=tuple(Credit(id=one, party=one, name=Personal(one, "Name")) for one in CREDITS),
    )


def _named(draw: st.DrawFn, version: int) -> tuple[int, ...]:
    """What an announcement names: often everything so far, else some of it."""
    earlier = range(1, version)
    return tuple(earlier) if draw(st.booleans()) else tuple(sorted(draw(st.sets(st.sampled_from(earlier), min_size=1))))


def _versions(log: list[tuple[int, Event]], *kinds: type[Event]) -> list[int]:
    return [event.originator_version for _position, event in log if isinstance(event, kinds)]
