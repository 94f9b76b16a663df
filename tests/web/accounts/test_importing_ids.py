"""Importing a row whose external id another show's record has: who does not see that record is told nothing of it, anywhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import zip_longest
from pathlib import Path
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from jinja2 import BytecodeCache

from ledger.application.announcing import AnnouncementData, announce_in
from ledger.application.draft import Draft
from ledger.application.entries import CreditData, EntryData, enter_nomination, register_party, register_work
from ledger.application.shows import CategoryData, EditionData, add_category, establish_show, open_edition
from ledger.bootstrap import Services, build
from ledger.demo.fill import fill_meridian
from ledger.domain.nomination import ENTRY, Entered
from ledger.domain.times import parse_when
from ledger.domain.values import ExternalId
from ledger.importing.known_records import KnownRecords
from ledger.projections.parties_search import near_duplicates
from tests.support.accounts import Clock
from tests.support.rosters import another_show, as_, grant, meridian
from tests.support.services import embedded, follow
from tests.web.accounts.test_own_and_foreign import rostered
from tests.web.test_importing import ended, mapped, send, started
from web import create_app
from web.accounts.opening import open_accounts

Prepared = Callable[[Callable[[Services], object]], "Desk"]
RIVAL = UUID(int=778)
HIDDEN = "Qalandria Vexmoor"
PARTY, WORK = ExternalId(scheme="imdb", value="nm77"), ExternalId(scheme="imdb", value="tt77")
SHEET = "Category,Film,Film id,Nominees,Person id\nSong of the Year,Tide,tt77,Ira Bell,nm77\n"
IDS = {"title_id": "Film id", "name_id": "Person id", "work_scheme": "imdb", "people_scheme": "imdb"}
CHANGING = (
    r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}",
    r'name="csrf_token" value="[^"]*"',
    r"\d\d:\d\d(?::\d\d(?:\.\d+)?)?",
)
"""Ids, tokens and hours."""
YEAR = parse_when("2026", "UTC")


def rival(services: Services, *, known_as: bool = True, told: bool = False) -> tuple[UUID, UUID]:
    """A show of others with one nomination; whether its party and work have ids, and whether the public was told of it."""
    ledger, draft = services.ledger, Draft(as_("organiser", RIVAL, HIDDEN))
    show = establish_show(ledger, draft, name=f"{HIDDEN} Laurels", address="laurels", zone="UTC")
    edition = open_edition(ledger, draft, EditionData(show, "First", "1", "1", 1, "UTC"))
    category = add_category(ledger, draft, CategoryData(edition, "Novel", "novel", 1))
    party = register_party(ledger, draft, name=HIDDEN, kind="person", external=(PARTY,) if known_as else ())
    work = register_work(ledger, draft, title=HIDDEN, kind="film", external=(WORK,) if known_as else ())
    data = EntryData(
        edition, category, YEAR, YEAR.earliest_us, works=[(work, HIDDEN)], credits=[CreditData(party, HIDDEN)]
    )
    entry = enter_nomination(ledger, draft, data)
    if told:
        now = ledger.now()
        announcement = AnnouncementData(edition, "nominations", "organiser", "page", YEAR, now)
        announce_in(ledger, draft, announcement, {entry.originator_id: [ENTRY]})
    ledger.save(draft, {"rival": "1"})
    return party, work


class Desk:
    """A ledger with two shows, and a browser of an organiser of one of them."""

    def __init__(self, services: Services, client: FlaskClient) -> None:
        self.services = services
        self.client = client

    def entry(self) -> Entered:
        """The nomination that came of the last import."""
        log = map(self.services.ledger.mapper.decode, self.services.ledger.recorder.entries(0, 10_000))
        return [one for one in log if isinstance(one, Entered) and one.by.via == "import"][-1]

    def checked(self, sheet: str = SHEET) -> str:
        """Send the sheet and have it checked; the address of the preview."""
        answer = mapped(self.client, send(self.client, sheet).location, **IDS)
        assert answer.status_code == 303, re.findall(r'class="(?:refusal|field-problem)".*', answer.text)
        return answer.location

    def brought_in(self, preview: str) -> str:
        """Import it; the address of the result."""
        result = started(self.client, preview).location.rstrip("/")
        ended(self.client, self.services)
        follow(self.services)
        assert "1 nomination" in self.client.get(f"{result}/").text
        return result

    def pages(self, sheet: str = SHEET) -> list[str]:
        """What every step of an import answers, and afterwards the file of fates, searches and lists; the result is last."""
        client, preview = self.client, self.checked(sheet)
        told = [client.get(preview).text, client.get(f"{preview}.json").text]
        result = self.brought_in(preview)
        paths = [
            f"{result}/fates.tsv", f"{result}.json", "/desk/meridian/12/", "/desk/meridian/12.json", "/desk/search?q=qalandria",
            "/desk/parties/?q=nm77", "/desk/works/?q=tt77", "/desk/parties/?q=imdb:nm77", "/desk/parties/?q=bell",
            "/desk/parties/?q=vexmoor", "/audit/", "/desk/import/", f"{result}/",
        ]  # fmt: skip
        for path in paths:
            answer = client.get(path)
            told.append(answer.text)
            answer.close()
        return told


@pytest.fixture
def desk(tmp_path: Path, compiled: BytecodeCache) -> Iterator[Prepared]:
    """Makes a desk of its own each time it is called, once the ledger is prepared as it is told."""
    with ExitStack() as opened:

        def one(prepare: Callable[[Services], object]) -> Desk:
            data = tmp_path / str(len(list(tmp_path.iterdir())))
            data.mkdir()
            services = opened.enter_context(build(embedded(data)))
            fill_meridian(services.ledger)
            prepare(services)
            accounts = open_accounts(services.settings, Clock(), cheap=True)
            opened.callback(accounts.close)
            follow(services)
            services.ledger.after_save.append(lambda _receipt: follow(services))
            app = create_app(services, secret_key="of these tests", accounts=accounts)
            app.jinja_env.bytecode_cache = compiled
            return Desk(services, rostered(services, app, accounts, "organiser", meridian(services.ledger)))

        yield one


def plain(page: str) -> str:
    """An answer without what is new each time."""
    for pattern in CHANGING:
        page = re.sub(pattern, "-", page)
    return page


def differing(pages: list[str], others: list[str]) -> list[tuple[str, str]]:
    """The lines in which answers differ."""
    both = zip(pages, others, strict=True)
    lines = (zip_longest(plain(one).splitlines(), plain(other).splitlines(), fillvalue="") for one, other in both)
    return [pair for pairs in lines for pair in pairs if pair[0] != pair[1]]


def test_hidden_record_of_another_show_is_not_taken_and_nothing_tells_of_it(desk: Prepared) -> None:
    found: list[tuple[UUID, UUID]] = []
    beside = desk(lambda services: found.append(rival(services)))
    pages = beside.pages()
    entry = beside.entry()
    assert {entry.credits[0].party, entry.works[0].work}.isdisjoint(found[0])
    alone = desk(lambda services: rival(services, known_as=False)).pages()
    assert not any("Vexmoor" in one for one in pages)
    assert differing(pages, alone) == []
    assert any("imdb:nm77" in one for one in pages)


def test_own_record_made_beside_it_is_found_by_the_next_import(desk: Prepared) -> None:
    beside = desk(rival)
    beside.pages()
    first = beside.entry()
    beside.pages(SHEET.replace("Tide", "Ebb"))
    second = beside.entry()
    assert first.originator_id != second.originator_id
    assert (second.credits[0].party, second.works[0].work) == (first.credits[0].party, first.works[0].work)


def test_record_that_the_public_knows_is_taken(desk: Prepared) -> None:
    found: list[tuple[UUID, UUID]] = []
    beside = desk(lambda services: found.append(rival(services, told=True)))
    beside.pages()
    entry = beside.entry()
    assert [(entry.credits[0].party, entry.works[0].work)] == found


def test_record_is_taken_by_who_came_onto_both_rosters_before_the_import(desk: Prepared) -> None:
    """What somebody sees is asked when it is imported, not when the file was sent or checked; of three shows they see two."""
    found: list[tuple[UUID, UUID]] = []
    beside = desk(lambda services: found.append(rival(services)))
    ledger = beside.services.ledger
    another_show(ledger, RIVAL)
    show = ledger.holder("show_address", "laurels")
    preview = beside.checked()
    (sent,) = beside.services.imports.files.every()
    grant(ledger, as_("operator", UUID(int=1)), sent.about.sent_by, "organiser", show)
    beside.brought_in(preview)
    entry = beside.entry()
    assert [(entry.credits[0].party, entry.works[0].work)] == found


def test_rival_still_has_its_record_and_who_sees_both_is_shown_them_as_alike(desk: Prepared) -> None:
    found: list[tuple[UUID, UUID]] = []
    beside = desk(lambda services: found.append(rival(services)))
    beside.pages()
    services, own = beside.services, beside.entry().credits[0].party
    alike = near_duplicates(services.parties, "party", [], ["imdb:nm77"])
    assert {UUID(hex=one["id"]) for one in alike} == {found[0][0], own}
    known = KnownRecords(services.ledger, "party", lambda: None)
    known.look_up(RIVAL, [PARTY])
    assert known.find(PARTY) == found[0][0]
