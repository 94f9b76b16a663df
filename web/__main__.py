"""Serves the pages: `python -m web --port 9000 --data "some folder" --demo`, installed as `awards-web`."""

from __future__ import annotations

from pathlib import Path

import click

from ledger import logs
from ledger.bootstrap import build
from ledger.demo.fill import fill
from ledger.errors import SettingsError
from ledger.running import run
from ledger.settings import load
from web.server import Server
from web.starting import hold, listen


@click.command(epilog='Example: awards-web --port 9000 --data "some folder" --demo')
@click.option("--host", default=None, help="Address to serve at (default 127.0.0.1).")
@click.option("--port", default=None, help="Port to serve at (default 8000; 0 takes any free one).")
@click.option("--data", type=click.Path(path_type=Path), default=None, help="The data folder (default: data).")
@click.option(
    "--log-format", type=click.Choice(logs.FORMS), default="json", help="How what happens is logged (default json)."
)
@click.option("--demo", is_flag=True, help="Fill an empty ledger with a fictional show, and look around as its people.")
def serve(host: str | None, port: str | None, data: Path | None, log_format: str, *, demo: bool) -> None:
    """Serve the pages until stopped."""
    logs.configure(log_format)
    settings = load(data=data, host=host, port=_number(port), demo=demo)
    with hold(settings.data):
        taken = listen(settings.host, settings.port)
        if demo:
            with build(settings) as services:
                fill(services.ledger)
        Server(settings, taken).run()


def _number(port: str | None) -> int | None:
    if port is None:
        return None
    if not (port.isascii() and port.isdigit()):
        raise SettingsError("port_refused", port=port)
    return int(port)


def main() -> None:
    """Run the command."""
    run(serve)


if __name__ == "__main__":
    main()
