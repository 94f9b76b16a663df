"""Every template with made-up views at their extremes, as text and in a real browser."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask, render_template
from jinja2 import BytecodeCache
from playwright.sync_api import Browser
from werkzeug.serving import make_server

from ledger.bootstrap import build
from tests.support.axe import Scheme, axe_on, see_as
from tests.support.services import embedded
from tests.web.extremes import LONG_NAME, LONG_NAME_IN_ONE, LONG_WORD, ROWS
from tests.web.gallery import GALLERY
from tests.web.reading import page_of
from web import create_app

SEEN_AS: tuple[tuple[int, Scheme], ...] = ((320, "dark"), (1280, "light"))
"""Width in px and colour scheme: contrast hangs on the scheme alone, room on the width alone."""
LONG = (
    "list-500",
    "log",
    "record",
    "nomination",
    "announcements",
    "settings-500",
    "desk-show-500",
    "roster-500",
    "reads-500",
    "proposals-500",
    "requests-500",
    "rules-500",
    "today-500",
    "announce-500",
    "several-500",
    "named-500",
    "requests-500",
    "own-page-500",
    "import-preview-500",
    "documents-500",
    "document-500",
)
"""Axe takes half a minute for 500 rows: it looks at these in the narrow dark page only. Their room is measured in both."""
OWN_SCRIPT = re.compile(r'<script src="/static/js/(?:choosing|passkeys)\.js\?v=\w+" defer></script>')
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def shown(demo_folder: Path, compiled: BytecodeCache, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The pages with one more, that shows the gallery; no test here writes."""

    def show(name: str) -> str:
        template, context = GALLERY[name]
        return render_template(template, **context)

    folder = tmp_path_factory.mktemp("gallery")
    shutil.copytree(demo_folder, folder, dirs_exist_ok=True)
    with build(embedded(folder)) as services:
        app = create_app(services, secret_key="of these tests", demo=True)
        app.jinja_env.bytecode_cache = compiled
        app.add_url_rule("/gallery/<name>", view_func=show)
        yield app


@pytest.fixture(scope="module")
def gallery(shown: Flask) -> Iterator[str]:
    """Where the gallery is served."""
    server = make_server("127.0.0.1", 0, shown, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}/gallery/"
    server.shutdown()
    thread.join()
    server.server_close()


def test_every_page_is_in_the_gallery(shown: Flask) -> None:
    templates = Path(shown.root_path) / "templates"
    pages = {path.relative_to(templates).as_posix() for path in templates.rglob("*.html")}
    pages = {page for page in pages if not page.startswith("components/") and page != "base.html"}
    assert {template for template, _context in GALLERY.values()} == pages


@pytest.mark.parametrize("name", GALLERY)
def test_page_is_whole_and_escapes_what_it_is_given(shown: Flask, name: str) -> None:
    page = shown.test_client().get(f"/gallery/{name}").text
    page_of(page)
    assert "<script" not in OWN_SCRIPT.sub("", page)
    assert page.count("<h1") == 1
    assert page.count("<main") == 1


def test_form_shows_each_problem_at_its_field_and_focuses_the_first(shown: Flask) -> None:
    html = shown.test_client().get("/gallery/act").text
    page = page_of(html)
    # The preview beside it takes the focus only where nothing is wrong, and then there is none beside a problem.
    assert html.replace('id="preview" tabindex="-1" autofocus', "").count(" autofocus") == 1
    assert "autofocus" in page.elements["f-acts"][1]
    assert {"e-acts", "e-effective"} <= page.elements.keys()
    assert page.form["acts"] == ["b"]
    assert page.form["credit"] == "1"
    assert len(page.form["source_note"].strip()) == 10_000


def test_winner_and_fallen_are_told_by_words(shown: Flask) -> None:
    html = shown.test_client().get("/gallery/list").text
    assert html.count(">won</span>") == 3
    assert html.count(">withdrawn</span>") == 3
    assert "<s><bdi>Daniyal Rafi</bdi></s>" in html
    assert "No name in the record" in html
    assert LONG_WORD in html


def test_withdrawn_name_of_200_characters_stays_whole_and_keeps_its_direction(shown: Flask) -> None:
    html = shown.test_client().get("/gallery/list").text
    for name in (LONG_NAME, LONG_NAME_IN_ONE):
        assert len(name) == 200
        assert f"<s><bdi>{name}</bdi></s>" in html


def test_refused_announcement_says_at_each_field_what_is_wrong(shown: Flask) -> None:
    html = shown.test_client().get("/gallery/announce-refused").text
    page = page_of(html)
    assert {"e-acts", "e-effective", "e-through"} <= page.elements.keys()
    assert html.count(" autofocus") == 1
    assert "autofocus" in page.elements["f-acts"][1]


@pytest.mark.parametrize("name", ["announce-500", "several-500"])
def test_many_choices_can_be_chosen_as_a_whole(shown: Flask, name: str) -> None:
    html = shown.test_client().get(f"/gallery/{name}").text
    assert re.search(r'name="\w+_whole" value="all"', html)
    assert "<summary>One by one" in html
    assert html.count('type="checkbox" name="') >= ROWS


@pytest.mark.parametrize("name, row", [("list-500", '<li class="nominee'), ("log", '<li class="entry"')])
def test_page_of_500_rows_shows_them_all(shown: Flask, name: str, row: str) -> None:
    assert shown.test_client().get(f"/gallery/{name}").text.count(row) == ROWS


@pytest.mark.browser
@pytest.mark.parametrize("name", GALLERY)
def test_page_holds_in_a_browser(gallery: str, browser: Browser, name: str) -> None:
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(gallery + name)
    for width, scheme in SEEN_AS:
        see_as(page, width, scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (width, scheme)
        if name not in LONG or (width, scheme) == SEEN_AS[0]:
            found = axe_on(page, {"runOnly": RULES, "resultTypes": ["violations"]})["violations"]
            told = [(one["id"], [node["html"][:200] for node in one["nodes"][:2]]) for one in found]
            assert told == [], (width, scheme)
    context.close()
