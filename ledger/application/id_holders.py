"""Who has an external id, as far as whoever records something may know (decision 20).

Of a record that they do not see they are told nothing, or they would learn that somebody prepares it, and under which name: the id is
claimed in a further turn. Who sees both records is shown them as alike, and can link them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from ledger.application.ledger import Ledger, Story
from ledger.domain.party_readings import record_of
from ledger.domain.values import ExternalId
from ledger.projections.sight import Records

FindsBy = Callable[[], Records | None]
"""By what an author finds parties and works now; None finds all."""


def finds_all() -> None:
    """Of an author who finds every record."""


def seen_holders(
    ledger: Ledger, author: UUID, held: Mapping[ExternalId, UUID], finds_by: FindsBy
) -> dict[ExternalId, UUID]:
    """Those of these claims whose holder has the id still, where the author (account) sees that record."""
    stories = ledger.stories(set(held.values()))
    having = {one: holder for one, holder in held.items() if _has(stories[holder], one)}
    own = {holder for holder in having.values() if stories[holder][0][1].by.actor == author}
    seen = own | _seen({holder for holder in having.values() if holder not in own}, finds_by)
    return {one: holder for one, holder in having.items() if holder in seen}


def _seen(holders: set[UUID], finds_by: FindsBy) -> set[UUID]:
    found = finds_by() if holders else None
    if found is None:
        return holders
    seen = found.seen([one.hex for one in holders])
    return {one for one in holders if one.hex in seen}


def _has(story: Story, external: ExternalId) -> bool:
    """Whether a record has an id that it claimed: it was not struck from it. What was erased cannot be told, and counts as had."""
    record = record_of(story)
    return record is not None and not {f"{external.scheme}:{external.value}", None}.isdisjoint(
        known.text for known in record.ids
    )
