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
STEPS = Entered | Withdrawn | CreditWithdrawn | Conferred


def plain_reading(log: list[tuple[int, Event]], *, at: int, known: int, announced: int | None) -> Plain | None:
    """What DOMAIN.md says the nomination is at `at`, as known at `known`, as announced by `announced`."""
    plain = _Plain([(position, event) for position, event in log if position <= known], announced)
    counted = plain.counted()
    if not any(isinstance(act, Entered) for *_order, act in counted):
        return None
    place: str | None = None
    award: str | None = None
    gone: set[str] = set()
    for *_order, act in sorted((one for one in counted if one[0] <= at), key=lambda one: one[:3]):
        place, award = _step(act, place, award, gone)
    return None if place is None else (place, award, frozenset(gone))


class _Plain:
    """One reading: each question is answered anew from all acts."""

    def __init__(self, told: list[tuple[int, Event]], announced: int | None) -> None:
        self.acts: dict[int, Any] = {event.originator_version: event for _position, event in told}
        self.places = {event.originator_version: position for position, event in told}
        self.announced = announced

    def counted(self) -> list[tuple[int, int, int, Any]]:
        """The acts of the reading with what orders them."""
        return [
            (self.counts_from(number), self.depth(number), self.places[number], act)
            for number, act in self.acts.items()
            if isinstance(act, STEPS) and self.public(number) and not self.struck(number)
        ]

    def public(self, version: int) -> bool:
        """Whether an announcement had named it; a narrowing is public with what shows it: an act, or an announcement that was made."""
        if self.announced is None:
            return True
        act = self.acts[version]
        if isinstance(act, Narrowed):
            return self.public(act.because)
        if isinstance(act, Announced) and act.counts_from <= self.announced:
            return True
        return any(
            isinstance(one, Announced) and version in one.acts and one.counts_from <= self.announced
            for one in self.acts.values()
        )

    def struck(self, version: int) -> bool:
        """Whether it was entered in error, by an act that was not so itself; a narrowing falls with the act that showed it."""
        act = self.acts[version]
        if isinstance(act, Narrowed) and self.struck(act.because):
            return True
        return any(
            isinstance(one, ActStruck) and one.act == version and self.public(number) and not self.struck(number)
            for number, one in self.acts.items()
        )

    def root(self, version: int) -> int:
        """The act that a correction of a correction is about in the end."""
        act = self.acts[version]
        return self.root(act.act) if isinstance(act, Narrowed | TimeCorrected) else version

    def counts_from(self, version: int) -> int:
        """From when it counts: by the last correction that stands, else by itself."""
        changes = [
            one
            for number, one in sorted(self.acts.items())
            if isinstance(one, Narrowed | TimeCorrected)
            and self.public(number)
            and not self.struck(number)
            and self.root(number) == version
        ]
        return int(changes[-1].counts_from if changes else self.acts[version].counts_from)

    def depth(self, version: int) -> int:
        """How many acts it rests on."""
        follows = self.acts[version].follows
        return 0 if follows is None else self.depth(follows) + 1


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
