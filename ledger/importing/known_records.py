"""Whose an external id is, as far as whoever imports may know (decision 20).

A record that they do not see is not taken, or they would learn that somebody prepares it, and under which name. They get one of
their own, which claims the id in a further turn; who sees both is shown them as alike, and can link them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from uuid import UUID

from ledger.application.ledger import Ledger, Story
from ledger.application.records import CLAIMED, claim_parts
from ledger.domain.party_readings import record_of
from ledger.domain.values import ExternalId
from ledger.projections.sight import Records

FindsBy = Callable[[], Records | None]
"""By what the author finds parties and works now; None finds all."""


class KnownRecords:
    """External ids of one sort (party, work), with the records that the author (account) of an import may take for them."""

    def __init__(self, ledger: Ledger, sort: str, finds_by: FindsBy) -> None:
        self._ledger = ledger
        self._sort = sort
        self._finds_by = finds_by
        self._known: dict[ExternalId, UUID] = {}
        self.turns: dict[ExternalId, int] = {}
        """In which turn a new record claims an id, where that is not the first."""

    def look_up(self, author: UUID, wanted: Collection[ExternalId]) -> None:
        """Find out whose these are, in one look a turn."""
        left = [one for one in wanted if one not in self._known]
        turn = 1
        while left:
            parts = {tuple(claim_parts(one.scheme, one.value, turn)): one for one in left}
            held = {parts[key]: holder for key, holder in self._ledger.claimed(CLAIMED[self._sort], parts).items()}
            if turn > 1:
                self.turns.update(dict.fromkeys((one for one in left if one not in held), turn))
            taken = self._taken(author, held)
            self._known |= taken
            left = [one for one in held if one not in taken]
            turn += 1

    def find(self, *externals: ExternalId) -> UUID | None:
        """The record of the first of these that has one, None if none has."""
        return next((self._known[one] for one in externals if one in self._known), None)

    def remember(self, externals: Collection[ExternalId], record: UUID) -> None:
        """What this import registers."""
        self._known.update(dict.fromkeys(externals, record))

    def _taken(self, author: UUID, held: Mapping[ExternalId, UUID]) -> dict[ExternalId, UUID]:
        """Those that the holder of the claim has still, where the author sees it."""
        stories = self._ledger.stories(set(held.values()))
        having = {one: holder for one, holder in held.items() if _has(stories[holder], one)}
        own = {holder for holder in having.values() if stories[holder][0][1].by.actor == author}
        seen = own | self._seen({holder for holder in having.values() if holder not in own})
        return {one: holder for one, holder in having.items() if holder in seen}

    def _seen(self, holders: set[UUID]) -> set[UUID]:
        finds_by = self._finds_by() if holders else None
        if finds_by is None:
            return holders
        seen = finds_by.seen([one.hex for one in holders])
        return {one for one in holders if one.hex in seen}


def _has(story: Story, external: ExternalId) -> bool:
    """Whether a record has an id that it claimed: it was not struck from it. What was erased cannot be told, and counts as had."""
    record = record_of(story)
    return record is not None and not {f"{external.scheme}:{external.value}", None}.isdisjoint(
        known.text for known in record.ids
    )
