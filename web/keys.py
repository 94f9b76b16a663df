"""A new key in the place of one that may be known: `python -m web.keys cookies`, `accounts`, `master` or `claims`, installed as `awards-keys`.

The former key goes on being taken until `--forget`.
"""

from __future__ import annotations

from pathlib import Path

import click

from ledger.bootstrap import clock
from ledger.persistence.claim_keys import retire_claims, rotate_claims
from ledger.persistence.rewrapping import forget_masters, rotate_master
from ledger.persistence.secret_files import forget_former, make_next
from ledger.running import run, say
from ledger.settings import Settings, load
from ledger.wording.catalogue import gettext as _
from ledger.wording.catalogue import ngettext
from web.accounts.rotating import forget_accounts_keys, rotate_accounts_key
from web.starting import cookie_file, cookie_keys, hold


@click.command(epilog="Example: awards-keys accounts, and some weeks later awards-keys accounts --forget")
@click.argument("which", type=click.Choice(["cookies", "accounts", "master", "claims"]))
@click.option("--forget", is_flag=True, help="Let go of the former keys: what rests on them ends.")
@click.option("--even-so", is_flag=True, help="Forget even where accounts could not sign in any more.")
@click.option("--data", type=click.Path(path_type=Path), default=None, help="The data folder (default: data).")
def keys(which: str, data: Path | None, *, forget: bool, even_so: bool) -> None:
    """Make a new key, or forget the former ones, while the server is stopped."""
    settings = load(data=data)
    with hold(settings.data):
        if not forget:
            _renew(which, settings)
            if which == "claims":
                say(
                    _(
                        "From now on claims are taken under a new key too. In ten minutes or later say it again with --forget."
                    )
                )
            else:
                say(
                    _(
                        "From the next start on a new key is used; what the former one made is taken until it is forgotten."
                    )
                )
            return
        if which == "claims":
            kept = retire_claims(settings.data / "keys")
            told = ngettext(
                "%(number)d former key is asked, and used no more.",
                "%(number)d former keys are asked, and used no more.",
                kept,
            )
            say(told % {"number": kept})
            return
        gone = _forgotten(which, settings, even_so=even_so)
    say(ngettext("%(number)d former key is gone.", "%(number)d former keys are gone.", gone) % {"number": gone})


def _renew(which: str, settings: Settings) -> None:
    if which == "accounts":
        rotate_accounts_key(settings, clock)
    elif which == "master":
        again = rotate_master(settings.data / "keys")
        say(
            ngettext("%(number)d key was wrapped anew.", "%(number)d keys were wrapped anew.", again)
            % {"number": again}
        )
    elif which == "claims":
        rotate_claims(settings.data / "keys")
    else:
        cookie_keys(settings.data)
        make_next(cookie_file(settings.data))


def _forgotten(which: str, settings: Settings, *, even_so: bool) -> int:
    if which == "accounts":
        return forget_accounts_keys(settings, clock, even_so=even_so)
    return forget_masters(settings.data / "keys") if which == "master" else forget_former(cookie_file(settings.data))


def main() -> None:
    """Run the command."""
    run(keys)


if __name__ == "__main__":
    main()
