"""h15 (CASES.md) in a real browser: the Hugo Awards of 2015, parties anonymised: rulings, withdrawals and replacements up to a lock, and after it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.journeys.year import Year, put
from tests.support.serving import Served

pytestmark = pytest.mark.browser

PLACES = 3
"""So many in each category: enough for a list, few enough to type."""
CATEGORIES = ("Novel", "Novelette", "Short Story", "Artist", "Fanzine", "Editor")
LISTED, RULED, LOCKED, NOTED, WON = (
    "4 April 2015, 12:00",
    "14 April 2015, 18:00",
    "16 April 2015, 18:00",
    "28 April 2015, 12:00",
    "22 August 2015, 20:00",
)


def listed(category: str) -> list[str]:
    """The titles of the list of 4 April."""
    return [f"{category} {letter}" for letter in "ABCDEFGH"[:PLACES]]


def ruled(year: Year) -> None:
    """(a) 14 April: two are ruled ineligible from then on, two others stand, two come in."""
    year.decide(
        ["Novelette A", "Artist A", "Novel C", "Editor C"],
        {"Novel C": "Reviewed, stands", "Editor C": "Reviewed, stands"},
        consequence="Rule ineligible",
        effective="14 April 2015",
        body="the awards committee",
        rule="3.2.1",
    )
    year.fill_place("Novelette A", "Novelette R", ["The author of Novelette R"], effective="14 April 2015")
    year.fill_place("Artist A", "Artist R", effective="14 April 2015")
    year.announce(effective=RULED, untold="they learn of it by this announcement")


def withdrawn(year: Year) -> None:
    """(b) and (e): two withdraw by 16 April and two come in; a translator who was left out is put on; the ballot is locked."""
    for title in ("Novel A", "Short Story A"):
        year.ask(
            asker1=f"Whoever made {title}",
            wishes="withdraw it",
            nominations=title,
            received="by 16 April 2015",
            source_kind="a public post",
        )
        with year.answering(title, "Decide") as page:
            put(page, outcome_1="granted", decided="16 April 2015", reason="As of right")
        year.fill_place(title, title.replace(" A", " R"), effective="16 April 2015")
    year.act("Add a missing name", "Novelette R", name="The translator", role="translator")
    year.announce(effective=LOCKED, through="in a release")
    year.change("Record a milestone …", milestone="ballot locked", effective=LOCKED, standing="done")


def too_late(year: Year) -> None:
    """(d) Two more ask after the lock: they stay, and a note says what they ask."""
    for title, published in (("Fanzine A", "19 April 2015"), ("Editor A", "27 April 2015")):
        year.ask(
            asker1=f"Whoever made {title}",
            wishes=["withdraw it", "not be voted for"],
            nominations=title,
            received=f"by {published}",
            source_kind="a public post",
        )
        with year.answering(title, "Decide") as page:
            put(
                page,
                outcome_1="too late",
                outcome_2="noted",
                decided="27 April 2015",
                reason="It came after the deadline.",
            )
        year.announce_asked(title, effective=NOTED)


def test_h15_is_told_by_the_forms_and_read_at_every_moment(demo: Served, page: Page) -> None:
    year = Year(page, demo.address, "h15", "America/Los_Angeles", dict.fromkeys(CATEGORIES, PLACES))
    for category in CATEGORIES:
        for title in listed(category):
            names = [f"Whoever made {title}"] if title.endswith(" A") else []
            year.enter(title, category, names, effective="by 4 April 2015")
    year.announce(effective=LISTED)
    ruled(year)
    withdrawn(year)
    too_late(year)
    for title in ("Novelette R", "Short Story R"):
        year.act("Confer the award", title, effective="22 August 2015")
    year.announce(effective=WON)
    read(year)


def read(year: Year) -> None:
    """What the public and the desk read of it."""
    public = year.public("10 April 2015")
    assert public.on("Novelette") == listed("Novelette")
    assert public.count == "18 nominations named so far = 18 on the list"

    public = year.public("15 April 2015")
    assert (public.on("Novelette"), public.off("Novelette")) == (after("Novelette"), {"Novelette A": "ineligible"})
    assert public.on("Novel") == listed("Novel")
    assert "translator" not in public.said_of("Novelette R")
    assert "Reviewed" in public.said_of("Novel C")
    assert public.count == "20 nominations named so far = 18 on the list + 2 ineligible"

    public = year.public("17 April 2015")
    for category in ("Novel", "Short Story"):
        assert (public.on(category), public.off(category)) == (after(category), {f"{category} A": "withdrawn"})
    assert "The translator, translator" in public.said_of("Novelette R")
    assert public.count == "22 nominations named so far = 18 on the list + 2 ineligible + 2 withdrawn"

    for moment, told in (("28 April 2015, 11:00", False), (NOTED, True)):
        public = year.public(moment)
        for title in ("Fanzine A", "Editor A"):
            assert public.on(title.partition(" ")[0]) == listed(title.partition(" ")[0])
            assert ("not be voted for" in public.said_of(title)) == told

    public = year.public("23 August 2015")
    for title in ("Novelette R", "Short Story R"):
        assert "won" in public.said_of(title)
        assert "Joined as a replacement" in public.said_of(title)


def after(category: str) -> list[str]:
    """The list once its first fell and another came in."""
    return [*listed(category)[1:], f"{category} R"]
