"""No award in a category, as people at the desk record and announce it and everybody reads it."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient

from ledger.bootstrap import Services
from tests.support.acts import Desk
from tests.web.conftest import Visit
from tests.web.reading import form_of

FORM = "/desk/meridian/12/no-award"
LIST = "/meridian/12/"
MADE = "No award was made in this category."


def fresh(client: FlaskClient, demo: Services, **typed: Any) -> dict[str, Any]:
    """The form as the page of the edition leads to it, with what is typed."""
    category = next(one for one in Desk(demo).listed()["categories"] if one["name"] == "Song of the Year")
    address = f"{FORM}?category={category['id']}"
    assert address in client.get("/desk/meridian/12/").text
    return {**form_of(client.get(address).text), "effective": "20 October 2026", "body": "jury", **typed}


def nobody(client: FlaskClient, demo: Services, **typed: Any) -> str:
    """Record it; the address of its story."""
    receipt = client.post(FORM, data={**fresh(client, demo, **typed), "step": "record"}, follow_redirects=True)
    assert receipt.status_code == 200
    category = next(one for one in Desk(demo).listed()["categories"] if one["no_award"])
    return f"/desk/nominations/{category['no_award']['id']}/"


def test_no_award_is_previewed_recorded_and_announced_with_one_tick(visit: Visit, demo: Services) -> None:
    client, public = visit("organiser"), visit("public")
    before, head = public.get(LIST).data, demo.ledger.recorder.head()
    preview = client.post(FORM, data={**fresh(client, demo), "step": "preview"}).text
    assert "It is decided that no award is made in Song of the Year, 20 October 2026." in preview
    assert demo.ledger.recorder.head() == head
    story = nobody(client, demo)
    assert public.get(LIST).data == before
    assert "It is decided: no award in this category." in client.get("/desk/meridian/12/").text
    announce = form_of(client.get("/desk/meridian/12/announce").text)
    waiting = client.get("/desk/meridian/12.json").json
    assert waiting is not None
    acts = [one["act"] for one in waiting["waiting"]]
    assert len(acts) == 1
    told = client.post("/desk/meridian/12/announce", data={**announce, "acts": acts, "step": "preview"}).text
    assert "No award was made in Song of the Year. Decided by the jury, no rule cited." in told
    client.post("/desk/meridian/12/announce", data={**announce, "acts": acts, "step": "record"})
    page = public.get(LIST).text
    assert (page.count(MADE), page.count("no award in 1 category")) == (1, 1)
    twin = public.get("/meridian/12.json").json
    assert twin is not None
    assert [one["no_award"] and one["no_award"]["text"] for one in twin["categories"]] == [MADE, None, None]
    assert [one["recorded"] for one in twin["categories"]] == [[], [], []]
    assert "It is announced that no award is made in Song of the Year." in client.get(story).text


def test_story_of_no_award_offers_what_can_follow_in_its_own_words(visit: Visit, demo: Services) -> None:
    client = visit("organiser")
    story = nobody(client, demo)
    text = client.get(story).text
    for label in ("Make it final", "It no longer holds", "Correct a time", "Entered in error"):
        assert f">{label} …<" in text
    assert "Withdraw …" not in text
    again = client.get(f"{story}not-conferred").text
    assert "The award may go to a nominee after all." in again
    assert "It is a tie" not in client.get(f"{story}confer").text


def test_no_award_beside_a_winner_is_refused_with_what_to_do_first(visit: Visit, demo: Services) -> None:
    client = visit("organiser")
    typed = fresh(client, demo)
    Desk(demo).act("confer", "Saltwater Psalm")
    late = client.post(FORM, data={**typed, "step": "record"})
    assert (late.status_code, "Recorded meanwhile" in late.text) == (409, True)
    refused = client.post(FORM, data={**form_of(late.text), "step": "record"})
    assert refused.status_code == 422
    assert "The award of this category went to Saltwater Psalm. Revoke or vacate that one first" in refused.text


def test_no_award_is_not_among_nominations_to_act_on_nor_found(visit: Visit, demo: Services) -> None:
    client = visit("organiser")
    nobody(client, demo)
    several = client.get("/desk/meridian/12/several/withdraw").text
    assert ("Static" in several, "No award in" in several) == (True, False)
    found = client.get("/desk/search.json?q=no+award").json
    assert found is not None
    assert (found["works"], found["parties"]) == ([], [])


def test_form_of_no_award_sent_again_is_one_act(visit: Visit, demo: Services) -> None:
    client = visit("organiser")
    typed = {**fresh(client, demo), "step": "record"}
    first = client.post(FORM, data=typed)
    head = demo.ledger.recorder.head()
    assert client.post(FORM, data=typed).location == first.location
    assert demo.ledger.recorder.head() == head


def test_deputy_and_auditor_record_no_award_of_nobody(visit: Visit) -> None:
    assert [visit(one).get(FORM).status_code for one in ("deputy", "auditor")] == [403, 403]
