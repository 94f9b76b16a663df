"""The desk's first page with the largest record, against a bare Flask page of its size: kept, and when it must be rendered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from statistics import median

from flask.testing import FlaskClient

from ledger.bootstrap import build
from ledger.consumers.rebuild import rebuild
from ledger.consumers.runner import catch_up
from tests.bench.bare import bare_page
from tests.bench.result import Measured, seconds
from tests.support.services import embedded
from tests.web.reading import form_of
from web import create_app

REQUESTS, ROUNDS = 50, 7


def measure(folder: Path) -> list[Measured]:
    """Requests per second of both, in turns, within the process."""
    with build(embedded(folder)) as services:
        for view in services.views:
            if view.live() is None:
                rebuild(view)
            catch_up(view)
        app = create_app(services, secret_key="measured", demo=True)
        client = app.test_client()
        token = form_of(client.get("/people").text)["csrf_token"]
        client.post("/people", data={"csrf_token": token, "person": "organiser"})
        bare = bare_page(client.get("/desk/").data).test_client()
        number = iter(range(1_000_000))
        return [
            _compared("desk, first page", lambda: _asked(client, "/desk/"), bare, 0.33),
            _compared("desk, first page rendered", lambda: _asked(client, f"/desk/?n={next(number)}"), bare, 0.005),
        ]


def _asked(client: FlaskClient, path: str) -> None:
    if client.get(path).status_code != 200:
        raise AssertionError(path)


def _compared(name: str, ours: Callable[[], None], bare: FlaskClient, target: float) -> Measured:
    def often(ask: Callable[[], None]) -> Callable[[], None]:
        def asked() -> None:
            for _ in range(REQUESTS):
                ask()

        return asked

    pairs = [(seconds(often(lambda: _asked(bare, "/"))), seconds(often(ours))) for _ in range(ROUNDS)]
    ratio = median(theirs / mine for theirs, mine in pairs)
    rate = REQUESTS / median(mine for _theirs, mine in pairs)
    return Measured(name, rate, "requests/s", ratio, "bare Flask page", target)
