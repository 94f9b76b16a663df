"""Links are made and ended on the desk by organisers of a show whose nominations name the party, and by nobody else."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from ledger.bootstrap import Services
from ledger.demo.people import PEOPLE
from tests.support.accounts import Clock
from tests.support.party_links import come, link_for, links_on, made_on_the_desk, meridian_of, press
from tests.support.records import known, recorded
from tests.support.rosters import another_show, as_, end
from tests.support.services import follow
from tests.web.conftest import Visit
from tests.web.hidden_records import noor, stranger
from tests.web.reading import form_of
from web.links.making import DAY_US
from web.links.opening import Links

ORGANISER = PEOPLE[0]


def page_of(party: UUID) -> str:
    return f"/desk/parties/{party}/links"


def test_link_is_made_shown_once_and_listed(visit: Visit, demo: Services, links: Links) -> None:
    client, party = visit("organiser"), noor(demo)
    assert '<a class="button" href="links">' in client.get(f"/desk/parties/{party}/").text
    token = made_on_the_desk(client, party)
    assert len(token) == 22
    page = client.get(page_of(party))
    assert token not in page.text
    (listed,) = links_on(client, party)
    assert (listed["show"], listed["made_by"], listed["standing"]) == ("Meridian Awards", "Hina Mirza", "open")
    assert (listed["used"], listed["first_used"], listed["ended"]) == (None, None, None)
    assert token not in str(listed)
    come(visit("public"), token)
    (used,) = links_on(client, party)
    assert used["used"] == used["first_used"] is not None


@pytest.mark.parametrize("days", [1, 14, 60])
def test_link_is_good_for_as_long_as_was_chosen(visit: Visit, demo: Services, clock: Clock, days: int) -> None:
    client, party = visit("organiser"), noor(demo)
    assert form_of(client.get(page_of(party)).text)["days"] == "14"
    token = made_on_the_desk(client, party, days=str(days))
    clock.now += days * DAY_US - 1
    assert press(visit("public"), token).status_code == 303
    clock.now += 1
    assert press(visit("public"), token).status_code == 404
    assert [one["standing"] for one in links_on(client, party)] == ["expired"]


def test_link_is_ended_at_once(visit: Visit, demo: Services) -> None:
    client, party = visit("organiser"), noor(demo)
    reader = come(visit("public"), made_on_the_desk(client, party))
    (listed,) = links_on(client, party)
    typed = {"csrf_token": form_of(client.get(page_of(party)).text)["csrf_token"]}
    address = f"{page_of(party)}/{listed['id']}/end"
    assert client.get(address).status_code == 405
    for _again in range(2):
        answer = client.post(address, data=typed)
        assert (answer.status_code, answer.location) == (303, page_of(party))
    assert reader.get("/party").status_code == 404
    (ended,) = links_on(client, party)
    assert (ended["standing"], ended["ended"] is not None) == ("ended", True)
    assert "End it now" not in client.get(page_of(party)).text


@pytest.mark.parametrize("who", ["deputy", "auditor", "administrator", "public"])
def test_nobody_but_an_organiser_makes_sees_or_ends_links(visit: Visit, demo: Services, links: Links, who: str) -> None:
    organiser, party = visit("organiser"), noor(demo)
    made_on_the_desk(organiser, party)
    (listed,) = links_on(organiser, party)
    client = visit(who)
    typed = {
        "csrf_token": form_of(client.get("/people").text)["csrf_token"],
        "show": str(meridian_of(demo.ledger)),
        "days": "14",
    }
    for path in (page_of(party), f"/desk/parties/{party}/links.json"):
        assert client.get(path).status_code == 403
    assert client.post(page_of(party), data=typed).status_code == 403
    assert client.post(f"{page_of(party)}/{listed['id']}/end", data=typed).status_code == 403
    assert links_on(organiser, party) == [listed]
    record = client.get(f"/desk/parties/{party}/")
    assert 'href="links"' not in record.text


def test_organiser_of_another_show_neither_makes_nor_sees_nor_ends_links(
    visit: Visit, demo: Services, links: Links
) -> None:
    party, other = noor(demo), another_show(demo.ledger, ORGANISER.id, "organiser")
    follow(demo)
    link_for(links, party, show=other)
    client = visit("organiser")
    assert [one["show"] for one in links_on(client, party)] == ["Another"]
    made_on_the_desk(client, party)
    (listed,) = (one for one in links_on(client, party) if one["show"] == "Meridian Awards")
    # Their role on Meridian is ended; on the other show they are organiser still.
    form = form_of(client.get(page_of(party)).text)
    story = demo.ledger.story(meridian_of(demo.ledger))
    from ledger.application.roster import roster_in

    version = next(one.originator_version for one in roster_in(story).granted if one.person == ORGANISER.id)
    end(demo.ledger, as_("administrator", PEOPLE[3].id), version)
    follow(demo)
    refused = client.post(page_of(party), data=form)
    assert (refused.status_code, refused.text.count('class="secret"')) == (422, 0)
    assert client.post(f"{page_of(party)}/{listed['id']}/end", data=form).status_code == 404
    assert [one["show"] for one in links_on(client, party)] == ["Another"]
    page = client.get(page_of(party)).text
    assert "No nomination of a show on whose roster you are" in page
    assert "Meridian" not in page


def test_link_of_another_party_is_not_ended_here(visit: Visit, demo: Services) -> None:
    client, party, other = visit("organiser"), noor(demo), known(demo, "Bilal Lal")
    made_on_the_desk(client, party)
    (listed,) = links_on(client, party)
    typed = {"csrf_token": form_of(client.get(page_of(party)).text)["csrf_token"]}
    assert client.post(f"{page_of(other)}/{listed['id']}/end", data=typed).status_code == 404
    assert client.post(f"{page_of(party)}/{UUID(int=1)}/end", data=typed).status_code == 404
    assert links_on(client, party) == [listed]


def test_form_that_chooses_what_is_not_offered_says_so_and_makes_nothing(
    visit: Visit, demo: Services, links: Links
) -> None:
    client, party = visit("organiser"), noor(demo)
    form = form_of(client.get(page_of(party)).text)
    for typed in ({"days": "3650"}, {"days": ""}, {"show": str(UUID(int=1))}, {"show": "x", "days": "x"}):
        answer = client.post(page_of(party), data={**form, **typed})
        assert answer.status_code == 422
        assert "Choose one of the answers offered." in answer.text
    assert links_on(client, party) == []


def test_party_without_nomination_and_what_is_no_party_has_no_links(visit: Visit, demo: Services) -> None:
    client, party = visit("organiser"), stranger(demo, "Sameera Aziz")
    follow(demo)
    assert "Make the link" not in client.get(page_of(party)).text
    assert 'href="links"' not in client.get(f"/desk/parties/{party}/").text
    for nobody in (UUID(int=1), known(demo, "Static", "work")):
        assert client.get(page_of(nobody)).status_code == 404


def test_records_found_to_be_one_are_told_before_a_link_is_made_and_listed_together(
    visit: Visit, demo: Services
) -> None:
    client, faraz, bilal = visit("organiser"), known(demo, "Faraz Lodhi"), known(demo, "Bilal Lal")
    made_on_the_desk(client, faraz)
    assert "Found to be one" not in client.get(page_of(faraz)).text
    recorded(demo, faraz, "link", to=str(bilal), reasons=["own_word"])
    page = client.get(page_of(bilal)).text
    assert "Found to be one" in page
    assert "<bdi>Faraz Lodhi</bdi>" in page
    assert len(links_on(client, bilal)) == 1


def test_link_of_a_record_that_no_nomination_names_any_more_can_still_be_ended(visit: Visit, demo: Services) -> None:
    client, faraz, party = visit("organiser"), known(demo, "Faraz Lodhi"), stranger(demo, "F. Lodhi")
    recorded(demo, party, "link", to=str(faraz), reasons=["own_word"])
    made_on_the_desk(client, party)
    recorded(demo, party, "unlink")
    assert 'href="links"' in client.get(f"/desk/parties/{party}/").text
    page = client.get(page_of(party)).text
    assert ("Make the link" in page, "End it now" in page) == (False, True)
    (listed,) = links_on(client, party)
    typed = {"csrf_token": form_of(page)["csrf_token"]}
    assert client.post(f"{page_of(party)}/{listed['id']}/end", data=typed).status_code == 303
    assert [one["standing"] for one in links_on(client, party)] == ["ended"]


def test_link_of_a_show_that_an_older_log_does_not_hold_hinders_nothing(
    visit: Visit, demo: Services, links: Links
) -> None:
    client, party = visit("organiser"), noor(demo)
    token = link_for(links, party, show=UUID(int=9))
    assert links_on(client, party) == []
    made_on_the_desk(client, party)
    assert [one["show"] for one in links_on(client, party)] == ["Meridian Awards"]
    assert come(visit("public"), token).get("/party").status_code == 200


def test_link_names_the_address_the_browser_used(visit: Visit, demo: Services) -> None:
    client, party = visit("organiser"), noor(demo)
    path = page_of(party)
    page = client.post(path, data=form_of(client.get(path).text))
    assert '<p class="secret" dir="ltr">http://localhost/p/' in page.text
    assert page.headers["Cache-Control"] == "private, no-store"


def test_show_cannot_take_the_addresses_of_links(demo: Services) -> None:
    from ledger.application.draft import Draft
    from ledger.application.shows import establish_show
    from ledger.errors import Invalid
    from tests.support.services import by

    for address in ("p", "party"):
        with pytest.raises(Invalid, match="address_reserved"):
            establish_show(demo.ledger, Draft(by()), name="A show", address=address, zone="UTC")


def test_nothing_of_a_link_is_in_the_log(visit: Visit, demo: Services, tmp_path: Path) -> None:
    client, party = visit("organiser"), noor(demo)
    head = demo.ledger.recorder.head()
    token = made_on_the_desk(client, party)
    come(visit("public"), token).get("/party")
    assert demo.ledger.recorder.head() == head
    holding = [path.name for path in tmp_path.rglob("*") if path.is_file() and token.encode() in path.read_bytes()]
    assert holding == []
