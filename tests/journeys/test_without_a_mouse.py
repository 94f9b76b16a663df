"""A withdrawal from the list to the public page: by keyboard alone, and by a browser that runs no script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.test_withdrawing import look_around_as, nomination
from tests.support.serving import Served

pytestmark = pytest.mark.browser

BOUND = 150
"""So many presses of the tab key lead past everything on any page here."""


def focused(page: Page) -> str:
    """What the focus is on: its label, text or value, as far as it has one."""
    told: str = page.evaluate(
        """() => {
            const on = document.activeElement;
            return (on.labels?.[0] || on).textContent.replace(/\\s+/g, " ").trim();
        }"""
    )
    return told


def tab_to(page: Page, name: str) -> None:
    """Press the tab key until the focus is on what is called so, and see that the focus can be seen there."""
    for _press in range(BOUND):
        page.keyboard.press("Tab")
        if re.fullmatch(name, focused(page)):
            outlined = "getComputedStyle(document.activeElement).outlineStyle"
            assert page.evaluate(outlined) != "none", f"The focus does not show on {name}."
            return
    raise AssertionError(f"No {name} within {BOUND} presses of the tab key.")


def press(page: Page, name: str) -> None:
    """Follow a link or press a button by keyboard."""
    tab_to(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_withdrawal_is_previewed_recorded_and_announced_by_keyboard_alone(demo: Served, page: Page) -> None:
    page.goto(demo.address)
    press(page, "Skip to the content")
    expect(page.locator("main")).to_be_focused()
    page.goto(f"{demo.address}/people")
    press(page, "Organiser .*")
    press(page, ".*12th edition")
    press(page, "Withdraw … Paper Lanterns")
    tab_to(page, "The whole nomination")
    page.keyboard.press("ArrowDown")
    assert focused(page) == "Only the name Zarmina Kohi"
    page.keyboard.press("ArrowUp")
    tab_to(page, "In effect from")
    page.keyboard.type("31 June 2026")
    press(page, "Preview")
    expect(page.locator("#f-effective")).to_be_focused()
    expect(page.locator("#e-effective")).to_be_visible()
    page.keyboard.press("Control+a")
    page.keyboard.type("20 October 2026")
    press(page, "Preview")
    expect(page.locator(".preview")).to_contain_text("Paper Lanterns is withdrawn, 20 October 2026.")
    press(page, "Record")
    expect(page.get_by_role("heading", level=1)).to_have_text("Recorded")
    press(page, "Announce it …")
    press(page, "Preview")
    expect(page.locator(".preview")).to_contain_text("Paper Lanterns: Withdrawn, 20 October 2026.")
    press(page, "Announce")
    expect(page.get_by_role("heading", level=1)).to_have_text("Announced")
    press(page, "See the public list")
    expect(page.locator("main")).to_contain_text("Withdrawn, 20 October 2026.")


def test_whole_category_is_voided_and_announced_without_javascript(demo: Served, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page, address = context.new_page(), demo.address
    look_around_as(page, address, "organiser")
    page.goto(f"{address}/desk/meridian/12/")
    page.get_by_role("link", name="Void several").click()
    page.get_by_role("checkbox", name=re.compile("Best Emerging Designer")).check()
    page.fill("#f-effective", "31 June 2026")
    page.get_by_role("button", name="Record").click()
    expect(page.locator("#e-effective")).to_be_visible()
    expect(page.locator("#f-effective")).to_be_focused()
    expect(page.get_by_role("checkbox", name=re.compile("Best Emerging Designer"))).to_be_checked()
    page.fill("#f-effective", "21 October 2026")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".preview-acts li")).to_have_count(3)
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recorded")
    page.get_by_role("link", name="Announce them").click()
    expect(page.locator("input[name=acts]:checked")).to_have_count(3)
    page.select_option("#f-untold", label="they learn of it by this announcement")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".preview")).to_contain_text("Void, 21 October 2026.")
    page.get_by_role("button", name="Announce").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Announced")
    page.goto(f"{address}/meridian/12/")
    designers = page.locator("section", has=page.get_by_role("heading", name="Best Emerging Designer"))
    expect(designers.locator(".standing-void")).to_have_count(3)
    context.close()


@pytest.mark.parametrize("path", ["withdraw", "disqualify"])
def test_refused_form_keeps_what_was_typed(demo: Served, page: Page, path: str) -> None:
    look_around_as(page, demo.address, "organiser")
    page.goto(f"{demo.address}/desk/meridian/12/")
    nomination(page, "Saltwater Psalm")
    page.goto(page.url.replace("withdraw", path))
    page.fill("#f-effective", "31 June 2026")
    page.fill("#f-rule", "9.1 گ")
    page.locator("summary", has_text="Document and private reason").press("Enter")
    page.fill("#f-private_reason", "line\nline")
    page.get_by_role("button", name="Record").click()
    expect(page.locator("#f-effective")).to_be_focused()
    expect(page.locator("#f-effective")).to_have_attribute("aria-invalid", "true")
    for name, typed in (("effective", "31 June 2026"), ("rule", "9.1 گ"), ("private_reason", "line\nline")):
        expect(page.locator(f"#f-{name}")).to_have_value(typed)
        expect(page.locator(f"#f-{name}")).to_be_visible()
