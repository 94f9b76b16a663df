"""The desk's first page: what was recorded, what is due, what fell, what is not announced, and every edition."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient

from ledger.application.draft import Draft
from ledger.application.shows import EditionData, open_edition
from ledger.bootstrap import Services
from ledger.projections.nominees import find_edition
from tests.support.services import by, follow
from tests.web.conftest import Visit
from tests.web.hidden import hide, withdrawn
from tests.web.planning import HOUR, Clock, plan_edition
from tests.web.test_caching import rendering
from tests.web.test_settings import HERE, section, sent


def view_of(client: FlaskClient, address: str = "/desk.json") -> dict[str, Any]:
    """The page's twin."""
    view: dict[str, Any] | None = client.get(address).json
    assert view is not None
    return view


def test_last_commands_are_told_newest_first_each_with_its_receipt(visit: Visit, demo: Services) -> None:
    client = visit("auditor")
    withdrawn(demo, "Paper Lanterns", "2026-10-20")
    told = view_of(client)["recorded"]
    assert told[0]["first"] == "Paper Lanterns is withdrawn, 20 October 2026."
    assert (told[0]["edition"]["address"], told[0]["more"]) == ("meridian/12", 0)
    assert told[1]["first"].startswith("The organiser announces 2 acts")
    assert told[-1]["first"] == "The show Meridian Awards is established."
    assert sum(one["n"] for one in told) == demo.ledger.recorder.head()[0]
    assert all(client.get(one["href"]).status_code == 200 for one in told)


def test_acts_not_announced_are_counted_by_edition(visit: Visit, demo: Services) -> None:
    client = visit("organiser")
    assert view_of(client)["waiting"] == []
    for name in ("name_withdrawn", "nomination_withdrawn", "time_corrected", "withdrawal_planned"):
        hide(demo, name)
    edition = view_of(client, "/desk/meridian/12.json")
    assert [(one["edition"]["address"], one["acts"]) for one in view_of(client)["waiting"]] == [
        ("meridian/12", len(edition["waiting"]))
    ]


def test_what_fell_stands_with_its_places_and_its_policy(visit: Visit, demo: Services) -> None:
    client = visit("organiser")
    view = view_of(client)
    assert view["fallen_in_all"] == 1
    fell = view["fallen"][0]
    assert (fell["label"], fell["category"], fell["places"]) == (
        "Mirror Town",
        "Song of the Year",
        "4 of 5 places filled",
    )
    assert fell["policy"] == "the place stays empty"
    withdrawn(demo, "Paper Lanterns", "2026-10-20")
    assert [one["label"] for one in view_of(client)["fallen"]] == ["Paper Lanterns", "Mirror Town"]
    song = section(client, "categories")[0]["id"]
    sent(client, f"{HERE}/places?category={song}", places="3")
    assert (view_of(client)["fallen"], view_of(client)["fallen_in_all"]) == ([], 0)


def test_edition_that_is_over_waits_for_nobody(visit: Visit) -> None:
    client = visit("organiser")
    assert view_of(client)["fallen_in_all"] == 1
    sent(client, f"{HERE}/milestone", milestone="results_announced", standing="done", effective="20 November 2026")
    assert view_of(client)["fallen_in_all"] == 0
    sent(client, f"{HERE}/milestone", milestone="results_announced", standing="cancelled")
    assert view_of(client)["fallen_in_all"] == 1


def test_what_is_to_come_is_told_in_order_until_it_has_come(visit: Visit, demo: Services) -> None:
    client = visit("organiser")
    plan_edition(demo, demo.ledger.now() + 3_600_000_000)
    sent(client, f"{HERE}/milestone", milestone="results_announced", effective="2126-01-01")
    told = [one["sentence"] for one in view_of(client)["due"]]
    assert told[0] == "Nominations are announced by the organiser on the page."
    assert told[-1] == "Milestone: results announced."
    sent(client, f"{HERE}/milestone", milestone="results_announced", standing="cancelled")
    assert "Milestone: results announced." not in [one["sentence"] for one in view_of(client)["due"]]


