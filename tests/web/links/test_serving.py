"""Links where people sign in, over https, and on a real server: what its output, its files and its answers hold of a token."""

from __future__ import annotations

import re
import socket
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ledger.bootstrap import Services
from ledger.settings import Settings
from tests.support.accounts import Clock, make, sign_in
from tests.support.party_links import link_for, links_on, made_on_the_desk, meridian_of, press
from tests.support.rosters import as_, grant
from tests.support.serving import Served, serving
from tests.web.hidden_records import noor
from tests.web.reading import form_of
from web import create_app
from web.accounts.inviting import close_account
from web.accounts.opening import Accounts, open_accounts
from web.accounts.sessions import FRESH_TO_SEND_US, FRESH_US
from web.links.opening import links_beside
from web.server import served_as

ADDRESS = "https://awards.example.org"


@pytest.fixture
def accounts(demo: Services, tmp_path: Path, clock: Clock) -> Iterator[Accounts]:
    """Accounts of a ledger that others reach over https, with an organiser of the demo's show in them."""
    opened = open_accounts(Settings(tmp_path, "sqlite:///x", address=ADDRESS), clock, cheap=True)
    make(opened, "administrator")
    organiser = make(opened, "organiser")
    grant(demo.ledger, as_("operator", UUID(int=1)), organiser, "organiser", meridian_of(demo.ledger))
    yield opened
    opened.close()


@pytest.fixture
def secure(demo: Services, accounts: Accounts, tmp_path: Path) -> Flask:
    """The application as a proxy with https in front would have it."""
    app = create_app(demo, secret_key="of these tests", accounts=accounts)
    told = Settings(tmp_path, "sqlite:///x", address=ADDRESS, proxies=1)
    app.wsgi_app = served_as(app.wsgi_app, told)  # type: ignore[method-assign, assignment]
    return app


def browser(app: Flask) -> FlaskClient:
    """One that comes over https, through the proxy that is told of."""
    client = app.test_client()
    client.environ_base |= {"HTTP_X_FORWARDED_PROTO": "https", "HTTP_X_FORWARDED_HOST": "awards.example.org"}
    return client


def test_link_opens_over_https_though_the_browser_sends_no_referrer(
    secure: Flask, accounts: Accounts, demo: Services
) -> None:
    token, client = link_for(links_beside(accounts), noor(demo)), browser(secure)
    answer = press(client, token)
    assert (answer.status_code, answer.location) == (303, "/party")
    cookies = [one for one in answer.headers.getlist("Set-Cookie") if "party" in one]
    assert len(cookies) == 1
    assert cookies[0].startswith("__Host-party=")
    parts = {part.strip() for part in cookies[0].split(";")}
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Strict"} <= parts
    assert not any(part.startswith("Domain") for part in parts)
    page = client.get("/party")
    assert (page.status_code, "Strict-Transport-Security" in page.headers) == (200, True)
    assert client.post("/party/leave", data=form_of(page.text)).status_code == 303
    assert client.get("/party").status_code == 404
    # The name without its prefix, which a page of a sibling host could set, means nothing.
    planted = browser(secure)
    planted.set_cookie("party", cookies[0].partition("=")[2].partition(";")[0])
    assert planted.get("/party").status_code == 404


def test_link_made_by_an_account_names_the_address_that_was_told_and_its_maker_for_ever(
    secure: Flask, accounts: Accounts, demo: Services
) -> None:
    client, party = browser(secure), noor(demo)
    client.environ_base["HTTP_REFERER"] = ADDRESS
    sign_in(client, accounts, "organiser")
    path = f"/desk/parties/{party}/links"
    page = client.post(path, data=form_of(client.get(path).text))
    assert f'<p class="secret" dir="ltr">{ADDRESS}/p/' in page.text
    with accounts.store.reading() as session:
        from sqlalchemy import select

        from web.accounts.tables import Account

        organiser = session.scalars(select(Account).where(Account.role == "organiser")).one().id
    (listed,) = links_on(client, party)
    assert listed["made_by"] == "Some organiser"
    close_account(accounts, organiser)
    assert client.get(path).status_code == 303
    second = make(accounts, "organiser")
    grant(demo.ledger, as_("operator", UUID(int=1)), second, "organiser", meridian_of(demo.ledger))
    # Codes of one app are good once; this is another's.
    sign_in(client, accounts, "organiser")
    assert links_on(client, party) == [listed]


