"""Links for parties, made as on the desk, and browsers that came by them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from ledger.application.ledger import Ledger
from ledger.settings import Settings
from tests.support.accounts import Clock
from tests.web.reading import form_of
from web.links.making import OWN_PAGE, Maker, Wanted, make_link
from web.links.opening import Links, open_links

MAKER = Maker(UUID(int=5), "Hina Mirza")
SHOWN = re.compile(r'<p class="secret" dir="ltr">(http\S+)</p>')


@pytest.fixture
def links(tmp_path: Path, clock: Clock) -> Iterator[Links]:
    """The links of a ledger on SQLite in the test's folder."""
    opened = open_links(Settings(tmp_path, f"sqlite:///{tmp_path}/ledger.db"), clock)
    yield opened
    opened.close()


def link_for(links: Links, party: UUID, *, show: UUID | None = None, purpose: str = OWN_PAGE, days: int = 14) -> str:
    """The token of a new link."""
    return make_link(links, Wanted(purpose, party, show or UUID(int=9), days), MAKER)


def meridian_of(ledger: Ledger) -> UUID:
    """The demo's first show."""
    found = ledger.holder("show_address", "meridian")
    assert found is not None
    return found


def press(client: FlaskClient, token: str, **how: Any) -> Any:
    """Follow a link and press the button on its page."""
    page = client.get(f"/p/{token}", **how)
    assert page.status_code == 200
    return client.post(f"/p/{token}", data=form_of(page.text), **how)


def come(client: FlaskClient, token: str) -> FlaskClient:
    """A browser that came by a link, and is let in."""
    answer = press(client, token)
    assert (answer.status_code, answer.location) == (303, "/party"), answer.text
    return client


def links_on(client: FlaskClient, party: UUID) -> list[dict[str, Any]]:
    """What the desk lists of a party's links."""
    view = client.get(f"/desk/parties/{party}/links.json").json
    assert view is not None
    found: list[dict[str, Any]] = view["links"]
    return found


def made_on_the_desk(client: FlaskClient, party: UUID, **typed: str) -> str:
    """Make a link by the form; its token, read from the page that shows it."""
    path = f"/desk/parties/{party}/links"
    answer = client.post(path, data={**form_of(client.get(path).text), **typed})
    found = SHOWN.findall(answer.text)
    assert len(found) == 1, answer.text
    return str(found[0]).rpartition("/p/")[2]
