"""Searching: the public finds what was announced, under the names of now; the desk finds everything."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from ledger.bootstrap import Services
from tests.support.records import known, recorded
from tests.web.conftest import Visit
from tests.web.hidden import hide


def found(client: FlaskClient, text: str, path: str = "/search.json") -> dict[str, Any]:
    view: dict[str, Any] | None = client.get(path, query_string={"q": text}).json
    assert view is not None
    return view


def names(view: dict[str, Any], part: str = "parties") -> list[str]:
    return [one.get("name") or one["label"] for one in view[part]]


@pytest.mark.parametrize(
    "typed, parties, works",
    [
        ("noor", ["Noor Sehr"], []),
        ("SEHR noor", ["Noor Sehr"], []),
        ("odegard", ["Atelier Ødegård 🧵"], []),
        ("گلزار", ["گلزار خان"], []),
        ("سايه", [], ["سایہ"]),
        ("tahm", ["Tahmina Aslam", "Tahmina Studio"], []),
        ("stat", [], ["Static"]),
        ("tatic", [], []),
        ("n", [], []),
        ("🧵", [], []),
        ("%", [], []),
    ],
)
def test_public_finds_words_and_beginnings(visit: Visit, typed: str, parties: list[str], works: list[str]) -> None:
    view = found(visit("public"), typed)
    assert (names(view), names(view, "works")) == (parties, works)


def test_public_finds_shows_and_editions(visit: Visit) -> None:
    view = found(visit("public"), "meridian")
    assert view["places"] == [{"name": "Meridian Awards", "about": "", "address": "meridian/"}]
    assert [one["address"] for one in found(visit("public"), "12th")["places"]] == ["meridian/12/"]


def test_what_is_found_leads_to_its_page(visit: Visit) -> None:
    client = visit("public")
    party, work = found(client, "noor")["parties"][0], found(client, "platform")["works"][0]
    page = client.get(f"/parties/{party['id']}/").text
    assert "Mirror Town" in page
    assert "Two Lamps" in page
    assert f'href="/parties/{party["id"]}/"' in client.get("/meridian/12/").text
    assert 'href="/meridian/11/#n-' in client.get(f"/works/{work['id']}/").text
    assert "won" in client.get(f"/works/{work['id']}/").text
    assert client.get(f"/works/{party['id']}/").status_code == 404


def test_former_name_finds_nothing_in_public_and_everything_inside(visit: Visit, demo: Services) -> None:
    client = visit("public")
    party = known(demo, "Noor Sehr")
    recorded(demo, party, "public-name", name="Mehr Anwar")
    assert names(found(client, "noor")) == []
    assert names(found(client, "mehr anw")) == ["Mehr Anwar"]
    assert "Noor" not in client.get(f"/parties/{party}/").text
    inside = found(visit("auditor"), "noor", "/desk/search.json")["parties"]
    assert [(one["label"], one["also"]) for one in inside] == [("Mehr Anwar", "Noor Sehr")]


def test_hidden_things_are_found_at_the_desk_alone(visit: Visit, demo: Services) -> None:
    for name in ("show_established", "name_added", "title_added", "credited_in_secret"):
        hide(demo, name)
    public, inside = found(visit("public"), "marker not"), found(visit("organiser"), "marker not", "/desk/search.json")
    assert [part for part in ("places", "works", "parties") if public[part]] == []
    assert [part for part in ("places", "works", "parties") if inside[part]] == ["places", "works", "parties"]


def test_desk_finds_acts_by_number_and_name(visit: Visit) -> None:
    client = visit("auditor")
    act = found(client, "#7", "/desk/search.json")["acts"][0]
    assert act["position"] == 7
    assert found(client, act["act"], "/desk/search.json")["acts"] == [act]
    assert found(client, act["act"].upper(), "/desk/search.json")["acts"] == [act]
    for nothing in ("999999999", "0", f"{act['act']}9", "@1"):
        assert found(client, nothing, "/desk/search.json")["acts"] == []
    assert client.get("/desk/search", query_string={"q": act["act"]}).text.count("/audit/acts/") == 1


def test_desk_search_is_not_for_the_public(visit: Visit) -> None:
    assert visit("public").get("/desk/search?q=noor").status_code == 403
    assert visit("public").get("/desk/parties.json?q=noor").status_code == 403
