"""A link is read without any change, exchanged for a short visit, and gone from the address; what is no good link is answered alike."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from ledger.bootstrap import Services
from tests.support.accounts import Clock
from tests.support.party_links import come, link_for, press
from tests.web.conftest import Visit
from tests.web.hidden_records import noor
from tests.web.reading import form_of
from web.links.making import DAY_US, REPLY, end_link
from web.links.opening import Links
from web.links.tables import PartyLink, PartyVisit
from web.links.visiting import MOST_VISITS, VISIT_SECONDS

SHOW = UUID(int=9)
HOSTILE = ("", ".", "a" * 5000, "..%2f..%2fetc", "%E2%80%AE", "a/b/c", "'; DROP TABLE party_link; --", "%0d%0aX: y")


@pytest.fixture
def party(demo: Services) -> UUID:
    """Somebody with announced nominations."""
    return noor(demo)


def dumped(folder: Path) -> dict[str, list[str]]:
    """Every row of every table of every database in the folder."""
    found = {}
    for path in sorted(folder.rglob("*.db")):
        with sqlite3.connect(path) as connection:
            found[path.name] = list(connection.iterdump())
        connection.close()
    return found


def end(links: Links, party: UUID) -> None:
    """End every link of the party."""
    with links.store.reading() as session:
        ids = list(session.scalars(select(PartyLink.id)))
    for one in ids:
        end_link(links, one, [party], [SHOW])


def told(answer: Any) -> tuple[int, bytes, list[tuple[str, str]]]:
    """All that somebody is told."""
    return answer.status_code, answer.data, sorted(answer.headers)


def test_reading_a_link_changes_nothing(app: Flask, links: Links, party: UUID, tmp_path: Path) -> None:
    token = link_for(links, party)
    before = dumped(tmp_path)
    assert sum("party_link" in line for line in before["accounts.db"]) > 1
    client = app.test_client()
    for _scanner in range(3):
        assert client.get(f"/p/{token}").status_code == 200
        assert client.head(f"/p/{token}").status_code == 200
        assert client.options(f"/p/{token}").status_code == 200
        assert client.get("/party").status_code == 404
    assert dumped(tmp_path) == before
    come(client, token)
    between = dumped(tmp_path)
    assert between != before
    for path in ("/party", "/party.json", f"/p/{token}"):
        assert (client.get(path).status_code, client.head(path).status_code) == (200, 200)
    assert dumped(tmp_path) == between


def test_page_of_a_link_is_the_same_for_any_token_and_tells_nothing(app: Flask, links: Links, party: UUID) -> None:
    token = link_for(links, party)
    client = app.test_client()
    csrf = form_of(client.get(f"/p/{token}").text)["csrf_token"]
    pages = set()
    for one in (token, "forged", "x" * 22, "a/b"):
        page = client.get(f"/p/{one}")
        pages.add(page.text.replace(form_of(page.text)["csrf_token"], csrf))
        assert one not in page.text
    assert len(pages) == 1
    assert "Noor" not in pages.pop()


def test_token_is_gone_from_the_address_and_tells_no_referrer(app: Flask, links: Links, party: UUID) -> None:
    token, client = link_for(links, party), app.test_client()
    answers = [client.get(f"/p/{token}"), press(client, token), client.get("/party"), client.get("/party.json")]
    answers += [press(app.test_client(), "forged"), app.test_client().get("/party"), client.get("/p/a/b")]
    for answer in answers:
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert "ETag" not in answer.headers
        assert token not in answer.text + str(answer.headers)
    assert answers[1].location == "/party"


def test_visit_is_kept_by_a_cookie_of_its_own_that_no_page_elsewhere_can_send(
    app: Flask, links: Links, party: UUID
) -> None:
    client = app.test_client()
    cookie = next(
        one for one in press(client, link_for(links, party)).headers.getlist("Set-Cookie") if one.startswith("party=")
    )
    parts = {part.strip() for part in cookie.split(";")}
    assert {"HttpOnly", "SameSite=Strict", "Path=/", f"Max-Age={VISIT_SECONDS}"} <= parts
    value = cookie.partition("=")[2].partition(";")[0]
    assert len(value) == 43
    with links.store.reading() as session:
        assert value.encode() not in session.scalars(select(PartyVisit.token)).one()


def test_no_page_is_kept_by_an_address_with_a_token_or_for_a_visit(
    app: Flask, links: Links, party: UUID, visit: Visit
) -> None:
    token = link_for(links, party)
    for client in (app.test_client(), visit("organiser")):
        for path in ("/meridian/12/", f"/p/{token}", "/desk/"):
            client.get(path)
        come(client, token)
        for path in ("/party", "/party.json", "/meridian/12/", "/desk/"):
            client.get(path)
    kept = [*app.extensions["ledger_pages"]._pages, *app.extensions["ledger_kept_for_people"]._kept]
    assert "/meridian/12/?" in kept
    assert [one for one in kept if token in str(one) or "/party" in str(one)] == []


def test_pages_of_links_have_twins_but_the_one_whose_address_is_a_secret(app: Flask) -> None:
    rules = {rule.rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    of_links = {rule for rule in rules if rule.startswith(("/p/", "/party")) or "/links" in rule}
    assert of_links == {
        *("/p/<path:token>", "/party", "/party.json", "/party/ask", "/party/ask.json"),
        *("/desk/parties/<uuid:party>/links", "/desk/parties/<uuid:party>/links.json"),
    }


def test_form_without_its_token_opens_nothing(app: Flask, links: Links, party: UUID, tmp_path: Path) -> None:
    token, client = link_for(links, party), app.test_client()
    client.get(f"/p/{token}")
    before = dumped(tmp_path)
    for typed in ({}, {"csrf_token": "made up"}):
        assert client.post(f"/p/{token}", data=typed).status_code == 400
        assert client.post("/party/leave", data=typed).status_code == 400
    assert dumped(tmp_path) == before


def test_what_is_no_good_link_is_answered_alike(app: Flask, links: Links, party: UUID, clock: Clock) -> None:
    expired = link_for(links, party, days=1)
    clock.now += DAY_US
    ended = link_for(links, party)
    end(links, party)
    other = [link_for(links, party, purpose=REPLY)]
    good = link_for(links, party)
    bad = (expired, ended, *other, "forged", good[:-1], good.swapcase(), good + ".")
    # A page that has been sent once sets no cookie again.
    client = app.test_client()
    client.get("/p/x")
    answers = {one: told(press(client, one)) for one in bad}
    assert len({str(answer) for answer in answers.values()}) == 1
    status, body, _headers = answers["forged"]
    assert status == 404
    assert b"This link is not valid" in body
    with links.store.reading() as session:
        assert session.scalars(select(PartyVisit)).all() == []
        assert session.scalars(select(PartyLink.first_used_at).distinct()).all() == [None]
    assert come(app.test_client(), good).get("/party").status_code == 200


def test_guessing_is_stopped_and_keeps_nobody_out_who_has_a_link(
    app: Flask, links: Links, party: UUID, clock: Clock
) -> None:
    client, expired = app.test_client(), link_for(links, party, days=1)
    clock.now += DAY_US
    statuses = [press(client, f"guess-{n}" if n % 2 else expired).status_code for n in range(25)]
    assert statuses == [404] * 20 + [429] * 5
    assert come(app.test_client(), link_for(links, party)).get("/party").status_code == 200


@pytest.mark.parametrize("token", HOSTILE)
def test_whatever_stands_for_a_token_is_answered(app: Flask, token: str) -> None:
    client = app.test_client()
    page = client.get(f"/p/{token}")
    assert page.status_code in {200, 308, 404}
    if page.status_code == 200:
        assert client.post(f"/p/{token}", data=form_of(page.text)).status_code == 404


def test_visit_ends_after_two_hours_and_the_link_opens_it_again(
    app: Flask, links: Links, party: UUID, clock: Clock
) -> None:
    token, client = link_for(links, party), app.test_client()
    come(client, token)
    clock.now += VISIT_SECONDS * 1_000_000 - 1
    assert client.get("/party").status_code == 200
    clock.now += 1
    assert client.get("/party").status_code == 404
    come(client, token)
    assert client.get("/party").status_code == 200
    with links.store.reading() as session:
        assert len(session.scalars(select(PartyVisit)).all()) == 1


def test_visit_ends_with_its_link(app: Flask, links: Links, party: UUID, clock: Clock) -> None:
    client = come(app.test_client(), link_for(links, party))
    end(links, party)
    refused = client.get("/party")
    assert (refused.status_code, refused.data) == (404, app.test_client().get("/party").data)
    late = link_for(links, party, days=1)
    clock.now += DAY_US - 60_000_000
    client = come(app.test_client(), late)
    clock.now += 60_000_000
    assert client.get("/party").status_code == 404


def test_visit_whose_row_outlived_its_link_opens_nothing(app: Flask, links: Links, party: UUID) -> None:
    """As where the link ends between the exchange and its answer."""
    client = come(app.test_client(), link_for(links, party))
    with links.store.writing() as session:
        session.scalars(select(PartyLink)).one().revoked_at = links.clock()
    assert client.get("/party").status_code == 404


def test_link_used_again_begins_a_visit_of_its_own(app: Flask, links: Links, party: UUID) -> None:
    token = link_for(links, party)
    here, there = come(app.test_client(), token), come(app.test_client(), token)
    cookies = [one.get_cookie("party").value for one in (here, there)]  # type: ignore[union-attr]
    assert cookies[0] != cookies[1]
    leaving = here.post("/party/leave", data=form_of(here.get("/party").text))
    assert leaving.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert (leaving.status_code, leaving.location) == (303, "/")
    assert here.get_cookie("party") is None
    assert (here.get("/party").status_code, there.get("/party").status_code) == (404, 200)
    replayed = app.test_client()
    replayed.set_cookie("party", cookies[0])
    assert replayed.get("/party").status_code == 404


def test_two_tabs_of_a_browser_are_one_visit(app: Flask, links: Links, party: UUID) -> None:
    token, client = link_for(links, party), app.test_client()
    forms = [form_of(client.get(f"/p/{token}").text) for _tab in range(2)]
    assert [client.post(f"/p/{token}", data=form).status_code for form in forms] == [303, 303]
    assert client.get("/party").status_code == 200
    with links.store.reading() as session:
        assert len(session.scalars(select(PartyVisit)).all()) == 1


def test_visit_planted_before_is_not_what_the_link_opens(app: Flask, links: Links, party: UUID) -> None:
    client = app.test_client()
    client.set_cookie("party", "planted")
    come(client, link_for(links, party))
    found = client.get_cookie("party")
    assert found is not None
    assert found.value != "planted"


def test_visit_for_one_purpose_opens_no_page_of_another(app: Flask, links: Links, party: UUID) -> None:
    client = come(app.test_client(), link_for(links, party))
    with links.store.writing() as session:
        session.scalars(select(PartyLink)).one().purpose = "reply"
    assert client.get("/party").status_code == 404


def test_link_holds_no_more_visits_than_so_many(app: Flask, links: Links, party: UUID, clock: Clock) -> None:
    token = link_for(links, party)
    clients = []
    for _one in range(MOST_VISITS + 1):
        clock.now += 1
        clients.append(come(app.test_client(), token))
    assert [one.get("/party").status_code for one in clients] == [404] + [200] * MOST_VISITS


def test_party_cookie_opens_nothing_of_the_desk(app: Flask, links: Links, party: UUID) -> None:
    client = come(app.test_client(), link_for(links, party))
    for path in ("/desk/", "/audit/", f"/desk/parties/{party}/", f"/desk/parties/{party}/links"):
        assert client.get(path).status_code == 403


def test_public_pages_are_the_same_for_whoever_has_a_visit(app: Flask, links: Links, party: UUID) -> None:
    client = come(app.test_client(), link_for(links, party))
    for path in ("/", "/meridian/12/", f"/parties/{party}/"):
        assert client.get(path).data == app.test_client().get(path).data
