"""The party's own page: what is announced of its nominations on one page, whatever is recorded beside."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ledger.bootstrap import Services
from ledger.consumers.rebuild import rebuild
from tests.support.acts import Desk
from tests.support.party_links import come, link_for, meridian_of
from tests.support.records import known, recorded
from tests.support.services import follow
from tests.web.hidden import tell, withdrawn
from tests.web.hidden_records import MARKER, credited_in_secret, noor, stranger
from tests.web.planning import HOUR, Clock
from web.links.opening import Links

TWO_LAMPS, MIRROR_TOWN = ("Two Lamps", "11th edition"), ("Mirror Town", "12th edition")


def opened(app: Flask, links: Links, party: UUID) -> FlaskClient:
    """A browser at the own page of a party."""
    return come(app.test_client(), link_for(links, party))


def view_of(client: FlaskClient) -> dict[str, Any]:
    view = client.get("/party.json").json
    assert view is not None
    return dict(view)


def titles(view: dict[str, Any]) -> list[tuple[str, str]]:
    """Each nomination by its work or first name, with its edition, as listed."""
    return [
        (one["works"][0]["title"] if one["works"] else one["credits"][0]["name"], one["edition"]["name"])
        for one in view["nominations"]
    ]


def test_own_page_shows_announced_nominations_across_editions_with_their_dates(
    app: Flask, links: Links, demo: Services
) -> None:
    client = opened(app, links, noor(demo))
    view = view_of(client)
    assert view["name"] == "Noor Sehr"
    assert titles(view) == [MIRROR_TOWN, TWO_LAMPS]
    assert [one["announced"] for one in view["nominations"]] == [
        "1 October 2026, 18:00 Karachi time",
        "1 October 2025, 18:00 Karachi time",
    ]
    page = client.get("/party").text
    assert "announced 1 October 2026, 18:00 Karachi time" in page
    assert page.count('<li class="nominee ') == 2


def test_own_page_shows_nothing_that_is_not_announced(app: Flask, links: Links, demo: Services) -> None:
    client = opened(app, links, noor(demo))
    before = client.get("/party.json").data
    credited_in_secret(demo)
    withdrawn(demo, "Two Lamps", "2025-10-15", edition="11")
    follow(demo)
    assert client.get("/party.json").data == before
    assert MARKER not in client.get("/party").text


def test_own_page_shows_a_nomination_from_when_the_party_is_announced_as_credited_until_it_is_put_right(
    app: Flask, links: Links, demo: Services
) -> None:
    desk, tania, bilal = Desk(demo), known(demo, "Tania Desai"), known(demo, "Bilal Lal")
    hers, his = opened(app, links, tania), opened(app, links, bilal)

    def told() -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        return sorted(titles(view_of(hers))), sorted(titles(view_of(his)))

    before, other = told()
    added = desk.act("add-name", "Mirror Town", name="Tania Desai", party=str(tania))
    assert told() == (before, other)
    desk.announce(added)
    assert told() == (sorted([MIRROR_TOWN, *before]), other)
    credits_ = desk.found("Mirror Town")[0][1]["credits"]
    credit = next(one["id"] for one in credits_ if one["name"] == "Tania Desai")
    right = desk.act("correct-name", "Mirror Town", credit=credit, name="Bilal Lal", party=str(bilal))
    assert told() == (sorted([MIRROR_TOWN, *before]), other)
    desk.announce(right)
    assert told() == (before, sorted([MIRROR_TOWN, *other]))


def test_own_page_changes_by_itself_at_the_moment_of_an_announcement(app: Flask, links: Links, demo: Services) -> None:
    moving = demo.ledger.clock = Clock(demo.ledger.now())
    client = opened(app, links, noor(demo))
    before = view_of(client)
    tell(demo, [withdrawn(demo, "Two Lamps", "2025-10-15", edition="11")], moving.now + HOUR, "11")
    assert view_of(client) == before
    moving.now += HOUR
    assert [one["place"]["word"] for one in view_of(client)["nominations"]] == ["withdrawn", "withdrawn"]


def test_own_page_of_a_party_that_nothing_announced_names_says_so(app: Flask, links: Links, demo: Services) -> None:
    party = stranger(demo, "Sameera Aziz")
    follow(demo)
    client = opened(app, links, party)
    assert view_of(client)["nominations"] == []
    page = client.get("/party").text
    assert "No announced nomination names you." in page
    assert '<h1 dir="auto">Sameera Aziz</h1>' in page


def test_own_page_calls_the_party_by_the_name_it_uses_now(app: Flask, links: Links, demo: Services) -> None:
    client = opened(app, links, noor(demo))
    recorded(demo, noor(demo), "public-name", name="Nur Sahar")
    view = view_of(client)
    assert view["name"] == "Nur Sahar"
    assert [one["credits"][0]["name"] for one in view["nominations"]] == ["Nur Sahar"] * 2
    assert "Noor Sehr" not in client.get("/party").text


@pytest.mark.parametrize("form,shown", [("initials", "N. S."), ("not_named", "[name not public]")])
def test_own_page_of_a_minor_keeps_what_the_guardian_agreed(
    app: Flask, links: Links, demo: Services, form: str, shown: str
) -> None:
    client, agreed = opened(app, links, noor(demo)), {"shown_as": "N. S."} if form == "initials" else {}
    recorded(demo, noor(demo), "terms", form=form, **agreed)
    view = view_of(client)
    assert view["name"] == shown
    assert titles(view) == [MIRROR_TOWN, TWO_LAMPS]
    assert "Noor Sehr" not in client.get("/party").text


def test_own_page_of_a_record_found_to_be_one_with_another_shows_both(app: Flask, links: Links, demo: Services) -> None:
    faraz, bilal = known(demo, "Faraz Lodhi"), known(demo, "Bilal Lal")
    duplicate, main = opened(app, links, faraz), opened(app, links, bilal)
    before, other = view_of(duplicate), view_of(main)
    recorded(demo, faraz, "link", to=str(bilal), reasons=["own_word"])
    for client, name in ((duplicate, "Faraz Lodhi"), (main, "Bilal Lal")):
        view = view_of(client)
        assert view["name"] == name
        assert sorted(titles(view)) == sorted(titles(before) + titles(other))
    recorded(demo, faraz, "unlink")
    assert (view_of(duplicate), view_of(main)) == (before, other)


def test_own_page_of_an_erased_name_still_shows_the_nominations(app: Flask, links: Links, demo: Services) -> None:
    party = noor(demo)
    client = opened(app, links, party)
    demo.ledger.keyring.destroy(party)
    for view in (demo.parties, demo.lists):
        rebuild(view, accept=True)
    shown = view_of(client)
    assert shown["name"] == "[erased]"
    assert titles(shown) == [MIRROR_TOWN, TWO_LAMPS]
    assert "Noor Sehr" not in client.get("/party").text


def test_own_page_and_twin_say_the_same(app: Flask, links: Links, demo: Services) -> None:
    client = come(app.test_client(), link_for(links, noor(demo), show=meridian_of(demo.ledger)))
    page, view = client.get("/party").text, view_of(client)
    assert 'href="/party.json"' in page
    assert set(view) == {"name", "nominations", "requests", "may_ask", "told", "until", "link_until"}
    for ends in ("until", "link_until"):
        assert view[ends].endswith(" Karachi time")
        assert view[ends] in page
    assert set(view["nominations"][0]) == {
        *(
            "id",
            "works",
            "credits",
            "details",
            "citation",
            "credit_line",
            "place",
            "award",
            "effects",
            "marks",
            "notices",
        ),
        *("edition", "show", "category", "announced"),
    }


def test_own_page_tells_what_the_party_was_told_and_only_that(app: Flask, links: Links, demo: Services) -> None:
    desk = Desk(demo)
    party = known(demo, "Bilal Lal")
    client = come(app.test_client(), link_for(links, party, show=meridian_of(demo.ledger)))
    act = desk.act("rescind", "Static", effective="20 October 2026", private_reason=MARKER)
    about: dict[str, Any] = {"act": act.partition("@")[2], "told_by": "organiser"}
    desk.act("tell-party", "Static", told="false", why_not="not_yet", **about)
    assert view_of(client)["told"] == []
    head = demo.ledger.recorder.head()
    desk.act("tell-party", "Static", told="true", how="link", effective="21 October 2026", **about)
    after = demo.ledger.recorder.head()
    (told,) = view_of(client)["told"]
    assert (told["when"], told["how"], told["about"]) == ("21 October 2026", "through their link", "Static")
    assert "Static is rescinded" in told["act"]
    page = client.get("/party").text
    assert ("What you were told" in page, MARKER in page) == (True, False)
    assert demo.ledger.recorder.head() == after != head
    others = come(app.test_client(), link_for(links, noor(demo), show=meridian_of(demo.ledger)))
    elsewhere = come(app.test_client(), link_for(links, party))
    assert view_of(others)["told"] == view_of(elsewhere)["told"] == []
