"""Documents behind requests, statements and decisions: cited in their forms, shown on their pages, and what cites them on theirs."""

from __future__ import annotations

import re
from typing import Any

from flask.testing import FlaskClient

from ledger.bootstrap import Services
from tests.support.acts import Desk
from tests.support.services import follow
from tests.web.conftest import Visit
from tests.web.filing import filed
from tests.web.reading import form_of

REQUESTS, STATEMENTS, RULINGS = (f"/desk/meridian/12/{one}" for one in ("requests", "statements", "rulings"))
TITLE = "Letter of O’Brien"


def record(client: FlaskClient, path: str, **typed: Any) -> None:
    """Send a form as it comes up, with what is typed."""
    answer = client.post(path, data={**form_of(client.get(path).text), **typed, "step": "record"})
    assert answer.status_code == 303, re.findall(r'class="(?:refusal|field-problem)".*', answer.text)


def newest(client: FlaskClient, path: str, name: str) -> str:
    """The address of the newest request, statement or decision of the edition."""
    view: Any = client.get(f"{path}.json").json
    return f"/desk/{path.rpartition('/')[2]}/{view[name][0]['id']}/"


def cited(client: FlaskClient, document: str) -> list[tuple[str, str]]:
    """What a document's page says rests on it: the topic, and where it leads."""
    view: Any = client.get(f"{document[:-1]}.json").json
    return [(one["topic"], one["href"]) for one in view["cited_by"]]


def test_what_a_document_asks_is_recorded_from_its_page_with_what_it_says_filled_in(
    visit: Visit, demo: Services
) -> None:
    client, desk = visit("organiser"), Desk(demo)
    document = filed(client)
    id_ = document.split("/")[3]
    page = client.get(document).text
    assert f"{REQUESTS}/new?document={id_}" in page
    form = form_of(client.get(f"{REQUESTS}/new?document={id_}").text)
    assert (form["asker_words1"], form["instrument"]) == ("Omar O’Brien", id_)
    assert (form["sent"], form["received"]) == ("2026-10-01", "2026-10-02")
    static = str(desk.stream("Static"))
    record(client, f"{REQUESTS}/new?document={id_}", nominations=[static], wishes=["withdraw"])
    follow(demo)
    asked = newest(client, REQUESTS, "waiting")
    assert cited(client, document) == [("request.made", asked)]
    told = client.get(asked).text
    assert (TITLE in told, document in told) == (True, True)


def test_decisions_answers_and_statements_cite_documents_and_their_pages_lead_there(
    visit: Visit, demo: Services
) -> None:
    client, desk = visit("organiser"), Desk(demo)
    document = filed(client, kind="minutes")
    id_ = document.split("/")[3]
    static = str(desk.stream("Static"))
    record(client, f"{REQUESTS}/new", nominations=[static], wishes=["withdraw"], asker_words1="Somebody")
    asked = newest(client, REQUESTS, "waiting")
    record(client, f"{asked}decide", outcome_1="refused", decided="", body="committee", instrument=id_)
    record(client, f"{STATEMENTS}/new", words="The jury", instrument=id_)
    psalm = str(desk.stream("Saltwater Psalm"))
    record(client, f"{RULINGS}/new", nominations=[psalm], consequence="review", body="committee", instrument=id_)
    follow(demo)
    said: Any = client.get(f"{REQUESTS}.json").json
    statement = f"/desk/statements/{said['statements'][0]['id']}/"
    own, by_request = (f"/desk/rulings/{one['id']}/" for one in client.get(f"{RULINGS}.json").json["rulings"])  # type: ignore[index]
    topics = {topic for topic, _href in cited(client, document)}
    assert {"request.decided", "statement.made", "ruling.made", "nomination.reviewed"} == topics
    for page in (asked, statement, own, by_request):
        assert document in client.get(page).text, page
    # A decision on a request leads to what it decided on.
    assert asked in client.get(by_request).text


def test_document_is_told_to_those_alone_who_read_it_and_that_is_recorded(visit: Visit, demo: Services) -> None:
    client, tabulator = visit("organiser"), visit("tabulator")
    id_ = filed(client).split("/")[3]
    record(
        client, f"{REQUESTS}/new?document={id_}", nominations=[str(Desk(demo).stream("Static"))], wishes=["withdraw"]
    )
    follow(demo)
    asked = newest(client, REQUESTS, "waiting")
    page = tabulator.get(asked).text
    assert (TITLE in page, id_ in page) == (False, False)


def test_document_of_another_edition_is_refused(visit: Visit, demo: Services) -> None:
    client = visit("organiser")
    typed = {"nominations": [str(Desk(demo).stream("Static"))], "wishes": ["withdraw"], "asker_words1": "Somebody"}
    typed |= {"instrument": "00000000-0000-4000-8000-0000000000ff"}
    answer = client.post(
        f"{REQUESTS}/new", data={**form_of(client.get(f"{REQUESTS}/new").text), **typed, "step": "record"}
    )
    assert answer.status_code == 422
    assert "of this edition" in answer.text
