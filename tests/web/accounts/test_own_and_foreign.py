"""Every address and every form, for every role, on a show of one's own and on one of others, of which nothing is announced.

What is another show's is not told by a page, a twin, a header or a count, and is refused as what is not there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ledger.application.roles import MAY
from ledger.bootstrap import Services
from ledger.demo.fill import fill_meridian
from tests.support.accounts import accounts, make, sign_in
from tests.support.foreign import ADDRESS, EDITION, MARKER, Foreign, foreign_show
from tests.support.rosters import as_, grant, meridian
from tests.support.services import follow
from tests.web.reading import form_of
from web import INSIDE
from web.accounts.opening import Accounts
from web.accounts.roles import ROLES

__all__ = ["accounts"]
SEARCHES = ("/desk/?search=qalandria", "/desk/search?q=qalandria", "/desk/parties/?q=qalandria", "/desk/works/?q=qalandria",
            "/audit/?party=qalandria", "/desk/parties/new", "/desk/works/new")  # fmt: skip
FOUND = MARKER.partition(" ")[2]
"""What a search for the first word would find; the page tells the first word, as it was typed."""


@pytest.fixture
def foreign(services: Services) -> Foreign:
    """A show of others beside the demo's."""
    fill_meridian(services.ledger)
    found = foreign_show(services)
    follow(services)
    return found


def rostered(services: Services, app: Flask, accounts: Accounts, role: str, show: UUID) -> FlaskClient:
    """A browser signed in to an account that is on the roster of one show."""
    if role != "administrator":
        make(accounts, "administrator")
    identity = make(accounts, role)
    if role != "administrator":
        grant(services.ledger, as_("operator", UUID(int=1)), identity, role, show)
    follow(services)
    return sign_in(app.test_client(), accounts, role)


def addresses(app: Flask, foreign: Foreign, method: str) -> Iterator[str]:
    """One address of each rule of what is inside, about the foreign show wherever it names anything."""
    values: Mapping[str, object] = {
        "show": ADDRESS,
        "edition": EDITION,
        "verb": "correct",
        "change": "names",
        "doing": "decide",
        **{name: value for name, value in foreign._asdict().items() if name != "show"},
        "stream": foreign.nomination,
        "link": UUID(int=9),
    }
    with app.test_request_context():
        adapter = app.url_map.bind("localhost")
        for rule in app.url_map.iter_rules():
            inside = rule.endpoint.partition(".")[0] in {*INSIDE, "rosters"}
            if inside and method in (rule.methods or ()):
                told = {**values, "act": f"{foreign.nomination}@2" if "audit" in rule.endpoint else "name"}
                yield adapter.build(rule.endpoint, {name: told[name] for name in rule.arguments}, method=method)


def leaks(client: FlaskClient, path: str) -> bool:
    """Whether an answer tells of it anywhere."""
    answer = client.get(path)
    told = FOUND in answer.text or any(FOUND in value for _name, value in answer.headers)
    answer.close()
    return told


@pytest.mark.parametrize("role", ROLES)
def test_nothing_of_another_show_is_told_to_any_role(
    app: Flask, services: Services, accounts: Accounts, foreign: Foreign, role: str
) -> None:
    client = rostered(services, app, accounts, role, meridian(services.ledger))
    paths = [*addresses(app, foreign, "GET"), *SEARCHES]
    assert len(paths) > 80
    told = {path for path in paths if leaks(client, path)}
    # An administrator says who is on the roster of each show: so they know its name, and its people.
    assert {path for path in told if "roster" not in path or role != "administrator"} == set()


@pytest.mark.parametrize("role", [role for role in ROLES if "read" in MAY[role]])
def test_what_is_of_another_show_is_refused_as_what_is_not_there(
    app: Flask, services: Services, accounts: Accounts, foreign: Foreign, role: str
) -> None:
    client = rostered(services, app, accounts, role, meridian(services.ledger))
    nowhere = Foreign(*([UUID(int=5)] * len(Foreign._fields)))
    there = list(addresses(app, foreign, "GET"))
    elsewhere = [path.replace(ADDRESS, "no-such-show") for path in addresses(app, nowhere, "GET")]
    differing = []
    for path, other in zip(there, elsewhere, strict=True):
        one, two = client.get(path), client.get(other)
        same = one.text.replace(path, "") == two.text.replace(other, "")
        if path != other and (one.status_code != two.status_code or not (same or one.status_code in (200, 303))):
            differing.append((path, one.status_code, two.status_code))
    assert differing == []


def test_its_own_organiser_reads_all_of_it(
    app: Flask, services: Services, accounts: Accounts, foreign: Foreign
) -> None:
    """What the others are not told is there to be told."""
    client = rostered(services, app, accounts, "organiser", foreign.show)
    paths = {*addresses(app, foreign, "GET"), *SEARCHES}
    assert len([path for path in paths if leaks(client, path)]) > 60


@pytest.mark.parametrize("role", ROLES)
def test_every_form_about_another_show_is_refused_and_records_nothing(
    app: Flask, services: Services, accounts: Accounts, foreign: Foreign, role: str
) -> None:
    client = rostered(services, app, accounts, role, meridian(services.ledger))
    token = form_of(client.get("/account/").text)["csrf_token"]
    of_it = [path for path in addresses(app, foreign, "POST") if any(one in path for one in _names(foreign))]
    assert len(of_it) > 15
    head = services.ledger.recorder.head()
    for path in of_it:
        answer = client.post(path, data={"csrf_token": token, "step": "record"})
        opened = role == "administrator" and "roster" in path
        assert (answer.status_code in (403, 404)) is not opened, path
        assert opened or FOUND not in answer.text, path
    assert services.ledger.recorder.head() == head


def _names(foreign: Foreign) -> list[str]:
    return [ADDRESS, *(str(value) for value in foreign)]
