"""Every page of the demo, as each person sees it: axe finds nothing, nothing is wider than a phone, both schemes."""

from __future__ import annotations

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.support.serving import Served

pytestmark = pytest.mark.browser

START = (
    "/",
    "/meridian/",
    "/meridian/12/",
    "/meridian/12/?at=2026-10-05",
    "/nothing/here/",
    "/people",
    "/search?q=noor",
)
INSIDE = (
    "/desk/",
    "/desk/meridian/12/",
    "/desk/?search=12",
    "/desk/establish",
    "/desk/meridian/",
    "/desk/meridian/open",
    "/desk/meridian/12/settings",
    "/desk/meridian/12/settings/body",
    "/desk/meridian/12/settings/rulebook",
    "/desk/meridian/12/announce",
    "/desk/meridian/12/announcements",
    "/desk/meridian/12/several/void",
    "/audit/",
    "/audit/?party=a",
    "/desk/parties/?q=noor",
    "/desk/works/new",
    "/desk/search?q=noor",
)


def opened(page: Page, address: str) -> list[str]:
    """Addresses of one form, one act and one party, as linked from the edition's page."""
    page.goto(f"{address}/desk/meridian/12/")
    links = page.locator("main a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    form = next(link for link in links if link.endswith("/withdraw"))
    act = next(link for link in links if link.startswith("/audit/acts/"))
    party = next(link for link in links if link.startswith("/desk/parties/"))
    return [form, act, party, f"{party}link", f"{party}terms", party.removeprefix("/desk")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_nothing_overflows(
    demo: Served, browser: Browser, scheme: Literal["light", "dark"], width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    found: list[str] = []
    for path in START:
        found += looked_at(page, demo.address, path)
    page.goto(f"{demo.address}/people")
    page.locator("button[value=organiser]").click()
    for path in (*INSIDE, *opened(page, demo.address), "/meridian/11/"):
        found += looked_at(page, demo.address, path)
    context.close()
    assert found == []


def looked_at(page: Page, address: str, path: str) -> list[str]:
    """What axe finds on a page, and whether it is wider than the window."""
    page.goto(f"{address}{path}")
    results = Axe().run(page).response
    # What was looked at and found good shows that axe did run under the page's policy.
    assert len(results["passes"]) > 10
    found = [f"{path}: {one['id']} {one['nodes'][0]['html'][:120]}" for one in results["violations"]]
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        found.append(f"{path}: wider than the window")
    return found
