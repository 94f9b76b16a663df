"""What of signing in, and of what is refused, the server's log tells: which account, and nothing that was typed."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from structlog.testing import capture_logs

from ledger.errors import Refused, TooOften
from tests.support.accounts import HERE, PASSWORD, email_of, make
from tests.web.accounts.conftest import Enter
from web.accounts.opening import Accounts
from web.accounts.signing import sign_in
from web.accounts.tables import Account


def said(logs: list[Any], *fields: str) -> list[tuple[Any, ...]]:
    """The events with these fields."""
    return [(one["event"], *(one[field] for field in fields)) for one in logs]


def test_signing_in_and_failing_to_are_logged_by_the_account(accounts: Accounts) -> None:
    make(accounts, "administrator")
    deputy = make(accounts, "deputy", factor=False)
    with capture_logs() as logs:
        sign_in(accounts, email_of("deputy"), PASSWORD, HERE)
        for email in (email_of("deputy"), "nobody@example.org"):
            with pytest.raises(Refused):
                sign_in(accounts, email, "not this one, surely", HERE)
    assert said(logs, "account") == [
        ("signed_in", deputy.hex), ("sign_in_refused", deputy.hex), ("sign_in_refused", None)
    ]  # fmt: skip
    assert all(word not in str(logs) for word in (PASSWORD, "not this one", "example.org", HERE.source))


def test_being_held_off_is_logged(accounts: Accounts) -> None:
    make(accounts, "administrator")
    with capture_logs() as logs:
        for _try in range(5):
            with pytest.raises(Refused):
                sign_in(accounts, "nobody@example.org", "not this one, surely", HERE)
        with pytest.raises(TooOften):
            sign_in(accounts, "nobody@example.org", "not this one, surely", HERE)
    assert said(logs)[-1] == ("held_off",)


def test_what_somebody_may_not_do_is_logged(app: Flask, enter: Enter, accounts: Accounts) -> None:
    auditor = enter("auditor")
    with capture_logs() as logs:
        assert auditor.get("/desk/establish?name=MARKER").status_code == 403
        assert app.test_client().get("/desk.json").status_code == 403
    with accounts.store.reading() as session:
        account = session.scalars(select(Account.id).where(Account.email == email_of("auditor"))).one()
    assert said(logs, "page", "code", "account") == [
        ("request_refused", "/desk/establish", "role_cannot", account.hex),
        ("request_refused", "/desk.json", "sign_in_first", None),
    ]
    assert "MARKER" not in str(logs)
