"""Every address there is, for everybody: whoever may not read is told nothing of what is there, and whoever may is not led astray."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ledger.application.roles import MAY
from ledger.bootstrap import Services
from ledger.demo.fill import fill_meridian
from ledger.projections.nominees import find_edition, nominations_of
from tests.support.accounts import accounts, make, sign_in
from tests.support.services import follow
from tests.web.accounts.conftest import Enter
from web import INSIDE
from web.accounts.opening import Accounts
from web.accounts.roles import ROLES

__all__ = ["accounts"]
NOWHERE = UUID(int=1)


def addresses(app: Flask, services: Services, *, known: bool) -> list[str]:
    """One address of each rule of the desk and the log, of what is there or of what is not."""
    edition = find_edition(services.lists, "meridian", "12").edition["subject"]
    nomination = UUID(hex=nominations_of(services.lists, edition)[0]) if known else NOWHERE
    values: Mapping[str, object] = {
        "show": "meridian" if known else "nothing",
        "edition": "12" if known else "99",
        "nomination": nomination,
        "verb": "withdraw",
        "change": "places",
        "act": f"{nomination}@1",
        "event": f"{nomination}@1",
        "command": NOWHERE,
        "announcement": NOWHERE,
        "given": NOWHERE,
        "record": NOWHERE,
        "party": NOWHERE,
        "work": NOWHERE,
    }
    found = []
    with app.test_request_context():
        adapter = app.url_map.bind("localhost")
        for rule in app.url_map.iter_rules():
            if rule.endpoint.partition(".")[0] in INSIDE and "GET" in (rule.methods or ()):
                told = {name: values.get(name, NOWHERE) for name in rule.arguments}
                found.append(adapter.build(rule.endpoint, told))
    return sorted(found)


@pytest.fixture
def filled(services: Services, app: Flask) -> Services:
    """A show, announced and not, that could leak."""
    fill_meridian(services.ledger)
    follow(services)
    return services


def told(client: FlaskClient, path: str) -> tuple[int, str]:
    """The status and, where it leads on, to which page."""
    answer = client.get(path)
    return answer.status_code, (answer.location or "").partition("?")[0]


def test_every_address_inside_is_closed_to_the_public(app: Flask, filled: Services) -> None:
    client, paths = app.test_client(), addresses(app, filled, known=True)
    assert len(paths) > 60
    wanted = {path: (403, "") if path.endswith(".json") else (303, "/account/sign-in") for path in paths}
    assert {path: told(client, path) for path in paths} == wanted


@pytest.mark.parametrize("role", [role for role in ROLES if "read" not in MAY[role]])
def test_every_address_inside_is_closed_to_roles_that_do_not_read(
    app: Flask, enter: Enter, filled: Services, role: str
) -> None:
    client = enter(role)
    for known in (True, False):
        paths = addresses(app, filled, known=known)
        assert {path: told(client, path) for path in paths} == dict.fromkeys(paths, (403, ""))


@pytest.mark.parametrize("role", [role for role in ROLES if "read" in MAY[role]])
def test_no_address_inside_breaks_for_roles_that_read(app: Flask, enter: Enter, filled: Services, role: str) -> None:
    client = enter(role)
    answers = {path: told(client, path)[0] for path in addresses(app, filled, known=True)}
    assert set(answers.values()) <= {200, 303, 403, 404}
    closed = {path for path, status in answers.items() if status == 403}
    assert (closed == {"/log/reads", "/log/reads.json"}) == (role == "organiser")


def test_every_form_inside_is_closed_to_the_public(app: Flask, filled: Services, accounts: Accounts) -> None:
    """With a form's token of their own: what stops them is not only that."""
    make(accounts, "administrator")
    client = sign_in(app.test_client(), accounts, "administrator")
    from tests.web.reading import form_of

    token = form_of(client.get("/account/").text)["csrf_token"]
    head = filled.ledger.recorder.head()
    with app.test_request_context():
        adapter = app.url_map.bind("localhost")
        rules = [
            rule
            for rule in app.url_map.iter_rules()
            if rule.endpoint.partition(".")[0] in INSIDE and "POST" in (rule.methods or ())
        ]
        paths = [adapter.build(rule.endpoint, dict.fromkeys(rule.arguments, NOWHERE), method="POST") for rule in rules]
    assert len(paths) > 10
    answers = {path: client.post(path, data={"csrf_token": token}).status_code for path in paths}
    assert answers == dict.fromkeys(paths, 403)
    assert filled.ledger.recorder.head() == head


@pytest.mark.parametrize("role", [role for role in ROLES if "read" in MAY[role]])
def test_pages_of_a_show_are_closed_to_accounts_on_another_roster_only(
    app: Flask, enter: Enter, filled: Services, role: str
) -> None:
    client = enter(role, rostered=False)
    of_the_show = [path for path in addresses(app, filled, known=True) if path.startswith("/desk/meridian")]
    assert len(of_the_show) > 20
    assert {path: told(client, path) for path in of_the_show} == dict.fromkeys(of_the_show, (404, ""))
