"""A second, deliberately plain reading of a nomination: straight from the text of DOMAIN.md, slow and literal."""

from __future__ import annotations

from typing import Any

from ledger.domain.event import Event
from ledger.domain.nomination import (
    ActStruck,
    Announced,
    Conferred,
    CreditWithdrawn,
    Entered,
    Narrowed,
    TimeCorrected,
    Withdrawn,
)

Plain = tuple[str, str | None, frozenset[str]]
"""The word for the place, the word for the award, and which credits are gone."""


def plain_reading(log: list[tuple[int, Event]], *, at: int, known: int, announced: int | None) -> Plain | None:
    """What DOMAIN.md says the nomination is at `at`, as known at `known`, as announced by `announced`."""
    told = [(position, event) for position, event in log if position <= known]
    acts = {event.originator_version: event for _position, event in told}
    places = {event.originator_version: position for position, event in told}

    def public(version: int) -> bool:
        if announced is None:
            return True
        act = acts[version]
        if isinstance(act, Narrowed):
            return public(act.because)
        return any(
            isinstance(one, Announced) and version in one.acts and one.counts_from <= announced for one in acts.values()
        )

    def struck(version: int) -> bool:
        return any(
            isinstance(one, ActStruck)
            and one.act == version
            and public(one.originator_version)
            and not struck(one.originator_version)
            for one in acts.values()
        )

    def root(version: int) -> int:
        act = acts[version]
        return root(act.act) if isinstance(act, Narrowed | TimeCorrected) else version

    def counts_from(version: int) -> int:
        changes = [
            one
            for number, one in sorted(acts.items())
            if isinstance(one, Narrowed | TimeCorrected)
            and public(number)
            and not struck(number)
            and root(number) == version
        ]
        return changes[-1].counts_from if changes else acts[version].counts_from  # type: ignore[attr-defined]

    def depth(version: int) -> int:
        follows = acts[version].follows  # type: ignore[attr-defined]
        return 0 if follows is None else depth(follows) + 1

    counted = [
        (counts_from(number), depth(number), places[number], act)
        for number, act in acts.items()
        if isinstance(act, Entered | Withdrawn | CreditWithdrawn | Conferred) and public(number) and not struck(number)
    ]
    if not any(isinstance(act, Entered) for *_order, act in counted):
        return None
    place: str | None = None
    award: str | None = None
    gone: set[str] = set()
    for *_order, act in sorted((one for one in counted if one[0] <= at), key=lambda one: one[:3]):
        place, award = _step(act, place, award, gone)
    return None if place is None else (place, award, frozenset(gone))


def _step(act: Any, place: str | None, award: str | None, gone: set[str]) -> tuple[str | None, str | None]:
    if isinstance(act, Entered):
        return ("recorded" if act.listing == "recorded" else "nominated"), award
    if isinstance(act, Withdrawn) and place == "nominated" and award is None:
        return "withdrawn", award
    if isinstance(act, CreditWithdrawn) and place == "nominated" and award is None:
        gone.add(str(act.credit))
    if isinstance(act, Conferred) and place in ("nominated", "recorded") and award is None:
        return place, "conferred"
    return place, award
