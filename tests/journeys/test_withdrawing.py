"""An organiser, the public and an auditor on one day, in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.serving import Served

pytestmark = pytest.mark.browser


def look_around_as(page: Page, address: str, person: str) -> None:
    """Choose one of the demo's people."""
    page.goto(f"{address}/people")
    page.locator(f"button[value={person}]").click()


def nomination(page: Page, title: str) -> None:
    """Open the form of a nomination from its edition's page."""
    entry = page.locator("li", has=page.get_by_text(title, exact=True)).last
    entry.get_by_role("link", name=re.compile("Withdraw")).click()


def put_on_the_roster(page: Page, address: str, person: str) -> None:
    """As an administrator does with a show that was imported at the console."""
    look_around_as(page, address, "administrator")
    page.get_by_role("link", name="Academy Awards").click()
    page.get_by_role("link", name="Grant a role …").click()
    page.select_option("#f-person", label=person)
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_role("row", name=person.partition(" ·")[0])).to_contain_text("Sana Qureshi")


@pytest.mark.shared
def test_withdrawal_of_1957_is_recorded_announced_and_told(academy: Served, page: Page) -> None:
    address = academy.address
    look_around_as(page, address, "organiser")
    page.goto(f"{address}/desk/academy/29/")
    expect(page.locator("main")).to_contain_text("There is no show of yours at this address")
    put_on_the_roster(page, address, "Hina Mirza · Organiser")
    look_around_as(page, address, "organiser")
    page.goto(f"{address}/desk/academy/29/")
    nomination(page, "High Society")
    page.fill("#f-effective", "after the list was announced, before 27 March 1957")
    page.select_option("#f-reason", "joint_wish")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".preview")).to_contain_text(
        "High Society is withdrawn, after the list was announced, before 27 March 1957."
    )
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recorded")
    page.get_by_role("link", name=re.compile("Announce")).click()
    page.get_by_role("button", name="Announce").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Announced")
    page.goto(f"{address}/academy/29/")
    section = page.locator("section", has=page.get_by_role("heading", name="WRITING (Motion Picture Story)"))
    expect(section).to_contain_text("Withdrawn, after the list was announced, before 27 March 1957.")
    expect(page.locator("main")).to_contain_text(
        re.compile(r"134 nominations named so far\s+=\s+133\s+on the list\s+\+\s+1\s+withdrawn")
    )
    look_around_as(page, address, "auditor")
    expect(page.locator("main")).not_to_contain_text("High Society")
    put_on_the_roster(page, address, "Rehan Siddiqui · Auditor")
    look_around_as(page, address, "auditor")
    expect(page.locator("main")).to_contain_text("High Society is withdrawn")


def test_mistake_is_told_at_its_field_with_the_focus_there(demo: Served, page: Page) -> None:
    look_around_as(page, demo.address, "deputy")
    page.goto(f"{demo.address}/desk/meridian/12/")
    nomination(page, "Saltwater Psalm")
    page.fill("#f-effective", "31 June 2026")
    page.locator("summary", has_text="Document and private reason").click()
    page.fill("#f-source_note", "O'Brien said <b>so</b> · چاند")
    page.get_by_role("button", name="Record").click()
    expect(page.locator("#e-effective")).to_have_text("June 2026 has 30 days.")
    expect(page.locator("#f-effective")).to_be_focused()
    expect(page.locator("#f-effective")).to_have_value("31 June 2026")
    expect(page.locator("#f-source_note")).to_have_value("O'Brien said <b>so</b> · چاند")


def test_second_person_sees_what_the_first_recorded(demo: Served, page: Page) -> None:
    look_around_as(page, demo.address, "organiser")
    page.goto(f"{demo.address}/desk/meridian/12/")
    nomination(page, "Static")
    other = page.context.new_page()
    other.goto(page.url)
    other.fill("#f-effective", "20 October 2026")
    other.get_by_role("button", name="Record").click()
    page.fill("#f-effective", "21 October 2026")
    page.get_by_role("button", name="Record").click()
    expect(page.locator("main")).to_contain_text("Static is withdrawn, 20 October 2026.")
    expect(page.locator("#f-effective")).to_have_value("21 October 2026")


def test_preview_is_in_sight_on_a_phone(demo: Served, page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    look_around_as(page, demo.address, "organiser")
    page.goto(f"{demo.address}/desk/meridian/12/")
    nomination(page, "Static")
    page.fill("#f-effective", "20 October 2026")
    page.get_by_role("button", name="Preview").click()
    heading = page.get_by_role("heading", name="What will be recorded")
    expect(heading).to_be_in_viewport()
    expect(heading).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Preview")).to_be_focused()
