"""The accounts of one process: their store, their credentials, and where they may be signed in to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from email_validator import EmailNotValidError, validate_email

from ledger.errors import Invalid, Problem
from ledger.persistence.secret_files import derived, make_folder, read_all
from ledger.settings import Settings
from web.accounts.credentials import Credentials
from web.accounts.store import Store, open_store


@dataclass(frozen=True)
class Accounts:
    """What signing in stands on. `address` is where people reach the pages (`https://…`), empty on this machine alone."""

    store: Store
    credentials: Credentials
    key: bytes
    """Under which failures are named."""
    clock: Callable[[], int]
    address: str = ""

    def close(self) -> None:
        """Let go of the database."""
        self.store.close()


def open_accounts(settings: Settings, clock: Callable[[], int], *, cheap: bool = False) -> Accounts:
    """Open the accounts of a ledger; makes what is missing. `cheap` hashes are for tests: no setting asks for them.

    Raises SettingsError as every key file does, Unavailable.
    """
    keys = accounts_keys(settings.data)
    newest = next(iter(keys.values()))
    store = open_store(settings)
    return Accounts(
        store, Credentials(store, keys, cheap=cheap), derived(newest, "accounts: failures"), clock, settings.address
    )


def accounts_keys(data: Path) -> dict[int, bytes]:
    """The key that seals what accounts sign in with, made at the first start, then former ones. Raises SettingsError as every key file does."""
    path = key_file(data)
    make_folder(path.parent)
    return read_all(path)


def key_file(data: Path) -> Path:
    """Where the first of them is."""
    return data / "keys" / "accounts.key"


def folded_email(typed: str) -> str:
    """An e-mail address as accounts are found by it. Raises Invalid `not_an_email`."""
    try:
        return validate_email(typed.strip(), check_deliverability=False).normalized.casefold()
    except EmailNotValidError:
        raise Invalid([Problem("email", "not_an_email")]) from None
