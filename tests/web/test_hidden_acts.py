"""Two ledgers that differ only by acts the public is not told of answer the public with the same bytes, everywhere."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from uuid import UUID, uuid5

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import BytecodeCache

from ledger.application.announcing import AnnouncementData, announce_in
from ledger.application.draft import Draft
from ledger.application.entries import CreditData, EntryData, confer, enter_nomination, register_party
from ledger.application.shows import CategoryData, EditionData, add_category, open_edition, record_milestone
from ledger.bootstrap import Services, build
from ledger.domain.nomination import ENTRY
from ledger.domain.times import parse_when
from ledger.projections.nominees import find_edition
from tests.support.records import recorded
from tests.support.services import by, embedded, follow
from tests.web.hidden import ALL, DAY, ZONE, entry, going_on, hide, tell, withdrawn
from tests.web.hidden_addresses import Answer, Answers, OwnPages, addresses, named
from tests.web.hidden_records import MARKER, noor, stranger
from tests.web.planning import HOUR, Clock, when
from web import create_app
from web.links.opening import open_links

BEGINS = 1_800_000_000_000_000
"""When what is announced begins (µs): after everything of the demo, and ahead of the machine's clock."""
IDS = UUID("00000000-0000-4000-8000-00000000feed")
YEAR = parse_when("2026", ZONE)
EARLY = "after the list was announced, before 27 March 2026"
Step = Callable[[Services], None]


class Told:
    """A copy of the demo with a clock and ids of its own, and what the public gets there."""

    def __init__(self, services: Services, compiled: BytecodeCache) -> None:
        self.services = services
        self.clock = services.ledger.clock = Clock(BEGINS)
        numbers = count(1)
        services.ledger.new_id = lambda: uuid5(IDS, str(next(numbers)))
        self.links = open_links(services.settings, lambda: self.clock.now)
        app = create_app(services, secret_key="of these tests", demo=True, links=self.links)
        app.jinja_env.bytecode_cache = compiled
        self.public: FlaskClient = app.test_client()
        self.named = list(named(services))
        self.own = OwnPages(app, services, self.links)

    def answers(self) -> Answers:
        """Status, body and all headers at every public address there is, or might be, and of parties' own pages."""
        follow(self.services)
        found = {}
        for path in (*addresses(), *self.named):
            answer = self.public.get(path)
            found[path] = (answer.status_code, answer.data, sorted(answer.headers))
        return found | self.own.answers()

    def close(self) -> None:
        """Let go of the links."""
        self.links.close()


def test_party_that_is_not_announced_answers_as_one_that_is_not_there(
    demo_services: Services, compiled: BytecodeCache
) -> None:
    hidden, work = stranger(demo_services, "Noor Sehr"), uuid5(IDS, "no such work")
    with closing(Told(demo_services, compiled)) as told:
        follow(demo_services)
        for path in ("/parties/{}/", "/parties/{}.json", "/works/{}/"):
            one, other = (told.public.get(path.format(id_)) for id_ in (hidden, work))
            assert (one.status_code, one.data, sorted(one.headers)) == (
                other.status_code,
                other.data,
                sorted(other.headers),
            )
            assert one.status_code == 404


def name_changed(demo: Services) -> None:
    """What the public is told at once, of a party with which hidden names and links stand too."""
    recorded(demo, noor(demo), "public-name", name="Nur Sahar")


def test_what_is_hidden_answers_as_what_is_not_there(demo_services: Services, compiled: BytecodeCache) -> None:
    with closing(Told(demo_services, compiled)) as one:
        for name in ALL:
            hide(one.services, name)
        answers = one.answers()
    for path in ("/{}/", "/{}.json", "/{}/1/", "/{}/1.json", "/{}/1/?at=nonsense"):
        assert answers[path.format("secret")] == answers[path.format("nothing")]
        assert answers[path.format("secret")][0] == 404
    for edition in ("14", "15", "16"):
        assert answers[f"/meridian/{edition}/"] == answers["/meridian/99/"]


