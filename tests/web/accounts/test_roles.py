"""What each role's account may open, and that nobody's cookie opens another's page."""

from __future__ import annotations

import pytest
from flask import Flask

from ledger.application.roles import MAY
from ledger.bootstrap import Services
from ledger.demo.fill import fill_meridian
from ledger.domain.show import Established
from tests.support.accounts import Clock, code_of, email_of, make, send, sign_in
from tests.support.services import follow
from tests.web.accounts.conftest import Enter
from web.accounts.inviting import close_account
from web.accounts.opening import Accounts
from web.accounts.roles import ROLES, SECOND_FACTOR
from web.accounts.sessions import FRESH_US
from web.twins import twin_rule

PAGES = {"read": "/desk/", "set_up": "/desk/establish", "import": "/desk/import/", "accounts": "/account/people/"}
WITHOUT_TWIN = {
    "/account/link/<token>",  # leads on at once
    "/account/home",  # leads on at once
    "/account/authenticator",  # shows a secret
}


def test_every_role_an_account_can_have_is_in_the_table() -> None:
    assert set(ROLES) == set(MAY) - {"operator"}
    assert {role for role in ROLES if MAY[role]} - SECOND_FACTOR == {"deputy", "door"}


@pytest.mark.parametrize("role", ROLES)
def test_account_opens_what_its_role_covers_and_nothing_else(enter: Enter, role: str) -> None:
    client = enter(role)
    told = {act: client.get(path).status_code for act, path in PAGES.items()}
    assert told == {act: 200 if act in MAY[role] else 403 for act in PAGES}
    assert client.get("/account/").status_code == 200
    assert client.get(client.get("/account/home").location).status_code == 200


@pytest.mark.parametrize("role", sorted(SECOND_FACTOR))
def test_role_that_needs_a_second_factor_opens_nothing_before_there_is_one(enter: Enter, role: str) -> None:
    client = enter(role, factor=False)
    assert [client.get(path).location for path in PAGES.values()] == [f"/account/?to={path}" for path in PAGES.values()]
    assert client.get("/desk.json").status_code == 403
    assert client.get("/account/").status_code == 200


def test_page_kept_for_somebody_is_not_given_to_the_same_person_without_a_factor(
    enter: Enter, app: Flask, accounts: Accounts
) -> None:
    from sqlalchemy import update

    from web.accounts.tables import Account

    client = enter("organiser")
    assert client.get("/desk/").status_code == 200
    with accounts.store.writing() as session:
        session.execute(update(Account).where(Account.email == email_of("organiser")).values(totp=None))
    assert client.get("/desk/").status_code == 303


@pytest.mark.parametrize(
    "rest", ["", "names", "open", "12/", "12/announce", "12/settings/places", "12/several/withdraw"]
)
def test_desk_tells_nobody_which_shows_there_are(app: Flask, services: Services, rest: str) -> None:
    fill_meridian(services.ledger)
    follow(services)
    client = app.test_client()
    told = [client.get(f"/desk/{show}/{rest}") for show in ("meridian", "nothing")]
    assert [one.location for one in told] == [
        f"/account/sign-in?to=/desk/{show}/{rest}" for show in ("meridian", "nothing")
    ]
    twins = [client.get(f"/desk/{show}/{rest.rstrip('/') or 'names'}.json") for show in ("meridian", "nothing")]
    assert (twins[0].status_code, twins[0].data) == (403, twins[1].data)


def test_who_acts_is_written_into_the_log(enter: Enter, services: Services) -> None:
    client = enter("organiser")
    typed = {"name": "Harbour Prizes", "address": "harbour", "zone": "Asia/Karachi"}
    answer = send(client, PAGES["set_up"], step="record", **typed)
    assert answer.status_code in {200, 303}, answer.text
    follow(services)
    stored, _on_its_roster = services.ledger.recorder.entries(0, 10)
    event = services.ledger.mapper.decode(stored)
    assert isinstance(event, Established)
    by = event.by
    assert (by.name.text, by.role, by.via) == ("Some organiser", "organiser", "web")
    assert str(by.actor) in client.get(f"/audit/acts/{event.act_name}.json").text


