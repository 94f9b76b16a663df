"""The browser of the tests is a real one, and what it is asked it answers."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

PAGE = (
    "data:text/html;charset=utf-8,<!doctype html><html lang='en'><title>List</title><main><h1>List</h1>%s</main></html>"
)


def test_browser_runs_scripts_and_shows_text(page: Page) -> None:
    page.goto(PAGE % "<p id=sum></p><script>document.getElementById('sum').textContent = 6 * 7</script>")
    assert page.locator("#sum").inner_text() == "42"


def test_axe_passes_a_page_and_finds_a_missing_text(page: Page) -> None:
    page.goto(PAGE % "<p>Nothing to complain about.</p>")
    assert Axe().run(page).violations_count == 0
    page.goto(PAGE % "<img src='data:,'>")
    assert [one["id"] for one in Axe().run(page).response["violations"]] == ["image-alt"]


def test_browser_keeps_web_security(page: Page) -> None:
    page.goto(PAGE % "<iframe src='data:text/html,secret'></iframe>")
    assert page.evaluate("document.querySelector('iframe').contentDocument") is None
