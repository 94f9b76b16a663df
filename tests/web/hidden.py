"""Acts of which the public is not told: whatever of them is recorded, no public byte may differ."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID, uuid4

from ledger.application.access_heads import record_head
from ledger.application.act_data import ActData
from ledger.application.acting import act
from ledger.application.announcing import AnnouncementData, announce, announce_in
from ledger.application.draft import Draft
from ledger.application.entries import EntryData, confer, enter_nomination
from ledger.application.ledger import Ledger
from ledger.application.shows import (
    CategoryData,
    EditionData,
    add_category,
    establish_show,
    open_edition,
    record_milestone,
)
from ledger.bootstrap import Services
from ledger.domain.nomination import ENTRY, ActStruck, Entered, TimeCorrected
from ledger.domain.times import UNKNOWN, parse_when
from ledger.projections.nominees import find_edition, nominations_of
from tests.support.reads import access
from tests.support.services import by, follow
from tests.web.hidden_asked import HIDDEN_ASKED
from tests.web.hidden_imports import imported_into_a_show, imported_into_an_edition
from tests.web.hidden_proposals import HIDDEN_PROPOSALS
from tests.web.hidden_records import HIDDEN, MARKER
from tests.web.hidden_requests import HIDDEN_REQUESTS
from tests.web.hidden_rulings import HIDDEN_RULINGS
from tests.web.hidden_settings import HIDDEN_SETTINGS
from tests.web.hidden_verbs import HIDDEN_VERBS
from tests.web.planning import HOUR, when

ZONE = "Asia/Karachi"
DAY = 24 * HOUR
Hidden = Callable[[Services], None]


def entry(demo: Services, title: str, edition: str = "12") -> Entered:
    """The entry of a nomination of an edition of the demo's show."""
    ids = [
        UUID(hex=one)
        for one in nominations_of(demo.lists, find_edition(demo.lists, "meridian", edition).edition["subject"])
    ]
    for story in demo.ledger.stories(ids).values():
        found = story[0][1]
        if isinstance(found, Entered) and any(work.title == title for work in found.works):
            return found
    raise LookupError(title)


def going_on(ledger: Ledger, stream: UUID) -> Draft:
    """A draft that goes on with a stream."""
    draft = Draft(by())
    draft.goes_on(stream, ledger.story(stream)[-1][1].originator_version)
    return draft


def withdrawn(demo: Services, title: str, told: str, *, name: int | None = None, edition: str = "12") -> str:
    """Withdraw a nomination, or one name of it, by the ordinary command; the name of the act."""
    found, references = entry(demo, title, edition), find_edition(demo.lists, "meridian", edition).references
    credit = None if name is None else found.credits[name].id
    data = ActData(
        "withdraw",
        (found.originator_id,),
        parse_when(told, ZONE, references),
        reason="own_wish",
        capacity="nominee",
        body="committee",
        credit=credit,
        private_reason=MARKER,
    )
    return act(demo.ledger, by(), data, {"withdraw": str(uuid4())}).acts[0]


def tell(demo: Services, acts: list[str], moment: int, edition: str = "12") -> None:
    """Announce acts of an edition of the demo's show for a moment (µs)."""
    found = UUID(hex=find_edition(demo.lists, "meridian", edition).edition["subject"])
    told = AnnouncementData(found, "changes", "organiser", "page", when(moment), moment)
    announce(demo.ledger, by(), told, acts, {"announce": str(uuid4())})


def name_withdrawn(demo: Services) -> None:
    withdrawn(demo, "Paper Lanterns", "2026-10-15", name=2)


def nomination_withdrawn(demo: Services) -> None:
    withdrawn(demo, "Saltwater Psalm", "2026-10-15")


def withdrawal_planned(demo: Services) -> None:
    tell(demo, [withdrawn(demo, "سایہ", "2026-10-15")], demo.ledger.now() + 400 * DAY)


def entered(demo: Services) -> None:
    static, draft = entry(demo, "Static"), Draft(by())
    data = EntryData(
        static.edition, static.category, UNKNOWN, demo.ledger.now() - HOUR, works=[(uuid4(), MARKER)], order=1
    )
    enter_nomination(demo.ledger, draft, data)
    demo.ledger.save(draft, {"enter": MARKER})


def category_added(demo: Services) -> None:
    edition = entry(demo, "Static").edition
    draft = going_on(demo.ledger, edition)
    add_category(demo.ledger, draft, CategoryData(edition, MARKER, "hidden", 1))
    demo.ledger.save(draft, {"add": MARKER})


def milestone_moved(demo: Services) -> None:
    edition = entry(demo, "Static").edition
    draft, moved = going_on(demo.ledger, edition), parse_when("2026-12-06", ZONE)
    record_milestone(draft, edition, milestone="ceremony", effective=moved, counts_from=moved.latest_us)
    demo.ledger.save(draft, {"move": "ceremony"})


