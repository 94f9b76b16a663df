"""A page of the desk, rendered once for each person and kept while log and read models stand, and nothing comes due."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import NamedTuple

from flask import Response, current_app, request

from ledger.demo.people import Person
from ledger.projections.boundaries import Span
from web.following import TOLERATED_US, shortcomings
from web.people import services

LARGEST = 64


class Standing(NamedTuple):
    """What pages rest on: the log's head, and the rows of every read model."""

    head: int
    marks: tuple[object, ...]


class Kept(NamedTuple):
    """An answer as it was rendered, and for how long it holds."""

    standing: Standing
    span: Span
    body: bytes
    content_type: str


class KeptForPeople:
    """Answers by person and address, the longest unused let go. Safe for several threads."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, str], Kept] = OrderedDict()
        self._lock = Lock()

    def find(self, key: tuple[str, str]) -> Kept | None:
        """The answer kept, whether it still holds or not."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def keep(self, key: tuple[str, str], kept: Kept) -> None:
        """Keep an answer."""
        with self._lock:
            self._kept[key] = kept
            self._kept.move_to_end(key)
            while len(self._kept) > LARGEST:
                self._kept.popitem(last=False)


def kept_for(person: Person, span: Callable[[int], Span], render: Callable[[], Response]) -> Response:
    """The answer kept for a person who may read it, else `render`'s. `span` tells between which instants (µs) around one it holds.

    Nothing is kept while the pages have to tell what they cannot show: that changes by itself.
    """
    pages: KeptForPeople = current_app.extensions["ledger_kept_for_people"]
    found = services()
    # What it rests on comes first: a page of newer rows under an older standing is only rendered once more.
    position, newest = found.ledger.recorder.head()
    standing = Standing(position, tuple(view.mark() for view in found.views))
    clock = found.ledger.clock()
    now = max(clock, newest)
    key = (person.key, request.full_path)
    kept = pages.find(key)
    holding = kept is not None and kept.standing == standing and kept.span.since <= now < kept.span.until
    if kept is not None and holding and newest - clock <= TOLERATED_US:
        return Response(kept.body, content_type=kept.content_type)
    holds = span(now)
    rendered = render()
    if rendered.status_code == 200 and not shortcomings():
        pages.keep(key, Kept(standing, holds, rendered.get_data(), rendered.headers["Content-Type"]))
    return rendered
