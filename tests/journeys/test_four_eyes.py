"""A deputy proposes, an organiser returns and confirms, in a real browser without any script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.test_withdrawing import look_around_as, nomination
from tests.support.serving import Served

pytestmark = pytest.mark.browser


def propose_withdrawal(page: Page, address: str) -> str:
    """The deputy withdraws a nomination; where the proposal is."""
    look_around_as(page, address, "deputy")
    page.goto(f"{address}/desk/meridian/12/")
    nomination(page, "Static")
    page.fill("#f-effective", "20 October 2026")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".preview")).to_contain_text("Static is withdrawn, 20 October 2026.")
    page.get_by_role("button", name="Propose").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Proposal: Withdraw · Static")
    return page.url


def test_what_one_proposes_another_returns_or_confirms(demo: Served, browser: Browser) -> None:
    address, context = demo.address, browser.new_context(java_script_enabled=False)
    page = context.new_page()
    look_around_as(page, address, "organiser")
    page.goto(f"{address}/desk/meridian/roster")
    page.get_by_role("link", name=re.compile("Switch on")).click()
    page.get_by_role("button", name="Record").click()
    first = propose_withdrawal(page, address)
    look_around_as(page, address, "organiser")
    page.get_by_role("link", name="1 proposal waits for a second person").click()
    page.get_by_role("link", name="Withdraw: Static").click()
    page.fill("#f-reason", "The letter gives the 19th.")
    page.get_by_role("button", name="Return it").click()
    look_around_as(page, address, "deputy")
    page.goto(first)
    expect(page.locator("main")).to_contain_text("The letter gives the 19th.")
    page.get_by_role("link", name="Propose it anew …").click()
    expect(page.locator("#f-effective")).to_have_value("20 October 2026")
    page.fill("#f-effective", "19 October 2026")
    page.get_by_role("button", name="Propose").click()
    anew = page.url
    look_around_as(page, address, "organiser")
    page.goto(anew)
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recorded")
    page.get_by_role("link", name=re.compile("^Entry")).first.click()
    expect(page.locator("main")).to_contain_text(re.compile("Proposed by\\s+Omar O’Brien, Deputy"))
    context.close()
