"""A page of the desk, rendered once for each person and kept while log, keys and read models stand, and nothing comes due.

A kept form is given out with a command of its own and the reader's own token each time.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import NamedTuple

from flask import Response, current_app, g, request
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response as BaseResponse

from ledger.projections.boundaries import Span
from ledger.projections.due import inside_due
from web.following import TOLERATED_US, shortcomings
from web.forms import fresh_command
from web.people import Person, current, services
from web.reads import UNREAD, Noted, note_again, noted

LARGEST = 128
LARGEST_BYTES = 16 * 1024 * 1024


class Standing(NamedTuple):
    """What pages rest on: the log's head, the keys that open it, the rows of every read model, and what stands in none of these."""

    head: int
    keys: object
    marks: tuple[object, ...]
    beside: object


class Kept(NamedTuple):
    """An answer as it was rendered, and for how long it holds."""

    standing: Standing
    span: Span
    body: bytes
    content_type: str
    commands: tuple[bytes, ...] = ()
    """What the forms in it carry, each to be replaced by a new one."""
    token: bytes = b""
    noted: Noted = UNREAD
    """What of it is confidential: each reader of it is recorded."""

    def answer(self) -> Response:
        """The page for its next reader."""
        note_again(self.noted)
        body = self.body
        for command in self.commands:
            body = body.replace(command, fresh_command().encode())
        if self.token:
            body = body.replace(self.token, generate_csrf().encode())
        return Response(body, content_type=self.content_type)


class KeptForPeople:
    """Answers by person and address, the longest unused let go. Safe for several threads."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, str], Kept] = OrderedDict()
        self._bytes = 0
        self.due: tuple[object, Span] | None = None
        """When the next thing comes due, with the rows that say so."""
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
            before = self._kept.pop(key, None)
            self._bytes += len(kept.body) - (len(before.body) if before else 0)
            self._kept[key] = kept
            while len(self._kept) > LARGEST or self._bytes > LARGEST_BYTES:
                _key, gone = self._kept.popitem(last=False)
                self._bytes -= len(gone.body)


def kept_until_due(render: Callable[[], BaseResponse]) -> BaseResponse:
    """Around a page of the desk (`web.twins.twin`): what it answers to a person who only reads is kept until anything shown comes due."""
    return kept_beside(render)


def kept_beside(render: Callable[[], BaseResponse], beside: Callable[[], object] = lambda: None) -> BaseResponse:
    """As `kept_until_due`, and until what the page shows beside the log has changed."""
    person = current()
    if request.method != "GET" or person is None:
        return render()
    return kept_for(person, _due, render, beside())


def _due(now: int) -> Span:
    """In which span nothing comes due; asked once for all pages that rest on the same rows."""
    pages: KeptForPeople = current_app.extensions["ledger_kept_for_people"]
    found = services()
    marks = found.lists.mark(), found.today.mark()
    held = pages.due
    if held is None or held[0] != marks or not held[1].since <= now < held[1].until:
        held = pages.due = marks, inside_due(found.lists, found.today, now)
    return held[1]._replace(since=now)


def leave_unkept() -> None:
    """The page being rendered changes by something that is in none of the read models."""
    g.unkept = True


def kept_for(
    person: Person, span: Callable[[int], Span], render: Callable[[], BaseResponse], beside: object = None
) -> BaseResponse:
    """The answer kept for a person who may read it, else `render`'s.

    `span` tells between which instants (µs) around one it holds. `beside` is what it shows that is not of the log: what was kept
    with another is not given again.

    Nothing is kept while the pages have to tell what they cannot show: that changes by itself.
    """
    pages: KeptForPeople = current_app.extensions["ledger_kept_for_people"]
    found = services()
    # What it rests on comes first: a page of newer rows under an older standing is only rendered once more.
    position, newest = found.ledger.recorder.head()
    standing = Standing(position, found.ledger.keyring.mark(), tuple(view.mark() for view in found.views), beside)
    clock = found.ledger.clock()
    now = max(clock, newest)
    key = (f"{person.key} {person.role}", request.full_path)
    kept = pages.find(key)
    holding = kept is not None and kept.standing == standing and kept.span.since <= now < kept.span.until
    if kept is not None and holding and newest - clock <= TOLERATED_US:
        return kept.answer()
    holds = span(now)
    rendered = render()
    if rendered.status_code == 200 and not g.get("unkept") and not shortcomings():
        commands = tuple(one.encode() for one in g.get("fresh_commands", ()))
        told = (rendered.get_data(), rendered.headers["Content-Type"], commands, g.get("csrf_token", "").encode())
        pages.keep(key, Kept(standing, holds, *told, noted(rendered)))
    return rendered
