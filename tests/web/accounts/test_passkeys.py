"""Passkeys: what a device signs is taken once, from this site, with its owner's finger on it, and from nobody else's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support.accounts import Clock, email_of, make, send
from tests.support.passkey_device import PRESENT, Device
from tests.web.accounts.conftest import Enter
from tests.web.reading import form_of
from web.accounts.inviting import close_account
from web.accounts.opening import Accounts
from web.accounts.passkeys import PATIENCE_US
from web.accounts.sessions import FRESH_US

ORIGIN = "http://localhost"
Ask = Callable[..., dict[str, Any]]


def post(client: FlaskClient, path: str, sent: Any, page: str = "/account/sign-in") -> Any:
    """Send JSON as the script does, with the token of a page."""
    token = form_of(client.get(page).text)["csrf_token"]
    return client.post(path, json=sent, headers={"X-CSRFToken": token})


def asked(client: FlaskClient, page: str = "/account/sign-in") -> dict[str, Any]:
    """What a browser is given to sign."""
    told: dict[str, Any] = post(client, "/account/sign-in/passkey/ask", {}, page).json
    return told


def add(client: FlaskClient, device: Device, name: str = "My phone") -> Any:
    """Add the device's passkey to the account that is signed in."""
    ask = post(client, "/account/passkeys/ask", {}, "/account/").json
    return post(client, "/account/passkeys", {"credential": device.make(ask), "name": name}, "/account/")


@pytest.fixture
def device(enter: Enter) -> Device:
    """A device with a passkey of an organiser who has nothing else but a password."""
    made = Device(ORIGIN)
    answer = add(enter("organiser", factor=False), made)
    assert (answer.status_code, answer.json) == (200, {"to": "/account/"})
    return made


def test_passkey_is_password_and_second_factor_in_one(app: Flask, device: Device) -> None:
    client = app.test_client()
    answer = post(client, "/account/sign-in/passkey", {"credential": device.sign(asked(client)), "to": "/desk/"})
    assert (answer.status_code, answer.json) == (200, {"to": "/desk/"})
    assert client.get("/desk/").status_code == 200
    view = client.get("/account.json").json
    assert view is not None
    assert [(one["name"], one["used"] == "not yet") for one in view["passkeys"]] == [("My phone", False)]


def test_what_was_signed_is_taken_once(app: Flask, device: Device) -> None:
    client, thief = app.test_client(), app.test_client()
    signed = device.sign(asked(client))
    assert post(client, "/account/sign-in/passkey", {"credential": signed}).status_code == 200
    answer = post(thief, "/account/sign-in/passkey", {"credential": signed})
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
    assert thief.get("/account/").status_code == 303


@pytest.mark.parametrize(
    "lie",
    [
        {"origin": "http://elsewhere.example"},
        {"flags": PRESENT},
        {"identity": b"another passkey."},
        {"key": Device(ORIGIN).key},
    ],
    ids=lambda lie: next(iter(lie)),
)
def test_what_is_not_this_devices_here_with_its_owner_is_refused(
    app: Flask, device: Device, lie: dict[str, Any]
) -> None:
    client = app.test_client()
    lying = replace(device, **lie)
    assert post(client, "/account/sign-in/passkey", {"credential": lying.sign(asked(client))}).status_code == 422
    assert client.get("/account/").status_code == 303


def test_copied_device_is_found_out_by_its_count(app: Flask, device: Device) -> None:
    copy = replace(device)
    for _use in range(3):
        client = app.test_client()
        assert post(client, "/account/sign-in/passkey", {"credential": device.sign(asked(client))}).status_code == 200
    client = app.test_client()
    assert post(client, "/account/sign-in/passkey", {"credential": copy.sign(asked(client))}).status_code == 422


