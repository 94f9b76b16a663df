"""Whoever is about to be named to their disadvantage is told first, or it is said why not (DOMAIN.md, Words about people)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from ledger.application.ledger import Story
from ledger.domain.announcement import Untold
from ledger.domain.nomination import Entered
from ledger.domain.party_told import Owed, PartyTold, owed
from ledger.domain.publicity import before_a_court
from ledger.domain.readings import history_of, named_by
from ledger.errors import Invalid, Problem
from ledger.wording.acts import label_of_entry
from ledger.wording.beside import names_on
from ledger.wording.catalogue import gettext as _

HOUR = 3_600_000_000
"""An announcement that was made longer ago than this (µs) is told as done: nobody can be told before it any more."""


def untold_by(
    stories: Mapping[UUID, Story], acts: Mapping[UUID, Collection[int]], counts_from: int, now: int, why: str | None
) -> tuple[Untold, ...]:
    """Who is named to their disadvantage and was not told first, each with the reason given; `counts_from` and `now` in µs.

    Raises Invalid at `untold` where there is somebody and no reason is given.
    """
    if counts_from < now - HOUR:
        return ()
    found = [
        (stream, one) for stream, versions in acts.items() for one in _not_told(stories[stream], versions, counts_from)
    ]
    if not found:
        return ()
    if why is None:
        raise Invalid([Problem("untold", "tell_them_first", {"names": _names(stories, found)})])
    return tuple(Untold(item=f"{stream}@{one.act}", party=one.party, why=why) for stream, one in found)


def check_court(stories: Mapping[UUID, Story], why: str | None) -> None:
    """Raise Invalid at `over_court` where something is before a court and no reason is given, or a reason for nothing."""
    marked = [
        label_of_entry(entry)
        for story in stories.values()
        if before_a_court(event for _position, event in story) and isinstance(entry := story[0][1], Entered)
    ]
    if marked and why is None:
        raise Invalid([Problem("over_court", "before_a_court", {"names": ", ".join(marked)})])
    if why is not None and not marked:
        raise Invalid([Problem("over_court", "court_of_nothing")])


def _not_told(story: Story, versions: Collection[int], counts_from: int) -> list[Owed]:
    """Of what an announcement names for the first time: who has not been told, or only after it."""
    named = named_by(history_of(story), counts_from)
    before = [one for one in story if not (isinstance(one[1], PartyTold) and one[1].counts_from > counts_from)]
    return [one for one in owed(before) if one.act in versions and one.act not in named]


def _names(stories: Mapping[UUID, Story], found: list[tuple[UUID, Owed]]) -> str:
    names = {
        names_on([event for _position, event in stories[stream]]).get(one.party) or _("all who are named")
        for stream, one in found
    }
    return ", ".join(sorted(names))
