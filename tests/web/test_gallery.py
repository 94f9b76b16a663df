"""Every template with made-up views at their extremes, as text and in a real browser."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask, render_template
from playwright.sync_api import Browser
from werkzeug.serving import make_server

from tests.web.gallery import GALLERY, LONG_WORD
from tests.web.reading import page_of

SEEN_AS: tuple[tuple[int, Literal["light", "dark"]], ...] = ((320, "dark"), (1280, "light"))
"""Width in px and colour scheme: contrast hangs on the scheme alone, room on the width alone."""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def shown(app: Flask) -> Flask:
    """The pages with one more, that shows the gallery."""

    def show(name: str) -> str:
        template, context = GALLERY[name]
        return render_template(template, **context)

    app.add_url_rule("/gallery/<name>", view_func=show)
    return app


@pytest.fixture
def gallery(shown: Flask) -> Iterator[str]:
    """Where the gallery is served."""
    server = make_server("127.0.0.1", 0, shown, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}/gallery/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("name", GALLERY)
def test_page_is_whole_and_escapes_what_it_is_given(shown: Flask, name: str) -> None:
    page = shown.test_client().get(f"/gallery/{name}").text
    page_of(page)
    assert "<script" not in page
    assert page.count("<h1") == 1
    assert page.count("<main") == 1


def test_form_shows_each_problem_at_its_field_and_focuses_the_first(shown: Flask) -> None:
    html = shown.test_client().get("/gallery/withdraw").text
    page = page_of(html)
    assert html.count(" autofocus") == 1
    assert "autofocus" in page.elements["f-acts"][1]
    assert {"e-acts", "e-effective"} <= page.elements.keys()
    assert page.form["acts"] == ["b"]
    assert page.form["credit"] == "1"
    assert len(page.form["source_note"].strip()) == 10_000


def test_winner_and_fallen_are_told_by_words(shown: Flask) -> None:
    html = shown.test_client().get("/gallery/list").text
    assert html.count(">won</span>") == 3
    assert html.count(">withdrawn</span>") == 1
    assert "<s><bdi>Daniyal Rafi</bdi></s>" in html
    assert "No name in the record" in html
    assert LONG_WORD in html


@pytest.mark.browser
@pytest.mark.parametrize("name", GALLERY)
def test_page_holds_in_a_browser(gallery: str, browser: Browser, name: str) -> None:
    axe = Axe()
    for width, scheme in SEEN_AS:
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
        page = context.new_page()
        page.goto(gallery + name)
        found = axe.run(page, options={"runOnly": RULES}).response["violations"]
        told = [(one["id"], [node["html"][:200] for node in one["nodes"][:2]]) for one in found]
        assert told == [], (width, scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (width, scheme)
        context.close()
