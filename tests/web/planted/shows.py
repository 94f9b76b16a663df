"""The planted shows: set up, recorded and proposed on by ordinary commands, with a word in each text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from ledger.application.access_heads import record_head
from ledger.application.proposable import Form
from ledger.application.proposals import confirm, give_back, propose, withdraw
from ledger.bootstrap import Services
from ledger.domain.edition_running import ANNOUNCES, DECIDES
from ledger.domain.edition_settings import EditionSettings, settings_of
from ledger.domain.nomination import ENTRY, Entered
from tests.support.reads import access
from tests.web.planted.acts import entered, plant_acts, plant_rulings
from tests.web.planted.asked import plant_requests, plant_statements
from tests.web.planted.beside import plant_beside, plant_decisions
from tests.web.planted.contested import plant_objections
from tests.web.planted.files import plant_documents
from tests.web.planted.planting import IDLE, OWNER, SECOND, ZONE, Planter
from tests.web.planted.records import plant_records, plant_sources

KINDS = ("Feature", "Short", "Song", "Score", "Poster", "Costume")
DAY = 86_400_000_000


def plant(services: Services, readers: Mapping[str, UUID]) -> dict[str, UUID]:
    """Everything: one show with an edition of which all is announced, one with secrets, and one under a rulebook; and a secret show.

    `readers` are the accounts that stand on the roster of both shows, by their roles. The shows by name.
    """
    planter = Planter(services)
    show = open_show(planter, readers)
    for ordinal, told in ((1, True), (2, False)):
        open_edition(planter, show, ordinal)
        set_up(planter)
        plant_acts(planter, categories(planter)[:5], told=told)
        _plant_around(planter, categories(planter)[4], told=told)
        file_rulebook(planter, "public" if told else "internal")
        _tell(planter, told=told)
    open_edition(planter, show, 3)
    file_rulebook(planter, "internal")
    planter.rule = "7"
    planter.setting("body", kind=IDLE, name=planter.word(), may_decide=[])
    planter.setting(
        "body", kind="organiser", name=planter.word(), may_decide=list(DECIDES), may_announce=list(ANNOUNCES)
    )
    plant_rulings(planter, categories(planter))
    planter.breaks_rules = True
    plant_decisions(planter, categories(planter)[4], told=True)
    planter.breaks_rules = False
    _propose(planter, show)
    planter.rule = None
    secret = open_show(planter, readers)
    open_edition(planter, secret, 1)
    set_up(planter)
    _records_of(planter, entered(planter, categories(planter)[0]))
    read_at, services.access.clock = services.access.clock, lambda: planter.ledger.now() - 2 * DAY
    services.access.append(access())
    services.access.clock = read_at
    assert record_head(planter.ledger, services.access) is not None
    return {"show": show, "secret": secret}


def _plant_around(planter: Planter, category: UUID, *, told: bool) -> None:
    """What stands around nominations: beside their acts, decided on several, asked, said and filed."""
    for one in (plant_beside, plant_decisions, plant_requests, plant_objections):
        one(planter, category, told=told)
    plant_statements(planter, category)
    plant_documents(planter, category)


def open_show(planter: Planter, readers: Mapping[str, UUID]) -> UUID:
    """A show, named anew once, with another organiser and somebody who was on its roster."""
    opened = planter.show("show", None, name=planter.word(), address=planter.word(), zone=ZONE)
    show = UUID(opened.acts[0].partition("@")[0])
    planter.show("show-names", show, name=planter.word(), how="renamed")
    for role, person in (("organiser", SECOND), *readers.items()):
        planter.show("grant", show, person=str(person), person_name=planter.word(), role=role)
    gone = planter.show("grant", show, person=str(uuid4()), person_name=planter.word(), role="door")
    planter.show("end-role", show, grant=gone.acts[0].partition("@")[2])
    return show


def open_edition(planter: Planter, show: UUID, ordinal: int) -> UUID:
    """An edition with categories."""
    word = planter.word
    opened = planter.show("edition", show, name=word(), address=word(), label=word(), ordinal=str(ordinal), zone=ZONE)
    planter.edition, planter.entries = UUID(opened.acts[0].partition("@")[0]), []
    planter.setting("categories", names="\n".join(word() for _kind in KINDS), group=word())
    return planter.edition


def set_up(planter: Planter) -> None:
    """A word in each setting of the edition."""
    word = planter.word
    planter.setting("names", name=word(), how="renamed")
    planter.setting("names", name=word(), language="ur")
    names = [one.names.name for one in settings(planter).in_order()]
    planter.setting("order", names="\n".join((*names[1:], names[0])))
    first, second, *_others, last = categories(planter)[1:]
    heading = word()
    for one in (first, second):
        # A heading that no neighbours share heads nothing.
        planter.setting("heading", category=str(one), heading=heading)
    planter.setting("names", about=str(first), name=word(), how="renamed")
    planter.setting("standing", category=str(last), standing="cancelled")
    planter.setting("places", category=str(first), places="9")
    planter.setting("vacancy", category=str(first), of="awards", policy="no_award")
    planter.setting("milestone", milestone="voting_opened", standing="planned", effective="2099-01-01")
    planter.setting("withdrawal", rule="when_granted")
    planter.setting("stage", name=word(), order="7")
    planter.setting("body", kind="jury", name=word(), may_decide=["results"])
    planter.setting("body", kind="organiser", name=word(), may_decide=list(DECIDES), may_announce=list(ANNOUNCES))


def file_rulebook(planter: Planter, standing: str) -> None:
    """A rulebook with one rule."""
    text = f"{planter.word()}\n7 {planter.word()}\n{planter.word()}"
    planter.setting("rulebook", label=planter.word(), effective="2019", text=text, standing="internal")
    filed = next(iter(settings(planter).rulebooks))
    if standing != "internal":
        planter.setting("rulebook-standing", rulebook=str(filed), standing=standing)


def settings(planter: Planter) -> EditionSettings:
    """The settings of the edition."""
    found = settings_of(event for _position, event in planter.ledger.story(planter.edition))
    assert found is not None
    return found


def categories(planter: Planter) -> list[UUID]:
    """The categories of the edition, in the order in which they were added."""
    return list(settings(planter).categories)


def _records_of(planter: Planter, nomination: UUID) -> None:
    entry = planter.ledger.story(nomination)[0][1]
    assert isinstance(entry, Entered)
    plant_records(planter, entry.category, entry.credits[0].party, entry.works[0].work)


def _tell(planter: Planter, *, told: bool) -> None:
    """Nominations announced in other words, now or in 2099, announced by mistake, and with what no form asks for."""
    category = categories(planter)[4]
    otherwise, mistaken, sourced = (entered(planter, category) for _time in range(3))
    entry = f"{otherwise}@{ENTRY}"
    at = {} if told else {"effective": "2099-01-01 18:00"}
    planter.announce(entry, said_of=entry, said=planter.word(), **at)
    made = planter.announce(f"{mistaken}@{ENTRY}")
    planter.take_back(made)
    plant_sources(planter, f"{sourced}@{ENTRY}")
    _records_of(planter, sourced)


def _propose(planter: Planter, show: UUID) -> None:
    """What is proposed, returned, withdrawn and confirmed, once the show is under four eyes."""
    planter.show("four-eyes", show, on="on")
    _left, returned, own, confirmed = (_proposal(planter) for _time in range(4))
    by = planter.by(SECOND)
    give_back(planter.ledger, by, returned, {"command": str(by.command), "reason": planter.word()})
    withdraw(planter.ledger, planter.by(OWNER), own)
    confirm(planter.ledger, planter.by(SECOND), confirmed, planter.stories())


def _proposal(planter: Planter) -> UUID:
    """To enter a nomination."""
    by, edition = planter.by(), planter.edition
    typed: dict[str, Any] = {"title": planter.word(), "source_note": planter.word(), "name1": planter.word()}
    held = {
        "category": str(categories(planter)[0]),
        "effective": "2020-01-01",
        "seen": planter.seen(),
        "command": str(by.command),
    }
    return propose(planter.ledger, by, Form("enter", None, edition, {**held, **typed}), planter.stories())[1]
