"""A party asks by its link, without account: about its own announced nominations, and reads what became of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ledger.application.asking_by_link import Comes, ask_by_link
from ledger.application.requests import request_seen
from ledger.bootstrap import Services
from ledger.domain.access import LEDGER
from tests.application.test_requests import entered
from tests.support.accounts import Clock
from tests.support.acts import Desk
from tests.support.four_eyes import two_organisers
from tests.support.party_links import come, link_for, made_on_the_desk, meridian_of
from tests.support.records import known
from tests.support.requests import ask, decide, send
from tests.support.services import follow
from tests.web.conftest import Visit
from tests.web.reading import form_of
from web.links.asking import FREE
from web.links.making import ASK, OWN_PAGE
from web.links.opening import Links


@pytest.fixture
def bilal(demo: Services) -> UUID:
    return known(demo, "Bilal Lal")


@pytest.fixture
def client(app: Flask, links: Links, demo: Services, bilal: UUID) -> FlaskClient:
    """A browser that came by a link to ask."""
    return come(app.test_client(), link_for(links, bilal, show=meridian_of(demo.ledger), purpose=ASK))


def sent(client: FlaskClient, **typed: Any) -> Any:
    return client.post("/party/ask", data={**form_of(client.get("/party/ask").text), **typed})


def own(client: FlaskClient) -> list[dict[str, Any]]:
    view: Any = client.get("/party.json").json
    found: list[dict[str, Any]] = view["requests"]
    return found


def static(demo: Services) -> str:
    return str(Desk(demo).stream("Static"))


def test_party_asks_and_the_ledger_records_it_for_the_party(client: FlaskClient, demo: Services, bilal: UUID) -> None:
    head = demo.ledger.recorder.head()
    page = client.get("/party/ask")
    assert page.status_code == 200
    assert demo.ledger.recorder.head() == head
    answer = sent(client, nominations=[static(demo)], wish="withdraw", words="MARKER of my own")
    assert (answer.status_code, answer.location) == (303, "/party#asked")
    (told,) = own(client)
    assert told["points"] == [{"wish": "withdraw it", "about": "Static", "outcome": "received, not decided yet"}]
    made = request_seen(demo.ledger, UUID(told["id"])).request.made
    assert (made.by.actor, made.by.role, made.by.via, made.through) == (LEDGER, "ledger", "link", "link")
    assert [(one.party, one.capacity) for one in made.askers] == [(bilal, "nominee")]
    assert made.received is not None
    assert made.received.is_exact
    assert Desk(demo).words("Static") == "nominated"
    assert "MARKER" not in client.get("/party").text
    assert told["id"] in client.get("/party").text


def test_answer_stands_on_its_own_page_once_it_is_decided(client: FlaskClient, demo: Services) -> None:
    sent(client, nominations=[static(demo)], wish="withdraw")
    decide(Desk(demo), UUID(own(client)[0]["id"]), "1:refused", decided="")
    assert own(client)[0]["points"][0]["outcome"] == "refused"


def test_own_name_is_a_target_of_its_own_and_who_asks_for_somebody_says_who(
    client: FlaskClient, demo: Services
) -> None:
    typed = {"nominations": [static(demo)], "wish": "take_name_off", "capacity": "agent"}
    refused = sent(client, **typed)
    assert refused.status_code == 422
    assert own(client) == []
    assert sent(client, **typed, name="MARKER Agent").status_code == 303
    made = request_seen(demo.ledger, UUID(own(client)[0]["id"])).request.made
    assert [(one.kind, one.credit is not None) for one in made.targets] == [("credit", True)]
    assert [(one.words.text if one.words else None, one.confirmed) for one in made.askers] == [
        ("MARKER Agent", "not_known")
    ]


def test_only_own_announced_nominations_can_be_asked_about(client: FlaskClient, demo: Services) -> None:
    head = demo.ledger.recorder.head()
    desk = Desk(demo)
    others = [str(desk.stream("Saltwater Psalm")), str(uuid4())]
    texts = set()
    for other in others:
        answer = sent(client, nominations=[other], wish="withdraw")
        assert answer.status_code == 422
        texts.add("Choose at least one of your own nominations" in answer.text)
    assert texts == {True}
    assert sent(client, nominations=[], wish="withdraw").status_code == 422
    assert sent(client, nominations=[static(demo)], wish="disqualify").status_code == 422
    assert demo.ledger.recorder.head() == head


def test_form_sent_twice_is_one_request_and_many_are_held_off(client: FlaskClient, demo: Services) -> None:
    form = {**form_of(client.get("/party/ask").text), "nominations": [static(demo)], "wish": "not_attend"}
    assert {client.post("/party/ask", data=form).status_code for _ in range(2)} == {303}
    assert len(own(client)) == 1
    answers = [sent(client, nominations=[static(demo)], wish="not_attend").status_code for _ in range(FREE)]
    assert answers == [*[303] * (FREE - 1), 429]
    assert len(own(client)) == FREE


def test_what_is_recorded_in_the_same_moment_does_not_hold_up_what_a_party_asks(demo: Services, bilal: UUID) -> None:
    desk, stream, counted = Desk(demo), UUID(static(demo)), list[str]()

    def meanwhile() -> None:
        counted.append(desk.act("correct", "Static", works_text="Static, restored"))

    form = {"command": str(uuid4()), "nominations": [str(stream)], "wish": "withdraw"}
    receipt = ask_by_link(demo.ledger, Comes(bilal, frozenset([bilal]), [stream]), form, meanwhile)
    assert request_seen(demo.ledger, UUID(receipt.acts[0].partition("@")[0])).nominations == (stream,)
    assert len(counted) == 1


def test_link_to_read_does_not_ask_and_no_link_reads_nothing(
    app: Flask, links: Links, demo: Services, bilal: UUID
) -> None:
    reader = come(app.test_client(), link_for(links, bilal, show=meridian_of(demo.ledger), purpose=OWN_PAGE))
    assert reader.get("/party").status_code == 200
    assert "/party/ask" not in reader.get("/party").text
    for client in (reader, app.test_client()):
        assert client.get("/party/ask").status_code == 404
        assert client.get("/party/ask.json").status_code == 404


def test_visit_ends_with_its_link_and_then_nothing_is_recorded(
    client: FlaskClient, demo: Services, clock: Clock
) -> None:
    form = {**form_of(client.get("/party/ask").text), "nominations": [static(demo)], "wish": "withdraw"}
    head = demo.ledger.recorder.head()
    clock.now += 3 * 60 * 60 * 1_000_000
    assert client.post("/party/ask", data=form).status_code == 404
    assert demo.ledger.recorder.head() == head


def test_form_without_its_token_is_refused(client: FlaskClient, demo: Services) -> None:
    head = demo.ledger.recorder.head()
    answer = client.post(
        "/party/ask", data={"nominations": [static(demo)], "wish": "withdraw", "command": str(uuid4())}
    )
    assert answer.status_code == 400
    assert demo.ledger.recorder.head() == head


def test_of_what_is_not_announced_the_own_page_tells_the_wish_alone_and_no_outcome(
    client: FlaskClient, demo: Services, bilal: UUID
) -> None:
    desk = Desk(demo)
    unheard = entered(desk)
    follow(demo)
    asked = ask(desk, unheard, wishes=["decline"], asker1=str(bilal), asker_words1="", received="26 September 2026")
    told = own(client)
    assert [one["points"] for one in told] == [
        [{"wish": "decline the nomination", "about": None, "outcome": "received, not decided yet"}]
    ]
    decide(desk, asked, "1:granted", decided="28 September 2026", effective="before the list was announced")
    assert own(client) == told
    assert unheard not in client.get("/party").text


def test_what_the_organiser_asked_and_was_answered_stands_there_too(
    client: FlaskClient, demo: Services, bilal: UUID
) -> None:
    desk = Desk(demo)
    asked = ask(desk, "Static", direction="of_party", asker1=str(bilal), asker_words1="")
    send(desk, "answer", asked, outcome="agreed", effective="20 October 2026")
    (told,) = own(client)
    assert (told["direction"], told["points"][0]["outcome"]) == ("of_party", "agreed")
    struck = ask(desk, "Static", asker1=str(bilal), asker_words1="")
    send(desk, "strike", struck)
    assert len(own(client)) == 1


def test_four_eyes_hold_up_nothing_that_a_party_asks(client: FlaskClient, demo: Services) -> None:
    two_organisers(demo)
    assert sent(client, nominations=[static(demo)], wish="withdraw").status_code == 303
    assert len(own(client)) == 1


def test_link_to_ask_is_made_on_the_desk(app: Flask, visit: Visit, demo: Services, bilal: UUID) -> None:
    token = made_on_the_desk(visit("organiser"), bilal, purpose=ASK)
    assert come(app.test_client(), token).get("/party/ask").status_code == 200
    page = visit("organiser").get(f"/desk/parties/{bilal}/links").text
    assert "to ask something about their nominations" in page
