"""The streams behind an edition's list: no more of them than a page needs."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from ledger.application.ledger import Story
from ledger.projections.decisions import ruling_ids
from ledger.projections.nominees import EditionFound, categories_of, may_have_taken, nominations_of
from ledger.projections.waiting import waiting_in
from web.people import services
from web.sight import known_rulings


def stories_of(found: EditionFound) -> dict[UUID, Story]:
    """Every nomination of the edition with its story, announced or not, in the order in which they were entered."""
    return _stories(nominations_of(services().lists, found.edition["subject"]))


def rulings_of(found: EditionFound) -> dict[UUID, Story]:
    """Every decision of the edition that the person looking around may know of, in the order in which they were recorded."""
    return known_rulings(_stories(ruling_ids(services().lists, found.edition["subject"])))


def categories_by_id(found: EditionFound) -> dict[UUID, str]:
    """The names of the edition's categories by id, in their order."""
    return {UUID(hex=one): name for one, name in categories_of(services().lists, found.edition["subject"]).items()}


def waiting_stories(found: EditionFound) -> dict[UUID, Story]:
    """The nominations of the edition of which something is not announced."""
    return _stories(waiting_in(services().today, found.edition["subject"]))


def stories_around(found: EditionFound, nomination: UUID, fills: str | None) -> dict[UUID, Story]:
    """The nomination whose place this one took (`fills`, the act that ended it), and those that took this one's."""
    beside = may_have_taken(services().lists, found.edition["subject"], nomination)
    return _stories([*beside, UUID(fills.partition("@")[0]).hex] if fills else beside)


def _stories(ids: Iterable[str]) -> dict[UUID, Story]:
    stories = services().ledger.stories([UUID(hex=one) for one in ids])
    return dict(sorted(stories.items(), key=lambda one: one[1][0][0]))
