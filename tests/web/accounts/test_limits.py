"""Guessing is held off, longer each time; strangers lock nobody out."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ledger.errors import TooOften
from tests.support.accounts import PASSWORD, Clock, code_of, email_of, make, send, sign_in
from web.accounts.inviting import invite
from web.accounts.limits import HOUR, MINUTE, SECOND, Bucket, sign_in_buckets, take
from web.accounts.opening import Accounts

GUESS = "one of many guesses"


def tried(client: FlaskClient, email: str, source: str, password: str = GUESS) -> int:
    """Try a password from a network; the status."""
    from tests.web.reading import form_of

    base = {"REMOTE_ADDR": source}
    form = form_of(client.get("/account/sign-in", environ_base=base).text)
    typed = form | {"email": email, "password": password}
    return client.post("/account/sign-in", data=typed, environ_base=base).status_code


def test_sixth_guess_waits_and_is_not_even_looked_at(app: Flask, accounts: Accounts, clock: Clock) -> None:
    make(accounts, "administrator")
    client, email = app.test_client(), email_of("administrator")
    assert [tried(client, email, "198.51.100.7") for _guess in range(5)] == [422] * 5
    before = accounts.credentials.checked
    assert tried(client, email, "198.51.100.7", PASSWORD) == 429
    assert accounts.credentials.checked == before
    clock.now += 30 * SECOND
    assert tried(client, email, "198.51.100.7") == 422
    clock.now += 30 * SECOND
    assert tried(client, email, "198.51.100.7") == 429
    clock.now += 30 * SECOND
    assert tried(client, email, "198.51.100.7", PASSWORD) == 303


def test_address_without_account_waits_alike(app: Flask, accounts: Accounts) -> None:
    make(accounts, "administrator")
    told = [
        [tried(app.test_client(), email, source) for _guess in range(7)]
        for email, source in ((email_of("administrator"), "198.51.100.7"), ("nobody@example.org", "198.51.100.8"))
    ]
    assert told == [[422] * 5 + [429] * 2] * 2


def test_other_network_and_known_browser_go_on(app: Flask, accounts: Accounts) -> None:
    make(accounts, "administrator", factor=False)
    known = sign_in(app.test_client(), accounts, "administrator")
    send(known, "/account/", to="/account/sign-out")
    email = email_of("administrator")
    for guess in range(60):
        tried(app.test_client(), email, f"198.51.{guess}.7")
    assert tried(app.test_client(), email, "203.0.113.5", PASSWORD) == 429
    assert tried(known, email, "127.0.0.1", PASSWORD) == 303


def test_known_browser_of_another_account_is_no_way_around(app: Flask, accounts: Accounts) -> None:
    make(accounts, "administrator")
    make(accounts, "door", factor=False)
    thief = sign_in(app.test_client(), accounts, "door")
    send(thief, "/account/", to="/account/sign-out")
    answers = [tried(thief, email_of("administrator"), "127.0.0.1") for _guess in range(6)]
    assert answers == [422] * 5 + [429]


def test_one_network_is_held_off_over_many_addresses(app: Flask, accounts: Accounts) -> None:
    answers = [tried(app.test_client(), f"person{n}@example.org", "198.51.100.7") for n in range(31)]
    assert answers == [422] * 30 + [429]


def test_network_of_version_six_is_one_place(app: Flask) -> None:
    answers = [tried(app.test_client(), "a@example.org", f"2001:db8:1:2::{n:x}") for n in range(1, 7)]
    assert answers == [422] * 5 + [429]


def test_codes_are_not_guessed(app: Flask, accounts: Accounts, clock: Clock) -> None:
    make(accounts, "administrator")
    answers = []
    for _guess in range(7):
        client = app.test_client()
        send(client, "/account/sign-in", email=email_of("administrator"), password=PASSWORD)
        answers.append(send(client, "/account/second-factor", code="000000").status_code)
    assert answers == [422] * 5 + [429] * 2
    clock.now += MINUTE
    assert send(client, "/account/second-factor", code=code_of(accounts, "administrator")).status_code == 303


def test_links_are_not_guessed_and_a_good_one_is_not_a_guess(app: Flask, accounts: Accounts) -> None:
    make(accounts, "administrator")
    good = invite(accounts, "Omar", "omar@example.org", "deputy")
    answers = []
    for guess in range(22):
        client = app.test_client()
        client.get(f"/account/link/{'guessed' if guess % 2 else 'forged'}{guess}")
        answers.append(client.get("/account/join").status_code)
    assert answers == [404] * 20 + [429] * 2
    client = app.test_client()
    client.get(f"/account/link/{good}")
    assert client.get("/account/join").status_code == 200


def has_to_wait(accounts: Accounts, buckets: list[Bucket], now: int) -> bool:
    """Whether a try would have to wait; nothing is counted."""
    with accounts.store.writing() as session:
        savepoint = session.begin_nested()
        try:
            take(session, accounts.key, buckets, now)
        except TooOften:
            return True
        savepoint.rollback()
    return False


def test_waits_double_up_to_an_hour_and_are_forgotten_in_a_day(accounts: Accounts, clock: Clock) -> None:
    buckets, waits = sign_in_buckets("198.51.100.7", "a@example.org", None)[:1], []
    for _guess in range(16):
        with accounts.store.writing() as session:
            take(session, accounts.key, buckets, clock.now)
        begun = clock.now
        while has_to_wait(accounts, buckets, clock.now):
            clock.now += 30 * SECOND
        waits.append((clock.now - begun) // SECOND)
    assert waits[:4] == [0, 0, 0, 0]
    assert waits[4:] == [30, 60, 120, 240, 480, 960, 1920, *[3600] * 5]
    clock.now += 24 * HOUR + 1
    for _guess in range(4):
        with accounts.store.writing() as session:
            take(session, accounts.key, buckets, clock.now)
    with accounts.store.writing() as session:
        take(session, accounts.key, buckets, clock.now)
    with pytest.raises(TooOften), accounts.store.writing() as session:
        take(session, accounts.key, buckets, clock.now)
