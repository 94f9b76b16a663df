"""g20 (CASES.md) in a real browser: one children's category of the Grammys, anonymised: on the ballot, votes not counted, and never announced."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.year import Year, put
from tests.support.serving import Served

pytestmark = pytest.mark.browser

CATEGORY = "Children’s Album"
THREE, TWO = ["Album A", "Album B", "Album C"], ["Album D", "Album E"]
DECIDED = "after 11 December 2020, before 4 January 2021"
EFFECTS = {"On the ballot": "Yes", "Votes counted": "No", "May win": "No"}
LETTER, NEWS = "Joint letter of three", "Report of a newspaper"
COUNT = "5 nominations named so far = 5 on the list"


def tell(year: Year) -> None:
    """The list, the letter, the decision, who was told of it, and how the press had it."""
    for title in (*THREE, *TWO):
        year.enter(title, CATEGORY, [f"Artist of {title}"], effective="by 24 November 2020")
    year.announce(effective="24 November 2020, 12:00")
    year.change("Record a milestone …", milestone="voting opened", effective="before 10 December 2020", standing="done")
    year.file(LETTER, kind="Letter", standing="published", published="by 10 December 2020")
    year.ask(
        **{f"asker{number}": f"Artist of {title}" for number, title in enumerate(THREE, 1)},
        wishes="withdraw it",
        nominations=THREE,
        sent="by 10 December 2020",
        source_kind="a letter",
        instrument=f"{LETTER}",
    )
    year.decide(
        THREE,
        dict.fromkeys(THREE, EFFECTS),
        consequence="Set effects",
        effective=DECIDED,
        reason="Because it was asked for.",
        instrument=f"{LETTER}",
    )
    with year.answering(THREE[0], "Decide") as page:
        put(page, **{f"outcome_{number}": "granted in part" for number in (1, 2, 3)}, decided=DECIDED)
    for title in THREE:
        year.act("Who was told", title, act="on the ballot", told="They have not been told", why_not="not yet")
    year.say(body="the organiser", channel="by e-mail", nominations=TWO, effective=DECIDED)
    year.file(NEWS, kind="Press statement", standing="published", published="4 January 2021 or 5 January 2021")
    year.change("Record a milestone …", milestone="voting closed", effective="4 January 2021", standing="done")


def test_g20_is_told_by_the_forms_and_the_public_never_hears_of_it(demo: Served, page: Page) -> None:
    year = Year(page, demo.address, "g20", "America/Los_Angeles", {CATEGORY: 5})
    tell(year)

    for moment in ("1 December 2020", "20 December 2020", "6 January 2021", ""):
        public = year.public(moment)
        assert (public.on(CATEGORY), public.count, public.lines) == ([*THREE, *TWO], COUNT, [])
        expect(page.locator("main")).not_to_contain_text(re.compile("counted|ballot|sked|letter"))

    desk = year.desk()
    assert desk.on(CATEGORY) == [*THREE, *TWO]
    assert desk.lines == ["5 on the list = 2 counted + 3 not counted"]
    for title in (*THREE, *TWO):
        assert ("on the ballot · votes not counted · may not win" in desk.said_of(title)) == (title in THREE)
