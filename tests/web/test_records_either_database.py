"""The forms and searches of parties over either database: odd texts, one form twice at once, and what no query may meet."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web import test_either_database as either
from tests.web.extremes import HOSTILE, LONG_NAME, LONG_NAME_IN_ONE
from tests.web.reading import form_of
from tests.web.test_record_pages import page, record

app, demo, demo_on_postgres = either.app, either.demo, either.demo_on_postgres
organiser, postgres_url, recorded = either.organiser, either.postgres_url, either.recorded


@pytest.mark.parametrize("name", [LONG_NAME, LONG_NAME_IN_ONE, HOSTILE, "O’Brien 🧵 \u202eabc\u202c", "x" * 500])
def test_any_name_is_kept_shown_and_found(organiser: FlaskClient, app: Flask, name: str) -> None:
    record(organiser, page(organiser, "Noor Sehr") + "public-name", name=name)
    public = app.test_client()
    view = public.get("/meridian/12.json").json
    assert view is not None
    assert name in [one["name"] for row in view["categories"][0]["nominations"] for one in row["credits"]]
    found = public.get("/search.json", query_string={"q": name}).json
    assert found is not None
    assert [one["name"] for one in found["parties"]] == [name]


def test_name_longer_than_a_line_is_refused_at_its_field(organiser: FlaskClient) -> None:
    address = page(organiser, "Noor Sehr") + "name"
    form = form_of(organiser.get(address).text) | {"name": "x" * 501, "kind": "spelling", "step": "record"}
    answer = organiser.post(address, data=form)
    assert (answer.status_code, "longer than this field takes" in answer.text) == (422, True)


def test_form_sent_twice_at_once_is_one_act(organiser: FlaskClient, app: Flask) -> None:
    address = page(organiser, "Noor Sehr") + "name"
    form = form_of(organiser.get(address).text) | {"name": "Nur", "kind": "spelling", "step": "record"}
    cookie = organiser.get_cookie("looking_around")
    assert cookie is not None

    def send(_number: int) -> str:
        client = app.test_client()
        client.set_cookie("looking_around", cookie.value)
        return client.post(address, data=form).headers.get("Location", "")

    with ThreadPoolExecutor(2) as pool:
        led = set(pool.map(send, range(2)))
    assert len(led) == 1
    assert "recorded=" in led.pop()


def test_null_character_is_refused_before_any_query(organiser: FlaskClient, app: Flask) -> None:
    for path in ("/search?q=%00", "/search.json?q=a%00b"):
        assert app.test_client().get(path).status_code == 422
    for path in ("/desk/parties/?q=%00", "/desk/works.json?q=%00", "/desk/search?q=%00"):
        assert organiser.get(path).status_code == 422
    for path in ("/parties/%00/", "/works/1%00/", "/desk/parties/%00/name"):
        assert organiser.get(path).status_code == 404
