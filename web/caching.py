"""Public pages rendered once per revision, with a strong ETag of what they say; unchanged pages answer 304."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import NamedTuple

from flask import Response, current_app, request, session
from werkzeug.wrappers import Response as BaseResponse

LARGEST = 256


class Kept(NamedTuple):
    """A rendered page."""

    revision: str
    body: bytes
    etag: str
    content_type: str


class Cache:
    """The newest pages by address, safe for several threads."""

    def __init__(self) -> None:
        self._pages: OrderedDict[str, Kept] = OrderedDict()
        self._lock = Lock()

    def get(self, address: str, revision: str) -> Kept | None:
        """The page at an address if it is of this revision."""
        with self._lock:
            page = self._pages.get(address)
            if page is None or page.revision != revision:
                return None
            self._pages.move_to_end(address)
            return page

    def put(self, address: str, page: Kept) -> None:
        """Keep a page, letting go of the longest unused."""
        with self._lock:
            self._pages[address] = page
            self._pages.move_to_end(address)
            while len(self._pages) > LARGEST:
                self._pages.popitem(last=False)


def cached(revision: str, render: Callable[[], BaseResponse]) -> BaseResponse:
    """The page of this address as this reader sees it, rendered only if the revision is new; a refusal is not kept."""
    cache: Cache = current_app.extensions["ledger_cache"]
    address = f"{session.get('person', '')} {request.full_path}"
    page = cache.get(address, revision)
    if page is None:
        fresh = render()
        if fresh.status_code != 200:
            return fresh
        body = fresh.get_data()
        page = Kept(revision, body, hashlib.sha256(body).hexdigest()[:32], fresh.content_type or "")
        cache.put(address, page)
    response = Response(page.body, content_type=page.content_type)
    response.set_etag(page.etag)
    response.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
    response.headers["Vary"] = "Cookie"
    return response.make_conditional(request)
