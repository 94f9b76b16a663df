"""What a public page rests on."""

from __future__ import annotations

from ledger.projections.boundaries import announcements_span, lists_span
from ledger.projections.due import public_due
from web.caching import Holds, marks
from web.people import services


def standing_now(show: str | None = None, edition: str | None = None) -> tuple[int, Holds]:
    """The ledger's clock (µs), and what a page of a show's or an edition's lists rests on at this instant."""
    found = services()
    now = found.ledger.now()
    # The mark comes before anything is read: a page of newer rows under an older mark is only rendered once more.
    mark = marks(found)
    span = announcements_span(found.lists, now) if show is None else lists_span(found.lists, now, show, edition)
    return now, Holds(mark, span)


def searched_now() -> tuple[int, Holds]:
    """The same for a page that may tell of any edition."""
    found = services()
    now = found.ledger.now()
    mark = marks(found, found=True)
    return now, Holds(mark, public_due(found.lists, now), found=True)
