"""What is announced for later: acts and editions that come due, and a clock to see them do so."""

from __future__ import annotations

from uuid import UUID, uuid4

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from ledger.application.announcing import AnnouncementData, announce, announce_in
from ledger.application.draft import Draft
from ledger.bootstrap import Services
from ledger.domain import edition
from ledger.domain.instants import instant
from ledger.domain.nomination import ENTRY, Entered, ListedWork, Withdrawn
from ledger.domain.show import Established
from ledger.domain.times import UNKNOWN, When, parse_when
from ledger.domain.values import Authority
from ledger.projections.nominees import find_edition, nominations_of
from tests.support.services import by

HOUR = 3_600_000_000
LIST, TWIN, SHOW, SHOWS = "/meridian/12/", "/meridian/12.json", "/meridian/", "/"
PUBLIC = (LIST, TWIN, SHOW, "/meridian.json", SHOWS, "/index.json")
GONE = '<span class="standing standing-withdrawn">'


class Clock:
    """The ledger's clock in µs, which stands until it is moved."""

    def __init__(self, now: int) -> None:
        self.now = now

    def __call__(self) -> int:
        return self.now


def when(moment: int) -> When:
    return parse_when(instant(moment).isoformat().replace("+00:00", "Z"), "UTC")


def edition_of(demo: Services) -> UUID:
    return UUID(hex=find_edition(demo.lists, "meridian", "12").edition["subject"])


def withdraw_one(demo: Services, counts_from: int | None = None) -> str:
    """Withdraw the first nomination on which nothing was decided yet; the name of the act."""
    ids = [UUID(hex=one) for one in nominations_of(demo.lists, edition_of(demo).hex)]
    stream = next(id_ for id_, story in demo.ledger.stories(ids).items() if len(story) == 2)
    draft = Draft(by())
    draft.goes_on(stream, 2)
    draft.add(
        Withdrawn,
        stream,
        effective=UNKNOWN,
        counts_from=demo.ledger.now() - HOUR if counts_from is None else counts_from,
        follows=ENTRY,
        authority=Authority(body="organiser"),
        reason="own_wish",
    )
    return demo.ledger.save(draft, {"withdraw": str(stream)}).acts[0]


def announce_at(demo: Services, act: str, moment: int) -> None:
    told = AnnouncementData(edition_of(demo), "changes", "organiser", "page", when(moment), moment)
    announce(demo.ledger, by(), told, [act], {"announce": act})


def plan_show(demo: Services, moment: int) -> None:
    """A new show whose first list is announced for `moment`."""
    draft, show = Draft(by()), uuid4()
    draft.add(Established, show, name="Solstice Awards", address="solstice", zone="UTC")
    demo.ledger.save(draft, {"establish": str(show)})
    plan_edition(demo, moment, show)


def plan_edition(demo: Services, moment: int, show: UUID | None = None) -> UUID:
    """A new edition, of the demo's show or another, whose first list is announced for `moment`."""
    ledger, draft = demo.ledger, Draft(by())
    show = show or UUID(hex=find_edition(demo.lists, "meridian", "12").show["subject"])
    opened, category, entry = uuid4(), uuid4(), uuid4()
    draft.add(
        edition.Opened, opened, show=show, name="13th edition", address="13", label="Next", ordinal=13, zone="UTC"
    )
    draft.add(
        edition.CategoryAdded,
        opened,
        category=category,
        name="Song of the Year",
        address="song",
        order=1,
        vacancy="stays_empty",
    )
    draft.add(
        Entered,
        entry,
        edition=opened,
        category=category,
        works=(ListedWork(work=uuid4(), title="Not yet told"),),
        effective=UNKNOWN,
        counts_from=moment - HOUR,
    )
    told = AnnouncementData(opened, "nominations", "organiser", "page", when(moment), moment)
    announce_in(ledger, draft, told, {entry: [ENTRY]})
    ledger.save(draft, {"plan": str(opened)})
    return opened


def asked_again(client: FlaskClient, path: str, before: TestResponse) -> int:
    return client.get(path, headers={"If-None-Match": before.headers["ETag"]}).status_code
