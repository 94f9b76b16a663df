"""Fills an empty ledger with the fictional show, through the same commands that everybody uses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID, uuid5

from ledger.application.act_data import ActData
from ledger.application.acting import act
from ledger.application.announcing import AnnouncementData, announce, announce_in
from ledger.application.draft import Draft
from ledger.application.entries import CreditData, EntryData, confer, enter_nomination, register_party, register_work
from ledger.application.ledger import Ledger
from ledger.application.shows import (
    CategoryData,
    EditionData,
    add_category,
    establish_show,
    open_edition,
    record_milestone,
)
from ledger.demo.causeway import SHOW
from ledger.demo.causeway_fill import fill_causeway
from ledger.demo.contested_fill import fill_contested
from ledger.demo.people import PEOPLE, Person
from ledger.demo.roster_fill import fill_roster
from ledger.demo.story import ELEVENTH, TWELFTH, Category, Edition, Nominee
from ledger.domain.nomination import ENTRY, Entered
from ledger.domain.times import When, parse_when
from ledger.domain.values import Personal, Provenance
from ledger.errors import SettingsError
from ledger.wording.times import say_instant, say_when

ZONE = "Asia/Karachi"
LAST_TOLD = "2026-10-14 09:00"
"""When the last of the story happens."""


@dataclass
class _Filling:
    """What is known while the lists are recorded: parties by name."""

    ledger: Ledger
    parties: dict[str, UUID] = field(default_factory=dict)


def fill(ledger: Ledger) -> None:
    """Record the demo into an empty log, or what is missing of it; a log that holds anything else is left as it is.

    Raises SettingsError `clock_before_demo`, before anything is written, where the machine's clock stands before the story.
    """
    if fill_meridian(ledger):
        fill_causeway(ledger)
        causeway = ledger.holder("show_address", SHOW["address"])
        if causeway is not None:
            fill_contested(ledger, causeway)
        for show in ledger.recorder.holders("show_address"):
            fill_roster(ledger, show)


def fill_meridian(ledger: Ledger) -> bool:
    """The first of its shows; whether the log is the demo's. Raises as `fill`."""
    if not is_demo(ledger):
        if ledger.recorder.head()[0]:
            return False
        if (now := ledger.now()) < _when(LAST_TOLD).latest_us:
            raise SettingsError("clock_before_demo", now=say_instant(now, "UTC"), told=say_when(_when(LAST_TOLD)))
        record_lists(ledger)
    fill_roster(ledger, ledger.holder("show_address", "meridian"))
    _record_changes(ledger, _entries(ledger))
    return True


def is_demo(ledger: Ledger) -> bool:
    """Whether the log is marked as the demo's: by its first append, which nothing can change."""
    return ledger.recorder.find_append(_command("lists")) is not None


def _command(step: str) -> UUID:
    """The command of one step: always the same, so that a demo whose filling was interrupted is filled up, not doubled."""
    return uuid5(PEOPLE[0].id, step)


def record_lists(ledger: Ledger) -> None:
    """Record the show with both editions, in one append."""
    draft = Draft(provenance(PEOPLE[0], "lists"))
    show = establish_show(ledger, draft, name="Meridian Awards", address="meridian", zone=ZONE)
    filling = _Filling(ledger)
    for edition in (ELEVENTH, TWELFTH):
        _record_edition(filling, draft, show, edition)
    ledger.save(draft, {"demo": "meridian"})


def _entries(ledger: Ledger) -> dict[str, Entered]:
    """The demo's entries by title, from its first append."""
    appended = ledger.recorder.find_append(_command("lists"))
    if appended is None:
        return {}
    stored = ledger.recorder.entries(appended.last - appended.n, appended.n)
    events = [ledger.mapper.decode(entry) for entry in stored if entry.topic == Entered.TOPIC]
    return {event.works[0].title: event for event in events if isinstance(event, Entered) and event.works}


def provenance(person: Person, step: str) -> Provenance:
    """One step of the demo by one of its people."""
    return Provenance(
        actor=person.id,
        name=Personal(person.id, person.name),
        role=person.role,
        command=_command(step),
        via="demo",
    )