def test_announcing_needs_a_fresh_sign_in_and_a_kept_page_is_none(
    enter: Enter, services: Services, accounts: Accounts, clock: Clock
) -> None:
    fill_meridian(services.ledger)
    follow(services)
    client, path = enter("organiser"), "/desk/meridian/12/announce"
    assert [client.get(path).status_code for _again in range(2)] == [200, 200]
    clock.now += FRESH_US + 1
    assert client.get("/desk/meridian/12/").status_code == 200
    assert client.get(path).location == f"/account/again?to={path}"
    typed = {"password": "brass lanterns over Quetta", "code": code_of(accounts, "organiser", 1)}
    assert send(client, f"/account/again?to={path}", **typed).location == path
    assert client.get(path).status_code == 200


def test_public_page_of_somebody_signed_in_is_not_given_to_everybody(enter: Enter, app: Flask) -> None:
    client = enter("deputy", factor=False)
    assert "Some deputy" in client.get("/").text
    assert "Some deputy" not in app.test_client().get("/").text
    assert client.get("/").headers["Cache-Control"] in {"private, no-cache", "private, no-store"}


def test_pages_of_accounts_have_twins_but_where_a_secret_stands(app: Flask) -> None:
    rules = {rule.rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    pages = {rule for rule in rules if rule.startswith("/account") and not rule.endswith(".json")}
    twins = {rule for rule in rules if rule.startswith("/account") and rule.endswith(".json")}
    assert {twin_rule(page) for page in pages - WITHOUT_TWIN} == twins


def test_administrator_sees_who_has_an_account_and_closes_one(enter: Enter, app: Flask, accounts: Accounts) -> None:
    client = enter("administrator")
    identity = make(accounts, "deputy", factor=False)
    other = sign_in(app.test_client(), accounts, "deputy")
    answer = send(client, f"/account/people/{identity}/", step="close")
    assert answer.location == "/account/people/"
    assert other.get("/account/").status_code == 303
    listed = client.get("/account/people.json").json
    assert listed is not None
    assert [(one["name"], one["closed"] is not None) for one in listed["accounts"]] == [
        ("Some administrator", False),
        ("Some deputy", True),
    ]


def test_administrator_ends_every_sign_in_of_an_account(enter: Enter, app: Flask, accounts: Accounts) -> None:
    client = enter("administrator")
    identity = make(accounts, "deputy", factor=False)
    others = [sign_in(app.test_client(), accounts, "deputy") for _browser in range(2)]
    answer = send(client, f"/account/people/{identity}/", step="end")
    assert (answer.status_code, answer.location) == (303, f"/account/people/{identity}/")
    assert [one.get("/account/").status_code for one in (*others, client)] == [303, 303, 200]
    assert sign_in(app.test_client(), accounts, "deputy").get("/account/").status_code == 200


def test_closed_account_leaves_its_address_to_another(enter: Enter, app: Flask, accounts: Accounts) -> None:
    client = enter("administrator")
    first = make(accounts, "deputy", factor=False)
    close_account(accounts, first)
    second = make(accounts, "deputy", factor=False)
    assert first != second
    again = sign_in(app.test_client(), accounts, "deputy")
    assert again.get("/account/").status_code == 200
    listed = client.get("/account/people.json").json
    assert listed is not None
    assert [one["closed"] is None for one in listed["accounts"]] == [True, True, False]


def test_last_administrator_stays(enter: Enter) -> None:
    client = enter("administrator")
    view = client.get("/account/people.json").json
    assert view is not None
    page = f"/account/people/{view['accounts'][0]['id']}/"
    for typed in ({"step": "close"}, {"step": "role", "role": "door"}):
        answer = send(client, page, **typed)
        assert (answer.status_code, "This is the only administrator." in answer.text) == (422, True)