@contextmanager
def copied(folder: Path, compiled: BytecodeCache) -> Iterator[Told]:
    """A copy of the demo."""
    with tempfile.TemporaryDirectory() as name:
        shutil.copytree(folder, name, dirs_exist_ok=True)
        with build(embedded(Path(name))) as services, closing(Told(services, compiled)) as told:
            yield told


@contextmanager
def pair(folder: Path, compiled: BytecodeCache) -> Iterator[tuple[Told, Told]]:
    """Two copies of the demo."""
    with copied(folder, compiled) as one, copied(folder, compiled) as other:
        yield one, other


def whole_withdrawn(demo: Services) -> None:
    """A nomination of which a name may have been withdrawn in secret."""
    tell(demo, [withdrawn(demo, "Paper Lanterns", "2026-10-20")], demo.ledger.now())


def name_gone(demo: Services) -> None:
    tell(demo, [withdrawn(demo, "The Weight of Rain", "2026-10-20", name=1)], demo.ledger.now())


def planned(demo: Services) -> None:
    tell(demo, [withdrawn(demo, "Static", "2026-10-20")], demo.ledger.now() + HOUR)


def award_given(demo: Services) -> None:
    won = entry(demo, "چاند کے پار")
    draft, moment = going_on(demo.ledger, won.originator_id), demo.ledger.now()
    version = confer(draft, won, effective=when(moment), counts_from=moment).originator_version
    data = AnnouncementData(won.edition, "results", "presenter", "stage", when(moment), moment)
    announce_in(demo.ledger, draft, data, {won.originator_id: [version]})
    demo.ledger.save(draft, {"results": "song"})


def edition_told(demo: Services) -> None:
    """An edition of which only the year is known."""
    ledger, draft = demo.ledger, Draft(by())
    show = UUID(hex=find_edition(demo.lists, "meridian", "12").show["subject"])
    edition = open_edition(ledger, draft, EditionData(show, "13th edition", "13", "Next", 13, ZONE))
    record_milestone(draft, edition, milestone="nominations_announced", effective=YEAR, counts_from=YEAR.latest_us)
    category = add_category(ledger, draft, CategoryData(edition, "Song of the Year", "song", 1))
    names = [CreditData(register_party(ledger, draft, name=name, kind="person"), name) for name in ("Noor", "Sehr")]
    data = EntryData(edition, category, YEAR, YEAR.latest_us, works=[(ledger.new_id(), "Told")], credits=names)
    first = enter_nomination(ledger, draft, data)
    announced = AnnouncementData(edition, "nominations", "organiser", "page", YEAR, YEAR.latest_us)
    announce_in(ledger, draft, announced, {first.originator_id: [ENTRY]})
    ledger.save(draft, {"edition": "13"})


STEPS: tuple[Step, ...] = (
    whole_withdrawn,
    name_gone,
    planned,
    award_given,
    edition_told,
    name_changed,
)


def differing(one: Told, other: Told) -> dict[str, tuple[Answer, Answer]]:
    """The addresses at which the two do not answer the same, and how."""
    return differing_from(one, other.answers())


def differing_from(one: Told, theirs: Answers) -> dict[str, tuple[Answer, Answer]]:
    """The addresses at which this one does not answer the same, and how."""
    mine = one.answers()
    assert all(MARKER.encode() not in body for _status, body, _headers in mine.values())
    return {path: (mine[path], theirs[path]) for path in mine if mine[path] != theirs[path]}


def step_on(one: Told, other: Told, step: Step) -> None:
    """Tell the public the same on both, and let time go by."""
    for side in (one, other):
        tell_alone(side, step)


def tell_alone(side: Told, step: Step) -> None:
    follow(side.services)
    step(side.services)
    side.clock.now += 2 * HOUR


@pytest.fixture(scope="module")
def nothing_hidden(demo_folder: Path, compiled: BytecodeCache) -> tuple[Answers, Answers]:
    """What the public gets where nothing is hidden, before all steps and after them: the same for every hidden act."""
    with copied(demo_folder, compiled) as plain:
        before = plain.answers()
        for step in STEPS:
            tell_alone(plain, step)
        return before, plain.answers()


