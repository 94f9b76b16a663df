"""The streams behind an edition's list."""

from __future__ import annotations

from uuid import UUID

from ledger.application.ledger import Story
from ledger.projections.nominees import EditionFound, categories_of, nominations_of
from web.people import services


def stories_of(found: EditionFound) -> dict[UUID, Story]:
    """Every nomination of the edition with its story, announced or not, in the order in which they were entered."""
    ids = nominations_of(services().lists, found.edition["subject"])
    stories = services().ledger.stories([UUID(hex=one) for one in ids])
    return dict(sorted(stories.items(), key=lambda one: one[1][0][0]))


def categories_by_id(found: EditionFound) -> dict[UUID, str]:
    """The names of the edition's categories by id, in their order."""
    return {UUID(hex=one): name for one, name in categories_of(services().lists, found.edition["subject"]).items()}
