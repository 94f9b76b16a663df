"""A link is made on the desk and opened by somebody without an account, in real browsers, with and without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.journeys.test_accessible import looked_at
from tests.journeys.test_withdrawing import look_around_as
from tests.support.serving import Served

pytestmark = pytest.mark.browser


def links_of_noor(page: Page, address: str) -> None:
    """Go, as organiser, to the links of a party."""
    look_around_as(page, address, "organiser")
    page.goto(f"{address}/desk/parties/?q=noor")
    page.get_by_role("link", name="Noor Sehr").click()
    page.get_by_role("link", name="Links to their own page").click()


def link_made(page: Page) -> str:
    """Make a link; what it is."""
    page.get_by_label("Meridian Awards").check()
    page.get_by_label("1 day", exact=True).check()
    page.get_by_role("button", name="Make the link").click()
    return page.locator(".secret").inner_text()


@pytest.mark.parametrize("scripts", ["with", "without"])
def test_somebody_without_an_account_reads_their_own_page_until_the_link_is_ended(
    demo: Served, browser: Browser, scripts: str
) -> None:
    organiser = browser.new_context(java_script_enabled=scripts == "with")
    reader = browser.new_context(java_script_enabled=scripts == "with")
    desk, page = organiser.new_page(), reader.new_page()
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request))  # noqa: PLW0108 - it marks what it is given
    links_of_noor(desk, demo.address)
    link = link_made(desk)
    token = link.rpartition("/p/")[2]
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text("A personal link")
    page.get_by_role("button", name="Continue").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{demo.address}/party")
    expect(page.get_by_role("heading", level=1)).to_have_text("Noor Sehr")
    assert page.locator(".nominee-title").all_inner_texts() == ["Mirror Town", "Two Lamps"]
    page.get_by_role("link", name="Meridian Awards, 12th edition").click()
    page.go_back()
    # A second tab of the same browser is let in, another browser is not.
    assert reader.new_page().goto(f"{demo.address}/party").status == 200  # type: ignore[union-attr]
    assert organiser.new_page().goto(f"{demo.address}/party").status == 404  # type: ignore[union-attr]
    desk.get_by_role("link", name="Back to their links").click()
    desk.get_by_role("button", name=re.compile("End it now")).first.click()
    page.reload()
    expect(page.get_by_text("This page is opened by a personal link")).to_be_visible()
    page.goto(link)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("This link is not valid")).to_be_visible()
    assert [one.headers["referer"] for one in sent if token in one.headers.get("referer", "")] == []
    assert {one.url for one in sent if token in one.url} == {link}
    organiser.close()
    reader.close()


def test_link_followed_from_a_page_elsewhere_is_let_in_and_the_page_itself_is_not(
    demo: Served, browser: Browser
) -> None:
    """As in mail that is read in a browser: the cookie is sent where a step began on our own pages, never from theirs."""
    organiser, reader = browser.new_context(), browser.new_context()
    desk, page = organiser.new_page(), reader.new_page()
    links_of_noor(desk, demo.address)
    elsewhere = demo.address.replace("127.0.0.1", "localhost")

    def follow(address: str) -> None:
        page.goto(f"{elsewhere}/")
        page.evaluate("to => { document.querySelector('main a').href = to }", address)
        page.locator("main a").first.click()

    follow(link_made(desk))
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Noor Sehr")
    follow(f"{demo.address}/party")
    expect(page.get_by_text("This page is opened by a personal link")).to_be_visible()
    page.goto(f"{demo.address}/party")
    expect(page.get_by_role("heading", level=1)).to_have_text("Noor Sehr")
    organiser.close()
    reader.close()


def test_leaving_closes_the_page_in_this_browser(demo: Served, browser: Browser) -> None:
    organiser, reader = browser.new_context(), browser.new_context()
    desk, page = organiser.new_page(), reader.new_page()
    links_of_noor(desk, demo.address)
    page.goto(link_made(desk))
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Leave").click()
    expect(page).to_have_url(f"{demo.address}/")
    page.go_back()
    page.reload()
    expect(page.get_by_text("This page is opened by a personal link")).to_be_visible()
    organiser.close()
    reader.close()


def test_pages_of_links_hold_at_every_width_and_in_every_scheme(demo: Served, browser: Browser) -> None:
    organiser, reader = browser.new_context(), browser.new_context()
    desk, page = organiser.new_page(), reader.new_page()
    links_of_noor(desk, demo.address)
    found = looked_at(desk, "links")
    link = link_made(desk)
    found += looked_at(desk, "the link")
    page.goto(link)
    found += looked_at(page, "asked")
    page.get_by_role("button", name="Continue").click()
    found += looked_at(page, "own page")
    assert found == []
    organiser.close()
    reader.close()
