"""A ledger of as many events as asked for: editions whose nominations are entered, announced, conferred and now and then withdrawn.

Works and parties are named by id and not registered, so that nearly every event is one that the lists have to follow.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from uuid import UUID

from ledger.application.announcing import AnnouncementData, announce_in
from ledger.application.draft import Draft
from ledger.application.entries import CreditData, EntryData, confer, enter_nomination
from ledger.application.ledger import Ledger
from ledger.application.shows import CategoryData, EditionData, add_category, establish_show, open_edition
from ledger.bootstrap import Services
from ledger.domain.nomination import ENTRY, Withdrawn
from ledger.domain.times import whole_year
from ledger.domain.values import Authority
from tests.support.services import by

ZONE = "Europe/London"
CATEGORIES, PLACES = 20, 5
PEOPLE = 20_000
"""How many people there are to be nominated, each of them again and again."""
WITHDRAWN = 0.1
"""The share of nominations that leave the list again."""
SEED = 1929


def fill(services: Services, events: int) -> None:
    """Record edition after edition, each in one append through the front door, until the log has at least so many events."""
    recorder = services.ledger.recorder
    random = Random(SEED + recorder.head()[0])  # noqa: S311 - what happens, not what is secret
    show = _show(services.ledger)
    while (head := recorder.head()[0]) < events:
        draft = Draft(by())
        _Edition(services.ledger, draft, random, show, ordinal=head).record()
        services.ledger.save(draft, {"ordinal": head})


def _show(ledger: Ledger) -> UUID:
    if (held := ledger.holder("show_address", "measured")) is not None:
        return held
    draft = Draft(by())
    show = establish_show(ledger, draft, name="Measured Awards", address="measured", zone=ZONE)
    ledger.save(draft, {})
    return show


class _Edition:
    """One edition in one draft: its list is announced, then who withdrew, then the winners."""

    def __init__(self, ledger: Ledger, draft: Draft, random: Random, show: UUID, ordinal: int) -> None:
        self._ledger = ledger
        self._draft = draft
        self._random = random
        self._year = whole_year(random.randint(1930, 2020), ZONE)
        data = EditionData(show, f"Edition after {ordinal}", str(ordinal), str(ordinal), ordinal, ZONE)
        self._stream = open_edition(ledger, draft, data)

    def record(self) -> None:
        entered: dict[UUID, list[int]] = {}
        won: dict[UUID, list[int]] = {}
        gone: dict[UUID, list[int]] = {}
        for order in range(1, CATEGORIES + 1):
            category = self._category(order)
            nominations = [enter_nomination(self._ledger, self._draft, self._entry(category)) for _ in range(PLACES)]
            entered |= {one.originator_id: [ENTRY] for one in nominations}
            for one in nominations[1:]:
                if self._random.random() < WITHDRAWN:
                    gone[one.originator_id] = [self._withdraw(one.originator_id)]
            award = confer(self._draft, nominations[0], effective=self._year, counts_from=self._at(3))
            won[award.originator_id] = [award.originator_version]
        self._announce("nominations", 1, entered)
        self._announce("changes", 2, gone)
        self._announce("results", 3, won)

    def _at(self, step: int) -> int:
        """Microseconds since 1970: what happened in the year, one step after the other."""
        return self._year.latest_us - 10 + step

    def _category(self, order: int) -> UUID:
        data = CategoryData(self._stream, f"Best achievement {order}", f"best-{order}", order, places=PLACES)
        return add_category(self._ledger, self._draft, data)

    def _entry(self, category: UUID) -> EntryData:
        people = self._random.sample(range(1, PEOPLE), self._random.randint(1, 3))
        title = self._random.getrandbits(64)
        return EntryData(
            edition=self._stream,
            category=category,
            effective=self._year,
            counts_from=self._at(0),
            works=[(UUID(int=title), f"The Measure of {title}")],
            credits=[CreditData(UUID(int=one), f"Nominated Person {one}", "written by") for one in people],
            order=len(self._draft.events),
        )

    def _withdraw(self, nomination: UUID) -> int:
        withdrawn = self._draft.add(
            Withdrawn,
            nomination,
            effective=self._year,
            counts_from=self._at(2),
            follows=ENTRY,
            authority=Authority(body="organiser", rule="7.2"),
            reason="own_wish",
        )
        return withdrawn.originator_version

    def _announce(self, what: str, step: int, acts: Mapping[UUID, Sequence[int]]) -> None:
        if acts:
            data = AnnouncementData(self._stream, what, "organiser", "page", self._year, self._at(step))
            announce_in(self._ledger, self._draft, data, acts)
