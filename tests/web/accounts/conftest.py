"""The pages over an empty ledger that people have accounts for, and browsers signed in to them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache

from ledger.bootstrap import Services
from tests.support.accounts import accounts, clock, make, sign_in
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
def enter(app: Flask, accounts: Accounts) -> Enter:
    """A browser signed in to a new account of this role; the administrator is made first, as everywhere."""

    def entered(role: str, *, factor: bool = True) -> FlaskClient:
        if role != "administrator":
            make(accounts, "administrator")
        make(accounts, role, factor=factor)
        return sign_in(app.test_client(), accounts, role)

    return entered
