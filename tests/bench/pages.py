"""Each main page with the largest record, against a bare Flask page of the same size.

What counts is what a reader gets: both are served by the server of `python -m web`, each in a process of its own, and asked in turns
over one connection that is kept. Pages are kept by the application until something changes; what rendering one costs is in desk.py.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from werkzeug.test import create_environ

from ledger.bootstrap import clock
from tests.bench.bare import bare_page
from tests.bench.result import Measured, seconds
from tests.bench.visited import LARGEST, inside_pages, public_pages, recorded
from tests.support.accounts import HERE, make
from tests.support.rosters import as_, grant
from tests.support.services import embedded, follow
from tests.support.serving import serving
from web import create_app
from web.accounts.opening import open_accounts
from web.accounts.sessions import FULL, begin
from web.caching import SIGNED_IN

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

REQUESTS, ROUNDS = 60, 7
INSIDE = 500
"""Requests in one round within the process, where one takes far less."""


def measure(folder: Path) -> list[Measured]:
    """Requests per second of both, in turns."""
    with recorded(folder) as services:
        app = create_app(services, secret_key="measured")
        body = app.test_client().get(LARGEST).data
        inside = _compared(
            "public list inside the process", _called(app, LARGEST), _called(bare_page(body), "/"), (INSIDE, 0.5)
        )
        paths = {name: (path, "") for name, path in public_pages(services).items()}
        paths |= {name: (path, "organiser") for name, path in inside_pages(services).items()}
    pages = folder / "pages"
    pages.mkdir()
    cookies = {"": "", "organiser": _cookie(folder, "organiser")}
    with serving(folder) as ours:
        for number, (path, person) in enumerate(paths.values()):
            with _connected(ours.address) as connection:
                (pages / str(number)).write_bytes(_answer(connection, path, {"Cookie": cookies[person]}))
        with serving(folder, command=(sys.executable, "-m", "tests.bench.bare", str(pages), str(folder))) as theirs:
            served = [
                _compared(
                    name,
                    _asked(ours.address, path, {"Cookie": cookies[person]} if person else {}),
                    _asked(theirs.address, f"/{number}", {}),
                    (REQUESTS, 0.5 if path == LARGEST else 0.33),
                )
                for number, (name, (path, person)) in enumerate(paths.items())
            ]
    return [*served, inside]


def _compared(name: str, ours: Callable[[int], None], bare: Callable[[int], None], how: tuple[int, float]) -> Measured:
    requests, target = how
    ours(requests)
    bare(requests)
    pairs = [(seconds(lambda: bare(requests)), seconds(lambda: ours(requests))) for _ in range(ROUNDS)]
    ratio = median(bare_took / took for bare_took, took in pairs)
    rate = requests / median(took for _, took in pairs)
    return Measured(name, rate, "requests/s", ratio, "bare Flask page", target)


def _asked(address: str, path: str, headers: Mapping[str, str]) -> Callable[[int], None]:
    """Ask the server at an address, each time for the whole page."""

    def ask(requests: int) -> None:
        with _connected(address) as connection:
            for _ in range(requests):
                _answer(connection, path, headers)

    return ask


def _answer(connection: HTTPConnection, path: str, headers: Mapping[str, str]) -> bytes:
    connection.request("GET", path, headers=dict(headers))
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise AssertionError(f"{path} answered {answer.status}.")
    return body


def _cookie(folder: Path, role: str) -> str:
    """The cookie of somebody who is signed in with this role, so that what signing in costs is measured too."""
    accounts = open_accounts(embedded(folder), clock, cheap=True)
    make(accounts, "administrator")
    account = make(accounts, role)
    with accounts.store.writing() as session:
        token = begin(session, account, FULL, HERE, clock())
    accounts.close()
    with recorded(folder) as services:
        for show in services.ledger.recorder.holders("show_address"):
            grant(services.ledger, as_("operator", account), account, role, show)
        follow(services)
    return f"{SIGNED_IN}={token}"


@contextmanager
def _connected(address: str) -> Iterator[HTTPConnection]:
    connection = HTTPConnection(urlsplit(address).netloc)
    try:
        yield connection
    finally:
        connection.close()


def _called(app: WSGIApplication, path: str) -> Callable[[int], None]:
    """Call the application as a server does, and read what it answers."""
    environ = create_environ(path)

    def call(requests: int) -> None:
        for _ in range(requests):
            answer = app(dict(environ), lambda _status, _headers, _error=None: len)
            b"".join(answer)
            if (close := getattr(answer, "close", None)) is not None:
                close()

    return call
