"""nb11 (CASES.md) in a real browser: the National Book Award of 2011, one title read out for another, and three changes in five days."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.year import Year, put
from tests.support.serving import Served

pytestmark = pytest.mark.browser

CATEGORY = "Young People’s Literature"
OTHERS = ["Book A", "Book B", "Book C", "Book D"]
READ_OUT, CORRECTED, EXTENDED, WITHDRAWN = (
    "12 October 2011, 12:00",
    "12 October 2011, 15:00",
    "12 October 2011, 18:00",
    "17 October 2011, 14:00",
)


def tell(year: Year) -> None:
    """What came about, in its order."""
    for title in ("Shine", *OTHERS):
        year.enter(title, CATEGORY, effective="by 12 October 2011")
    year.announce(effective=READ_OUT, through="in a broadcast")
    year.change("Record a milestone …", milestone="nominations announced", effective=READ_OUT, standing="done")
    year.act("Announced in error", "Shine", effective="12 October 2011")
    year.enter("Chime", CATEGORY, effective="before the list was announced")
    year.announce(effective=CORRECTED, untold="they could not be reached")
    year.act("Enter anew", "Shine", effective="12 October 2011", reason="The body looked at it again.")
    year.announce(effective=EXTENDED)
    year.ask(
        direction="The organiser asks a party",
        asker_words1="The author",
        wishes="withdraw it",
        nominations="Shine",
        sent="14 October 2011",
        source_kind="a conversation",
    )
    with year.answering("Shine", "Record the answer") as page:
        put(page, outcome="agreed", effective="after 14 October 2011, by 17 October 2011")
    year.act("Withdraw", "Shine", effective="after 14 October 2011, by 17 October 2011")
    year.announce(effective=WITHDRAWN)
    of_the_error = {"act": "nnounced in error", "sure": "reported by somebody else"}
    year.act(
        "Add a report", "Shine", **of_the_error, report_who="A news agency", says="It was so", read_by="By this one"
    )
    year.act("Add a report", "Shine", **of_the_error, report_who="Other papers", says="It leaves it out")


def test_nb11_is_told_by_the_forms_and_read_by_the_public_at_its_four_moments(demo: Served, page: Page) -> None:
    year = Year(page, demo.address, "nb11", "America/New_York", {CATEGORY: 5})
    tell(year)
    five = "nominations named so far = 5 on the list"
    told = {
        READ_OUT: (["Shine"], f"5 {five}"),
        CORRECTED: (["Chime"], f"6 {five} + 1 announced in error"),
        EXTENDED: (["Chime", "Shine"], "6 nominations named so far = 6 on the list"),
        "15 October 2011": (["Chime", "Shine"], "6 nominations named so far = 6 on the list"),
        WITHDRAWN: (["Chime"], f"6 {five} + 1 withdrawn"),
        "": (["Chime"], f"6 {five} + 1 withdrawn"),
    }
    for moment, (beside, count) in told.items():
        public = year.public(moment)
        assert (public.on(CATEGORY), public.count) == (sorted([*OTHERS, *beside]), count), moment
    desk = year.desk()
    assert (desk.on(CATEGORY), desk.count) == (
        [*OTHERS, "Chime"],
        "6 nominations entered = 5 on the list + 1 withdrawn",
    )
    story = year.story("Shine").locator("main")
    expect(story).to_contain_text(re.compile("A news agency.*reads by this"))
    expect(story).to_contain_text("Other papers")
