"""The count lines: they reconcile and name their unit (DOMAIN.md, What must always hold, 2)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ledger.domain.standing import AWARD_WORDS, CHOSEN, CONFERRED, DECLINED, NO_AWARD, NOMINATED, PLACE_WORDS, RECORDED


class Counted(NamedTuple):
    """One nomination of a list: its words, and what counts tell apart."""

    place: str
    award: str | None
    apart: bool = False
    """Whether the public heard of it only when it had already fallen."""
    uncounted: bool = False
    """Whether its votes are not counted."""


class Counts(NamedTuple):
    """Nominations of one list: `named` = the sum of `parts` (word, how many), in a fixed order; the others stand apart."""

    named: int
    parts: tuple[tuple[str, int], ...]
    recorded: int
    awards: int
    """Conferred, and neither refused nor lost."""
    recorded_awards: int
    other_awards: tuple[tuple[str, int], ...] = ()
    """What else became of awards (word, how many)."""
    disclosed: int = 0
    """Told to the public only after they had fallen."""
    no_awards: int = 0
    """Categories that confer on nobody: in no other number here."""
    uncounted: int = 0
    """On the list, with votes that are not counted."""


def count(standings: Iterable[Counted]) -> Counts:
    """Count each nomination once, under the word it has at the moment asked for."""
    places: dict[str, int] = {}
    awards: dict[str, int] = {}
    recorded_awards = disclosed = no_awards = not_counted = 0
    for place, award, apart, uncounted in standings:
        if place == NO_AWARD:
            no_awards += award in (CHOSEN, CONFERRED)
            continue
        if apart or place == DECLINED:
            disclosed += 1
        else:
            places[place] = places.get(place, 0) + 1
            not_counted += uncounted and place == NOMINATED
        if award is not None:
            won = CONFERRED if award == CHOSEN else award
            awards[won] = awards.get(won, 0) + 1
            recorded_awards += place == RECORDED and won == CONFERRED
    recorded = places.pop(RECORDED, 0)
    return Counts(
        sum(places.values()),
        _ordered(places, PLACE_WORDS),
        recorded,
        awards.pop(CONFERRED, 0),
        recorded_awards,
        tuple(one for one in _ordered(awards, AWARD_WORDS) if one[0] in AWARD_WORDS),
        disclosed,
        no_awards,
        not_counted,
    )


class Entered(NamedTuple):
    """What organisers count: `entered` = `named` + the others, each nomination once."""

    entered: int
    named: int
    unannounced: int
    declined: int
    before: int
    """Ruled out before they were announced."""


def count_entered(standings: Iterable[tuple[str, bool]]) -> Entered:
    """Count nominations of an edition by word and by whether the public has been told of them; recorded ones are none."""
    named = unannounced = declined = before = 0
    for place, public in standings:
        if place in (RECORDED, NO_AWARD):
            continue
        if public and place != DECLINED:
            named += 1
        elif place == DECLINED:
            declined += 1
        elif place == PLACE_WORDS[0]:
            unannounced += 1
        else:
            before += 1
    return Entered(named + unannounced + declined + before, named, unannounced, declined, before)


def _ordered(numbers: dict[str, int], words: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    order = {word: number for number, word in enumerate(words)}
    return tuple(sorted(numbers.items(), key=lambda part: order.get(part[0], len(order))))
