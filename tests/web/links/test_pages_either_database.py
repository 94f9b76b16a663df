"""The whole way of a link over either database: made on the desk, exchanged, read, ended."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import BytecodeCache

from ledger.bootstrap import Services
from tests.support.accounts import Clock
from tests.support.party_links import come, links_on, made_on_the_desk
from tests.support.records import known
from tests.support.records import recorded as act_on
from tests.web import test_either_database as either
from tests.web.extremes import HOSTILE
from tests.web.hidden_records import credited_in_secret, noor
from tests.web.links.test_own_page import MIRROR_TOWN, TWO_LAMPS, titles, view_of
from tests.web.reading import form_of
from web import create_app
from web.links.opening import Links, open_links

demo, demo_on_postgres = either.demo, either.demo_on_postgres
organiser, postgres_url, recorded = either.organiser, either.postgres_url, either.recorded


@pytest.fixture
def links(demo: Services, clock: Clock) -> Iterator[Links]:
    """The links beside the demo, in a database of its own or a schema of the log's."""
    opened = open_links(demo.settings, clock)
    yield opened
    opened.close()


@pytest.fixture
def app(demo: Services, links: Links, compiled: BytecodeCache) -> Flask:
    made = create_app(demo, secret_key="of these tests", demo=True, links=links)
    made.jinja_env.bytecode_cache = compiled
    return made


def test_link_is_made_read_and_ended(organiser: FlaskClient, app: Flask, demo: Services) -> None:
    party = noor(demo)
    credited_in_secret(demo)
    token = made_on_the_desk(organiser, party)
    reader = come(app.test_client(), token)
    view = view_of(reader)
    assert (view["name"], titles(view)) == ("Noor Sehr", [MIRROR_TOWN, TWO_LAMPS])
    assert [one["announced"] for one in view["nominations"]] == [
        f"1 October {year}, 18:00 Karachi time" for year in (2026, 2025)
    ]
    act_on(demo, party, "public-name", name=HOSTILE)
    assert view_of(reader)["name"] == HOSTILE
    (listed,) = links_on(organiser, party)
    assert (listed["standing"], listed["show"], listed["made_by"]) == ("open", "Meridian Awards", "Hina Mirza")
    path = f"/desk/parties/{party}/links"
    typed = {"csrf_token": form_of(organiser.get(path).text)["csrf_token"]}
    assert organiser.post(f"{path}/{listed['id']}/end", data=typed).status_code == 303
    assert reader.get("/party").status_code == 404
    assert [one["standing"] for one in links_on(organiser, party)] == ["ended"]


def test_records_found_to_be_one_are_read_together(organiser: FlaskClient, app: Flask, demo: Services) -> None:
    faraz, bilal = known(demo, "Faraz Lodhi"), known(demo, "Bilal Lal")
    reader = come(app.test_client(), made_on_the_desk(organiser, faraz))
    before = len(view_of(reader)["nominations"])
    act_on(demo, faraz, "link", to=str(bilal), reasons=["own_word"])
    assert len(view_of(reader)["nominations"]) > before
    assert [one["name"] for one in organiser.get(f"/desk/parties/{bilal}/links.json").json["records"]] == [  # type: ignore[index]
        "Bilal Lal",
        "Faraz Lodhi",
    ]


def test_null_character_is_no_token(app: Flask) -> None:
    client = app.test_client()
    assert [client.get(path).status_code for path in ("/p/%00", "/p/a%00b", "/party%00")] == [404] * 3
    typed = form_of(client.get("/p/x").text)
    assert client.post("/p/%00", data=typed).status_code == 404
    client.set_cookie("party", "\\000")
    assert client.get("/party").status_code == 404
