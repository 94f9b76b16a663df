"""Random streams of a nomination: acts in any order of times, corrections of corrections, announcements before and after."""

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
TIMES = st.integers(min_value=-6, max_value=12)


@st.composite
def streams(draw: st.DrawFn, longest: int = 8) -> list[tuple[int, Event]]:
    """A nomination's stream as (position, event); positions have gaps, times come in any order."""
    log: list[tuple[int, Event]] = []
    position = 0
    for version in range(1, draw(st.integers(1, longest)) + 1):
        position += draw(st.integers(1, 3))
        log.append((position, _event(draw, version, log)))
    return log


def _event(draw: st.DrawFn, version: int, log: list[tuple[int, Event]]) -> Event:
    common: dict[str, Any] = {"originator_id": STREAM, "originator_version": version, "by": BY, "effective": UNKNOWN}
    at = draw(TIMES)
    if version == 1:
        return _entered(draw, common, at)
    earlier = draw(st.integers(1, version - 1))
    follows = draw(st.sampled_from([None, *(e.originator_version for _p, e in log if hasattr(e, "follows"))]))
    ruled: dict[str, Any] = {
        "authority": Authority(body="organiser"),
        "reason": "not_given",
        "follows": follows,
        "counts_from": at,
    }
    kind = draw(
        st.sampled_from(["withdrawn", "credit", "conferred", "announced", "announced", "narrowed", "time", "struck"])
    )
    if kind == "withdrawn":
        return Withdrawn(**common, **ruled)
    if kind == "credit":
        return CreditWithdrawn(**common, **ruled, credit=draw(st.sampled_from(CREDITS)))
    if kind == "conferred":
        return Conferred(**common, counts_from=at, follows=follows)
    if kind == "announced":
        acts = tuple(sorted(draw(st.sets(st.integers(1, version - 1), min_size=1))))
        return Announced(**common, announcement=STREAM, acts=acts, counts_from=at)
    if kind == "struck":
        del common["effective"]
        return ActStruck(**common, act=_changeable(draw, log))
    target = _changeable(draw, log, corrections_only=False)
    if kind == "time":
        return TimeCorrected(**common, act=target, counts_from=at)
    return Narrowed(**common, act=target, because=earlier if _is_step(log[earlier - 1][1]) else 1, counts_from=at)


def _entered(draw: st.DrawFn, common: dict[str, Any], at: int) -> Entered:
    listing = draw(st.sampled_from(["nominee", "nominee", "recorded"]))
    return Entered(
        **common,
        counts_from=at,
        edition=STREAM,
        category=STREAM,
        listing=listing,
        because="write_in" if listing == "recorded" else None,
        credits=tuple(Credit(id=one, party=one, name=Personal(one, "Name")) for one in CREDITS),
    )


def _is_step(event: Event) -> bool:
    return isinstance(event, Entered | Withdrawn | CreditWithdrawn | Conferred)


def _changeable(draw: st.DrawFn, log: list[tuple[int, Event]], *, corrections_only: bool = True) -> int:
    """A version that a correction or a strike may name: an act, or an earlier correction."""
    kinds = (Entered, Withdrawn, CreditWithdrawn, Conferred, TimeCorrected, Narrowed)
    found = [
        event.originator_version
        for _position, event in log
        if isinstance(event, (*kinds, ActStruck) if corrections_only else kinds)
    ]
    return draw(st.sampled_from(found))
