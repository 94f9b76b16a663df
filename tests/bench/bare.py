"""Bare Flask pages, served as `python -m web` serves ours: `python -m tests.bench.bare PAGES FOLDER` answers `/<name>` with the file PAGES/<name>."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask, Response

from ledger.settings import Settings
from web.server import Server
from web.starting import listen

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


def bare_page(body: bytes) -> Flask:
    """An application of one page at `/`, without anything else."""
    return bare_pages({"": body})


def bare_pages(bodies: Mapping[str, bytes]) -> Flask:
    """The same with a page at each name."""
    app = Flask("bare")
    for name, body in bodies.items():
        app.add_url_rule(f"/{name}", name or "page", view_func=lambda body=body: Response(body))
    return app


class BareServer(Server):
    """The same server with the same threads around the bare pages."""

    def __init__(self, settings: Settings, bodies: Mapping[str, bytes]) -> None:
        self.bodies = bodies
        super().__init__(settings, listen(settings.host, 0))

    def load(self) -> WSGIApplication:
        """The bare pages."""
        return bare_pages(self.bodies)


if __name__ == "__main__":
    folder = Path(sys.argv[2])
    BareServer(
        Settings(data=folder, database=f"sqlite:///{folder / 'ledger.db'}"),
        {page.name: page.read_bytes() for page in Path(sys.argv[1]).iterdir()},
    ).run()
