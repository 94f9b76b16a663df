"""Two ledgers that differ only by acts the public is not told of answer the public with the same bytes, everywhere."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from uuid import UUID, uuid5

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.application.announcing import AnnouncementData, announce_in
from ledger.application.draft import Draft
from ledger.application.entries import EntryData, confer, enter_nomination
from ledger.application.shows import CategoryData, EditionData, add_category, open_edition
from ledger.bootstrap import Services, build
from ledger.domain.nomination import ENTRY
from ledger.domain.times import parse_when
from ledger.projections.nominees import find_edition
from tests.support.services import by, embedded, follow
from tests.web.hidden import ALL, DAY, MARKER, ZONE, entry, going_on, hide, tell, withdrawn
from tests.web.planning import HOUR, Clock, when
from web import create_app

pytestmark = pytest.mark.slow

BEGINS = 1_800_000_000_000_000
"""When what is announced begins (µs): after everything of the demo, and ahead of the machine's clock."""
IDS = UUID("00000000-0000-4000-8000-00000000feed")
Answer = tuple[int, bytes, list[tuple[str, str]]]


class Told:
    """A copy of the demo with a clock and ids of its own, and what the public gets there."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.clock = services.ledger.clock = Clock(BEGINS)
        numbers = count(1)
        services.ledger.new_id = lambda: uuid5(IDS, str(next(numbers)))
        self.public: FlaskClient = create_app(services, secret_key="of these tests", demo=True).test_client()

    def answers(self) -> dict[str, Answer]:
        """Status, body and all headers at every public address there is, or might be."""
        follow(self.services)
        found = {}
        for path in addresses():
            answer = self.public.get(path)
            found[path] = (answer.status_code, answer.data, sorted(answer.headers))
        return found


def addresses() -> Iterator[str]:
    """Of what is announced, of what is hidden, and of nothing at all; pages at some moments, their twins at others."""
    yield from ("/", "/index.json", "/healthz", "/desk/", "/audit/", "/secret", "/audit/acts/1@1")
    for show, editions in (
        ("meridian", ("11", "12", "13", "14", "15", "99")),
        ("secret", ("1", "2")),
        ("nothing", ("1",)),
    ):
        yield from (f"/{show}/", f"/{show}.json", f"/{show}/?at=2026", f"/desk/{show}/1/")
        for edition in editions:
            yield from (f"/{show}/{edition}/{moment}" for moment in ("", "?at=2026-10-20", "?at=nonsense", "?at=2027"))
            yield from (f"/{show}/{edition}.json{moment}" for moment in ("", "?at=2026-09-30", "?at=2126-01-01"))


def test_what_is_hidden_answers_as_what_is_not_there(demo_folder: Path) -> None:
    with told(demo_folder) as one:
        for name in ALL:
            hide(one.services, name)
        answers = one.answers()
    for path in ("/{}/", "/{}.json", "/{}/1/", "/{}/1.json", "/{}/1/?at=2027"):
        assert answers[path.format("secret")] == answers[path.format("nothing")]
        assert answers[path.format("secret")][0] == 404
    for edition in ("14", "15"):
        assert answers[f"/meridian/{edition}/"] == answers["/meridian/99/"]


@contextmanager
def told(folder: Path) -> Iterator[Told]:
    with tempfile.TemporaryDirectory() as name:
        shutil.copytree(folder, name, dirs_exist_ok=True)
        with build(embedded(Path(name))) as services:
            yield Told(services)


def shared_withdrawn(demo: Services) -> None:
    """The nomination of which a name may be withdrawn in secret."""
    acts = [withdrawn(demo, "Paper Lanterns", "2026-10-20")]
    tell(demo, acts, demo.ledger.now())


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
    """An edition with a category and a nomination."""
    ledger, draft, moment = demo.ledger, Draft(by()), demo.ledger.now()
    show = UUID(hex=find_edition(demo.lists, "meridian", "12").show["subject"])
    edition = open_edition(ledger, draft, EditionData(show, "13th edition", "13", "Next", 13, ZONE))
    category = add_category(ledger, draft, CategoryData(edition, "Song of the Year", "song", 1))
    year = parse_when("2026", ZONE)
    data = EntryData(edition, category, year, year.earliest_us, works=[(ledger.new_id(), "Told")])
    first = enter_nomination(ledger, draft, data)
    announced = AnnouncementData(edition, "nominations", "organiser", "page", when(moment), moment)
    announce_in(ledger, draft, announced, {first.originator_id: [ENTRY]})
    ledger.save(draft, {"edition": "13"})


STEPS: tuple[Callable[[Services], None], ...] = (
    shared_withdrawn,
    name_gone,
    planned,
    award_given,
    edition_told,
)


def compare(one: Told, other: Told, hidden: Sequence[Sequence[str]]) -> None:
    """Tell the public the same on both, with what is hidden recorded before each step on one of them."""
    for step, names in zip(STEPS, hidden, strict=True):
        for name in names:
            hide(one.services, name)
        assert one.answers() == other.answers(), names
        for side in (one, other):
            follow(side.services)
            step(side.services)
            side.clock.now += 2 * HOUR
        answers = one.answers()
        assert answers == other.answers(), step
        assert all(MARKER.encode() not in body for path, (_status, body, _headers) in answers.items())
    for side in (one, other):
        side.clock.now += 300 * DAY
    assert one.answers() == other.answers()


@pytest.mark.parametrize("name", ALL)
def test_one_hidden_act_changes_no_public_byte(demo_folder: Path, name: str) -> None:
    with told(demo_folder) as one, told(demo_folder) as other:
        compare(one, other, [[name], *[[] for _ in STEPS[1:]]])


@settings(max_examples=5, deadline=None)
@given(st.permutations(sorted(ALL)), st.lists(st.sampled_from(range(len(STEPS))), min_size=len(ALL), max_size=len(ALL)))
def test_hidden_acts_at_any_moment_change_no_public_byte(demo_folder: Path, order: list[str], steps: list[int]) -> None:
    hidden = [[name for name, step in zip(order, steps, strict=True) if step == number] for number in range(len(STEPS))]
    with told(demo_folder) as one, told(demo_folder) as other:
        compare(one, other, hidden)
