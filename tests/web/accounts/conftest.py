"""The pages over an empty ledger that people have accounts for, and browsers signed in to them."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache

from ledger.bootstrap import Services
from ledger.domain.roster import ROLES as ROSTERED
from tests.support.accounts import accounts, clock, make, sign_in
from tests.support.rosters import as_, grant
from tests.support.services import follow, services
from tests.web.conftest import compiled
from web import create_app
from web.accounts.opening import Accounts

__all__ = ["accounts", "clock", "compiled", "services"]
Enter = Callable[..., FlaskClient]


@pytest.fixture
def app(services: Services, accounts: Accounts, compiled: FileSystemBytecodeCache) -> Flask:
    follow(services)
    made = create_app(services, secret_key="of these tests", accounts=accounts)
    made.jinja_env.bytecode_cache = compiled
    return made


@pytest.fixture
def enter(app: Flask, services: Services, accounts: Accounts) -> Enter:
    """A browser signed in to a new account of this role, on the roster of every show unless `rostered` says otherwise.

    The administrator is made first, as everywhere.
    """

    def entered(role: str, *, factor: bool = True, rostered: bool = True) -> FlaskClient:
        if role != "administrator":
            make(accounts, "administrator")
        identity = make(accounts, role, factor=factor)
        for show in services.ledger.recorder.holders("show_address") if rostered and role in ROSTERED else ():
            grant(services.ledger, as_("operator", UUID(int=1)), identity, role, show)
        return sign_in(app.test_client(), accounts, role)

    return entered