def award_chosen(demo: Services) -> None:
    won = entry(demo, "The Weight of Rain")
    draft = going_on(demo.ledger, won.originator_id)
    confer(draft, won, effective=when(demo.ledger.now()), counts_from=demo.ledger.now())
    demo.ledger.save(draft, {"confer": MARKER})


def entry_struck(demo: Services) -> None:
    draft = going_on(demo.ledger, stream := entry(demo, "Letters to a Lighthouse").originator_id)
    draft.add(ActStruck, stream, act=ENTRY)
    demo.ledger.save(draft, {"strike": MARKER})


def time_corrected(demo: Services) -> None:
    draft = going_on(demo.ledger, stream := entry(demo, "Mirror Town").originator_id)
    draft.add(TimeCorrected, stream, act=3, effective=when(demo.ledger.now()), counts_from=demo.ledger.now())
    demo.ledger.save(draft, {"correct": MARKER})


def place_taken(demo: Services) -> None:
    fell, took = withdrawn(demo, "Half the Sky", "2026-10-15"), entry(demo, "Mirror Town")
    others = demo.ledger.stories({UUID(fell.partition("@")[0]), took.originator_id})
    data = ActData("correct", (took.originator_id,), when(demo.ledger.now()), holds="from_the_start", fills=fell)
    act(demo.ledger, by(), data, {"correct": MARKER}, others)


def name_as_first_announced(demo: Services) -> None:
    found = entry(demo, "Mirror Town")
    data = ActData(
        "correct-name",
        (found.originator_id,),
        when(demo.ledger.now()),
        reason="as_first_announced",
        holds="from_the_start",
        credit=found.credits[0].id,
        name=MARKER,
    )
    act(demo.ledger, by(), data, {"correct-name": MARKER})


def show_established(demo: Services) -> None:
    draft = Draft(by())
    show = establish_show(demo.ledger, draft, name=MARKER, address="secret", zone=ZONE)
    edition = open_edition(demo.ledger, draft, EditionData(show, MARKER, "1", MARKER, 1, ZONE))
    category = add_category(demo.ledger, draft, CategoryData(edition, MARKER, "hidden", 1))
    data = EntryData(edition, category, UNKNOWN, demo.ledger.now() - HOUR, works=[(uuid4(), MARKER)])
    enter_nomination(demo.ledger, draft, data)
    demo.ledger.save(draft, {"establish": MARKER})


def edition_opened(demo: Services) -> None:
    show, draft = UUID(hex=find_edition(demo.lists, "meridian", "12").show["subject"]), Draft(by())
    open_edition(demo.ledger, draft, EditionData(show, MARKER, "14", MARKER, 14, ZONE))
    demo.ledger.save(draft, {"open": MARKER})


def edition_planned(demo: Services) -> None:
    ledger, draft = demo.ledger, Draft(by())
    show, due = UUID(hex=find_edition(demo.lists, "meridian", "12").show["subject"]), ledger.now() + 400 * DAY
    edition = open_edition(ledger, draft, EditionData(show, MARKER, "15", MARKER, 15, ZONE))
    category = add_category(ledger, draft, CategoryData(edition, MARKER, "hidden", 1))
    data = EntryData(edition, category, UNKNOWN, due - HOUR, works=[(uuid4(), MARKER)])
    planned = enter_nomination(ledger, draft, data)
    told = AnnouncementData(edition, "nominations", "organiser", "page", when(due), due)
    announce_in(ledger, draft, told, {planned.originator_id: [ENTRY]})
    ledger.save(draft, {"plan": MARKER})


def into_an_edition(demo: Services) -> None:
    imported_into_an_edition(demo, MARKER)


def into_a_show(demo: Services) -> None:
    imported_into_a_show(demo, MARKER)


def head_recorded(demo: Services) -> None:
    read_at, demo.access.clock = demo.access.clock, lambda: demo.ledger.now() - DAY
    demo.access.append(access())
    demo.access.clock = read_at
    assert record_head(demo.ledger, demo.access) is not None


ALL: dict[str, Hidden] = {
    one.__name__: one
    for one in (
        name_withdrawn,
        nomination_withdrawn,
        withdrawal_planned,
        entered,
        category_added,
        milestone_moved,
        award_chosen,
        entry_struck,
        time_corrected,
        place_taken,
        name_as_first_announced,
        show_established,
        edition_opened,
        edition_planned,
        head_recorded,
        into_an_edition,
        into_a_show,
        *HIDDEN,
        *HIDDEN_ASKED,
        *HIDDEN_PROPOSALS,
        *HIDDEN_REQUESTS,
        *HIDDEN_RULINGS,
        *HIDDEN_SETTINGS,
        *HIDDEN_VERBS,
    )
}


def hide(demo: Services, name: str) -> None:
    """Record one of them, with ids that take none of those given to what is announced."""
    given, demo.ledger.new_id = demo.ledger.new_id, uuid4
    ALL[name](demo)
    demo.ledger.new_id = given
    follow(demo)
