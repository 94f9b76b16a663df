"""Settings over either database: long texts of any script, rules of thousands, and one form sent twice at one moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from flask import Flask
from flask.testing import FlaskClient

from ledger.bootstrap import Services
from tests.web.extremes import LONG_NAME
from tests.web.reading import form_of
from tests.web.test_either_database import app, demo, demo_on_postgres, organiser, postgres_url, recorded
from tests.web.test_settings import HERE, sent

__all__ = ["app", "demo", "demo_on_postgres", "organiser", "postgres_url", "recorded"]


def test_settings_bear_long_texts_and_many_lines(organiser: FlaskClient, app: Flask) -> None:
    lines = "\n".join(f"{LONG_NAME[:190]} {n}" for n in range(300))
    assert sent(organiser, f"{HERE}/categories", names=lines).status_code == 200
    rules = "\n".join(f"{n // 50 + 1}.{n % 50} {LONG_NAME[:120]}" for n in range(1500))
    answer = sent(organiser, f"{HERE}/rulebook", label="2026", effective="2026", text=rules, standing="public")
    assert answer.status_code == 200
    page = app.test_client().get("/meridian/12/rules")
    assert page.text.count('<li id="rule-') == 1500
    assert organiser.get(HERE).text.count('class="setting-row"') > 300
    sent(organiser, "/desk/meridian/names", language="ur", name=LONG_NAME)
    for path in ("/desk/", "/desk/?search=meridian", "/desk/meridian/", f"{HERE}/order"):
        assert organiser.get(path).status_code == 200


def test_form_sent_twice_at_one_moment_is_one_change(organiser: FlaskClient, app: Flask, demo: Services) -> None:
    cookie = organiser.get_cookie("looking_around")
    assert cookie is not None
    form = {**form_of(organiser.get(f"{HERE}/body").text), "step": "record", "kind": "host", "name": "Hall"}
    head = demo.ledger.recorder.head()[0]

    def send(_n: int) -> str:
        client = app.test_client()
        client.set_cookie("looking_around", cookie.value)
        return str(client.post(f"{HERE}/body", data=form).location)

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(send, range(4)))) == 1
    assert demo.ledger.recorder.head()[0] == head + 1
