"""One's own account: every change of what one signs in with ends all sign-ins but the one it was made in, which goes on anew."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support.accounts import OTHER_PASSWORD, PASSWORD, Clock, code_of, code_of_key, email_of, make, send, sign_in
from tests.web.accounts.conftest import Enter
from tests.web.reading import form_of
from web.accounts.inviting import change_role, close_account
from web.accounts.opening import Accounts
from web.accounts.sessions import FRESH_TO_SEND_US, FRESH_US


@pytest.fixture
def two(app: Flask, accounts: Accounts) -> tuple[FlaskClient, FlaskClient]:
    """Two browsers of one deputy, who uses an app."""
    make(accounts, "administrator")
    make(accounts, "deputy")
    return tuple(sign_in(app.test_client(), accounts, "deputy", ahead) for ahead in (-1, 0))  # type: ignore[return-value]


def is_in(client: FlaskClient) -> bool:
    """Whether the browser is signed in."""
    return client.get("/account/").status_code == 200


def token_of(client: FlaskClient) -> str:
    """The token it holds."""
    cookie = client.get_cookie("signed_in")
    assert cookie is not None
    return str(cookie.value)


def test_changed_password_ends_every_other_sign_in(
    two: tuple[FlaskClient, FlaskClient], app: Flask, accounts: Accounts
) -> None:
    here, there = two
    before = token_of(here)
    typed = {"current": PASSWORD, "password": OTHER_PASSWORD, "repeated": OTHER_PASSWORD}
    assert send(here, "/account/password", **typed).location == "/account/"
    assert (is_in(here), is_in(there), token_of(here) == before) == (True, False, False)
    answers = [
        send(app.test_client(), "/account/sign-in", email=email_of("deputy"), password=password).status_code
        for password in (PASSWORD, OTHER_PASSWORD)
    ]
    assert answers == [422, 303]


def test_wrong_current_password_changes_nothing(two: tuple[FlaskClient, FlaskClient]) -> None:
    here, there = two
    answer = send(here, "/account/password", current="x", password=OTHER_PASSWORD, repeated=OTHER_PASSWORD)
    assert (answer.status_code, "This is not your current password." in answer.text) == (422, True)
    assert (is_in(here), is_in(there)) == (True, True)


def test_authenticator_is_set_up_by_a_code_it_shows(app: Flask, accounts: Accounts, enter: Enter) -> None:
    client = enter("auditor", factor=False)
    assert client.get("/audit/").location == "/account/?to=/audit/"
    page = client.get("/account/authenticator").text
    found = re.search(r'class="secret" dir="ltr">([A-Z2-7-]+)<', page)
    assert found is not None
    wrong = client.post("/account/authenticator", data=form_of(page) | {"code": "000000"})
    assert (wrong.status_code, "not the code the app shows now" in wrong.text) == (422, True)
    assert found[1] in wrong.text
    set_up = client.post("/account/authenticator", data=form_of(page) | {"code": code_of_key(found[1])})
    assert len(re.findall(r"<li>[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}</li>", set_up.text)) == 8
    assert client.get("/account/home").location == "/audit/"
    assert client.get("/audit/").status_code == 200


@pytest.mark.parametrize(
    "sealed",
    [
        "",
        "{}",
        "[1]",
        "nonsense",
        '{"enckey": {}}',
        '{"key": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", "type": "totp", "v": 1}',
        "otpauth://totp/a?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=b",
    ],
)
def test_secret_that_was_not_sealed_here_is_not_taken(enter: Enter, accounts: Accounts, sealed: str) -> None:
    client = enter("deputy", factor=False)
    typed = {"sealed": sealed, "code": code_of_key("JBSWY3DPEHPK3PXP" * 2)}
    answer = send(client, "/account/authenticator", **typed)
    assert (answer.status_code, "not the code the app shows now" in answer.text) == (422, True)
    assert client.get("/account.json").json["authenticator"] is False  # type: ignore[index]


def shown(client: FlaskClient) -> tuple[dict[str, str], str]:
    """The form that sets an app up, and the key it shows."""
    page = client.get("/account/authenticator").text
    found = re.search(r'class="secret" dir="ltr">([A-Z2-7-]+)<', page)
    assert found is not None
    return form_of(page), found[1]


def test_secret_is_taken_as_it_was_shown_and_not_changed_on_its_way(enter: Enter) -> None:
    client = enter("deputy", factor=False)
    form, key = shown(client)
    head, brace, rest = form["sealed"].partition("{")
    answers = []
    # How often the key is hashed before it opens would be as often as somebody likes, and how long a code is good as long.
    for told in (f'{head}{brace}"period": 30, {rest}', f"{brace}{rest}", f" {form['sealed']}", form["sealed"]):
        answer = client.post("/account/authenticator", data=form | {"sealed": told, "code": code_of_key(key)})
        answers.append(answer.status_code)
    assert answers == [422, 422, 422, 200]


def test_secret_that_another_account_was_shown_is_not_taken(enter: Enter, app: Flask, accounts: Accounts) -> None:
    client = enter("deputy", factor=False)
    make(accounts, "door", factor=False)
    form, key = shown(sign_in(app.test_client(), accounts, "door"))
    token = form_of(client.get("/account/").text)["csrf_token"]
    typed = {"csrf_token": token, "sealed": form["sealed"], "code": code_of_key(key)}
    assert client.post("/account/authenticator", data=typed).status_code == 422


def test_removed_authenticator_ends_every_other_sign_in(two: tuple[FlaskClient, FlaskClient]) -> None:
    here, there = two
    assert send(here, "/account/", to="/account/authenticator/remove").location == "/account/"
    assert (is_in(here), is_in(there)) == (True, False)


def test_last_factor_stays_where_the_role_needs_one(enter: Enter) -> None:
    client = enter("organiser")
    answer = send(client, "/account/", to="/account/authenticator/remove")
    assert (answer.status_code, "Your role needs more than a password." in answer.text) == (422, True)
    assert client.get("/desk/").status_code == 200


def test_new_recovery_codes_end_the_old_ones(enter: Enter, app: Flask, accounts: Accounts) -> None:
    client = enter("organiser")
    shown = [
        re.findall(r"<li>([0-9a-f-]{14})</li>", send(client, "/account/", to="/account/recovery-codes").text)
        for _again in range(2)
    ]
    assert [len(codes) for codes in shown] == [8, 8]
    answers = []
    for code in (shown[0][0], shown[1][0]):
        other = app.test_client()
        send(other, "/account/sign-in", email=email_of("organiser"), password=PASSWORD)
        answers.append(send(other, "/account/second-factor", code=code).status_code)
    assert answers == [422, 303]


@pytest.mark.parametrize("path", ["/account/password", "/account/authenticator"])
def test_keys_are_changed_by_a_fresh_sign_in_alone(enter: Enter, accounts: Accounts, clock: Clock, path: str) -> None:
    client = enter("organiser")
    assert client.get(path).status_code == 200
    clock.now += FRESH_US + 1
    again = client.get(path)
    assert (again.status_code, again.location) == (303, f"/account/again?to={path}")
    refused = send(client, again.location, password=PASSWORD, code="000000")
    assert (refused.status_code, "That was not right." in refused.text) == (422, True)
    assert client.get(path).status_code == 303
    confirmed = send(client, again.location, password=PASSWORD, code=code_of(accounts, "organiser", 1))
    assert (confirmed.status_code, confirmed.location) == (303, path)
    assert client.get(path).status_code == 200


def test_form_opened_freshly_may_be_sent_for_an_hour(enter: Enter, clock: Clock) -> None:
    from tests.web.reading import form_of

    client = enter("deputy", factor=False)
    form = form_of(client.get("/account/password").text)
    typed = {"current": PASSWORD, "password": OTHER_PASSWORD, "repeated": "another"}
    clock.now += FRESH_TO_SEND_US
    assert client.post("/account/password", data=form | typed).status_code == 422
    clock.now += 1
    late = client.post("/account/password", data=form | typed)
    assert (late.status_code, "This needs a fresh sign-in." in late.text) == (403, True)


def test_own_sign_ins_are_listed_and_ended_and_nobody_elses(
    two: tuple[FlaskClient, FlaskClient], app: Flask, accounts: Accounts
) -> None:
    here, there = two
    make(accounts, "door")
    stranger = sign_in(app.test_client(), accounts, "door")
    sign_ins = here.get("/account.json").json["sign_ins"]  # type: ignore[index]
    assert sorted(one["this"] for one in sign_ins) == [False, True]
    other = next(one["id"] for one in sign_ins if not one["this"])
    send(stranger, "/account/", to=f"/account/sign-ins/{other}/end")
    assert is_in(there)
    send(here, "/account/", to=f"/account/sign-ins/{other}/end")
    assert (is_in(here), is_in(there)) == (True, False)


def test_all_others_are_ended_at_once(two: tuple[FlaskClient, FlaskClient]) -> None:
    here, there = two
    send(there, "/account/", to="/account/sign-ins/end")
    assert (is_in(here), is_in(there)) == (False, True)


def test_role_that_was_changed_holds_at_once_and_asks_to_sign_in_anew(
    enter: Enter, app: Flask, accounts: Accounts
) -> None:
    client = enter("organiser")
    assert client.get("/desk/").status_code == 200
    identity = client.get("/account.json")
    assert identity.status_code == 200
    from sqlalchemy import select

    from web.accounts.tables import Account

    with accounts.store.reading() as session:
        account = session.scalars(select(Account.id).where(Account.email == email_of("organiser"))).one()
    change_role(accounts, account, "door")
    assert client.get("/desk/").location == "/account/sign-in?to=/desk/"
    client = sign_in(app.test_client(), accounts, "organiser", 1)
    assert client.get("/desk/").status_code == 403
    close_account(accounts, account)
    assert client.get("/account/").status_code == 303