@pytest.mark.slow
@pytest.mark.parametrize("name", ALL)
def test_one_hidden_act_changes_no_public_byte(
    demo_folder: Path, compiled: BytecodeCache, nothing_hidden: tuple[Answers, Answers], name: str
) -> None:
    before, after = nothing_hidden
    with copied(demo_folder, compiled) as one:
        hide(one.services, name)
        assert differing_from(one, before) == {}
        for step in STEPS:
            tell_alone(one, step)
        assert differing_from(one, after) == {}


def test_hidden_act_that_narrows_an_entry_changes_no_public_byte(demo_folder: Path, compiled: BytecodeCache) -> None:
    with pair(demo_folder, compiled) as (one, other):
        step_on(one, other, edition_told)
        follow(one.services)
        withdrawn(one.services, "Told", EARLY, name=1, edition="13")
        assert differing(one, other) == {}
        step_on(
            one, other, lambda demo: tell(demo, [withdrawn(demo, "Told", EARLY, edition="13")], demo.ledger.now(), "13")
        )
        assert differing(one, other) == {}
        assert "standing-withdrawn" in one.public.get("/meridian/13/").text


def test_act_planned_to_be_told_later_changes_no_public_byte_of_what_is_told_now(
    demo_folder: Path, compiled: BytecodeCache
) -> None:
    with pair(demo_folder, compiled) as (one, other):
        step_on(one, other, edition_told)
        follow(one.services)
        gone = withdrawn(one.services, "Told", EARLY, name=1, edition="13")
        tell(one.services, [gone], one.clock.now + 100 * DAY, "13")
        assert differing(one, other) == {}
        step_on(
            one, other, lambda demo: tell(demo, [withdrawn(demo, "Told", EARLY, edition="13")], demo.ledger.now(), "13")
        )
        assert differing(one, other) == {}
        assert "standing-withdrawn" in one.public.get("/meridian/13/").text


def edition_of_the_same_number(demo: Services) -> None:
    show, draft = UUID(hex=find_edition(demo.lists, "meridian", "12").show["subject"]), Draft(by())
    edition = open_edition(demo.ledger, draft, EditionData(show, "Another twelfth", "12-b", "Next", 12, ZONE))
    moment = demo.ledger.now()
    announced = AnnouncementData(edition, "nominations", "organiser", "page", when(moment), moment)
    announce_in(demo.ledger, draft, announced, {})
    demo.ledger.save(draft, {"edition": "12-b"})


def test_hidden_act_changes_no_order(demo_folder: Path, compiled: BytecodeCache) -> None:
    with pair(demo_folder, compiled) as (one, other):
        step_on(one, other, edition_of_the_same_number)
        hide(one.services, "category_added")
        assert differing(one, other) == {}


@pytest.mark.slow
@settings(max_examples=5, deadline=None)
@given(
    st.permutations(sorted(ALL)),
    st.lists(st.sampled_from(range(len(STEPS))), min_size=len(ALL), max_size=len(ALL)),
    st.lists(st.integers(0, 10 * DAY), min_size=len(STEPS), max_size=len(STEPS)),
)
def test_hidden_acts_at_any_moment_change_no_public_byte(
    demo_folder: Path, compiled: BytecodeCache, order: list[str], numbers: list[int], pauses: list[int]
) -> None:
    with pair(demo_folder, compiled) as (one, other):
        for number, step in enumerate(STEPS):
            for name in (name for name, chosen in zip(order, numbers, strict=True) if chosen == number):
                hide(one.services, name)
            for side in (one, other):
                side.clock.now += pauses[number]
            assert differing(one, other) == {}
            step_on(one, other, step)
            assert differing(one, other) == {}
        for side in (one, other):
            side.clock.now += 300 * DAY
        assert differing(one, other) == {}
