"""The public list of the largest edition, against a bare Flask page of the same size, in one process each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from statistics import median

from flask import Flask, Response

from ledger.bootstrap import build
from ledger.consumers.runner import catch_up
from ledger.settings import Settings
from tests.bench.result import Measured, seconds
from web import create_app

REQUESTS, ROUNDS = 300, 5
LARGEST = "/academy/14/"


def _requests(app: Flask, path: str) -> Callable[[], None]:
    client = app.test_client()

    def ask() -> None:
        for _ in range(REQUESTS):
            client.get(path)

    return ask


def measure(folder: Path) -> list[Measured]:
    """Requests per second of both, alternating."""
    with build(Settings(data=folder, database=f"sqlite:///{folder / 'ledger.db'}")) as services:
        for view in services.views:
            if view.live() is not None:
                catch_up(view)
        app = create_app(services, secret_key="measured")
        body = app.test_client().get(LARGEST).data
        bare = Flask("bare")
        bare.add_url_rule("/", view_func=lambda: Response(body))
        ours, theirs = _requests(app, LARGEST), _requests(bare, "/")
        ours()
        theirs()
        pairs = [(seconds(theirs), seconds(ours)) for _ in range(ROUNDS)]
        ratio = median(bare_took / took for bare_took, took in pairs)
        rate = REQUESTS / median(took for _, took in pairs)
    return [Measured("public list of the largest edition", rate, "requests/s", ratio, "bare Flask page", 0.5)]
