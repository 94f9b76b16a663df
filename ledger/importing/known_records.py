"""Whose an external id is, as far as whoever imports may know (decision 20): of one that they do not see they get one of their own."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from ledger.application.id_holders import FindsBy, seen_holders
from ledger.application.ledger import Ledger
from ledger.application.records import CLAIMED, claim_parts
from ledger.domain.values import ExternalId


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
            taken = seen_holders(self._ledger, author, held, self._finds_by)
            self._known |= taken
            left = [one for one in held if one not in taken]
            turn += 1

    def find(self, *externals: ExternalId) -> UUID | None:
        """The record of the first of these that has one, None if none has."""
        return next((self._known[one] for one in externals if one in self._known), None)

    def remember(self, externals: Collection[ExternalId], record: UUID) -> None:
        """What this import registers."""
        self._known.update(dict.fromkeys(externals, record))
