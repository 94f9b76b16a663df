"""What rendering the main pages costs, when nothing kept can be given: each against a bare Flask page of its size, within the process."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path
from statistics import median

from flask.testing import FlaskClient

from tests.bench.bare import bare_page
from tests.bench.result import Measured, seconds
from tests.bench.visited import inside_pages, public_pages, recorded
from tests.web.reading import form_of
from web import create_app

REQUESTS, ROUNDS = 3, 3
LEAST = 0.005


def measure(folder: Path) -> list[Measured]:
    """Milliseconds of one rendering of each page, and its ratio to the bare page."""
    with recorded(folder) as services:
        app = create_app(services, secret_key="measured", demo=True)
        public, client = app.test_client(), app.test_client()
        token = form_of(client.get("/people").text)["csrf_token"]
        client.post("/people", data={"csrf_token": token, "person": "organiser"})
        pages = [(public, name, path) for name, path in public_pages(services).items()]
        pages += [(client, name, path) for name, path in inside_pages(services).items()]
        return [_rendered(who, name, path) for who, name, path in pages]


def _rendered(client: FlaskClient, name: str, path: str) -> Measured:
    bare = bare_page(client.get(path).data).test_client()
    number = count()
    sign = "&" if "?" in path else "?"

    def often(ask: Callable[[], None]) -> Callable[[], None]:
        def asked() -> None:
            for _ in range(REQUESTS):
                ask()

        return asked

    # An address asked for the first time has nothing kept.
    anew = often(lambda: _asked(client, f"{path}{sign}n={next(number)}"))
    pairs = [(seconds(often(lambda: _asked(bare, "/"))), seconds(anew)) for _ in range(ROUNDS)]
    ratio = median(theirs / mine for theirs, mine in pairs)
    took = 1000 * median(mine for _theirs, mine in pairs) / REQUESTS
    return Measured(f"{name}, rendered", took, "ms", ratio, "bare Flask page", LEAST)


def _asked(client: FlaskClient, path: str) -> None:
    if client.get(path).status_code != 200:
        raise AssertionError(path)
