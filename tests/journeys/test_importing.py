"""An organiser brings a workbook into an edition, without JavaScript, and announces nothing by it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.importing.books import book
from tests.journeys.test_withdrawing import look_around_as
from tests.support.serving import Served

pytestmark = pytest.mark.browser

ROWS = (
    ("Category", "Song", "Performed by", "Won?"),
    ("Song of the Year", "Tidewater", "گلزار خان", "yes"),
    ("Song of the Year", "Ebb", "Ira Bell", "no"),
    ("Song of the Year", "=1+1", "Ada Moss", "no"),
)


def test_workbook_is_mapped_previewed_and_imported(demo: Served, page: Page, tmp_path: Path) -> None:
    file = tmp_path / "نامزدگیاں 2026.xlsx"
    file.write_bytes(book(None, *ROWS))
    look_around_as(page, demo.address, "organiser")
    page.get_by_role("link", name=re.compile("Import a spreadsheet")).click()
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#e-file")).to_contain_text("Choose a file first")
    expect(page.locator("#f-file")).to_be_focused()
    page.set_input_files("#f-file", file)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What the columns are")
    expect(page.locator("#f-title")).to_have_value("Song")
    expect(page.locator("#f-winner")).to_have_value("Won?")
    page.select_option("#f-edition", "meridian/12")
    page.select_option("#f-name", "Performed by")
    page.select_option("#f-category", "")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#f-category")).to_be_focused()
    expect(page.locator("#f-name")).to_have_value("Performed by")
    page.select_option("#f-category", "Category")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What would be added")
    expect(page.locator("main")).to_contain_text(re.compile(r"2\s*nominations to add"))
    expect(page.get_by_role("row", name=re.compile("^4 Song"))).to_contain_text("This is a formula.")
    page.get_by_role("button", name="Import").click()
    while page.get_by_role("link", name="Look again").count():
        page.get_by_role("link", name="Look again").click()
    expect(page.locator("main")).to_contain_text("2 nominations added, 0 in the ledger already, 1 row not imported.")
    expect(page.locator("main")).to_contain_text("The public has not been told.")
    with page.expect_download() as coming:
        page.get_by_role("link", name=re.compile("What became of each row")).click()
    assert "\n4\tnot imported\tRow 4, “Song”: This is a formula." in Path(coming.value.path()).read_text(
        encoding="utf-8"
    )
    page.locator(".panel").get_by_role("link", name="12th edition", exact=True).click()
    expect(page.locator("main")).to_contain_text("Tidewater")
    page.goto(f"{demo.address}/meridian/12/")
    expect(page.locator("main")).not_to_contain_text("Tidewater")
