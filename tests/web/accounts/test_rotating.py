"""New keys: what was signed, sealed or hashed under a former one goes on, until the former ones are forgotten."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from ledger.bootstrap import Services
from ledger.errors import Refused, SettingsError
from ledger.settings import Settings
from tests.support.accounts import HERE, OTHER_PASSWORD, PASSWORD, Clock, code_of, email_of, make
from tests.support.shared import ROOT
from tests.web.reading import form_of
from web import create_app
from web.accounts.changing import renew_recovery_codes
from web.accounts.opening import Accounts, open_accounts
from web.accounts.rotating import forget_accounts_keys, rotate_accounts_key
from web.accounts.sessions import FULL, find_signed
from web.accounts.sessions import PASSWORD as HALF_WAY
from web.accounts.signing import second_factor, sign_in
from web.accounts.tables import Account
from web.caching import COOKIE
from web.keys import main
from web.starting import cookie_keys, hold


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path, f"sqlite:///{tmp_path}/ledger.db")


def opened(settings: Settings, clock: Clock) -> Accounts:
    return open_accounts(settings, clock, cheap=True)


def run(monkeypatch: pytest.MonkeyPatch, *told: str) -> int:
    monkeypatch.setattr(sys, "argv", ["keys", *told])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


def app_of(services: Services, keys: list[str]) -> Flask:
    return create_app(services, secret_key=keys[0], former_keys=keys[1:], demo=True)


def choose(app: Flask, cookie: str, token: str) -> int:
    """Send the form of the demo's people in a browser that kept its cookie."""
    client = app.test_client()
    client.set_cookie(COOKIE, cookie)
    return client.post("/people", data={"csrf_token": token, "person": "organiser"}).status_code


