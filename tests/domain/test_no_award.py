"""The fold where a category confers on nobody, what of it waits to be told, and what counts it (decision 12)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from ledger.domain.award_acts import AwardRevoked, Chosen, NotConferred
from ledger.domain.counts import Counted, count, count_entered
from ledger.domain.endings import AnnouncedInError
from ledger.domain.event import Event
from ledger.domain.nomination import ActStruck, Announced, Conferred, Entered, Withdrawn
from ledger.domain.readings import History, history_of, judge
from ledger.domain.telling import told_along, unannounced
from ledger.domain.times import parse_when
from ledger.domain.values import Authority, Personal, Provenance

STREAM = UUID("00000000-0000-4000-8000-000000000001")
BY = Provenance(actor=STREAM, name=Personal(STREAM, "Hina"), role="organiser", command=STREAM, via="web")
RULING: dict[str, Any] = {"authority": Authority(body="jury"), "reason": "not_given", "follows": 1}
WHEN = parse_when("2026-10-20", "Asia/Karachi")


def history(*acts: type[Event] | tuple[type[Event], dict[str, Any]]) -> History:
    """An entry that says nobody gets the award, and what followed a microsecond after each other."""
    events: list[Event] = []
    entry: dict[str, Any] = {"edition": STREAM, "category": STREAM, "listing": "recorded", "because": "no_award"}
    for version, one in enumerate(((Entered, entry), *acts), 1):
        kind, more = one if isinstance(one, tuple) else (one, {})
        told: dict[str, Any] = {"originator_id": STREAM, "originator_version": version, "by": BY}
        if kind is not ActStruck:
            told |= {"effective": WHEN, "counts_from": version}
        if kind in (Chosen, NotConferred, Withdrawn, AwardRevoked, AnnouncedInError):
            told |= RULING
        if kind is Conferred:
            told["follows"] = 1
        events.append(kind(**told, **more))
    return history_of(enumerate(events, 1))


def announced(*acts: int) -> tuple[type[Event], dict[str, Any]]:
    return Announced, {"announcement": STREAM, "acts": acts}


@pytest.mark.parametrize(
    "acts, award",
    [
        ((), None),
        ((Chosen,), "chosen"),
        ((Chosen, Conferred), "conferred"),
        ((Conferred, NotConferred), "not_conferred"),
        ((Chosen, NotConferred), "not_conferred"),
        ((Chosen, NotConferred, Chosen), "chosen"),
    ],
)
def test_nobody_is_chosen_conferred_on_and_not_conferred_on(acts: tuple[type[Event], ...], award: str | None) -> None:
    standing, illegal = judge(history(*acts))
    assert standing is not None
    assert (standing.place, standing.award, standing.listed, illegal) == ("no_award", award, False, ())


@pytest.mark.parametrize("act", [Withdrawn, AwardRevoked, AnnouncedInError])
def test_what_needs_a_nominee_is_without_effect_on_nobody(act: type[Event]) -> None:
    standing, illegal = judge(history(Chosen, act))
    assert standing is not None
    told = [(one.code, one.contradicts) for one in illegal]
    assert (standing.award, standing.idle, told) == ("chosen", (3,), [("confers_on_nobody", 1)])


@pytest.mark.parametrize(
    "acts, waiting, along",
    [
        ((), [], (1,)),
        ((Chosen,), [2], (1, 2)),
        ((Conferred,), [2], (1, 2)),
        ((Chosen, Conferred), [2], (1, 2, 3)),
        ((Chosen, NotConferred), [2, 3], (1, 2)),
        ((Chosen, announced(1, 2)), [], ()),
        ((Chosen, announced(1, 2), Conferred), [4], (4,)),
        ((Chosen, (ActStruck, {"act": 2})), [], (1,)),
    ],
)
def test_decision_waits_alone_and_takes_the_rest_along(
    acts: tuple[Any, ...], waiting: list[int], along: tuple[int, ...]
) -> None:
    told = history(*acts)
    assert (unannounced(told), told_along(told)) == (waiting, along)


def test_nobody_is_in_no_count_but_its_own() -> None:
    standings = [Counted("nominated", None), Counted("recorded", "conferred")]
    nobody = [Counted("no_award", award) for award in ("chosen", "conferred", "not_conferred", None)]
    assert count([*standings, *nobody]) == count(standings)._replace(no_awards=2)
    assert count_entered([("nominated", True), ("no_award", True), ("no_award", False)]).entered == 1
