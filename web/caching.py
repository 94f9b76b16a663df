"""Public pages, rendered once and kept whole as long as they say what is so; unchanged pages answer 304."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Iterable
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from flask import Response, current_app, request
from werkzeug.http import parse_etags

from ledger.bootstrap import Services
from ledger.domain.times import FOREVER
from ledger.projections.boundaries import Span
from web.headers import ALWAYS

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

COOKIE = "looking_around"
SIGNED_IN = "signed_in"
"""The cookies that make a page somebody’s own; over https their names begin with `__Host-`."""
LARGEST = 256
ENTITY = ("Content-Type", "Content-Length")
Headers = list[tuple[str, str]]


class Holds(NamedTuple):
    """What a page rests on: the lists as they stood before it was read from them, and the instants between which it changes nothing by itself."""

    mark: object
    span: Span
    found: bool = False
    """Whether it rests on the names by which things are found as well."""

    def until(self, moment: int) -> Holds:
        """The same, but no longer than to this instant (µs)."""
        return self._replace(span=self.span._replace(until=min(self.span.until, moment)))


class Page(NamedTuple):
    """A page as it was rendered, with all its headers."""

    holds: Holds
    etag: str
    headers: Headers
    body: bytes

    def answer(self, known: str | None) -> tuple[str, Headers, bytes]:
        """Status, headers and body for a reader who knows these tags (the header `If-None-Match`)."""
        if known and parse_etags(known).contains_weak(self.etag):
            return "304 NOT MODIFIED", [header for header in self.headers if header[0] not in ENTITY], b""
        return "200 OK", list(self.headers), self.body


class KeptPages:
    """Stands before the application, whose public pages it keeps for those who show none of its cookies. Safe for several threads."""

    def __init__(self, app: WSGIApplication, services: Services) -> None:
        self._app = app
        self._services = services
        self._pages: OrderedDict[str, Page] = OrderedDict()
        self._lock = Lock()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """The page kept for this address if it still holds, else the application's answer."""
        page = self._find(environ)
        if page is None or not self._still_holds(page.holds):
            return self._app(environ, start_response)
        status, headers, body = page.answer(environ.get("HTTP_IF_NONE_MATCH"))
        start_response(status, headers)
        return [body]

    def keep(self, environ: WSGIEnvironment, page: Page) -> None:
        """Keep a page if it was made for everybody, letting go of the longest unused."""
        if not _is_for_everybody(environ):
            return
        with self._lock:
            self._pages[_address(environ)] = page
            self._pages.move_to_end(_address(environ))
            while len(self._pages) > LARGEST:
                self._pages.popitem(last=False)

    def _find(self, environ: WSGIEnvironment) -> Page | None:
        if not _is_for_everybody(environ):
            return None
        address = _address(environ)
        with self._lock:
            page = self._pages.get(address)
            if page is not None:
                self._pages.move_to_end(address)
            return page

    def _still_holds(self, holds: Holds) -> bool:
        ledger = self._services.ledger
        try:
            if marks(self._services, found=holds.found) != holds.mark:
                return False
            # Nothing is planned: then the ledger's own clock, which asks the log, can tell no more than the machine's.
            now = ledger.clock() if holds.span.until == FOREVER else ledger.now()
        except Exception:  # noqa: BLE001 - the application meets the same trouble, and has the words for it
            return False
        return holds.span.since <= now < holds.span.until


def marks(services: Services, *, found: bool = False) -> object:
    """Equal marks: lists, and the settings beside them, hold the rows they held; with `found` also the names by which things are found.

    Raises Unavailable `view_building`.
    """
    return services.lists.mark(), services.editions.mark(), services.parties.mark() if found else None


def kept(rendered: Response, holds: Holds) -> Response:
    """The answer with a tag made of its content alone; from now on given to everybody for as long as it holds."""
    pages: KeptPages = current_app.extensions["ledger_pages"]
    body = rendered.get_data()
    etag = hashlib.sha256(body).hexdigest()[:32]
    everybody = _is_for_everybody(request.environ)
    headers = [
        ("Content-Type", rendered.headers["Content-Type"]),
        ("Content-Length", str(len(body))),
        ("ETag", f'"{etag}"'),
        ("Cache-Control", "public, max-age=0, must-revalidate" if everybody else "private, no-cache"),
        ("Vary", "Cookie"),
        *ALWAYS,
    ]
    page = Page(holds, etag, headers, body)
    pages.keep(request.environ, page)
    status, answered, content = page.answer(request.headers.get("If-None-Match"))
    return Response(content, status, answered)


def _is_for_everybody(environ: WSGIEnvironment) -> bool:
    return environ["REQUEST_METHOD"] == "GET" and not any(
        one in environ.get("HTTP_COOKIE", "") for one in (COOKIE, SIGNED_IN)
    )


def _address(environ: WSGIEnvironment) -> str:
    return f"{environ['PATH_INFO']}?{environ['QUERY_STRING']}"
