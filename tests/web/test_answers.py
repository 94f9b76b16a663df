"""Headers, errors, people: what every answer has in common."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

from ledger.bootstrap import Services
from ledger.errors import Unavailable
from tests.support.shared import ROOT
from tests.web.conftest import Visit
from web import create_app

TEMPLATES = sorted((ROOT / "web" / "templates").rglob("*.html"))
STYLES = sorted((ROOT / "web" / "static").rglob("*.css"))


OWN_SCRIPTS = tuple(
    f"""<script src="{{{{ static_url("js/{name}.js") }}}}" defer></script>""" for name in ("choosing", "passkeys")
)
"""Files of ours that the pages work without."""


def test_every_answer_forbids_what_is_not_from_here(visit: Visit) -> None:
    client = visit("organiser")
    for path in ("/", "/meridian/12/", "/desk/", "/nothing/here/", "/healthz", "/static/css/page.css"):
        with client.get(path) as answer:
            policy = answer.headers["Content-Security-Policy"]
            assert "unsafe" not in policy
            assert "default-src 'none'" in policy
            assert {"object-src 'none'", "worker-src 'self'", "base-uri 'none'", "frame-ancestors 'none'"} <= set(
                policy.split("; ")
            )
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert [name for name, _value in answer.headers if name.lower().startswith("access-control")] == []


@pytest.mark.parametrize(
    "path,kind,kept",
    [
        ("/", "text/html; charset=utf-8", "private, no-cache"),
        ("/index.json", "application/json", "private, no-cache"),
        ("/desk/", "text/html; charset=utf-8", "private, no-store"),
        ("/desk.json", "application/json", "private, no-store"),
        ("/nothing/here/", "text/html; charset=utf-8", "private, no-store"),
        ("/nothing/here.json", "application/problem+json", "private, no-store"),
        ("/static/", "text/html; charset=utf-8", "private, no-store"),
        ("/static/css/", "text/html; charset=utf-8", "private, no-store"),
        ("/static/css/page.css", "text/css; charset=utf-8", "public, max-age=31536000"),
        ("/static/js/choosing.js", "text/javascript; charset=utf-8", "public, max-age=31536000"),
    ],
)
def test_answer_says_what_it_is_and_who_may_keep_it(visit: Visit, path: str, kind: str, kept: str) -> None:
    with visit("organiser").get(path) as answer:
        assert (answer.headers["Content-Type"], answer.headers["Cache-Control"]) == (kind, kept)
        # A folder has no list of what is in it.
        assert answer.status_code == (404 if "/nothing/" in path or path in {"/static/", "/static/css/"} else 200)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_template_holds_no_style_script_or_foreign_address(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for script in OWN_SCRIPTS:
        text = text.replace(script, "")
    assert re.search(r"\sstyle=|<style|<script|\son\w+=|https?://|\| *safe", text) is None


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_stylesheet_knows_no_left_and_right(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert (
        re.search(
            r"(margin|padding|border|text-align|float|inset)[\w-]*:?[ -](left|right)\b|^\s*(left|right):",
            text,
            re.MULTILINE,
        )
        is None
    )
    assert re.search(r"url\(|@import", text) is None


def test_static_files_are_kept_for_ever_under_an_address_of_their_content(visit: Visit) -> None:
    client = visit("public")
    sheet = re.search(r'href="(/static/css/page\.css\?v=[0-9a-f]{12})"', client.get("/").text)
    assert sheet is not None
    with client.get(sheet[1]) as answer:
        assert "max-age=31536000" in answer.headers["Cache-Control"]


def test_error_is_a_page_or_a_problem_by_its_address(visit: Visit) -> None:
    client = visit("public")
    page = client.get("/nobody/99/")
    assert (page.status_code, page.mimetype) == (404, "text/html")
    assert "There is no show at this address." in page.text
    problem = client.get("/nobody/99.json")
    assert (problem.status_code, problem.mimetype) == (404, "application/problem+json")
    assert problem.json is not None
    assert problem.json["detail"] == "There is no show at this address."
    assert client.delete("/meridian/12/").headers["Allow"]


def test_fault_says_nothing_of_its_inside(app: Flask) -> None:
    def broken() -> str:
        raise RuntimeError("the key is 1234")

    app.add_url_rule("/broken", view_func=broken)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    answer = app.test_client().get("/broken")
    assert answer.status_code == 500
    assert "1234" not in answer.text
    assert "Nothing was recorded halfway" in answer.text


def test_store_that_cannot_answer_is_not_just_now(app: Flask) -> None:
    def busy() -> str:
        raise Unavailable("store_busy")

    app.add_url_rule("/busy", view_func=busy)
    answer = app.test_client().get("/busy")
    assert answer.status_code == 503
    assert "Nothing was written" in answer.text


def test_people_exist_only_in_the_demo(demo: Services) -> None:
    client = create_app(demo, secret_key="of these tests").test_client()
    assert client.get("/people", follow_redirects=True).status_code == 404
    assert client.get("/people.json").status_code == 404
    assert client.post("/people/", data={"person": "organiser"}).status_code == 405
    assert client.get("/desk/").status_code == 403
    assert "Look around" not in client.get("/").text


def test_cookie_is_out_of_reach_of_scripts_and_foreign_pages(app: Flask, visit: Visit) -> None:
    answer = app.test_client().get("/people")
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_healthz_answers(visit: Visit) -> None:
    answer = visit("public").get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok\n")


@pytest.mark.parametrize("path", ["/%00/", "/meridian/%00/", "/meridian%00.json", "/desk/%00/12/", "/audit/acts/%00"])
def test_address_with_a_zero_byte_is_not_there(visit: Visit, path: str) -> None:
    """PostgreSQL can be asked for no such text."""
    assert visit("organiser").get(path).status_code == 404


@pytest.mark.parametrize("query", ["party=%00", "edition=%00", "kind=a%00b", "party_id=%00", "%00=x", "since=%00"])
def test_query_with_a_zero_byte_is_refused_in_words(visit: Visit, query: str) -> None:
    for path in ("/audit/", "/audit.json"):
        answer = visit("organiser").get(f"{path}?{query}")
        assert answer.status_code == 422
        assert "The text holds a character that cannot be stored." in answer.text


def test_form_that_is_no_text_is_refused_in_words(visit: Visit) -> None:
    """Half a character, which a lenient reading would keep as other words."""
    client = visit("organiser")
    answer = client.post(
        "/people", data=b"person=a%ED%A0%80b&reason=+", content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 422
    assert "The text holds a character that cannot be stored." in answer.text
    fine = client.post("/people", data={"person": "organiser", "of": "چاند + 🎶 100%"})
    assert fine.status_code in {303, 400}
