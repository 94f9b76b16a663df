"""How often one may ask, by network and by person: counted in this process, in bounded memory, under hashes of a key that ends with it."""

from __future__ import annotations

import math
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from hashlib import blake2b
from threading import Lock
from typing import TYPE_CHECKING

from flask import Flask, current_app, request

from ledger.errors import TooOften
from ledger.wording.errors import error_sentence
from web.headers import ALWAYS, UNKEPT
from web.limits import DOCUMENTS, JSON, PAGES, RECORDING, REMEMBERED, SEARCH, SENDING, UPLOADS, Rate
from web.networks import is_here, network_of
from web.people import current

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

OF_A_PERSON = {"importing.imports": UPLOADS, "documents.new": DOCUMENTS, "documents.change": DOCUMENTS}
"""Forms that may be large, each with its own rate."""
FREE = ("/static/", "/healthz")
ROUNDING = 1e-6


class Rates:
    """Who came how often. Safe for several threads; `clock` gives seconds that never run backwards."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, *, remembered: int = REMEMBERED) -> None:
        self._clock = clock
        self._remembered = remembered
        self._key = secrets.token_bytes(32)
        self._used_until: OrderedDict[bytes, float] = OrderedDict()
        """Until when what each has asked for would take, were it asked at the rate; a time gone by is as good as none."""
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._used_until)

    def wait(self, rate: Rate, place: str) -> float:
        """Count one from this place; seconds to wait where it is too many, and then it is not counted. 0 where it is not."""
        name = blake2b(f"{rate.kind}\n{place}".encode(), key=self._key, digest_size=16).digest()
        now = self._clock()
        with self._lock:
            until = max(now, self._used_until.get(name, now))
            over = until - now - (rate.burst - 1) * rate.seconds
            if over > ROUNDING:
                return over
            self._used_until[name] = until + rate.seconds
            self._used_until.move_to_end(name)
            while len(self._used_until) > self._remembered:
                self._used_until.popitem(last=False)
        return 0.0


class Paced:
    """Stands before kept pages and application: a network that asks too often is answered 429. This machine itself is not counted."""

    def __init__(self, app: WSGIApplication, rates: Rates) -> None:
        self._app = app
        self._rates = rates

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """The application's answer, or the refusal."""
        path = environ["PATH_INFO"]
        network = network_of(environ.get("REMOTE_ADDR", ""))
        if not (path.startswith(FREE) or is_here(network)):
            seconds = self._rates.wait(_rate_of(path), network)
            if seconds:
                return _refused(seconds, start_response)
        return self._app(environ, start_response)


def install(app: Flask, rates: Rates) -> None:
    """Count what is sent by person, before anything of it is read; to be installed before the token is looked for."""
    app.extensions["ledger_rates"] = rates
    app.before_request(_count_sent)


def _count_sent() -> None:
    """Raises TooOften `too_fast`."""
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return
    rates: Rates = current_app.extensions["ledger_rates"]
    person = current()
    network = network_of(request.remote_addr or "")
    if person is not None:
        seconds = rates.wait(OF_A_PERSON.get(request.endpoint or "", RECORDING), str(person.id))
    else:
        seconds = 0.0 if is_here(network) else rates.wait(SENDING, network)
    if seconds:
        raise too_fast(seconds)


def too_fast(seconds: float) -> TooOften:
    """The refusal, with whole seconds to wait."""
    return TooOften("too_fast", seconds=math.ceil(seconds))


def _rate_of(path: str) -> Rate:
    last = path.rpartition("/")[2]
    if last in ("search", "search.json"):
        return SEARCH
    return JSON if last.endswith(".json") else PAGES


def _refused(seconds: float, start_response: StartResponse) -> Iterable[bytes]:
    """In as few steps as can be: whoever asks too often goes on asking."""
    error = too_fast(seconds)
    body = f"{error_sentence(error)}\n".encode()
    headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(body))),
        ("Retry-After", str(error.params["seconds"])),
        *ALWAYS,
        UNKEPT,
    ]
    start_response("429 TOO MANY REQUESTS", headers)
    return [body]
