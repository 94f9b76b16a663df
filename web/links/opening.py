"""The links of one process: where they are kept, and what they are guarded with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import current_app

from ledger.persistence.secret_files import derived
from ledger.settings import Settings
from web.accounts.opening import Accounts, accounts_keys
from web.accounts.store import Store, open_store


@dataclass(frozen=True)
class Links:
    """What links stand on. `address` is where people reach the pages (`https://…`), empty on this machine alone."""

    store: Store
    key: bytes
    """Under which failures are named."""
    clock: Callable[[], int]
    address: str = ""

    def close(self) -> None:
        """Let go of the database."""
        self.store.close()


def links_beside(accounts: Accounts) -> Links:
    """The links of a ledger whose people sign in: in the same database, guarded by the same count of failures."""
    return Links(accounts.store, accounts.key, accounts.clock, accounts.address)


def open_links(settings: Settings, clock: Callable[[], int]) -> Links:
    """The links of the demo, where nobody signs in: the accounts' database, with no account in it.

    Raises SettingsError as every key file does, Unavailable.
    """
    newest = next(iter(accounts_keys(settings.data).values()))
    return Links(open_store(settings), derived(newest, "accounts: failures"), clock, settings.address)


def links() -> Links | None:
    """The process's links; None where there are none, since others could listen."""
    found: Links | None = current_app.extensions.get("ledger_links")
    return found
