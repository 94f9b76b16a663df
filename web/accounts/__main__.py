"""Lets somebody at the console invite an administrator: the first on a server for others, or another where all are locked out.

`python -m web.accounts "Amina Karim" amina@example.org` tells a link that is good for an hour, once.
"""

from __future__ import annotations

from pathlib import Path

import click

from ledger.bootstrap import clock
from ledger.running import run, say
from ledger.settings import load
from web.accounts.inviting import FIRST_US, invite
from web.accounts.opening import open_accounts


@click.command(epilog='Example: python -m web.accounts "Amina Karim" amina@example.org')
@click.argument("name")
@click.argument("email")
@click.option("--data", type=click.Path(path_type=Path), default=None, help="The data folder (default: data).")
def administrator(name: str, email: str, data: Path | None) -> None:
    """Invite an administrator."""
    settings = load(data=data)
    accounts = open_accounts(settings, clock)
    try:
        token = invite(accounts, name, email, "administrator", good_for=FIRST_US)
    finally:
        accounts.close()
    address = settings.address or f"http://localhost:{settings.port}"
    say(f"{address}/account/link/{token}")


def main() -> None:
    """Run the command."""
    run(administrator)


if __name__ == "__main__":
    main()
