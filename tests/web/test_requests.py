"""Requests on the desk: the inbox, recording, deciding, and what each role reads of them."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from ledger.bootstrap import Services
from ledger.domain.asked import NOTES
from ledger.domain.nomination import Withdrawn
from tests.application.test_requests_refused import close
from tests.support.acts import Desk
from tests.support.requests import ask, credit_of, decide, outcomes, party_of
from tests.support.services import follow
from tests.web.conftest import Visit
from tests.web.reading import form_of
from tests.web.test_audiences import tabulator

__all__ = ["tabulator"]

HERE = "/desk/meridian/12/requests"


@pytest.fixture
def desk(demo: Services) -> Desk:
    return Desk(demo)


def json_of(client: FlaskClient, path: str) -> dict[str, Any]:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    view: Any = answer.json
    assert isinstance(view, dict)
    return view


def sent(client: FlaskClient, path: str, **typed: Any) -> Any:
    """Fill in a form as it comes up, and record."""
    form = form_of(client.get(path).text)
    return client.post(path, data={**form, "step": "record", **typed})


def test_request_is_recorded_by_form_and_stands_in_the_inbox(desk: Desk, visit: Visit) -> None:
    client = visit("organiser")
    party = party_of(desk, "Static", "Bilal Lal")
    answer = sent(
        client,
        f"{HERE}/new",
        asker1="Bilal Lal",
        asker1_id=str(party),
        nominations=[str(desk.stream("Static"))],
        wishes=["withdraw", "not_voted"],
        received="19 October 2026",
        words="Please leave us out.",
    )
    assert answer.status_code == 303, answer.text
    view = json_of(client, f"{HERE}.json")
    (row,) = view["waiting"]
    assert (row["title"], row["who"], [one["name"] for one in row["about"]]) == (
        "withdraw it; not be voted for", ["Bilal Lal"], ["Static"],
    )  # fmt: skip
    assert row["state"]["word"] == "open"
    assert row["waits"].startswith("waits ")
    one = json_of(client, f"/desk/requests/{row['id']}.json")
    assert [(point["wish"], point["outcome"]["label"], point["words"]) for point in one["targets"]] == [
        ("withdraw it", "open", "Please leave us out."),
        ("not be voted for", "open", "Please leave us out."),
    ]
    assert [step["lane"] for step in one["steps"]] == ["asked"]
    page = client.get("/desk/").text
    assert "1 request waits" in page
    story = json_of(client, f"/desk/nominations/{desk.stream('Static')}.json")
    assert {(about["wish"], about["outcome"]) for about in story["asked"]} == {
        ("withdraw it", "open"), ("not be voted for", "open"),
    }  # fmt: skip


def test_request_is_decided_point_by_point_by_form(desk: Desk, visit: Visit) -> None:
    asked = ask(desk, "Static", "Saltwater Psalm")
    client = visit("organiser")
    path = f"/desk/requests/{asked}/decide"
    page = client.get(path).text
    assert "Granted also records: Withdraw." in page
    preview = client.post(path, data={**form_of(page), "step": "preview", "outcome_1": "granted", "body": "committee"})
    assert "withdrawn" in preview.text
    assert outcomes(desk, asked) == ["open", "open"]
    answer = sent(client, path, outcome_1="granted", outcome_2="", body="committee")
    assert answer.status_code == 303, answer.text
    assert outcomes(desk, asked) == ["granted", "open"]
    assert desk.words("Static") == "withdrawn"
    view = json_of(client, f"/desk/requests/{asked}.json")
    assert sorted(step["lane"] for step in view["steps"]) == ["asked", "decided", "effect"]
    assert view["state"] == {"word": "several", "label": "granted · open"}


def test_form_refused_keeps_what_was_typed_and_says_what_would_be_right(desk: Desk, visit: Visit) -> None:
    client = visit("organiser")
    head = desk.ledger.recorder.head()
    answer = sent(client, f"{HERE}/new", asker_words1="Somebody", received="19 October 2026")
    assert answer.status_code == 422
    assert "Choose at least one thing that is asked for." in answer.text
    assert form_of(answer.text)["asker_words1"] == "Somebody"
    answer = sent(client, f"{HERE}/new", asker1="Nobody Known", wishes=["withdraw"])
    assert answer.status_code == 422
    answer = sent(client, f"/desk/requests/{ask(desk, 'Static')}/decide")
    assert "Say for at least one point what becomes of it" in answer.text
    assert desk.ledger.recorder.head()[0] > head[0]


def test_names_and_whole_categories_are_chosen_without_javascript(desk: Desk, visit: Visit) -> None:
    client = visit("organiser")
    static = desk.ledger.story(desk.stream("Static"))[0][1]
    answer = sent(
        client,
        f"{HERE}/new",
        asker_words1="All of them",
        nominations_whole=[str(static.category)],  # type: ignore[attr-defined]
        wishes=["not_attend"],
        credits=[credit_of(desk, "Paper Lanterns", "Hina Baig")],
        credit_wish="take_name_off",
    )
    assert answer.status_code == 303, answer.text
    follow(desk.demo)
    (row,) = json_of(client, f"{HERE}.json")["waiting"]
    assert (len(row["about"]), row["more"]) == (3, 2)


def test_other_forms_of_a_request(desk: Desk, visit: Visit) -> None:
    client = visit("organiser")
    asked = ask(desk, "Static", "Saltwater Psalm")
    assert sent(client, f"/desk/requests/{asked}/retract", targets=["2"]).status_code == 303
    assert outcomes(desk, asked) == ["open", "retracted"]
    assert sent(client, f"/desk/requests/{asked}/strike").status_code == 303
    view = json_of(client, f"/desk/requests/{asked}.json")
    assert (view["state"]["word"], view["doings"]) == ("struck", [])
    of_party = ask(desk, "Static", direction="of_party")
    assert sent(client, f"/desk/requests/{of_party}/answer", outcome="agreed").status_code == 303
    assert outcomes(desk, of_party) == ["agreed"]
    assert client.get(f"/desk/requests/{asked}/new").status_code == 404
    assert client.get(f"/desk/requests/{desk.stream('Static')}/").status_code == 404


@pytest.mark.parametrize("role", ["organiser", "deputy", "auditor"])
def test_who_asks_is_read_by_whoever_may_read_private_things(desk: Desk, visit: Visit, role: str) -> None:
    asked = ask(desk, "Static", asker_words1="MARKER who asks", words="MARKER words")
    assert "MARKER who asks" in visit(role).get(HERE).text
    page = visit(role).get(f"/desk/requests/{asked}/").text
    assert "MARKER who asks" in page
    assert "MARKER words" in page
    read = desk.demo.access.rows(0, 100_000)[-1]
    assert "private_reasons" in read.kinds
    assert f"asked:{asked}" in read.entry.decode()


def test_who_only_counts_votes_does_not_read_who_asks(desk: Desk, tabulator: FlaskClient) -> None:
    asked = ask(desk, "Static", asker_words1="MARKER who asks", words="MARKER words", source_note="MARKER source")
    for path in (HERE, f"/desk/requests/{asked}/"):
        for address in (path, path.rstrip("/") + ".json"):
            page = tabulator.get(address)
            assert page.status_code == 200
            assert "MARKER" not in page.text
            assert "withdraw it" in page.text


def test_edition_closed_makes_what_is_open_never_answered(desk: Desk, visit: Visit) -> None:
    asked = ask(desk, "Static")
    close(desk)
    client = visit("organiser")
    view = json_of(client, f"{HERE}.json")
    assert (view["closed"], view["waiting"][0]["state"]["word"], view["waiting"][0]["waits"]) == (
        True, "never_answered", "",
    )  # fmt: skip
    assert json_of(client, f"/desk/requests/{asked}.json")["state"]["label"] == "never answered"
    assert "request waits" not in client.get("/desk/").text
    decide(desk, asked, "1:refused", decided="26 November 2026")
    assert json_of(client, f"/desk/requests/{asked}.json")["state"]["label"] == "refused"


def test_statement_is_kept_read_and_struck(desk: Desk, visit: Visit) -> None:
    client = visit("organiser")
    answer = sent(
        client,
        "/desk/meridian/12/statements/new",
        words="A sponsor",
        channel="press",
        effective="20 October 2026",
        nominations=[str(desk.stream("Static"))],
    )
    assert answer.status_code == 303, answer.text
    (row,) = json_of(client, f"{HERE}.json")["statements"]
    assert (row["who"], [one["name"] for one in row["about"]], row["struck"]) == ("A sponsor", ["Static"], False)
    view = json_of(client, f"/desk/statements/{row['id']}.json")
    assert (view["who"], view["channel"]) == ("A sponsor", "in the press")
    assert desk.words("Static") == "nominated"
    assert sent(client, "/desk/meridian/12/statements/new", channel="press").status_code == 422
    assert sent(client, f"/desk/statements/{row['id']}/strike").status_code == 303
    assert json_of(client, f"{HERE}.json")["statements"][0]["struck"] is True
    assert sent(client, f"/desk/statements/{row['id']}/strike").status_code == 422


def test_note_can_be_chosen_for_an_announcement_and_is_in_none_by_itself(desk: Desk, visit: Visit) -> None:
    client = visit("organiser")
    ask(desk, "Static", wishes=["not_voted"])
    note = desk.ledger.story(desk.stream("Static"))[-1][1].act_name
    path = "/desk/meridian/12/announce"
    page = client.get(path)
    assert note in page.text
    assert note not in client.get("/desk/meridian/12/").text
    public = client.get("/meridian/12/").text
    assert "Asks not to be voted for" not in public
    preview = client.post(path, data={**form_of(page.text), "acts_whole": "all", "step": "preview"})
    assert "Asks not to be voted for" not in preview.text
    answer = sent(client, path, acts=[note])
    assert answer.status_code == 303, answer.text
    assert "Asks not to be voted for" in client.get("/meridian/12/").text


@pytest.mark.parametrize(
    "direction, heading, people",
    [
        ("of_organiser", "A party asks the organiser: withdraw it", "Who asks"),
        ("of_party", "The organiser asks a party: withdraw it", "Who is asked"),
    ],
)
def test_page_says_who_asks_whom(desk: Desk, visit: Visit, direction: str, heading: str, people: str) -> None:
    asked = ask(desk, "Static", direction=direction)
    page = visit("organiser").get(f"/desk/requests/{asked}/").text
    assert f"<h1>{heading}</h1>" in page
    assert f"<h2>{people}</h2>" in page
    # Whether somebody may ask for another is a question of whoever asks.
    assert ("Confirmed that they may" in page) == (direction == "of_organiser")


def test_page_of_a_request_calls_its_doings_as_they_are_done(desk: Desk, visit: Visit) -> None:
    doings = json_of(visit("organiser"), f"/desk/requests/{ask(desk, 'Static')}.json")["doings"]
    assert [one["label"] for one in doings] == ["Decide", "They take it back", "Entered in error"]
    doings = json_of(visit("organiser"), f"/desk/requests/{ask(desk, 'Static', direction='of_party')}.json")["doings"]
    assert [one["label"] for one in doings] == ["Record the answer", "Take it back", "Entered in error"]


def test_page_leads_to_announcing_what_was_asked_until_that_was_announced(desk: Desk, visit: Visit) -> None:
    asked, client = ask(desk, "Static"), visit("organiser")
    ask(desk, "Paper Lanterns")
    decide(desk, asked, "1:too_late")
    path = f"/desk/requests/{asked}"
    stream = desk.stream("Static")
    notes = [one.act_name for _position, one in desk.ledger.story(stream) if isinstance(one, NOTES)]
    assert len(notes) == 2
    assert json_of(client, f"{path}.json")["notes"] == notes
    link = f"/desk/meridian/12/announce?act={notes[0]}&amp;act={notes[1]}"
    assert f'href="{link}"' in client.get(f"{path}/").text
    form = form_of(client.get(link.replace("&amp;", "&")).text)
    assert form["acts"] == notes
    assert json_of(visit("deputy"), f"{path}.json")["notes"] == []
    assert sent(client, link.replace("&amp;", "&")).status_code == 303
    assert json_of(client, f"{path}.json")["notes"] == []


def test_receipt_offers_to_announce_only_what_is_announced(desk: Desk, visit: Visit) -> None:
    client, static = visit("organiser"), f"/desk/nominations/{desk.stream('Static')}"
    never = [
        sent(client, f"{HERE}/new", nominations=[str(desk.stream("Static"))], wishes=["withdraw"], asker_words1="One"),
        sent(client, "/desk/meridian/12/statements/new", words="One", channel="press"),
        sent(client, f"{static}/add-report", act="1", report_who="A paper", says="so", sure="reported"),
    ]
    for answer in never:
        page = client.get(answer.location).text
        assert "No public list changes by this." in page
        assert "/announce?" not in page
    assert f'href="{HERE}"' in client.get(never[0].location).text
    asked = str(json_of(client, f"{HERE}.json")["waiting"][0]["id"])
    granted = sent(client, f"/desk/requests/{asked}/decide", outcome_1="granted", decided="20 October 2026")
    page = client.get(granted.location).text
    (withdrawn,) = [
        one.act_name for _position, one in desk.ledger.story(desk.stream("Static")) if isinstance(one, Withdrawn)
    ]
    assert "The public list does not change until it is announced." in page
    # It was a decision of a body: that is announced with what it did.
    assert 'href="/desk/meridian/12/announce?act=' in page
    assert f'@1&amp;act={withdrawn}"' in page


def test_receipt_of_what_is_no_longer_shown_says_that_it_holds(desk: Desk, visit: Visit) -> None:
    client = visit("organiser")
    hidden = {"shown": "false", "part": "every_name", "shown_why": "court", "ordered_by": "A court"}
    answer = sent(client, f"/desk/nominations/{desk.stream('Static')}/showing", effective="20 October 2026", **hidden)
    page = client.get(answer.location).text
    assert "It is in the log, and holds from now on." in page
    assert "/announce?" not in page
