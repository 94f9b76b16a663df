"""Proving oneself again: it asks for all that signing in does, and what was known of the browser before is worth nothing after it."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient

from tests.support.accounts import PASSWORD, Clock, code_of, send
from tests.support.passkey_device import Device
from tests.web.accounts.conftest import Enter
from tests.web.accounts.test_passkeys import ORIGIN, add, asked, post
from tests.web.reading import form_of
from web.accounts.opening import Accounts
from web.accounts.sessions import FRESH_US, LONGEST_US


def token_of(client: FlaskClient) -> str:
    """What the browser is signed in by."""
    cookie = client.get_cookie("signed_in")
    assert cookie is not None
    return str(cookie.value)


def is_in(app: Flask, token: str) -> bool:
    """Whether a browser with this token is signed in."""
    client = app.test_client()
    client.set_cookie("signed_in", token)
    return client.get("/account/").status_code == 200


def test_token_from_before_opens_nothing_after(app: Flask, accounts: Accounts, enter: Enter, clock: Clock) -> None:
    client = enter("organiser")
    clock.now += FRESH_US + 1
    stolen = token_of(client)
    form = form_of(client.get("/account/").text)
    assert is_in(app, stolen)
    answer = send(client, "/account/again", password=PASSWORD, code=code_of(accounts, "organiser", 1))
    assert (answer.status_code, is_in(app, stolen), is_in(app, token_of(client))) == (303, False, True)
    assert client.get("/account/password").status_code == 200
    # A form that was open meanwhile is still one of this browser.
    assert client.post("/account/sign-ins/end", data=form).status_code == 303


def test_token_from_before_opens_nothing_after_a_passkey(app: Flask, enter: Enter, clock: Clock) -> None:
    client, device = enter("organiser", factor=False), Device(ORIGIN)
    add(client, device)
    clock.now += FRESH_US + 1
    stolen = token_of(client)
    sent = {"credential": device.sign(asked(client, "/account/"))}
    answer = post(client, "/account/again/passkey", sent, "/account/")
    assert (answer.status_code, is_in(app, stolen), is_in(app, token_of(client))) == (200, False, True)


def test_sign_in_does_not_last_longer_for_being_proven_again(
    app: Flask, accounts: Accounts, enter: Enter, clock: Clock
) -> None:
    client, began = enter("organiser"), clock.now
    clock.now += FRESH_US + 1
    send(client, "/account/again", password=PASSWORD, code=code_of(accounts, "organiser", 1))
    while clock.now + FRESH_US < began + LONGEST_US:
        clock.now += FRESH_US
        assert is_in(app, token_of(client))
    clock.now = began + LONGEST_US + 1
    assert not is_in(app, token_of(client))


def test_password_alone_proves_nothing_where_a_passkey_protects_the_account(enter: Enter, clock: Clock) -> None:
    client = enter("organiser", factor=False)
    add(client, Device(ORIGIN))
    clock.now += FRESH_US + 1
    page = client.get("/account/again").text
    assert ('type="password"' in page, 'data-passkey="' in page) == (False, True)
    token = form_of(client.get("/account/").text)["csrf_token"]
    answer = client.post("/account/again", data={"csrf_token": token, "password": PASSWORD})
    assert (answer.status_code, client.get("/account/password").status_code) == (422, 303)