def test_links_are_made_and_ended_by_a_fresh_sign_in_alone(
    secure: Flask, accounts: Accounts, demo: Services, clock: Clock
) -> None:
    client, party = browser(secure), noor(demo)
    client.environ_base["HTTP_REFERER"] = ADDRESS
    sign_in(client, accounts, "organiser")
    path = f"/desk/parties/{party}/links"
    token = made_on_the_desk(client, party)
    (listed,) = links_on(client, party)
    form = form_of(client.get(path).text)
    clock.now += FRESH_US + 1
    assert client.get(path).location == f"/account/again?to={path}"
    clock.now += FRESH_TO_SEND_US
    for address in (path, f"{path}/{listed['id']}/end"):
        assert client.post(address, data=form).status_code == 403
    assert press(browser(secure), token).status_code == 303


class Reader:
    """A browser of the real server: keeps cookies, does not follow."""

    def __init__(self, served: Served) -> None:
        class Stay(urllib.request.HTTPRedirectHandler):
            def redirect_request(self, *_told: Any) -> None:
                return None

        self.address = served.address
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()), Stay)

    def ask(self, path: str, typed: dict[str, Any] | None = None) -> tuple[int, str, Any]:
        """Status, body and headers."""
        data = urlencode(typed).encode() if typed is not None else None
        try:
            with self.opener.open(f"{self.address}{path}", data, timeout=20) as answer:
                return answer.status, answer.read().decode(), answer.headers
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode(), error.headers

    def send(self, path: str, to: str | None = None, **typed: str) -> tuple[int, str, Any]:
        """Send a page's form."""
        return self.ask(to or path, form_of(self.ask(path)[1]) | typed)


def made(served: Served) -> str:
    """A link that the demo's organiser makes; its token."""
    organiser = Reader(served)
    assert organiser.send("/people", person="organiser")[0] == 303
    party = re.findall(r'href="/desk/parties/([0-9a-f-]{36})/"', organiser.ask("/desk/parties/?q=noor")[1])[0]
    assert 'href="links"' in organiser.ask(f"/desk/parties/{party}/")[1]
    page = organiser.send(f"/desk/parties/{party}/links", show=shows(organiser, party)[0])[1]
    found = re.findall(r'<p class="secret" dir="ltr">([^<]+)</p>', page)
    assert len(found) == 1
    assert found[0].startswith(f"{served.address}/p/")
    return str(found[0]).rpartition("/")[2]


def shows(organiser: Reader, party: str) -> list[str]:
    """Those for which the form offers to make a link."""
    page = organiser.ask(f"/desk/parties/{party}/links")[1]
    return re.findall(r'name="show" value="([0-9a-f-]{36})"', page)


def unreadable(served: Served, token: str) -> None:
    """Requests that the server itself refuses, each with the link in it."""
    host, port = urlsplit(served.address).netloc.split(":")
    for line in (
        f"GET /p/{token}",
        f"GET  /p/{token} HTTP/1.1",
        f"G<>T /p/{token} HTTP/1.1",
        f"GET / /p/{token} HTTP/1.1",
    ):
        with socket.create_connection((host, int(port)), timeout=10) as talk:
            talk.sendall(f"{line}\r\nHost: {host}\r\n\r\n".encode())
            assert b" 400 " in talk.recv(1000)


@pytest.mark.server
def test_token_is_in_nothing_that_the_server_says_or_keeps(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with serving(data, "--demo") as served:
        token = made(served)
        reader = Reader(served)
        status, page, headers = reader.ask(f"/p/{token}")
        assert (status, headers["Referrer-Policy"]) == (200, "no-referrer")
        status, body, headers = reader.ask(f"/p/{token}", form_of(page))
        assert (status, headers["Location"], token in body) == (303, "/party", False)
        status, page, headers = reader.ask("/party")
        assert (status, token in page + str(headers), "Mirror Town" in page) == (200, False, True)
        assert reader.ask(f"/p/{token}/more")[0] == 200
        assert reader.ask(f"/p/{token}", {"csrf_token": "none"})[0] == 400
        unreadable(served, token)
        files = [path for path in data.rglob("*") if path.is_file()]
        assert {"accounts.db", "ledger.db"} <= {path.name for path in files}
        assert [path.name for path in files if token.encode() in path.read_bytes()] == []
        assert served.stop() == 0
    said = "".join(served.said)
    assert said.count('"event": "Invalid request"') == 4
    assert token not in said
    assert [path.name for path in data.rglob("*") if path.is_file() and token.encode() in path.read_bytes()] == []
