"""Pages of the desk and of the log are rendered once for each person, and anew with whatever is recorded, destroyed or comes due."""

from __future__ import annotations

import sys
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from markupsafe import escape

from ledger.application.draft import Draft
from ledger.bootstrap import Services, build
from ledger.domain.nomination import Entered, ListedWork
from ledger.domain.times import UNKNOWN
from ledger.projections.nominees import find_edition, may_have_taken, nominations_of
from tests.support.services import by, follow
from tests.web.conftest import Visit
from tests.web.hidden import withdrawn
from tests.web.planning import HOUR, Clock, announce_at, plan_edition, withdraw_one
from tests.web.reading import form_of
from tests.web.test_caching import rendering
from tests.web.test_importing import ended, send

EDITION = "/desk/meridian/12/"


def entered(demo: Services) -> Entered:
    """One of the edition's nominations."""
    edition = find_edition(demo.lists, "meridian", "12").edition["subject"]
    for one in nominations_of(demo.lists, edition):
        entry = demo.ledger.story(UUID(hex=one))[0][1]
        if isinstance(entry, Entered) and entry.works and entry.credits:
            return entry
    raise AssertionError("no nomination with works and names")


def addresses(demo: Services) -> list[str]:
    """Pages that are kept."""
    entry = entered(demo)
    story = f"/desk/nominations/{entry.originator_id}/"
    party, work = entry.credits[0].party, entry.works[0].work
    inside = ["settings", "settings/places", "announcements", "announce", "several/withdraw"]
    records = [f"/desk/parties/{party}/", f"/desk/parties/{party}/name", f"/desk/works/{work}/", "/desk/parties/?q=a"]
    log = ["/audit/", f"/audit/acts/{entry.originator_id}@1"]
    return [
        EDITION,
        *(f"{EDITION}{one}" for one in inside),
        story,
        f"{story}withdraw",
        *records,
        *log,
        "/desk/search?q=paper",
    ]


def without_what_is_fresh(client: FlaskClient, path: str) -> tuple[str, str]:
    """The page with its form's command and token put apart."""
    text = client.get(path).text
    form = form_of(text)
    fresh = str(form.get("command", ""))
    for one in (fresh, str(form.get("csrf_token", ""))):
        text = text.replace(one, "·") if one else text
    return text, fresh


def test_every_page_is_rendered_once_with_a_command_of_its_own_each_time(
    visit: Visit, demo: Services, app: Flask
) -> None:
    client = visit("organiser")
    for path in addresses(demo):
        with rendering(app) as rendered:
            (first, command), (again, another) = (without_what_is_fresh(client, path) for _ in range(2))
        assert len(rendered) == 1, path
        assert first == again, path
        assert (command == "") == (another == ""), path
        assert command != another or not command, path


def test_every_page_is_rendered_anew_with_an_unannounced_act(visit: Visit, demo: Services, app: Flask) -> None:
    client, paths = visit("organiser"), addresses(demo)
    for path in paths:
        assert client.get(path).status_code == 200, path
    withdraw_one(demo)
    follow(demo)
    with rendering(app) as rendered:
        for path in paths:
            client.get(path)
    assert len(rendered) == len(paths)


def test_what_another_process_recorded_is_shown_at_once(visit: Visit, demo: Services) -> None:
    client = visit("organiser")
    before = client.get(EDITION).text
    with build(demo.settings) as other:
        withdraw_one(other)
        follow(other)
    assert client.get(EDITION).text != before


@pytest.mark.parametrize("path", [f"{EDITION}announce", f"{EDITION}several/withdraw"])
def test_kept_form_is_taken_from_whoever_it_was_given_to(visit: Visit, demo: Services, path: str) -> None:
    withdraw_one(demo)
    clients = [visit("organiser"), visit("organiser")]
    for client in (*clients, clients[0]):
        form = form_of(client.get(path).text)
        client_answer = client.post(path, data=form | {"step": "preview"})
        assert client_answer.status_code == 422
        assert form_of(client_answer.text)["command"] == form["command"]


def test_page_of_one_role_is_not_given_to_another(visit: Visit) -> None:
    assert visit("organiser").get(f"{EDITION}announce").status_code == 200
    assert visit("deputy").get(f"{EDITION}announce").status_code == 403
    assert visit("public").get(f"{EDITION}announce").status_code == 403
    assert visit("public").get(EDITION).status_code == 403


def test_list_of_imports_is_rendered_once_until_a_file_gets_on(visit: Visit, demo: Services, app: Flask) -> None:
    client, seen = visit("organiser"), []
    for step in (lambda: None, lambda: send(client), lambda: demo.imports.files.remove(demo.imports.files.every()[0])):
        step()
        ended(client, demo)
        with rendering(app) as rendered:
            texts = {without_what_is_fresh(client, "/desk/import/")[0] for _ in range(2)}
        assert len(texts) == 1
        seen += [(len(rendered), "nominees.csv" in texts.pop())]
    assert seen == [(1, False), (1, True), (1, False)]
    assert visit("auditor").get("/desk/import/").status_code == 403