def test_many_editions_stand_in_tens_and_are_found_by_words(visit: Visit, demo: Services) -> None:
    show, draft = UUID(hex=find_edition(demo.lists, "meridian", "12").show["subject"]), Draft(by())
    for n in range(20, 60):
        open_edition(demo.ledger, draft, EditionData(show, f"Edition {n}", f"e{n}", f"films of {1950 + n}", n, "UTC"))
    demo.ledger.save(draft, {"open": "many"})
    follow(demo)
    client = visit("organiser")
    shown = view_of(client)["shows"][0]
    assert shown["n"] == 42
    assert [one["heading"] for one in shown["groups"]][:2] == ["Numbers 51 to 60", "Numbers 41 to 50"]
    assert sum(len(one["editions"]) for one in shown["groups"]) == 42
    found = view_of(client, "/desk.json?search=FILMS 1971")["shows"][0]
    assert [one["name"] for group in found["groups"] for one in group["editions"]] == ["Edition 21"]
    assert view_of(client, "/desk.json?search=nothing of the kind")["shows"] == []
    assert "Nothing is called so." in client.get("/desk/?search=nonsense").text


def test_numbers_asked_for_are_whole_numbers_and_decades(visit: Visit, demo: Services) -> None:
    show, draft = UUID(hex=find_edition(demo.lists, "meridian", "12").show["subject"]), Draft(by())
    for n in (2, 20, 22, 32):
        told = EditionData(show, f"{n}nd edition", f"e{n}", f"films of {1950 + n}", n, "UTC")
        open_edition(demo.ledger, draft, told)
    demo.ledger.save(draft, {"open": "some"})
    follow(demo)
    client = visit("organiser")

    def found(asked: str) -> list[str]:
        view = client.get("/desk.json", query_string={"search": asked}).json or {}
        return [one["address"] for show in view["shows"] for group in show["groups"] for one in group["editions"]]

    assert found("2") == found("2nd") == ["e2"]
    assert found("1970s") == ["e22", "e20"]
    assert found("films ١٩٧٢") == found("ilms 1972") == ["e22"]
    assert found("197") == []


def test_page_is_rendered_once_until_something_is_recorded(visit: Visit, demo: Services, app: Flask) -> None:
    client, deputy = visit("organiser"), visit("deputy")
    with rendering(app) as rendered:
        first, again = client.get("/desk/"), client.get("/desk/")
        assert (first.data, first.headers["Content-Type"]) == (again.data, again.headers["Content-Type"])
        assert first.headers["Cache-Control"] == again.headers["Cache-Control"]
        assert rendered == ["desk/today.html"]
        assert "Deputy" in deputy.get("/desk/").text
        assert len(rendered) == 2
        withdrawn(demo, "Paper Lanterns", "2026-10-20")
        assert "Paper Lanterns is withdrawn" in client.get("/desk/").text
        client.get("/desk/?search=12")
        assert len(rendered) == 4
    assert visit("public").get("/desk/").status_code == 403


def test_kept_page_changes_by_itself_when_an_announcement_comes_due(visit: Visit, demo: Services) -> None:
    clock = demo.ledger.clock = Clock(demo.ledger.now())
    client = visit("organiser")
    plan_edition(demo, clock.now + HOUR)
    assert "Nominations are announced by the organiser" in client.get("/desk/").text
    assert "not announced yet" in client.get("/desk/").text
    clock.now += 2 * HOUR
    assert "Nominations are announced by the organiser" not in client.get("/desk/").text
    assert "not announced yet" not in client.get("/desk/").text.replace("Not announced yet", "")


def test_clock_that_went_back_is_told_beside_a_kept_page(visit: Visit, demo: Services) -> None:
    clock = demo.ledger.clock = Clock(demo.ledger.now())
    client = visit("organiser")
    assert "one of the two is wrong" not in client.get("/desk/").text
    clock.now -= 2 * HOUR
    assert "one of the two is wrong" in client.get("/desk/").text