def test_challenge_does_not_wait_for_long_and_is_nobodys_own_words(app: Flask, device: Device, clock: Clock) -> None:
    client = app.test_client()
    signed = device.sign(asked(client))
    clock.now += PATIENCE_US
    assert post(client, "/account/sign-in/passkey", {"credential": signed}).status_code == 422
    forged = device.sign({"rpId": "localhost", "challenge": "Zm9yZ2Vk"})
    assert post(client, "/account/sign-in/passkey", {"credential": forged}).status_code == 422


@pytest.mark.parametrize(
    "sent", [[], "x", {}, {"credential": 1}, {"credential": {"response": {"clientDataJSON": "!"}}}]
)
def test_what_is_no_passkey_at_all_is_refused_in_words(app: Flask, sent: Any) -> None:
    answer = post(app.test_client(), "/account/sign-in/passkey", sent)
    assert answer.status_code == 422
    assert answer.json["detail"] == "The passkey was not accepted. Try again, or sign in another way."


def test_guesses_are_held_off(app: Flask) -> None:
    answers = [post(app.test_client(), "/account/sign-in/passkey", {}).status_code for _guess in range(22)]
    assert answers == [422] * 20 + [429] * 2


def test_challenge_to_add_one_is_for_its_account_alone(enter: Enter, app: Flask, accounts: Accounts) -> None:
    client = enter("deputy", factor=False)
    make(accounts, "door", factor=False)
    other = app.test_client()
    send(other, "/account/sign-in", email=email_of("door"), password="brass lanterns over Quetta")
    ask = post(other, "/account/passkeys/ask", {}, "/account/").json
    made = Device(ORIGIN).make(ask)
    assert post(client, "/account/passkeys", {"credential": made}, "/account/").status_code == 422
    signing = Device(ORIGIN).make({**asked(client, "/account/"), "rp": {"id": "localhost"}})
    assert post(client, "/account/passkeys", {"credential": signing}, "/account/").status_code == 422


def test_somebody_elses_passkey_confirms_nothing(app: Flask, device: Device, accounts: Accounts, clock: Clock) -> None:
    make(accounts, "door", factor=False)
    client = app.test_client()
    send(client, "/account/sign-in", email=email_of("door"), password="brass lanterns over Quetta")
    clock.now += FRESH_US + 1
    assert client.get("/account/password").status_code == 303
    for answering, status in ((device, 422), (None, 422)):
        signed = answering.sign(asked(client, "/account/")) if answering else {}
        sent = {"credential": signed, "to": "/account/password"}
        assert post(client, "/account/again/passkey", sent, "/account/").status_code == status
    assert client.get("/account/password").status_code == 303


def test_closed_accounts_passkey_opens_nothing(app: Flask, device: Device, accounts: Accounts) -> None:
    from sqlalchemy import select

    from web.accounts.tables import Account

    with accounts.store.reading() as session:
        account = session.scalars(select(Account.id).where(Account.email == email_of("organiser"))).one()
    close_account(accounts, account)
    client = app.test_client()
    assert post(client, "/account/sign-in/passkey", {"credential": device.sign(asked(client))}).status_code == 422


def test_last_passkey_stays_and_another_goes(app: Flask, device: Device) -> None:
    client = app.test_client()
    post(client, "/account/sign-in/passkey", {"credential": device.sign(asked(client))})
    other = Device(ORIGIN)
    assert add(client, other, "Key\u202e in the drawer").status_code == 200
    view = client.get("/account.json").json
    assert view is not None
    assert [one["name"] for one in view["passkeys"]] == ["My phone", "Key in the drawer"]
    statuses = [
        send(client, "/account/", to=f"/account/passkeys/{one['id']}/remove").status_code for one in view["passkeys"]
    ]
    assert statuses == [303, 422]
    gone = app.test_client()
    assert post(gone, "/account/sign-in/passkey", {"credential": device.sign(asked(gone))}).status_code == 422
    kept = app.test_client()
    assert post(kept, "/account/sign-in/passkey", {"credential": other.sign(asked(kept))}).status_code == 200
