"""Spreadsheets in by form, from the file to the edition's list."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from ledger.bootstrap import Services
from ledger.domain.nomination import Entered
from tests.web.conftest import Visit
from tests.web.reading import form_of

SHEET = (
    "Category,Film,Nominees,Winner\nSong of the Year,Tide,گلزار خان,yes\nSong of the Year,Ebb,Ira Bell,\nScore,Salt,,\n"
)


def send(client: FlaskClient, content: bytes | str = SHEET, name: str = "nominees.csv") -> TestResponse:
    """Send a file as the page's form does."""
    token = form_of(client.get("/desk/import/").text)["csrf_token"]
    head = f'--edge\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{token}\r\n'
    file = f'--edge\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    data = content.encode() if isinstance(content, str) else content
    body = b"".join((head.encode(), file.encode(), data, b"\r\n--edge--\r\n"))
    return client.post("/desk/import/", data=body, content_type="multipart/form-data; boundary=edge")


def opened(client: FlaskClient, content: bytes | str, name: str = "a.xlsx") -> tuple[str, str]:
    """The mapping page of a file, its address and its text."""
    address = send(client, content, name).location
    return address, client.get(address).text


def mapped(client: FlaskClient, address: str, **answers: Any) -> TestResponse:
    """Answer the mapping form as it is suggested, but for some answers."""
    typed = form_of(client.get(address).text) | {"edition": "meridian/12", "announced": "not_yet"} | answers
    return client.post(address, data={**typed, "step": "check"})


def started(client: FlaskClient, preview: str) -> TestResponse:
    """Press "Import" on the preview."""
    return client.post(preview, data=form_of(client.get(preview).text))


def ended(client: FlaskClient, services: Services) -> None:
    """Wait for the work on every file to end."""
    assert all(services.imports.wait(sent, 30) for sent in services.imports.files.every())


def test_sheet_comes_in_by_form_and_stays_hidden(visit: Visit, demo: Services) -> None:
    client = visit("organiser")
    public = visit("public").get("/meridian/12/").data
    sent = send(client)
    assert sent.status_code == 303, sent.text
    assert sent.location.endswith("/mapping")
    form = form_of(client.get(sent.location).text)
    assert (form["category"], form["title"], form["name"], form["winner"]) == ("Category", "Film", "Nominees", "Winner")
    checked = mapped(client, sent.location)
    assert checked.status_code == 303, checked.text
    assert checked.location.endswith("/preview")
    page = client.get(checked.location).text
    assert "<b>3</b>nominations to add" in page
    assert "<b>0</b>rows that cannot be imported" in page
    result = started(client, checked.location)
    ended(client, demo)
    page = client.get(result.location).text
    assert "3 rows read: 3 nominations added" in page
    assert "گلزار خان" in client.get("/desk/meridian/12/").text
    assert visit("public").get("/meridian/12/").data == public
    events = [demo.ledger.mapper.decode(entry) for entry in demo.ledger.recorder.entries(0, 10_000)]
    authors = {
        (one.by.name.text, one.by.role, one.by.via)
        for one in events
        if isinstance(one, Entered) and one.by.via == "import"
    }
    assert authors == {("Hina Mirza", "organiser", "import")}


def test_result_leads_to_announcing_what_was_entered(visit: Visit, demo: Services) -> None:
    client = visit("organiser")
    checked = mapped(client, send(client).location)
    result = started(client, checked.location)
    ended(client, demo)
    told = (client.get(f"{result.location.rstrip('/')}.json").json or {})["result"]
    acts = [one.act_name for one in imported_entries(demo)]
    assert [one["announce_href"] for one in told["editions"]] == [
        "/desk/meridian/12/announce?" + "&".join(f"act={act}" for act in acts)
    ]
    assert "Announce what was entered" in client.get(result.location).text
    form = form_of(client.get(told["editions"][0]["announce_href"]).text)
    assert form["acts"] == acts
    again = started(client, checked.location)
    ended(client, demo)
    told = (client.get(f"{again.location.rstrip('/')}.json").json or {})["result"]
    assert (told["added"], told["editions"][0]["announce_href"].count("act=")) == (0, 3)


def test_result_of_many_leads_to_the_page_that_announces(visit: Visit, demo: Services) -> None:
    client = visit("organiser")
    rows = "".join(f"Song of the Year,Tide {n},Ira Bell,{'' if n else 'yes'}\n" for n in range(51))
    checked = mapped(client, send(client, "Category,Film,Nominees,Winner\n" + rows).location)
    result = started(client, checked.location)
    ended(client, demo)
    told = (client.get(f"{result.location.rstrip('/')}.json").json or {})["result"]
    assert (told["added"], told["editions"][0]["announce_href"]) == (51, "/desk/meridian/12/announce")


def imported_entries(demo: Services) -> list[Entered]:
    """The nominations that were imported, in the order of the sheet."""
    log = (demo.ledger.mapper.decode(entry) for entry in demo.ledger.recorder.entries(0, 10_000))
    return [one for one in log if isinstance(one, Entered) and one.by.via == "import"]


@pytest.mark.parametrize("person", ["deputy", "auditor", "public"])
def test_only_who_may_import_sees_the_pages(visit: Visit, person: str) -> None:
    address = send(visit("organiser")).location.removesuffix("mapping")
    client = visit(person)
    token = form_of(client.get("/people").text)["csrf_token"]
    pages = ("", "mapping", "preview", "mapping.toml", "fates.tsv")
    assert client.get("/desk/import/").status_code == client.get("/desk/import.json").status_code == 403
    assert [client.get(f"{address}{page}").status_code for page in pages] == [403] * 5
    assert [client.post(f"{address}{page}", data={"csrf_token": token}).status_code for page in pages[:3]] == [403] * 3