def _when(text: str) -> When:
    return parse_when(text, ZONE)


def _record_edition(filling: _Filling, draft: Draft, show: UUID, told: Edition) -> None:
    ledger = filling.ledger
    edition = open_edition(ledger, draft, EditionData(show, told.name, told.address, told.label, told.ordinal, ZONE))
    announced, ceremony = _when(told.announced), _when(told.ceremony)
    record_milestone(
        draft, edition, milestone="nominations_announced", effective=announced, counts_from=announced.latest_us
    )
    record_milestone(draft, edition, milestone="ceremony", effective=ceremony, counts_from=ceremony.latest_us)
    entered = [
        entry
        for order, category in enumerate(told.categories, 1)
        for entry in _record_category(filling, draft, edition, (order, category), announced)
    ]
    data = AnnouncementData(edition, "nominations", "organiser", "page", announced, announced.latest_us)
    announce_in(ledger, draft, data, {entry.originator_id: [ENTRY] for entry, _won in entered})
    if told.results is None:
        return
    results = _when(told.results)
    won = {
        entry.originator_id: [confer(draft, entry, effective=results, counts_from=results.latest_us).originator_version]
        for entry, wins in entered
        if wins
    }
    announce_in(
        ledger, draft, AnnouncementData(edition, "results", "presenter", "stage", results, results.latest_us), won
    )


def _record_category(
    filling: _Filling, draft: Draft, edition: UUID, ordered: tuple[int, Category], announced: When
) -> list[tuple[Entered, bool]]:
    ledger = filling.ledger
    order, told = ordered
    data = CategoryData(edition, told.name, told.address, order, None, told.places, told.vacancy)
    category = add_category(ledger, draft, data)
    entered = []
    for place, nominee in enumerate(told.nominees, 1):
        works = []
        if nominee.work:
            works = [(register_work(ledger, draft, title=nominee.work, kind=told.work_kind), nominee.work)]
        entry = enter_nomination(
            ledger,
            draft,
            EntryData(
                edition,
                category,
                effective=announced,
                counts_from=announced.latest_us,
                works=works,
                credits=_credits(filling, draft, nominee),
                order=order * 1000 + place,
                source_kind="minutes",
            ),
        )
        entered.append((entry, nominee.won))
    return entered


def _credits(filling: _Filling, draft: Draft, nominee: Nominee) -> list[CreditData]:
    named: list[CreditData] = []
    for name, role in nominee.names:
        if name not in filling.parties:
            kind = "group" if nominee.kind == "group" and not named else "person"
            filling.parties[name] = register_party(filling.ledger, draft, name=name, kind=kind)
        named.append(CreditData(filling.parties[name], name, role))
    return named


def _record_changes(ledger: Ledger, entries: Mapping[str, Entered]) -> None:
    """One nomination withdrawn and one name gone, both announced the day after."""
    organiser, deputy = PEOPLE[:2]
    mirror, half = entries["Mirror Town"], entries["Half the Sky"]
    told = [
        ActData(
            "withdraw",
            (mirror.originator_id,),
            _when("2026-10-13 11:20"),
            reason="own_wish",
            capacity="nominee",
            body="committee",
            rule="7.2",
            source_kind="letter",
            source_note="Letter of 9 October, received on 12 October.",
            decided=_when("2026-10-13 11:20"),
        ),
        ActData(
            "withdraw",
            (half.originator_id,),
            _when("2026-10-13"),
            reason="own_wish",
            capacity="nominee",
            body="committee",
            credit=half.credits[1].id,
            source_kind="e_mail",
        ),
    ]
    names = []
    for title, data in zip(("mirror", "half"), told, strict=True):
        names.append(act(ledger, provenance(deputy, title), data, {"demo": title}).acts[0])
    moment = _when(LAST_TOLD)
    changes = AnnouncementData(mirror.edition, "changes", "organiser", "page", moment, moment.latest_us)
    announce(ledger, provenance(organiser, "changes"), changes, names, {"demo": "changes"})
