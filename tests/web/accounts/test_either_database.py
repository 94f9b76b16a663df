"""Accounts on either database: what several processes do at once is done one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, inspect, make_url

from ledger.errors import LedgerError, NotFound, Refused, SettingsError, TooOften
from ledger.settings import Settings
from tests.support.accounts import HERE, OTHER_PASSWORD, PASSWORD, Clock, clock, code_of, email_of, make, settings
from tests.support.postgres import postgres_url
from web.accounts.changing import change_password, set_authenticator
from web.accounts.inviting import Joining, close_account, invite, join
from web.accounts.opening import Accounts, open_accounts
from web.accounts.sessions import FULL, end_all, find_signed
from web.accounts.sessions import PASSWORD as HALF_WAY
from web.accounts.signing import second_factor, sign_in
from web.accounts.store import open_store

__all__ = ["clock", "postgres_url", "settings"]
TABLES = {"account", "passkey", "sign_in", "link", "challenge", "device", "attempt", "alembic_version"} | {
    "party_link",
    "party_visit",
}


@pytest.fixture
def accounts(settings: Settings, clock: Clock) -> Iterator[Accounts]:
    opened = open_accounts(settings, clock, cheap=True)
    yield opened
    opened.close()


def at_once(times: int, what: Callable[[], Any]) -> list[str]:
    """Do it in so many threads; how each went."""

    def told(_number: int) -> str:
        try:
            what()
        except LedgerError as error:
            return error.code
        return "done"

    with ThreadPoolExecutor(times) as pool:
        return sorted(pool.map(told, range(times)))


def test_somebody_joins_signs_in_and_protects_the_account(accounts: Accounts, clock: Clock) -> None:
    make(accounts, "administrator")
    make(accounts, "organiser", factor=False)
    begun = sign_in(accounts, email_of("organiser"), PASSWORD, HERE)
    signed = find_signed(accounts.store, begun.token, clock.now)
    assert signed is not None
    assert (begun.stage, signed.name, signed.has_second_factor) == (FULL, "Some organiser", False)
    sealed = accounts.credentials.new_totp()
    from tests.support.accounts import code_of_key

    code = code_of_key(accounts.credentials.totp_told(sealed, signed.email)[0], -1)
    anew, codes = set_authenticator(accounts, signed, sealed, code, HERE)
    assert len(codes) == 8
    assert find_signed(accounts.store, begun.token, clock.now) is None
    assert find_signed(accounts.store, anew.token, clock.now) is not None
    half = sign_in(accounts, email_of("organiser"), PASSWORD, HERE)
    waiting = find_signed(accounts.store, half.token, clock.now)
    assert waiting is not None
    assert (half.stage, half.device) == (HALF_WAY, None)
    whole = second_factor(accounts, waiting, code_of(accounts, "organiser"), HERE)
    assert find_signed(accounts.store, half.token, clock.now) is None
    assert find_signed(accounts.store, whole.token, clock.now) is not None


def test_guesses_at_once_are_no_more_than_one_after_the_other(accounts: Accounts) -> None:
    make(accounts, "administrator")
    before = accounts.credentials.checked
    told = at_once(12, lambda: sign_in(accounts, email_of("administrator"), "one of many guesses", HERE))
    assert told == ["sign_in_refused"] * 5 + ["too_often"] * 7
    assert accounts.credentials.checked - before == 5


def test_link_used_at_once_makes_one_account(accounts: Accounts) -> None:
    make(accounts, "administrator")
    token = invite(accounts, "Omar", "omar@example.org", "deputy")
    said = Joining("", "", OTHER_PASSWORD, OTHER_PASSWORD)
    assert at_once(6, lambda: join(accounts, token, said, HERE)) == ["done"] + ["link_ended"] * 5


def test_code_used_at_once_signs_one_browser_in(accounts: Accounts, clock: Clock) -> None:
    make(accounts, "administrator")
    code = code_of(accounts, "administrator")
    halves = [sign_in(accounts, email_of("administrator"), PASSWORD, HERE).token for _browser in range(4)]
    waiting = iter([find_signed(accounts.store, token, clock.now) for token in halves])

    def go_on() -> None:
        signed = next(waiting)
        assert signed is not None
        second_factor(accounts, signed, code, HERE)

    assert at_once(4, go_on) == ["code_refused"] * 3 + ["done"]


def test_role_or_account_that_ends_meanwhile_ends_the_sign_in(accounts: Accounts, clock: Clock) -> None:
    make(accounts, "administrator")
    identity = make(accounts, "deputy", factor=False)
    token = sign_in(accounts, email_of("deputy"), PASSWORD, HERE).token
    close_account(accounts, identity)
    assert find_signed(accounts.store, token, clock.now) is None
    with pytest.raises(NotFound):
        close_account(accounts, identity)
    with pytest.raises(Refused):
        sign_in(accounts, email_of("deputy"), PASSWORD, HERE)


def test_change_by_a_sign_in_that_was_ended_meanwhile_is_refused(accounts: Accounts, clock: Clock) -> None:
    make(accounts, "administrator")
    identity = make(accounts, "deputy", factor=False)
    signed = find_signed(accounts.store, sign_in(accounts, email_of("deputy"), PASSWORD, HERE).token, clock.now)
    assert signed is not None
    with accounts.store.writing() as session:
        end_all(session, identity)
    with pytest.raises(Refused, match="sign_in_ended"):
        change_password(accounts, signed, PASSWORD, (OTHER_PASSWORD, OTHER_PASSWORD), HERE)
    assert sign_in(accounts, email_of("deputy"), PASSWORD, HERE).stage == FULL


def test_tables_stand_apart_from_the_log_and_are_made_once(settings: Settings, accounts: Accounts) -> None:
    make(accounts, "administrator")
    opened = open_store(settings)
    opened.close()
    if settings.is_embedded:
        engine = create_engine(f"sqlite:///{settings.data}/accounts.db")
        found = set(inspect(engine).get_table_names())
        assert (settings.data / "accounts.db").stat().st_mode & 0o777 == 0o600
    else:
        engine = create_engine(make_url(settings.database).set(drivername="postgresql+psycopg"))
        found = set(inspect(engine).get_table_names(schema="accounts"))
        assert inspect(engine).get_table_names(schema="public") == []
    engine.dispose()
    assert found == TABLES
    with pytest.raises(Refused):
        sign_in(accounts, email_of("administrator"), OTHER_PASSWORD, HERE)


def test_database_that_others_can_read_is_not_opened(tmp_path: Path, clock: Clock) -> None:
    settings = Settings(tmp_path, f"sqlite:///{tmp_path}/ledger.db")
    open_accounts(settings, clock, cheap=True).close()
    (tmp_path / "accounts.db").chmod(0o644)
    with pytest.raises(SettingsError, match="others_can_read"):
        open_accounts(settings, clock, cheap=True)


def test_password_hashed_cheaply_is_hashed_anew_by_a_real_server(tmp_path: Path, clock: Clock) -> None:
    settings = Settings(tmp_path, f"sqlite:///{tmp_path}/ledger.db")
    cheap, real = (open_accounts(settings, clock, cheap=is_cheap) for is_cheap in (True, False))
    make(cheap, "administrator", factor=False)
    sign_in(real, email_of("administrator"), PASSWORD, HERE)
    from sqlalchemy import select

    from web.accounts.tables import Account

    with real.store.reading() as session:
        kept = session.scalars(select(Account.password)).one()
    assert "$m=19456,t=2,p=1$" in kept
    for opened in (cheap, real):
        opened.close()


def test_waiting_says_for_how_long(accounts: Accounts) -> None:
    for _guess in range(5):
        with pytest.raises(Refused):
            sign_in(accounts, "nobody@example.org", "one of many guesses", HERE)
    with pytest.raises(TooOften) as waits:
        sign_in(accounts, "nobody@example.org", "one of many guesses", HERE)
    assert waits.value.params == {"minutes": 1}
