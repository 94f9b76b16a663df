"""Signing in and out: what a browser gets, what it is never told, and what it costs to guess."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.support.accounts import (
    PASSWORD,
    Clock,
    code_of,
    email_of,
    make,
    send,
    sign_in,
)
from tests.web.accounts.conftest import Enter
from tests.web.reading import form_of
from web.accounts.opening import Accounts
from web.accounts.sessions import HALF_WAY_US, IDLE_US, LONGEST_US, MINUTE

WRONG = "E-mail address and password do not go together."


def test_sign_in_leads_to_the_page_that_was_asked_for(app: Flask, accounts: Accounts) -> None:
    make(accounts, "administrator")
    make(accounts, "organiser")
    client = app.test_client()
    first = client.get("/desk/?search=x")
    assert (first.status_code, first.location) == (303, "/account/sign-in?to=/desk/?search%3Dx")
    typed = {"email": email_of("organiser").upper(), "password": PASSWORD}
    half = send(client, first.location, **typed)
    assert (half.status_code, half.location) == (303, "/account/second-factor?to=/desk/?search%3Dx")
    assert client.get("/desk/").status_code == 303
    whole = send(client, half.location, code=code_of(accounts, "organiser"))
    assert (whole.status_code, whole.location) == (303, "/desk/?search=x")
    assert client.get("/desk/").status_code == 200


def test_twin_of_a_page_for_people_with_an_account_is_refused_in_words(app: Flask) -> None:
    answer = app.test_client().get("/desk.json")
    assert (answer.status_code, answer.mimetype) == (403, "application/problem+json")
    assert answer.json is not None
    assert answer.json["detail"] == "This page is for people with an account. Sign in first."


@pytest.mark.parametrize(
    "to",
    ["https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example/", "\\\\elsewhere", "/a b", "/\ta"],
)
def test_sign_in_leads_nowhere_else(app: Flask, accounts: Accounts, to: str) -> None:
    make(accounts, "administrator", factor=False)
    client = app.test_client()
    form = form_of(client.get("/account/sign-in", query_string={"to": to}).text)
    assert "to" not in form
    answer = client.post(
        "/account/sign-in", data=form | {"email": email_of("administrator"), "password": PASSWORD, "to": to}
    )
    assert (answer.status_code, answer.location) == (303, "/account/home")


def test_account_that_is_not_there_is_answered_alike_at_the_same_cost(app: Flask, accounts: Accounts) -> None:
    make(accounts, "administrator")
    told = []
    for email in (email_of("administrator"), "nobody@example.org", "no address"):
        client, before = app.test_client(), accounts.credentials.checked
        answer = send(client, "/account/sign-in", email=email, password="not the password at all")
        told.append((answer.status_code, WRONG in answer.text, accounts.credentials.checked - before))
    assert told == [(422, True, 1)] * 3


def test_closed_account_is_answered_as_one_that_is_not_there(app: Flask, accounts: Accounts, clock: Clock) -> None:
    from web.accounts.inviting import close_account

    make(accounts, "administrator")
    close_account(accounts, make(accounts, "deputy", factor=False))
    answer = send(app.test_client(), "/account/sign-in", email=email_of("deputy"), password=PASSWORD)
    assert (answer.status_code, WRONG in answer.text) == (422, True)


def test_password_is_never_shown_again(app: Flask) -> None:
    answer = send(app.test_client(), "/account/sign-in", email="a@example.org", password="typed by mistake")
    assert "typed by mistake" not in answer.text
    assert form_of(answer.text)["email"] == "a@example.org"


def test_code_is_good_once(app: Flask, accounts: Accounts) -> None:
    make(accounts, "administrator")
    code = code_of(accounts, "administrator")
    typed = {"email": email_of("administrator"), "password": PASSWORD}
    answers = []
    for _again in range(2):
        client = app.test_client()
        send(client, "/account/sign-in", **typed)
        answers.append(send(client, "/account/second-factor", code=code).status_code)
    assert answers == [303, 422]


def test_half_way_is_no_sign_in_and_does_not_wait_for_long(app: Flask, accounts: Accounts, clock: Clock) -> None:
    make(accounts, "administrator")
    client = app.test_client()
    send(client, "/account/sign-in", email=email_of("administrator"), password=PASSWORD)
    assert client.get("/account/").location == "/account/sign-in?to=/account/"
    clock.now += HALF_WAY_US + 1
    assert client.get("/account/second-factor").location == "/account/sign-in"


def test_sign_in_ends_unused_and_in_any_case(app: Flask, accounts: Accounts, clock: Clock) -> None:
    make(accounts, "administrator", factor=False)
    client = sign_in(app.test_client(), accounts, "administrator")
    clock.now += IDLE_US - MINUTE
    assert client.get("/account/").status_code == 200
    clock.now += IDLE_US + 1
    assert client.get("/account/").status_code == 303
    client = sign_in(app.test_client(), accounts, "administrator")
    for _hour in range(LONGEST_US // (60 * MINUTE)):
        assert client.get("/account/").status_code == 200
        clock.now += 60 * MINUTE
    clock.now += 1
    assert client.get("/account/").status_code == 303


def test_sign_out_ends_the_token_not_only_the_cookie(app: Flask, enter: Enter) -> None:
    client = enter("deputy", factor=False)
    kept = client.get_cookie("signed_in")
    assert kept is not None
    answer = send(client, "/account/", to="/account/sign-out")
    assert (answer.status_code, answer.location) == (303, "/")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    thief = app.test_client()
    thief.set_cookie("signed_in", kept.value)
    assert thief.get("/account/").status_code == 303


def test_planted_token_is_never_the_one_signed_in_with(app: Flask, accounts: Accounts) -> None:
    make(accounts, "administrator")
    client = app.test_client()
    client.set_cookie("signed_in", "planted")
    before = form_of(client.get("/account/sign-in").text)["csrf_token"]
    tokens = ["planted"]
    for path, typed in (
        ("/account/sign-in", {"email": email_of("administrator"), "password": PASSWORD}),
        ("/account/second-factor", {"code": code_of(accounts, "administrator")}),
    ):
        send(client, path, **typed)
        cookie = client.get_cookie("signed_in")
        assert cookie is not None
        tokens.append(cookie.value)
    assert len(set(tokens)) == 3
    for token in tokens[:2]:
        thief = app.test_client()
        thief.set_cookie("signed_in", token)
        assert thief.get("/account/").status_code == 303
    # A form from before the sign-in is no form of this sign-in.
    assert client.post("/account/sign-ins/end", data={"csrf_token": before}).status_code == 400


def test_form_from_elsewhere_changes_nothing(app: Flask, accounts: Accounts) -> None:
    make(accounts, "administrator", factor=False)
    client = sign_in(app.test_client(), accounts, "administrator")
    for path in (
        "/account/sign-out",
        "/account/password",
        "/account/people/",
        "/account/sign-ins/end",
        "/account/recovery-codes",
        "/account/passkeys",
        "/account/sign-in/passkey",
        "/account/join",
    ):
        assert client.post(path, data={"password": "x"}).status_code == 400, path
    assert client.get("/account/").status_code == 200


def test_code_of_the_half_minute_before_is_taken(app: Flask, accounts: Accounts) -> None:
    make(accounts, "administrator")
    client = app.test_client()
    send(client, "/account/sign-in", email=email_of("administrator"), password=PASSWORD)
    assert send(client, "/account/second-factor", code=code_of(accounts, "administrator", -1)).status_code == 303


def test_recovery_code_opens_once(app: Flask, accounts: Accounts) -> None:
    identity = make(accounts, "administrator")
    with accounts.store.writing() as session:
        from web.accounts.tables import Account

        codes = accounts.credentials.new_recovery_codes(session.get_one(Account, identity))
    answers = []
    for _again in range(2):
        client = app.test_client()
        send(client, "/account/sign-in", email=email_of("administrator"), password=PASSWORD)
        answers.append(send(client, "/account/second-factor", code=f" {codes[3].upper()}").status_code)
    assert answers == [303, 422]
