"""lsa19 (CASES.md) in a real browser that runs no script: the Lux Style Awards of 2019, anonymised: five requests, none of them answered."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.year import Year
from tests.support.serving import Served

pytestmark = pytest.mark.browser

CATEGORIES = ("Model", "Brand", "Make-up", "Album", "Song", "Singer", "Video", "Lyrics", "Film")
BAND = ("Album", "Song", "Singer", "Video")
BAND_TITLES = [f"The band’s {one.lower()}" for one in BAND]
COUNT = "10 nominations named so far = 10 on the list"


def list_announced(year: Year) -> None:
    """The list."""
    year.enter("A model’s year", "Model", ["The model"])
    year.enter("A brand’s line", "Brand", ["The brand"])
    year.enter("A make-up artist’s work", "Make-up", ["The make-up artist"])
    for title, category in zip(BAND_TITLES, BAND, strict=True):
        year.enter(title, category, ["The band"])
    year.enter("An artist’s lyrics", "Lyrics", ["The artist"])
    year.enter("A song of two", "Film", ["The singer", "The co-artist"])
    year.enter("Somebody else’s film", "Film", ["Somebody else"])
    year.announce(effective="30 March 2019, 12:00")


def asked(year: Year) -> None:
    """The first two of the five requests, each with the document it came by."""
    year.file("A model’s post", kind="Public post", standing="published", published="by 4 April 2019")
    year.ask(
        asker1="The model",
        wishes=["withdraw it", "not attend"],
        nominations="A model’s year",
        received="by 4 April 2019",
        source_kind="a public post",
        instrument="A model’s post",
    )
    year.file("One statement of two", kind="Press statement", standing="published", published="22 April 2019")
    year.ask(
        asker1="The brand",
        asker2="The make-up artist",
        wishes=["withdraw it", "not attend"],
        nominations=["A brand’s line", "A make-up artist’s work"],
        received="22 April 2019",
        source_kind="a press statement",
        instrument="One statement of two",
    )


def asked_of_names(year: Year) -> None:
    """Of a name and its work, by a band for all of it, and by one of two for both."""
    year.ask(
        asker1="The artist",
        credit_wish="take the name off",
        credits="The artist",
        wishes="withdraw it",
        nominations="An artist’s lyrics",
        together="All of it or none",
        received="23 April 2019",
    )
    year.ask(
        asker1="The band",
        capacity1="the group jointly",
        wishes="withdraw it",
        nominations=BAND_TITLES,
        received="by 24 April 2019",
    )
    year.ask(
        asker1="The singer",
        for_party1="The co-artist",
        confirmed1="not known",
        wishes="withdraw it",
        nominations="A song of two",
        received="7 May 2019",
    )


def said(year: Year) -> None:
    """What a jury and the sponsor said, which asks nothing."""
    year.say(body="The jury", channel="in the press", effective="25 April 2019")
    year.say(body="The sponsor", channel="in the press", effective="4 May 2019")


def test_lsa19_is_told_by_the_forms_without_scripts_and_nobody_leaves_the_list(demo: Served, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    year = Year(page, demo.address, "lsa19", "Asia/Karachi", dict.fromkeys(CATEGORIES))
    everything = {"may_decide": "withdrawals", "may_announce": ["nominations", "changes", "results"]}
    year.change("Add a body …", kind="organiser", name="The organiser", **everything)
    for kind in ("jury", "sponsor"):
        year.change("Add a body …", kind=kind, name=f"The {kind}")
    list_announced(year)
    asked(year)
    asked_of_names(year)
    said(year)
    expect(year.requests().get_by_role("heading", name="Open 5")).to_be_visible()
    for milestone in ("ceremony", "edition closed"):
        year.change("Record a milestone …", milestone=milestone, effective="7 July 2019", standing="done")

    for moment in ("3 April 2019", "25 April 2019", "8 July 2019", ""):
        public = year.public(moment)
        assert public.count == COUNT
        assert [title for one in BAND for title in public.on(one)] == BAND_TITLES
        expect(page.locator("main")).not_to_contain_text(re.compile("[Aa]sked|statement|jury|sponsor"))

    desk = year.desk()
    assert desk.count == "10 nominations entered = 10 on the list"
    assert "Asked to be withdrawn, 22 April 2019." in desk.said_of("A brand’s line")
    assert "sked" not in desk.said_of("Somebody else’s film")
    inbox = year.requests().locator("main")
    expect(inbox.get_by_role("heading", name="Never answered 5")).to_be_visible()
    expect(inbox.get_by_role("heading", name="Statements 2")).to_be_visible()
    expect(year.request("An artist’s lyrics").get_by_role("row")).to_have_count(3)
    context.close()
