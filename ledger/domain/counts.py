"""The count lines: they reconcile and name their unit (DOMAIN.md, What must always hold, 2)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ledger.domain.standing import CONFERRED, PLACE_WORDS, RECORDED


class Counts(NamedTuple):
    """Nominations of one list: `named` = the sum of `parts` (word, how many), in a fixed order; `recorded` stands apart."""

    named: int
    parts: tuple[tuple[str, int], ...]
    recorded: int
    awards: int
    recorded_awards: int


def count(standings: Iterable[tuple[str, str | None]]) -> Counts:
    """Count each nomination once, under the word (place, award) it has at the moment asked for."""
    places: dict[str, int] = {}
    awards = recorded_awards = 0
    for place, award in standings:
        places[place] = places.get(place, 0) + 1
        if award == CONFERRED:
            awards += 1
            recorded_awards += place == RECORDED
    recorded = places.pop(RECORDED, 0)
    order = {word: number for number, word in enumerate(PLACE_WORDS)}
    parts = sorted(places.items(), key=lambda part: order.get(part[0], len(order)))
    return Counts(sum(places.values()), tuple(parts), recorded, awards, recorded_awards)