def test_kept_page_says_by_itself_that_an_announcement_came_due(visit: Visit, demo: Services) -> None:
    clock = demo.ledger.clock = Clock(demo.ledger.now())
    client = visit("organiser")
    withdrawal = withdraw_one(demo)
    follow(demo)
    announce_at(demo, withdrawal, clock.now + HOUR)
    follow(demo)
    pages = [EDITION, f"/desk/nominations/{withdrawal.partition('@')[0]}/", f"{EDITION}announcements"]
    before = [client.get(path).text for path in pages]
    clock.now += 2 * HOUR
    after = [client.get(path).text for path in pages]
    assert before[1:] != after[1:]
    assert "set for later" in before[1]
    assert "set for later" not in after[1]


def test_public_search_tells_an_edition_from_the_moment_it_is_announced(visit: Visit, demo: Services) -> None:
    clock = demo.ledger.clock = Clock(demo.ledger.now())
    client = visit("public")
    before = client.get("/search?q=13th")
    plan_edition(demo, clock.now + HOUR)
    follow(demo)
    assert client.get("/search?q=13th").data == before.data
    clock.now += 2 * HOUR
    assert client.get("/search?q=13th").data != before.data


def test_page_with_a_destroyed_name_is_not_given_again(visit: Visit, demo: Services) -> None:
    client, entry = visit("organiser"), entered(demo)
    name = escape(entry.credits[0].name.text or "")
    path = f"/audit/acts/{entry.originator_id}@1"
    assert name
    assert name in client.get(path).text
    demo.ledger.keyring.destroy(entry.credits[0].name.subject)
    assert name not in client.get(path).text


def test_name_destroyed_by_another_process_is_not_given_again(visit: Visit, demo: Services) -> None:
    client, entry = visit("organiser"), entered(demo)
    name = escape(entry.credits[0].name.text or "")
    path = f"/audit/acts/{entry.originator_id}@1"
    assert name
    assert name in client.get(path).text
    with build(demo.settings) as other:
        other.ledger.keyring.destroy(entry.credits[0].name.subject)
    assert name not in client.get(path).text


def test_search_keeps_nothing_of_another_ledger_state(visit: Visit, demo: Services, app: Flask) -> None:
    client = visit("public")
    with rendering(app) as rendered:
        assert client.get("/search?q=paper").data == client.get("/search?q=paper").data
        assert rendered == ["public/search.html"]
        withdrawn(demo, "Paper Lanterns", "2026-10-20")
        client.get("/search?q=paper")
        assert len(rendered) == 2


def test_no_more_is_kept_than_there_is_room_for(visit: Visit, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    client = visit("organiser")
    monkeypatch.setattr(sys.modules["web.desk.keeping"], "LARGEST_BYTES", len(client.get(EDITION).data) + 10)
    with rendering(app) as rendered:
        for path in (f"{EDITION}announcements", EDITION, EDITION, f"{EDITION}announcements"):
            client.get(path)
    assert rendered == ["desk/announcements.html", "desk/edition.html", "desk/announcements.html"]


def test_story_names_who_took_the_place_though_only_those_are_read(visit: Visit, demo: Services) -> None:
    edition = find_edition(demo.lists, "meridian", "12").edition["subject"]
    stories = demo.ledger.stories([UUID(hex=one) for one in nominations_of(demo.lists, edition)])
    fell = next(stream for stream, story in stories.items() if any("withdrawn" in one.TOPIC for _at, one in story))
    act = next(one for _at, one in stories[fell] if "withdrawn" in one.TOPIC)
    first = entered(demo)
    draft = Draft(by())
    joined = draft.add(
        Entered,
        demo.ledger.new_id(),
        edition=first.edition,
        category=stories[fell][0][1].category,  # type: ignore[attr-defined]
        works=(ListedWork(work=demo.ledger.new_id(), title='The "fills":"one'),),
        effective=UNKNOWN,
        counts_from=demo.ledger.now(),
        fills=act.act_name,
    )
    demo.ledger.save(draft, {"joined": str(joined.originator_id)})
    follow(demo)
    assert may_have_taken(demo.lists, edition, fell) == [joined.originator_id.hex]
    assert may_have_taken(demo.lists, edition, joined.originator_id) == []
    client = visit("organiser")
    assert str(joined.originator_id) in client.get(f"/desk/nominations/{fell}/").text
    assert str(fell) in client.get(f"/desk/nominations/{joined.originator_id}/").text