def test_form_and_cookie_of_a_former_key_are_taken_until_it_is_forgotten(
    services: Services, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = app_of(services, cookie_keys(settings.data)).test_client()
    token = form_of(before.get("/people").text)["csrf_token"]
    kept = before.get_cookie(COOKIE)
    assert kept is not None
    assert run(monkeypatch, "cookies", "--data", str(settings.data)) == 0
    keys = cookie_keys(settings.data)
    assert len(set(keys)) == 2
    assert choose(app_of(services, keys), kept.value, token) == 303
    newer = app_of(services, keys).test_client()
    new_token = form_of(newer.get("/people").text)["csrf_token"]
    new_cookie = newer.get_cookie(COOKIE)
    assert new_cookie is not None
    assert run(monkeypatch, "cookies", "--forget", "--data", str(settings.data)) == 0
    assert cookie_keys(settings.data) == keys[:1]
    alone = app_of(services, keys[:1])
    assert choose(alone, kept.value, token) == 400
    assert choose(alone, new_cookie.value, new_token) == 303


def test_password_of_a_former_key_is_taken_and_hashed_anew(settings: Settings, clock: Clock) -> None:
    accounts = opened(settings, clock)
    make(accounts, "administrator", factor=False)
    accounts.close()
    rotate_accounts_key(settings, clock, cheap=True)
    with pytest.raises(SettingsError, match="passwords_await"):
        forget_accounts_keys(settings, clock, cheap=True)
    accounts = opened(settings, clock)
    with pytest.raises(Refused):
        sign_in(accounts, email_of("administrator"), OTHER_PASSWORD, HERE)
    assert sign_in(accounts, email_of("administrator"), PASSWORD, HERE).stage == FULL
    accounts.close()
    assert forget_accounts_keys(settings, clock, cheap=True) == 1
    assert sorted(path.name for path in (settings.data / "keys").glob("accounts*")) == ["accounts.2.key"]
    accounts = opened(settings, clock)
    assert sign_in(accounts, email_of("administrator"), PASSWORD, HERE).stage == FULL
    accounts.close()


def test_password_whose_key_was_forgotten_is_refused_and_costs_the_same(settings: Settings, clock: Clock) -> None:
    accounts = opened(settings, clock)
    make(accounts, "administrator", factor=False)
    accounts.close()
    rotate_accounts_key(settings, clock, cheap=True)
    assert forget_accounts_keys(settings, clock, even_so=True, cheap=True) == 1
    accounts = opened(settings, clock)
    before = accounts.credentials.checked
    with pytest.raises(Refused, match="sign_in_refused"):
        sign_in(accounts, email_of("administrator"), PASSWORD, HERE)
    assert accounts.credentials.checked == before + 1
    accounts.close()


def test_app_and_recovery_codes_are_sealed_anew_and_outlive_the_former_key(settings: Settings, clock: Clock) -> None:
    accounts = opened(settings, clock)
    make(accounts, "administrator")
    token = sign_in(accounts, email_of("administrator"), PASSWORD, HERE).token
    half = find_signed(accounts.store, token, clock.now)
    assert half is not None
    whole = find_signed(
        accounts.store, second_factor(accounts, half, code_of(accounts, "administrator", -1), HERE).token, clock.now
    )
    assert whole is not None
    codes = renew_recovery_codes(accounts, whole, HERE)[1]
    before = sealed(accounts)
    accounts.close()
    rotate_accounts_key(settings, clock, cheap=True)
    accounts = opened(settings, clock)
    after = sealed(accounts)
    assert all(old != new for old, new in zip(before, after, strict=True))
    sign_in(accounts, email_of("administrator"), PASSWORD, HERE)
    accounts.close()
    forget_accounts_keys(settings, clock, cheap=True)
    accounts = opened(settings, clock)
    for code in (code_of(accounts, "administrator"), codes[0]):
        begun = sign_in(accounts, email_of("administrator"), PASSWORD, HERE)
        assert begun.stage == HALF_WAY
        waiting = find_signed(accounts.store, begun.token, clock.now)
        assert waiting is not None
        assert second_factor(accounts, waiting, code, HERE).stage == FULL
    accounts.close()


def sealed(accounts: Accounts) -> list[str]:
    """What is kept sealed of the one account."""
    with accounts.store.reading() as session:
        account = session.scalars(select(Account)).one()
        return [account.totp or "", *(account.mf_recovery_codes or [])]


def test_keys_are_rotated_twice_and_a_code_of_any_generation_is_opened(settings: Settings, clock: Clock) -> None:
    accounts = opened(settings, clock)
    make(accounts, "administrator")
    accounts.close()
    for _time in range(2):
        rotate_accounts_key(settings, clock, cheap=True)
    accounts = opened(settings, clock)
    assert sign_in(accounts, email_of("administrator"), PASSWORD, HERE).stage == HALF_WAY
    accounts.close()
    assert forget_accounts_keys(settings, clock, cheap=True) == 2
    accounts = opened(settings, clock)
    assert sign_in(accounts, email_of("administrator"), PASSWORD, HERE).stage == HALF_WAY
    assert code_of(accounts, "administrator")
    accounts.close()


@pytest.mark.parametrize("which", ["cookies", "accounts"])
def test_keys_are_changed_only_while_nobody_serves(
    settings: Settings, which: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with hold(settings.data):
        assert run(monkeypatch, which, "--data", str(settings.data)) == 2
        assert "is in use by another server" in capsys.readouterr().err
    assert not (settings.data / "keys").exists()
    assert run(monkeypatch, which, "--data", str(settings.data)) == 0
    assert "From the next start on a new key is used" in capsys.readouterr().out
    modes = {path.name: path.stat().st_mode & 0o777 for path in (settings.data / "keys").iterdir()}
    assert modes == {f"{which}.key": 0o600, f"{which}.2.key": 0o600}


def test_guide_tells_the_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    guide = (ROOT / "docs" / "keys.md").read_text(encoding="utf-8")
    monkeypatch.setenv("AWARDS_DATA", str(tmp_path))
    typed = re.findall(r"(?m)^\$ \S+ -m web\.keys (.+)$", guide)
    # Those of the log are run in tests/persistence/test_claim_keys.py, on one that holds acts.
    assert typed == ["accounts", "accounts --forget", "claims", "claims --forget"]
    assert [run(monkeypatch, *one.split()) for one in typed[:2]] == [0, 0]
    assert [path.name for path in (tmp_path / "keys").glob("*.key")] == ["accounts.2.key"]
