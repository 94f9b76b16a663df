"""Every page and its JSON twin."""

from __future__ import annotations

import json

from flask import Flask

from tests.web.conftest import Visit
from web.twins import twin_rule

PUBLIC = ("/", "/meridian/", "/meridian/12/", "/meridian/12/?at=2026-10-05")

FILES = (".csv", ".toml", ".tsv", "/parts/<digest>")
"""How addresses end that give a file, not a page."""


def test_every_page_has_a_twin_at_the_same_address(app: Flask) -> None:
    rules = {rule.rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    pages = {rule for rule in rules if not rule.endswith((".json", *FILES))} - {"/healthz", "/static/<path:filename>"}
    assert {twin_rule(page) for page in pages} == {rule for rule in rules if rule.endswith(".json")}


def test_page_links_its_twin_and_the_twin_is_json(visit: Visit) -> None:
    client = visit("public")
    for path in PUBLIC:
        address, _, query = path.partition("?")
        twin = twin_rule(address) + (f"?{query}" if query else "")
        page = client.get(path)
        assert page.status_code == 200
        assert f'href="{twin}"' in page.text
        answer = client.get(twin)
        assert answer.content_type == "application/json"
        assert isinstance(answer.json, dict)


def test_list_twin_says_what_the_page_says(visit: Visit) -> None:
    view = visit("public").get("/meridian/12.json").json
    assert view is not None
    assert view["edition"]["name"] == "12th edition"
    assert view["count"]["named"] == 12
    assert [(part["word"], part["count"]) for part in view["count"]["parts"]] == [("nominated", 11), ("withdrawn", 1)]
    song = view["categories"][0]["nominations"]
    assert [one["works"][0]["title"] for one in song if one["place"]["word"] == "withdrawn"] == ["Mirror Town"]
    half = next(one for one in song if one["works"][0]["title"] == "Half the Sky")
    assert [credit["named"] for credit in half["credits"]] == [True, False]


def test_twins_of_desk_and_log_are_the_same_view(visit: Visit) -> None:
    client = visit("organiser")
    edition = client.get("/desk/meridian/12.json").json
    assert edition is not None
    assert set(edition) == {"list", "announced", "waiting", "several", "may", "shortcomings"}
    log = client.get("/audit.json").json
    assert log is not None
    newest = log["entries"][0]
    event = client.get(f"/audit/acts/{newest['act']}.json").json
    assert event is not None
    assert (event["act"], event["position"], event["sentence"]) == (
        newest["act"],
        newest["position"],
        newest["sentence"],
    )
    nomination = edition["list"]["categories"][0]["nominations"][0]["id"]
    form = client.get(f"/desk/nominations/{nomination}/withdraw.json").json
    assert form is not None
    names = [field["name"] for group in form["form"]["groups"] for field in group["fields"]]
    assert names[0] == "credit"
    assert "effective" in names
    assert "csrf" not in json.dumps(form)
