"""Accounts for the tests: made by the ways that make them everywhere, with hashes that cost nothing, and browsers signed in to them."""

from __future__ import annotations

import base64
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from flask.testing import FlaskClient
from sqlalchemy import select

from ledger.settings import Settings
from tests.web.reading import form_of
from web.accounts.inviting import Joining, first_link, invite, join
from web.accounts.opening import Accounts, open_accounts
from web.accounts.sessions import Where, end_all
from web.accounts.tables import Account

PASSWORD = "brass lanterns over Quetta"
OTHER_PASSWORD = "eleven quiet river stones"
HERE = Where("127.0.0.1", "a browser of these tests")


@dataclass
class Clock:
    """A clock that stands until it is moved (µs). It begins now: passlib's codes go by the machine's clock."""

    now: int = field(default_factory=lambda: time.time_ns() // 1000)

    def __call__(self) -> int:
        """The time it shows."""
        return self.now


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.server)])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Of an empty ledger on either database; whoever asks for it imports `postgres_url` too."""
    database = f"sqlite:///{tmp_path}/ledger.db"
    if request.param == "postgres":
        database = request.getfixturevalue("postgres_url")
    return Settings(tmp_path, database)


@pytest.fixture
def clock() -> Clock:
    """The accounts' clock."""
    return Clock()


@pytest.fixture
def accounts(tmp_path: Path, clock: Clock) -> Iterator[Accounts]:
    """Accounts of an empty ledger, nobody in them."""
    opened = open_accounts(Settings(tmp_path, f"sqlite:///{tmp_path}/ledger.db"), clock, cheap=True)
    yield opened
    opened.close()


def email_of(role: str) -> str:
    """The address of the account that is made for a role."""
    return f"{role}@example.org"


def make(accounts: Accounts, role: str, *, factor: bool = True, called: str = "") -> UUID:
    """An account of this role, named for it unless it is `called` otherwise; with an authenticator app unless `factor` says no."""
    email, name = email_of(called or role), f"Some {called or role}"
    if role == "administrator":
        token = first_link(accounts)
        assert token is not None
    else:
        token = invite(accounts, name, email, role)
    join(accounts, token, Joining(name, email, PASSWORD, PASSWORD), HERE)
    with accounts.store.writing() as session:
        account = session.scalars(select(Account).where(Account.email == email, Account.closed_at.is_(None))).one()
        if factor:
            account.totp = accounts.credentials.new_totp()
            session.flush()
            accounts.credentials.new_recovery_codes(account)
        # The browser it was made in is none of the test's.
        end_all(session, account.id)
        return account.id


def code_of(accounts: Accounts, role: str, ahead: int = 0) -> str:
    """What the account's app shows, so many half minutes from now; a code is good once, and the next one is taken early."""
    with accounts.store.reading() as session:
        account = session.scalars(
            select(Account).where(Account.email == email_of(role), Account.closed_at.is_(None))
        ).one()
    assert account.totp is not None
    key = accounts.credentials.totp_told(account.totp, account.email)[0]
    return code_of_key(key, ahead)


def code_of_key(key: str, ahead: int = 0) -> str:
    """What an app shows that was told this key."""
    shared = base64.b32decode(key.replace("-", ""))
    return TOTP(shared, 6, SHA1(), 30).generate(int(time.time()) + 30 * ahead).decode()  # noqa: S303 - what apps use


def send(client: FlaskClient, path: str, to: str | None = None, **typed: Any) -> Any:
    """Send the form of a page as a browser would, to another address if one is given."""
    form = form_of(client.get(path).text)
    return client.post(to or path, data=form | typed)


def sign_in(client: FlaskClient, accounts: Accounts, role: str, ahead: int = 0) -> FlaskClient:
    """Sign a browser in by the pages, with a second factor where the account has one."""
    answer = send(client, "/account/sign-in", email=email_of(role), password=PASSWORD)
    assert answer.status_code == 303, answer.text
    if answer.location.startswith("/account/second-factor"):
        answer = send(client, "/account/second-factor", code=code_of(accounts, role, ahead))
        assert answer.status_code == 303, answer.text
    return client
