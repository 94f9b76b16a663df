"""Accounts come by link: what a link does, once, and what it never does."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.support.accounts import OTHER_PASSWORD, PASSWORD, Clock, make, send
from tests.web.accounts.conftest import Enter
from web.accounts.inviting import FIRST_US, INVITED_US, first_link, invite
from web.accounts.opening import Accounts
from web.accounts.tables import Account, Link, hash_of

ENDED = "This link is not valid"


def joining(app: Flask, token: str) -> FlaskClient:
    """A browser that came by a link."""
    client = app.test_client()
    answer = client.get(f"/account/link/{token}")
    assert (answer.status_code, answer.location) == (303, "/account/join")
    return client


def many(accounts: Accounts) -> int:
    """How many accounts there are."""
    with accounts.store.reading() as session:
        return session.scalar(select(func.count()).select_from(Account)) or 0


def test_first_administrator_makes_an_account_and_is_led_to_protect_it(app: Flask, accounts: Accounts) -> None:
    token = first_link(accounts)
    assert token is not None
    client = joining(app, token)
    typed = {"name": "Amina Karim", "email": "Amina@Example.org", "password": PASSWORD, "repeated": PASSWORD}
    assert send(client, "/account/join", **typed).location == "/account/home"
    assert client.get("/account/home").location == "/account/"
    assert client.get("/account/people/").location == "/account/?to=/account/people/"
    assert first_link(accounts) is None
    with accounts.store.reading() as session:
        account = session.scalars(select(Account)).one()
    assert (account.name, account.email, account.role) == ("Amina Karim", "amina@example.org", "administrator")
    assert PASSWORD not in account.password


def test_first_link_is_for_this_machine_and_an_hour(app: Flask, accounts: Accounts, clock: Clock) -> None:
    token = first_link(accounts)
    assert token is not None
    client = joining(app, token)
    elsewhere = client.get("/account/join", environ_base={"REMOTE_ADDR": "192.0.2.7"})
    assert (elsewhere.status_code, ENDED in elsewhere.text) == (404, True)
    assert client.get("/account/join").status_code == 200
    clock.now += FIRST_US
    assert client.get("/account/join").status_code == 404


def test_link_is_good_once_and_reading_it_changes_nothing(app: Flask, accounts: Accounts) -> None:
    make(accounts, "administrator")
    token = invite(accounts, "Omar", "omar@example.org", "deputy")
    for _scanner in range(3):
        scanner = app.test_client()
        assert scanner.get(f"/account/link/{token}", follow_redirects=True).status_code == 200
        assert scanner.get("/account/join").status_code == 200
    assert many(accounts) == 1
    first, second = joining(app, token), joining(app, token)
    typed = {"password": PASSWORD, "repeated": PASSWORD}
    page = second.get("/account/join").text
    assert send(first, "/account/join", **typed).status_code == 303
    from tests.web.reading import form_of

    late = second.post("/account/join", data=form_of(page) | typed)
    assert (late.status_code, ENDED in late.text) == (404, True)
    assert many(accounts) == 2


def test_link_that_expired_was_withdrawn_or_never_was_is_answered_alike(
    app: Flask, accounts: Accounts, clock: Clock
) -> None:
    make(accounts, "administrator")
    old = invite(accounts, "Old", "old@example.org", "deputy")
    clock.now += INVITED_US
    again = invite(accounts, "New", "new@example.org", "deputy")
    withdrawn = invite(accounts, "Other", "other@example.org", "deputy")
    from web.accounts.inviting import withdraw_link

    with accounts.store.reading() as session:
        identity = session.get_one(Link, hash_of(withdrawn)).id
    withdraw_link(accounts, identity)
    told = {joining(app, token).get("/account/join").data for token in (old, withdrawn, "forged" * 4)} | {
        app.test_client().get("/account/join").data
    }
    assert len(told) == 1
    assert joining(app, again).get("/account/join").status_code == 200


def test_token_is_in_no_page_and_not_as_itself_in_the_database(app: Flask, accounts: Accounts, enter: Enter) -> None:
    client = enter("administrator")
    answer = send(client, "/account/people/", name="Omar", email="omar@example.org", role="deputy")
    shown = re.findall(r"/account/link/([\w-]{22})<", answer.text)
    assert len(shown) == 1
    assert shown[0] not in client.get("/account/people/").text
    assert answer.headers["Cache-Control"] == "private, no-store"
    with accounts.store.reading() as session:
        assert session.scalars(select(Link.token)).all() == [hash_of(shown[0])]
    came = app.test_client().get(f"/account/link/{shown[0]}")
    assert came.headers["Referrer-Policy"] == "no-referrer"
    assert came.location == "/account/join"
    assert "omar@example.org" in client.get("/account/people/").text


def test_long_password_is_taken_whole(app: Flask, accounts: Accounts) -> None:
    long = "seven lamps in the rain " * 5 + "and one"
    make(accounts, "administrator")
    client = joining(app, invite(accounts, "Omar Siddiqui", "omar@example.org", "deputy"))
    assert send(client, "/account/join", password=long, repeated=long).status_code == 303
    answers = [
        send(app.test_client(), "/account/sign-in", email="omar@example.org", password=typed).status_code
        for typed in (long[:72], long.upper(), f"{long} ", long)
    ]
    assert (len(long), answers) == (127, [422, 422, 422, 303])


@pytest.mark.parametrize(
    "password,repeated,problem",
    [
        ("short", "short", "at least 12 characters"),
        ("password1234", "password1234", "would be guessed quickly"),
        ("Omar Siddiqui 7", "Omar Siddiqui 7", "would be guessed quickly"),
        ("x" * 129, "x" * 129, "at most 128 characters"),
        (PASSWORD, OTHER_PASSWORD, "do not match"),
    ],
)
def test_password_that_is_not_taken_says_what_would_be(
    app: Flask, accounts: Accounts, password: str, repeated: str, problem: str
) -> None:
    make(accounts, "administrator")
    client = joining(app, invite(accounts, "Omar Siddiqui", "omar@example.org", "deputy"))
    answer = send(client, "/account/join", password=password, repeated=repeated)
    assert (answer.status_code, problem in answer.text) == (422, True)
    assert many(accounts) == 1
    assert send(client, "/account/join", password=PASSWORD, repeated=PASSWORD).status_code == 303


@pytest.mark.parametrize(
    "typed,problem",
    [
        ({"name": "", "email": "a@example.org"}, "This is needed."),
        ({"name": "A\u202eB", "email": "a@example.org"}, "cannot be stored"),
        ({"name": "x" * 201, "email": "a@example.org"}, "longer than this field takes"),
        ({"name": "A", "email": "nobody"}, "This is no e-mail address."),
        ({"name": "A", "email": "a@example.org", "role": "operator"}, "Choose one of the answers offered."),
        ({"name": "A", "email": "ADMINISTRATOR@example.org"}, "There is an account with this e-mail address already."),
    ],
)
def test_invitation_that_cannot_be_is_refused_in_words(enter: Enter, typed: dict[str, str], problem: str) -> None:
    client = enter("administrator")
    answer = send(client, "/account/people/", **{"role": "deputy", **typed})
    assert answer.status_code in {409, 422}
    assert problem in answer.text
    assert "None is open." in client.get("/account/people/").text
