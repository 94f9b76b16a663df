"""Every page that links lead to, as each person sees it: axe finds nothing, nothing is wider than a phone, both schemes."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.test_withdrawing import look_around_as, nomination
from tests.support.axe import Scheme, axe_on, see_as
from tests.support.serving import Served

pytestmark = pytest.mark.browser

Who = Literal["organiser", "auditor", "public"]
EVERYTHING = {"resultTypes": ["violations"]}
CONTRAST = {**EVERYTHING, "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
SEEN_AS: tuple[tuple[int, Scheme, dict[str, Any]], ...] = (
    (320, "dark", EVERYTHING),
    (1280, "dark", CONTRAST),
    (1280, "light", EVERYTHING),
    (320, "light", CONTRAST),
)
"""Width in px, colour scheme, and what axe is asked: beside the width only the colours hang on the scheme."""
BOUND = 190
"""No more pages than this are opened: when a crawl reaches it, a kind of address is missing in `kind_of`."""
UNLINKED = ("/meridian/12/?at=2026-10-05", "/meridian/12/?at=nonsense", "/nothing/here/", "/search?q=noor")
"""What a reader comes to by typing."""
UNLINKED_INSIDE = ("/desk/?search=12", "/audit/?party=a", "/desk/parties/?q=noor", "/desk/search?q=noor")
LEAST: dict[Who, int] = {"organiser": 60, "auditor": 15, "public": 7}
"""Kinds of pages that there are at least: a crawl that finds fewer did not follow the links."""
FILES = (".csv", ".json", ".toml", ".tsv")
FILE = re.compile(r"/documents/[^/]+/parts/")
NAMED = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}")


def kind_of(path: str) -> str:
    """The address without what only says which one: ids, versions, editions, and what is asked for."""
    told = urlsplit(path)
    names = sorted(part.partition("=")[0] for part in told.query.split("&") if part)
    plain = re.sub(r"@\d+", "@n", NAMED.sub("id", told.path)).replace("/meridian/11/", "/meridian/12/")
    plain = plain.replace("/causeway/7/", "/causeway/8/")
    return f"{plain}?{'&'.join(names)}"


def crawled(page: Page, address: str, begin: tuple[str, ...]) -> Iterator[str]:
    """Paths of one page of each kind, opened one after the other by following links."""
    waiting, met = deque(begin), {kind_of(path) for path in begin}
    for _opened in range(BOUND):
        if not waiting:
            return
        path = waiting.popleft()
        answer = page.goto(f"{address}{path}")
        assert answer is not None
        assert answer.status < 400 or path in UNLINKED, f"{path} answers {answer.status}"
        yield path
        for link in page.locator("a[href]").evaluate_all("all => all.map(one => one.href)"):
            to = link.removeprefix(address).partition("#")[0]
            is_page = link.startswith(address) and not (to.partition("?")[0].endswith(FILES) or FILE.search(to))
            if is_page and kind_of(to) not in met:
                met.add(kind_of(to))
                waiting.append(to)
    raise AssertionError(f"More than {BOUND} kinds of pages, the last {path}.")


def looked_at(page: Page, path: str) -> list[str]:
    """What axe finds on the page, and whether it is wider than the window, in each way that it is seen."""
    found = []
    for width, scheme, options in SEEN_AS:
        see_as(page, width, scheme)
        results = axe_on(page, options)
        # What was looked at and found good shows that axe did run under the page's policy.
        assert len(results["passes"]) > (0 if options is CONTRAST else 10)
        seen = f"{path} at {width} px, {scheme}"
        found += [f"{seen}: {one['id']} {one['nodes'][0]['html'][:120]}" for one in results["violations"]]
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.append(f"{seen}: wider than the window")
    return found


def something_waits(page: Page, address: str, file: Path) -> None:
    """An act that is not announced yet and a file that was sent, so that the pages about them are linked to."""
    look_around_as(page, address, "organiser")
    page.goto(f"{address}/desk/meridian/12/")
    if page.get_by_role("link", name="Announce …").count():
        return
    nomination(page, "Static")
    page.fill("#f-effective", "20 October 2026")
    page.get_by_role("button", name="Record").click()
    file.write_text("Category,Title,Name\nBest Short Film,Ebb,Ira Bell\n", encoding="utf-8")
    page.goto(f"{address}/desk/import/")
    page.set_input_files("#f-file", file)
    page.get_by_role("button", name="Send").click()


@pytest.mark.timeout(900)
@pytest.mark.parametrize("who", ["organiser", "auditor", "public"])
def test_axe_finds_nothing_on_any_page_that_links_lead_to(
    demo: Served, browser: Browser, tmp_path: Path, who: Who
) -> None:
    context = browser.new_context()
    page = context.new_page()
    begin: tuple[str, ...] = ("/", *UNLINKED)
    if who != "public":
        something_waits(page, demo.address, tmp_path / "names.csv")
        look_around_as(page, demo.address, who)
        begin = (*begin, "/desk/", *UNLINKED_INSIDE)
    seen = [(path, looked_at(page, path)) for path in crawled(page, demo.address, begin)]
    assert [one for _path, wrong in seen for one in wrong] == []
    assert len(seen) >= LEAST[who], [path for path, _wrong in seen]
