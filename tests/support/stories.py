"""Random streams of a nomination: many acts at one instant, corrections of corrections, announcements before and after."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from ledger.domain.asked import Asked, AskEnded
from ledger.domain.award_acts import Misread, MisreadingPutRight
from ledger.domain.contested import Contested, ContestEnded
from ledger.domain.credit_acts import CreditAdded, CreditCorrected, CreditReinstated, CreditRemoved
from ledger.domain.effects import EffectsSet
from ledger.domain.endings import AnnouncedInError, Moved, Reinstated, RuledIneligible
from ledger.domain.event import Act, Event
from ledger.domain.nomination import (
    ActStruck,
    Announced,
    AnnouncementTakenBack,
    Conferred,
    Credit,
    CreditWithdrawn,
    Entered,
    Narrowed,
    Own,
    Ruled,
    Said,
    TimeCorrected,
    Withdrawn,
    Withheld,
)
from ledger.domain.readings import KINDS as ACT_KINDS
from ledger.domain.times import UNKNOWN
from ledger.domain.values import Authority, Personal, Provenance

STREAM = UUID("00000000-0000-4000-8000-000000000001")
CREDITS = (UUID("00000000-0000-4000-8000-0000000000c1"), UUID("00000000-0000-4000-8000-0000000000c2"))
MISSING = UUID("00000000-0000-4000-8000-0000000000c3")
"""A name that is not on the entry, but may be added."""
CATEGORIES = (STREAM, CREDITS[0], CREDITS[1])
BY = Provenance(actor=STREAM, name=Personal(STREAM, "Organiser"), role="organiser", command=STREAM, via="web")
MOMENTS = range(-1, 2)
"""The instants (µs) at which anything counts: so few that most streams hold several acts of the same one."""
TIMES = st.sampled_from(MOMENTS)
LONGEST = 14
CORRECTIONS = (TimeCorrected, Narrowed)
LATER = tuple(kind for kind in ACT_KINDS if kind is not Entered)
OFTEN: tuple[type[Act], ...] = (
    Asked,
    AskEnded,
    Contested,
    ContestEnded,
    Withdrawn,
    CreditWithdrawn,
    Conferred,
    RuledIneligible,
    AnnouncedInError,
    Reinstated,
)
"""Acts that meet each other's rules, so that random streams do not consist of acts without effect only."""
KINDS = (*[*LATER, *OFTEN * 2], *["announced"] * 9, *["struck", "time", "narrowed"] * 4, *["back"] * 3)
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
    kind = draw(st.sampled_from(KINDS))
    if isinstance(kind, type):
        return _act(draw, kind, {**common, "counts_from": at}, _versions(log, Act))
    if kind == "announced":
        return _announced(draw, {**common, "counts_from": at}, version)
    if kind == "back":
        notices = _versions(log, Announced) or [1]
        return AnnouncementTakenBack(**common, notice=draw(st.sampled_from(notices)), counts_from=at)
    if kind == "struck":
        del common["effective"]
        # What is easily got wrong is that a correction, or a strike, was itself struck.
        targets = _versions(log, Act) + 3 * _versions(log, ActStruck, *CORRECTIONS)
        return ActStruck(**common, act=draw(st.sampled_from(targets)))
    target = draw(st.sampled_from(_versions(log, Act, *CORRECTIONS)))
    if kind == "time":
        return TimeCorrected(**common, act=target, counts_from=at)
    shown_by = draw(st.sampled_from(_versions(log, Act, Announced)))
    return Narrowed(**common, act=target, because=shown_by, counts_from=at)


def _act(draw: st.DrawFn, kind: type[Act], common: dict[str, Any], acts: list[int]) -> Act:
    """An act of any kind, resting on any other."""
    fields = {**common, "follows": draw(st.sampled_from([None, None, acts[-1], *acts]))}
    if issubclass(kind, Ruled | Own):
        fields["reason"] = "not_given"
    if issubclass(kind, Ruled):
        fields["authority"] = Authority(body="organiser")
        fields["holds"] = draw(st.sampled_from(["from_then_on", "from_then_on", "from_the_start"]))
    named = draw(st.sampled_from([*CREDITS, *CREDITS, MISSING]))
    if kind in (CreditWithdrawn, CreditRemoved, CreditReinstated):
        fields["credit"] = named
    if kind in (CreditAdded, CreditCorrected):
        fields["credit"] = Credit(id=named, party=named, name=Personal(named, "Name"))
    if kind is CreditRemoved:
        fields["finding"] = draw(st.sampled_from(["rescinded", "disqualified"]))
    if kind is EffectsSet:
        said = st.sampled_from([None, None, True, False])
        fields |= {name: draw(said) for name in ("on_ballot", "counted", "may_win", "payable")}
    if kind is Moved:
        fields["category"] = draw(st.sampled_from(CATEGORIES))
    fields |= _note(draw, kind, named)
    if kind in (Misread, MisreadingPutRight):
        fields["announcement"] = STREAM
    return kind(**fields)


def _announced(draw: st.DrawFn, common: dict[str, Any], version: int) -> Announced:
    acts = _named(draw, version)
    worded = draw(st.sampled_from(["", "", "without", "said"]))
    without = (Withheld(act=acts[-1], parts=("rule",)),) if worded == "without" else ()
    said = (Said(act=acts[-1], words=Personal(STREAM, "As it was read")),) if worded == "said" else ()
    return Announced(**common, announcement=STREAM, acts=acts, without=without, said=said)


def _entered(draw: st.DrawFn, common: dict[str, Any], at: int) -> Entered:
    because = draw(st.sampled_from([None, None, None, None, "write_in", "no_award"]))
    return Entered(
        **common,
        counts_from=at,
        edition=STREAM,
        category=STREAM,
        listing="nominee" if because is None else "recorded",
        because=because,
        credits=tuple(Credit(id=one, party=one, name=Personal(one, "Name")) for one in CREDITS),
    )


def _named(draw: st.DrawFn, version: int) -> tuple[int, ...]:
    """What an announcement names: often everything so far, else some of it."""
    earlier = range(1, version)
    return tuple(earlier) if draw(st.booleans()) else tuple(sorted(draw(st.sets(st.sampled_from(earlier), min_size=1))))


def _versions(log: list[tuple[int, Event]], *kinds: type[Event]) -> list[int]:
    return [event.originator_version for _position, event in log if isinstance(event, kinds)]


def _note(draw: st.DrawFn, kind: type[Act], named: UUID) -> dict[str, Any]:
    """What an act that leaves a note says besides; nothing for others."""
    credit = draw(st.sampled_from([None, named])) if kind in (Asked, Contested) else None
    if kind is Asked:
        return {"request": STREAM, "number": 1, "wish": "not_voted", "credit": credit}
    if kind is Contested:
        return {"objection": STREAM, "number": 1, "what": "award", "credit": credit}
    outcomes = {AskEnded: ["refused", "too_late"], ContestEnded: ["upheld", "dismissed"]}
    return {"outcome": draw(st.sampled_from(outcomes[kind]))} if kind in outcomes else {}
