"""A bare Flask page, served as `python -m web` serves ours: `python -m tests.bench.bare FILE FOLDER` answers `/` with the file."""

from __future__ import annotations

import sys
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
    app = Flask("bare")
    app.add_url_rule("/", view_func=lambda: Response(body))
    return app


class BareServer(Server):
    """The same server with the same threads around the bare page."""

    def __init__(self, settings: Settings, body: bytes) -> None:
        self.body = body
        super().__init__(settings, listen(settings.host, 0))

    def load(self) -> WSGIApplication:
        """The bare page."""
        return bare_page(self.body)


if __name__ == "__main__":
    folder = Path(sys.argv[2])
    BareServer(
        Settings(data=folder, database=f"sqlite:///{folder / 'ledger.db'}"), Path(sys.argv[1]).read_bytes()
    ).run()
