"""A made-up edition to act on: a few categories, shared nominations, some announced and some not."""

from __future__ import annotations

from random import Random
from uuid import UUID

from ledger.application.announcing import AnnouncementData, announce_in
from ledger.application.draft import Draft
from ledger.application.entries import CreditData, EntryData, enter_nomination, register_party, register_work
from ledger.application.ledger import Ledger
from ledger.application.roster import grant_role
from ledger.application.shows import (
    CategoryData,
    EditionData,
    add_category,
    establish_show,
    open_edition,
    record_milestone,
)
from ledger.demo.people import PEOPLE
from ledger.domain.nomination import ENTRY
from ledger.domain.times import parse_when
from tests.support.services import by

ZONE = "Asia/Karachi"
LIST = parse_when("2026-10-01 18:00", ZONE)
CATEGORIES, NOMINATIONS = 3, 6
NAMES = ("Zarmina Kohi", "زہرہ نگاہ", "O’Brien", "Atelier Ødegård 🧵", "\u202eabc", "Name " * 30)


class Setting:
    """One edition with what the driver needs to know of it; `nominations` are how many each category holds."""

    def __init__(self, ledger: Ledger, random: Random, number: int, nominations: int = NOMINATIONS) -> None:
        self.show_address = f"show-{number}"
        draft = Draft(by())
        show = establish_show(ledger, draft, name=f"Show {number}", address=self.show_address, zone=ZONE)
        for person in PEOPLE[1:3]:
            grant_role(draft, show, (person.id, person.name), person.role)
        self.edition = open_edition(ledger, draft, EditionData(show, "First edition", "1", "2026", 1, ZONE))
        record_milestone(
            draft, self.edition, milestone="nominations_announced", effective=LIST, counts_from=LIST.latest_us
        )
        self.categories: list[UUID] = []
        self.nominations: list[UUID] = []
        for order in range(1, CATEGORIES + 1):
            data = CategoryData(self.edition, f"Category {order}", f"category-{order}", order, places=nominations)
            self.categories.append(add_category(ledger, draft, data))
            for place in range(nominations):
                self._enter(ledger, random, draft, order, place)
        told = [one for one in self.nominations if random.random() < 0.7]
        told_as = AnnouncementData(self.edition, "nominations", "organiser", "page", LIST, LIST.latest_us)
        announce_in(ledger, draft, told_as, {one: [ENTRY] for one in told})
        ledger.save(draft, {"setting": number})

    def _enter(self, ledger: Ledger, random: Random, draft: Draft, order: int, place: int) -> None:
        names = random.sample(NAMES, random.randint(1, 3))
        title = f"Work {order}.{place}"
        entry = enter_nomination(
            ledger,
            draft,
            EntryData(
                self.edition,
                self.categories[-1],
                LIST,
                LIST.latest_us,
                works=[(register_work(ledger, draft, title=title, kind="film"), title)],
                credits=[
                    CreditData(register_party(ledger, draft, name=name, kind="person"), name, "role") for name in names
                ],
                order=order * 100 + place,
            ),
        )
        self.nominations.append(entry.originator_id)
