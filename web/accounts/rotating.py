"""A new key for what accounts sign in with. What is sealed is sealed anew at once; a password when its owner next signs in."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select

from ledger.errors import SettingsError
from ledger.persistence.secret_files import forget_former, make_next
from ledger.settings import Settings
from web.accounts.opening import Accounts, accounts_keys, key_file, open_accounts
from web.accounts.tables import Account


def rotate_accounts_key(settings: Settings, clock: Callable[[], int], *, cheap: bool = False) -> None:
    """Make a new key, and seal everything anew under it. The server is not running: it would not know the key. Raises as `open_accounts`."""
    accounts_keys(settings.data)
    make_next(key_file(settings.data))
    accounts = open_accounts(settings, clock, cheap=cheap)
    try:
        _seal_anew(accounts)
    finally:
        accounts.close()


def forget_accounts_keys(
    settings: Settings, clock: Callable[[], int], *, even_so: bool = False, cheap: bool = False
) -> int:
    """Let go of the former keys; how many there were.

    Raises SettingsError `passwords_await` where accounts would be unable to sign in, unless `even_so`; then nothing is gone.
    """
    accounts = open_accounts(settings, clock, cheap=cheap)
    try:
        _seal_anew(accounts)
        with accounts.store.reading() as session:
            kept = session.scalars(select(Account.password).where(Account.closed_at.is_(None))).all()
    finally:
        accounts.close()
    awaiting = sum(not accounts.credentials.is_newest(one) for one in kept)
    if awaiting and not even_so:
        raise SettingsError("passwords_await", number=awaiting)
    return forget_former(key_file(settings.data))


def _seal_anew(accounts: Accounts) -> None:
    with accounts.store.writing() as session:
        for account in session.scalars(select(Account)):
            accounts.credentials.seal_anew(account)
