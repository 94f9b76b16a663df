"""What stands before every page (sign-in, role and roster, limits, access record, headers), as a share of the page behind it.

The same page is rendered by the application as it is, for somebody signed in, and by one without any of these. Each asks anew, so that
nothing kept is given: that would be faster than what stands before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import count, islice
from pathlib import Path
from statistics import median
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient

from ledger.bootstrap import Services, clock
from ledger.errors import NotAllowed
from tests.bench.result import Measured, seconds
from tests.bench.visited import inside_pages, recorded
from tests.support.accounts import HERE, make
from tests.support.rosters import as_, grant
from tests.support.services import embedded, follow
from web import create_app
from web.accounts.opening import open_accounts
from web.accounts.sessions import FULL, begin
from web.caching import SIGNED_IN
from web.people import Person

PAGES = ("desk, first page", "desk, the largest edition", "desk, a nomination's story", "the log")
REQUESTS, ROUNDS = 5, 12


class Somebody:
    """An organiser without an account."""

    id, name, key, role = UUID(int=3), "Somebody", "somebody", "organiser"


class Unasked:
    """Whoever comes is an organiser: nothing is looked up."""

    def current(self) -> Person | None:
        """See `web.people.Present`."""
        return Somebody()

    def nobody(self) -> NotAllowed:
        """See `web.people.Present`."""
        return NotAllowed("nobody_chosen")

    def colleagues(self) -> Sequence[Person]:
        """See `web.people.Present`."""
        return ()

    def ready(self, act: str) -> None:
        """See `web.people.Present`."""


def measure(folder: Path) -> list[Measured]:
    """Requests per second of each page with all that stands before it, and the ratio to those without."""
    with recorded(folder) as services:
        with_all, without = _guarded(folder, services), _open(services)
        numbers = count()
        paths = inside_pages(services)
        return [_compared(name, with_all, without, (f"{paths[name]}?n={n}" for n in numbers)) for name in PAGES]


def _guarded(folder: Path, services: Services) -> FlaskClient:
    apart = folder / "front"
    apart.mkdir(mode=0o700)
    accounts = open_accounts(embedded(apart), clock, cheap=True)
    make(accounts, "administrator")
    account = make(accounts, "organiser")
    with accounts.store.writing() as session:
        token = begin(session, account, FULL, HERE, clock())
    for show in services.ledger.recorder.holders("show_address"):
        for person in (account, Somebody.id):
            grant(services.ledger, as_("operator", account), person, "organiser", show)
    follow(services)
    client = create_app(services, secret_key="measured", accounts=accounts).test_client()
    client.set_cookie(SIGNED_IN, token)
    return client


def _open(services: Services) -> FlaskClient:
    app: Flask = create_app(services, secret_key="measured")
    app.extensions["ledger_present"] = Unasked()
    app.before_request_funcs.clear()
    app.after_request_funcs.clear()
    return app.test_client()


def _compared(name: str, ours: FlaskClient, bare: FlaskClient, paths: Iterator[str]) -> Measured:
    def asked(client: FlaskClient) -> None:
        for path in islice(paths, REQUESTS):
            if client.get(path).status_code != 200:
                raise AssertionError(path)

    asked(bare)
    asked(ours)
    theirs, mine = list[float](), list[float]()
    for number in range(ROUNDS):
        # Whoever comes second finds everything read lately.
        turns = [(bare, theirs), (ours, mine)]
        for client, took in turns if number % 2 else reversed(turns):
            took.append(seconds(partial(asked, client)))
    ratio, rate = median(theirs) / median(mine), REQUESTS / median(mine)
    return Measured(f"{name}, front door", rate, "requests/s", ratio, "the page without it", 0.9)
