"""What is announced for later: nothing shows before, then the pages change by themselves."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from ledger.application.announcing import AnnouncementData, announce_in
from ledger.application.draft import Draft
from ledger.application.ledger import Ledger
from ledger.bootstrap import Services
from ledger.domain.instants import instant
from ledger.persistence.sqlite import SQLiteRecorder
from tests.support.services import by
from tests.web.conftest import Visit
from tests.web.planning import (
    GONE,
    HOUR,
    LIST,
    PUBLIC,
    SHOW,
    SHOWS,
    TWIN,
    Clock,
    announce_at,
    asked_again,
    edition_of,
    plan_edition,
    plan_show,
    when,
    withdraw_one,
)


@pytest.fixture
def clock(demo: Services) -> Clock:
    """A clock that begins an hour after the newest act, and that the ledger goes by."""
    clock = Clock(demo.ledger.now() + HOUR)
    demo.ledger.clock = clock
    return clock


def test_list_changes_by_itself_when_an_announcement_comes_due(visit: Visit, demo: Services, clock: Clock) -> None:
    client, due = visit("public"), clock.now + HOUR
    announce_at(demo, withdraw_one(demo), due)
    before = {path: client.get(path) for path in (LIST, TWIN)}
    clock.now = due - 1
    assert [asked_again(client, path, before[path]) for path in before] == [304, 304]
    clock.now = due
    assert [asked_again(client, path, before[path]) for path in before] == [200, 200]
    after = client.get(LIST)
    assert after.text.count(GONE) == before[LIST].text.count(GONE) + 1
    assert after.headers["ETag"] != before[LIST].headers["ETag"]
    clock.now = due + 100 * HOUR
    assert asked_again(client, LIST, after) == 304


def test_edition_appears_by_itself_and_not_before(visit: Visit, demo: Services, clock: Clock) -> None:
    client, due = visit("public"), clock.now + HOUR
    before = {path: client.get(path) for path in PUBLIC}
    plan_edition(demo, due)
    for moment in (clock.now, due - 1):
        clock.now = moment
        assert [client.get(path).data for path in PUBLIC] == [page.data for page in before.values()]
        assert [asked_again(client, path, page) for path, page in before.items()] == [304] * len(PUBLIC)
    clock.now = due
    assert "13th edition" in client.get(SHOW).text
    assert asked_again(client, SHOW, before[SHOW]) == 200
    assert asked_again(client, LIST, before[LIST]) == 304


def test_show_appears_by_itself_and_not_before(visit: Visit, demo: Services, clock: Clock) -> None:
    client, due = visit("public"), clock.now + HOUR
    before = client.get(SHOWS)
    plan_show(demo, due)
    assert asked_again(client, SHOWS, before) == 304
    clock.now = due - 1
    assert asked_again(client, SHOWS, before) == 304
    clock.now = due
    assert "Solstice Awards" in client.get(SHOWS).text


def test_list_that_is_still_planned_is_not_there_until_it_comes_due(visit: Visit, demo: Services, clock: Clock) -> None:
    client, due = visit("public"), clock.now + HOUR
    plan_edition(demo, due)
    earlier = f"/meridian/13/?at={instant(due - 2 * HOUR).strftime('%Y-%m-%dT%H:%M:%SZ')}"
    nothing = client.get("/meridian/99/")
    for path in ("/meridian/13/", earlier):
        page = client.get(path)
        assert (page.status_code, page.data) == (404, nothing.data)
    clock.now = due
    assert "Not yet told" in client.get("/meridian/13/").text
    assert "The list was announced" in client.get(earlier).text


def test_list_changes_by_itself_when_an_act_announced_before_comes_to_count(
    visit: Visit, demo: Services, clock: Clock
) -> None:
    client, due = visit("public"), clock.now + HOUR
    act = withdraw_one(demo, due)
    draft, stream = Draft(by()), UUID(act.partition("@")[0])
    draft.goes_on(stream, 3)
    told = AnnouncementData(edition_of(demo), "changes", "organiser", "page", when(clock.now), clock.now)
    announce_in(demo.ledger, draft, told, {stream: [3]})
    demo.ledger.save(draft, {"announce": act})
    clock.now = due - 1
    before = client.get(LIST)
    clock.now = due
    assert client.get(LIST).text.count(GONE) == before.text.count(GONE) + 1


def test_empty_list_that_is_announced_later_says_so_by_itself(visit: Visit, demo: Services, clock: Clock) -> None:
    client, due = visit("public"), clock.now + HOUR
    draft, opened = Draft(by()), plan_edition(demo, due + HOUR)
    told = AnnouncementData(opened, "nominations", "organiser", "page", when(due), due)
    announce_in(demo.ledger, draft, told, {})
    demo.ledger.save(draft, {"announce": str(opened)})
    path = f"/meridian/13/?at={instant(due - 2 * HOUR).strftime('%Y-%m-%dT%H:%M:%SZ')}"
    assert "The list was announced" not in client.get(path).text
    clock.now = due
    assert "The list was announced" in client.get(path).text


def test_moment_to_come_shows_the_list_now_until_it_has_come(visit: Visit, demo: Services, clock: Clock) -> None:
    client, due = visit("public"), clock.now + 2 * HOUR
    later = due + 1_000_000
    announce_at(demo, withdraw_one(demo), due)
    path = f"{LIST}?at={instant(later).strftime('%Y-%m-%dT%H:%M:%SZ')}"
    asked = "<b>now</b>"
    before = client.get(path)
    assert asked in before.text
    clock.now += HOUR
    assert asked_again(client, path, before) == 304
    clock.now = due
    assert client.get(path).text.count(GONE) == before.text.count(GONE) + 1
    clock.now = later
    assert asked not in client.get(path).text


def test_clock_set_back_takes_back_what_came_too_early(visit: Visit, demo: Services, clock: Clock) -> None:
    client, due = visit("public"), clock.now + HOUR
    announce_at(demo, withdraw_one(demo), due)
    before, began = client.get(LIST), clock.now
    clock.now = due
    assert asked_again(client, LIST, before) == 200
    clock.now = began
    assert client.get(LIST).data == before.data


def test_log_whose_newest_act_is_past_the_moment_has_brought_it(visit: Visit, demo: Services, clock: Clock) -> None:
    client, due = visit("public"), clock.now + HOUR
    announce_at(demo, withdraw_one(demo), due)
    before = client.get(LIST)
    ahead = SQLiteRecorder(demo.settings.data / "ledger.db", lambda: due)
    elsewhere = Ledger(
        ahead, demo.ledger.mapper, demo.ledger.keyring, files=demo.ledger.files, clock=lambda: due, new_id=uuid4
    )
    withdraw_one(replace(demo, ledger=elsewhere))
    ahead.close()
    assert clock.now < due
    assert client.get(LIST).text.count(GONE) == before.text.count(GONE) + 1
