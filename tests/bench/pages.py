"""The public list of the largest edition, against a bare Flask page of the same size.

What counts is what a reader gets: both are served by the server of `python -m web`, each in a process of its own, and asked over one
connection that is kept. Inside this process, without server and network, the difference between the applications alone is measured.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from werkzeug.test import create_environ

from ledger.bootstrap import build
from ledger.consumers.rebuild import rebuild
from ledger.consumers.runner import catch_up
from ledger.settings import Settings
from tests.bench.bare import bare_page
from tests.bench.result import Measured, seconds
from tests.support.serving import serving
from web import create_app

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

REQUESTS, ROUNDS = 500, 9
LARGEST = "/academy/14/"


def measure(folder: Path) -> list[Measured]:
    """Requests per second of both, in turns."""
    with build(Settings(data=folder, database=f"sqlite:///{folder / 'ledger.db'}")) as services:
        for view in services.views:
            if view.live() is None:
                rebuild(view)
            catch_up(view)
        app = create_app(services, secret_key="measured")
        body = app.test_client().get(LARGEST).data
        inside = _compared("public list inside the process", _called(app, LARGEST), _called(bare_page(body), "/"))
    page = folder / "page.html"
    page.write_bytes(body)
    bare = (sys.executable, "-m", "tests.bench.bare", str(page), str(folder))
    with serving(folder) as ours, serving(folder, command=bare) as theirs:
        served = _compared(
            "public list of the largest edition",
            _asked(ours.address, LARGEST, body),
            _asked(theirs.address, "/", body),
        )
    return [served, inside]


def _compared(name: str, ours: Callable[[], None], bare: Callable[[], None]) -> Measured:
    ours()
    bare()
    pairs = [(seconds(bare), seconds(ours)) for _ in range(ROUNDS)]
    ratio = median(bare_took / took for bare_took, took in pairs)
    rate = REQUESTS / median(took for _, took in pairs)
    return Measured(name, rate, "requests/s", ratio, "bare Flask page", 0.5)


def _asked(address: str, path: str, body: bytes) -> Callable[[], None]:
    """Ask the server at an address; every answer must be the page."""

    def ask() -> None:
        with _connected(address) as connection:
            for _ in range(REQUESTS):
                connection.request("GET", path)
                answer = connection.getresponse()
                if answer.read() != body:
                    raise AssertionError(f"{address}{path} answered {answer.status} and another page.")

    return ask


@contextmanager
def _connected(address: str) -> Iterator[HTTPConnection]:
    connection = HTTPConnection(urlsplit(address).netloc)
    try:
        yield connection
    finally:
        connection.close()


def _called(app: WSGIApplication, path: str) -> Callable[[], None]:
    """Call the application as a server does, and read what it answers."""
    environ = create_environ(path)

    def call() -> None:
        for _ in range(REQUESTS):
            answer = app(dict(environ), lambda _status, _headers, _error=None: len)
            b"".join(answer)
            if (close := getattr(answer, "close", None)) is not None:
                close()

    return call
