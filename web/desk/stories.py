"""The streams behind an edition's list: no more of them than a page needs."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from ledger.application.announcing_rulings import acts_in, tells_only_results
from ledger.application.ledger import Story
from ledger.domain.readings import history_of
from ledger.domain.results import hidden_results
from ledger.projections.decisions import ruling_ids
from ledger.projections.nominees import EditionFound, categories_of, may_have_taken, nominations_of
from ledger.projections.waiting import waiting_in
from web.people import covers, services


def stories_of(found: EditionFound) -> dict[UUID, Story]:
    """Every nomination of the edition with its story, announced or not, in the order in which they were entered."""
    return _stories(nominations_of(services().lists, found.edition["subject"]))


def rulings_of(found: EditionFound) -> dict[UUID, Story]:
    """Every decision of the edition that the person looking around may know of, in the order in which they were recorded."""
    return known_rulings(ruling_ids(services().lists, found.edition["subject"]))


def known_rulings(ids: Iterable[str]) -> dict[UUID, Story]:
    """Those of these decisions (hex) that the person looking around may know of, in the order in which they were recorded."""
    rulings = _stories(ids)
    if covers("results") or not rulings:
        return rulings
    about = services().ledger.stories({stream for story in rulings.values() for stream, _version in acts_in(story)})
    now = services().ledger.now()
    hidden = {stream: hidden_results(history_of(story), now) for stream, story in about.items()}
    return {stream: story for stream, story in rulings.items() if not tells_only_results(story, hidden)}


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
