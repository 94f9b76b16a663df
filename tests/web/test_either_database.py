"""What pages and forms must bear over either database: what it cannot store or find, long texts, the same form twice at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import BytecodeCache

from ledger.bootstrap import Services
from ledger.persistence.log import Appended
from tests.application import conftest as either
from tests.support.postgres import postgres_url
from tests.support.services import follow
from tests.web.reading import form_of, page_of
from tests.web.test_desk import withdrawal
from web import create_app

__all__ = ["demo_on_postgres", "postgres_url"]
demo_on_postgres, recorded = either.demo_on_postgres, either.demo
NULL = ("/%00/", "/%00.json", "/%00/1/", "/meridian%00/", "/meridian/12%00/", "/meridian/%0012.json", "/audit/acts/%00")
FILTERS = ("edition", "kind", "party", "party_id", "since", "until")
LONG = ("چاند کے پار 🧵 </textarea><script>alert(1)</script> O’Brien & \u202eabc\u202c\r\n" * 200)[:9_900]
ANNOUNCE = "/desk/meridian/12/announce"


@pytest.fixture
def demo(recorded: Services) -> Services:
    """The demo on either database, followed to the head after every save."""
    recorded.ledger.after_save.append(lambda _receipt: follow(recorded))
    return recorded


@pytest.fixture
def app(demo: Services, compiled: BytecodeCache) -> Flask:
    made = create_app(demo, secret_key="of these tests", demo=True)
    made.jinja_env.bytecode_cache = compiled
    return made


@pytest.fixture
def organiser(app: Flask) -> FlaskClient:
    client = app.test_client()
    token = form_of(client.get("/people").text)["csrf_token"]
    client.post("/people", data={"csrf_token": token, "person": "organiser"})
    return client


def test_null_character_reaches_no_query(organiser: FlaskClient, app: Flask) -> None:
    public = app.test_client()
    assert {path: public.get(path).status_code for path in NULL[:-1]} == dict.fromkeys(NULL[:-1], 404)
    assert {path: organiser.get(path).status_code for path in NULL} == dict.fromkeys(NULL, 404)
    for name in FILTERS:
        assert organiser.get(f"/audit/?party=Noor&{name}=a%00b").status_code == 422
        assert organiser.get(f"/audit.json?party=Noor&{name}=%00").status_code == 422
    assert public.get("/meridian/12/?at=2026%00").status_code == 422


@pytest.mark.parametrize("effective", ["unknown", "20 October 2026", "2026-10-20 or 2026-10-21"])
def test_ten_thousand_characters_go_through_the_form_into_the_log_and_not_into_the_list(
    organiser: FlaskClient, app: Flask, effective: str
) -> None:
    address = withdrawal(organiser, "Static")
    typed = {**form_of(organiser.get(address).text), "effective": effective, "step": "record"}
    typed |= {"private_reason": LONG, "source_note": LONG}
    preview = organiser.post(address, data={**typed, "step": "preview"})
    assert "<script>" not in preview.text
    assert page_of(preview.text).form["private_reason"].strip().splitlines() == LONG.strip().splitlines()
    receipt = organiser.post(address, data=typed, follow_redirects=True)
    act = organiser.get("/desk/meridian/12.json").json["waiting"][0]["act"]  # type: ignore[index]
    opened = organiser.get(f"/audit/acts/{act}.json").json
    assert opened is not None
    assert opened["source"]["note"] == LONG.replace("\r\n", "\n").strip()
    assert "<script>" not in receipt.text + organiser.get(f"/audit/acts/{act}").text
    form = form_of(organiser.get(ANNOUNCE).text)
    assert organiser.post(ANNOUNCE, data={**form, "acts": [act], "step": "record"}).status_code == 303
    page = app.test_client().get("/meridian/12/").text
    assert page.count('<span class="standing standing-withdrawn">') == 2
    assert "alert(1)" not in page


@pytest.mark.parametrize("effective", ["1929", "about 1988 or 1989"])
def test_time_before_the_list_is_told_at_its_field_and_everything_typed_stays(
    organiser: FlaskClient, demo: Services, effective: str
) -> None:
    head, address = demo.ledger.recorder.head(), withdrawal(organiser, "Static")
    typed = {**form_of(organiser.get(address).text), "effective": effective, "source_note": LONG, "step": "record"}
    answer = organiser.post(address, data=typed)
    page = page_of(answer.text)
    assert (answer.status_code, page.form["effective"]) == (422, effective)
    assert page.elements["f-effective"][1]["aria-invalid"] == "true"
    assert page.form["source_note"].strip().splitlines() == LONG.strip().splitlines()
    assert demo.ledger.recorder.head() == head


def test_form_sent_twice_at_the_same_moment_answers_both_with_one_receipt(
    organiser: FlaskClient, demo: Services
) -> None:
    """Both look for the command before either has saved; one decides only when the other has."""
    address = withdrawal(organiser, "Static")
    typed = {**form_of(organiser.get(address).text), "effective": "unknown", "step": "record"}
    head, find = demo.ledger.recorder.head()[0], demo.ledger.recorder.find_append
    looked, saved = Barrier(2), Event()

    def look(command: UUID) -> Appended | None:
        found = find(command)
        if not saved.is_set() and looked.wait(30) == 1:
            assert saved.wait(30)
        return found

    demo.ledger.recorder.find_append = look  # type: ignore[method-assign]
    demo.ledger.after_save.append(lambda _receipt: saved.set())
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda client: client.post(address, data=typed), [_same(organiser), _same(organiser)]))
    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert demo.ledger.recorder.head()[0] == head + 1


def _same(client: FlaskClient) -> FlaskClient:
    """Another window of the same browser: a test client serves one request at a time."""
    other = client.application.test_client()
    cookie = client.get_cookie("looking_around")
    assert cookie is not None
    other.set_cookie("looking_around", cookie.value)
    return other
