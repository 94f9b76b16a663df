"""Parties in a real browser: suggested while one types, by keyboard alone, and found without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.test_withdrawing import look_around_as
from tests.support.axe import axe_on
from tests.support.serving import Served

pytestmark = pytest.mark.browser


def open_party(page: Page, address: str, name: str) -> None:
    """Find a party at the desk and open its page."""
    page.goto(f"{address}/desk/parties/")
    page.fill("#f-q", name)
    page.get_by_role("button", name="Search").click()
    page.locator(".found a").first.click()


def test_record_is_suggested_chosen_by_keyboard_and_linked(demo: Served, page: Page) -> None:
    wrong: list[str] = []
    page.on("console", lambda told: wrong.append(told.text) if told.type == "error" else None)
    look_around_as(page, demo.address, "deputy")
    open_party(page, demo.address, "Tahmina Studio")
    page.get_by_role("link", name="Link to another record").click()
    box = page.get_by_role("combobox", name="The main record")
    box.press_sequentially("gulzar khan")
    option = page.get_by_role("option", name="گلزار خان")
    expect(option).to_contain_text("may be the same in another script")
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", "f-to-list-0")
    assert axe_on(page, {})["violations"] == []
    box.press("Enter")
    expect(box).to_have_value("گلزار خان")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.check("input[value=known]")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".preview")).to_contain_text("are found to be one")
    page.get_by_role("button", name="Record").click()
    expect(page.locator(".receipt")).to_contain_text("known to the organiser")
    expect(page.locator("main")).to_contain_text("Records found to be one")
    assert wrong == []


def test_suggestions_close_and_a_changed_text_forgets_what_was_chosen(demo: Served, page: Page) -> None:
    look_around_as(page, demo.address, "deputy")
    open_party(page, demo.address, "Yusuf Marek")
    page.get_by_role("link", name="Link to another record").click()
    box, chosen = page.get_by_role("combobox", name="The main record"), page.locator("input[name=to_id]")
    box.press_sequentially("noor")
    page.get_by_role("option", name="Noor Sehr").click()
    expect(chosen).not_to_have_value("")
    box.press_sequentially("x")
    expect(chosen).to_have_value("")
    box.press("Backspace")
    expect(page.locator("#f-to-list [role=option]")).to_have_count(1)
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("Noor Sehr")


def test_form_finds_the_record_without_javascript(demo: Served, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    look_around_as(page, demo.address, "deputy")
    open_party(page, demo.address, "Tania Desai")
    page.get_by_role("link", name="Link to another record").click()
    page.fill("#f-to", "Lal")
    page.check("input[value=document]")
    page.get_by_role("button", name="Record").click()
    expect(page.locator("#e-to")).to_contain_text("Choose which one is meant")
    page.get_by_label("Omar Lal").check()
    page.get_by_role("button", name="Record").click()
    expect(page.locator("main")).to_contain_text("Omar Lal")
    expect(page.locator(".receipt")).to_contain_text("a document says so")
    context.close()
