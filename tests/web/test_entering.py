"""Entering a nomination by form: known names are offered and never merged by themselves, an empty place is filled once."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient

from ledger.bootstrap import Services
from tests.support.acts import Desk
from tests.web.conftest import Visit
from tests.web.reading import form_of, page_of

ENTER = "/desk/meridian/12/enter"


def fresh(client: FlaskClient, **typed: Any) -> dict[str, Any]:
    """The form as it comes up, with what is typed."""
    view = client.get(f"{ENTER}.json").json
    assert view is not None
    category = next(
        choice["value"]
        for group in view["form"]["groups"]
        for one in group["fields"]
        if one["name"] == "category"
        for choice in one["choices"]
        if choice["label"] == "Best Short Film"
    )
    return {**form_of(client.get(ENTER).text), "category": category, "effective": "15 October 2026", **typed}


def test_nomination_is_entered_with_new_and_known_records_and_is_not_public(visit: Visit, demo: Services) -> None:
    client = visit("organiser")
    typed = fresh(client, title="Understudy", name1="Bilal Lal", role1="director", name2="زہرہ نگاہ", role2="writer")
    asked = client.post(ENTER, data={**typed, "step": "preview"})
    assert asked.status_code == 422
    assert "A record of that name is known" in asked.text
    assert "None of these: a new record" in asked.text
    known = form_of(asked.text)
    assert known["name1"] == "Bilal Lal"
    head = demo.ledger.recorder.head()[0]
    typed |= {"name1_is": "new"}
    preview = client.post(ENTER, data={**typed, "step": "preview"})
    assert "Understudy is entered as a nomination." in preview.text
    assert "زہرہ نگاہ" in preview.text
    assert demo.ledger.recorder.head()[0] == head
    receipt = client.post(ENTER, data={**typed, "step": "record"}, follow_redirects=True)
    assert receipt.status_code == 200
    assert demo.ledger.recorder.head()[0] == head + 4
    desk = Desk(demo)
    assert (desk.words("Understudy"), desk.words("Understudy", "announced")) == ("nominated", "-")
    assert "Understudy" in client.get("/desk/meridian/12/").text
    assert "Understudy" not in client.get("/meridian/12/").text
    again = client.post(ENTER, data={**typed, "step": "record"}, follow_redirects=True)
    assert again.status_code == 200
    assert demo.ledger.recorder.head()[0] == head + 4


def test_known_record_that_is_chosen_is_the_same_party(visit: Visit, demo: Services) -> None:
    client, desk = visit("organiser"), Desk(demo)
    party = desk.found("Static")[0][1]["credits"][0]["party"]
    typed = fresh(client, title="Understudy", name1="Bilal Lal", name1_is=party)
    assert client.post(ENTER, data={**typed, "step": "record"}).status_code == 303
    assert desk.found("Understudy")[0][1]["credits"][0]["party"] == party


def test_empty_place_is_filled_once(visit: Visit, demo: Services) -> None:
    client, desk = visit("organiser"), Desk(demo)
    fell = desk.act("withdraw", "Static")
    usual = {"fills": fell, "effective": "21 October 2026"}
    early = client.post(ENTER, data={**fresh(client, title="Understudy", fills=fell), "step": "record"})
    page = page_of(early.text)
    assert (early.status_code, page.elements["f-effective"][1].get("aria-invalid")) == (422, "true")
    first, second = (fresh(client, title=title, **usual) for title in ("Understudy", "Latecomer"))
    assert "Whoever takes an empty place is a replacement" in client.get(ENTER).text
    assert client.post(ENTER, data={**first, "step": "record"}).status_code == 303
    answer = client.post(ENTER, data={**second, "step": "record"})
    assert answer.status_code == 422
    assert "That place is not empty any more" in answer.text
    story = client.get(f"/desk/nominations/{desk.stream('Understudy')}/").text
    assert "It took the place of" in story


def test_bad_answers_are_told_at_their_fields_and_nothing_is_written(visit: Visit, demo: Services) -> None:
    client = visit("organiser")
    head = demo.ledger.recorder.head()
    for typed, sentence in (
        ({}, "This names no work"),
        ({"title": "Understudy", "category": ""}, "This is needed."),
        ({"title": "Understudy", "role3": "writer"}, "Here stands what somebody did, but no name."),
        ({"title": "Understudy", "effective": "next moon"}, "next moon"),
        ({"title": "Understudy", "listing": "recorded"}, "Say why it was not announced"),
    ):
        answer = client.post(ENTER, data={**fresh(client, **typed), "step": "record"})
        assert answer.status_code == 422
        assert sentence in answer.text
    assert demo.ledger.recorder.head() == head


def test_auditor_does_not_enter(visit: Visit) -> None:
    assert visit("auditor").get(ENTER).status_code == 403
