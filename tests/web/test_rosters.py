"""The roster of a show on the desk: read, granted, ended; who is not on it reads nothing of the show."""

from __future__ import annotations

from uuid import UUID

import pytest
from flask.testing import FlaskClient

from ledger.application.roles import MAY
from ledger.application.roster import roster_in
from ledger.bootstrap import Services
from ledger.demo.people import PEOPLE
from tests.web.conftest import Visit
from tests.web.reading import form_of

_ORGANISER, DEPUTY, AUDITOR, _ADMINISTRATOR = PEOPLE


def on_roster(demo: Services, person: UUID) -> tuple[str, ...]:
    """The roles of a person on Meridian's."""
    show = demo.ledger.holder("show_address", "meridian")
    assert show is not None
    return roster_in(demo.ledger.story(show)).roles_of(person)


def record(client: FlaskClient, path: str, **typed: str) -> int:
    """Fill a form in, and record it; the answer's status. What it leads on to can be read by whoever sent it."""
    form = form_of(client.get(path).text)
    answer = client.post(path, data={**form, **typed, "step": "record"})
    if answer.status_code == 303:
        assert client.get(answer.location).status_code == 200
    return answer.status_code


def end_role(client: FlaskClient, name: str) -> int:
    """End the role of a person through the link at their row."""
    listed = client.get("/desk/meridian/roster.json").json
    assert listed is not None
    grant = next(str(one["grant"]) for one in listed["people"] if name in one["name"])
    return record(client, f"/desk/meridian/roster/end?grant={grant}")


def test_roster_tells_who_is_on_it_since_when_and_by_whom(visit: Visit) -> None:
    told = visit("organiser").get("/desk/meridian/roster.json").json
    assert told is not None
    assert [(one["name"].strip("\u2068\u2069"), one["role"]["label"], one["by"]) for one in told["people"]] == [
        ("Hina Mirza", "Organiser", "Hina Mirza"),
        ("Omar O’Brien", "Deputy", "Sana Qureshi"),
        ("Rehan Siddiqui", "Auditor", "Sana Qureshi"),
    ]


def test_administrator_grants_a_role_that_holds_at_once(visit: Visit, demo: Services) -> None:
    client = visit("administrator")
    page = client.get("/desk/rosters").text
    assert '<a href="/desk/meridian/roster"' in page
    assert end_role(client, AUDITOR.name) == 303
    # What somebody is, their account says: a form that says otherwise is not asked.
    typed = {"person": str(AUDITOR.id), "role": "deputy"}
    form = form_of(client.get("/desk/meridian/roster/grant").text)
    preview = client.post("/desk/meridian/roster/grant", data={**form, **typed, "step": "preview"}).text
    assert "is on the roster of the show from now on: Auditor." in preview
    assert on_roster(demo, AUDITOR.id) == ()
    assert record(client, "/desk/meridian/roster/grant", **typed) == 303
    assert on_roster(demo, AUDITOR.id) == ("auditor",)


@pytest.mark.parametrize(
    "path",
    ["/desk/meridian/", "/desk/meridian/12/", "/desk/meridian/12/settings", "/desk/meridian/12/announcements",
     "/desk/meridian/roster", "/desk/meridian/12/several/withdraw", "/desk/meridian.json"],
)  # fmt: skip
def test_page_of_a_show_is_closed_to_whoever_has_left_its_roster(visit: Visit, path: str) -> None:
    deputy, organiser = visit("deputy"), visit("organiser")
    assert deputy.get(path).status_code == 200
    assert end_role(organiser, DEPUTY.name) == 303
    refused = deputy.get(path)
    assert refused.status_code == 404
    assert "no show of yours" in refused.text
    assert deputy.get("/desk/causeway/" if "causeway" in path else "/desk/").status_code == 200
    assert organiser.get(path).status_code == 200


def test_form_of_somebody_whose_role_ended_meanwhile_records_nothing(visit: Visit, demo: Services) -> None:
    deputy, path = visit("deputy"), "/desk/meridian/12/enter"
    form = form_of(deputy.get(path).text)
    assert end_role(visit("organiser"), DEPUTY.name) == 303
    head = demo.ledger.recorder.head()
    assert deputy.post(path, data={**form, "title": "Too Late", "step": "record"}).status_code == 404
    assert demo.ledger.recorder.head() == head


def test_administrator_reads_nothing_of_what_is_not_announced(visit: Visit) -> None:
    client = visit("administrator")
    closed = ("/desk/", "/desk/meridian/", "/desk/meridian/12/", "/audit/", "/desk/search?q=static", "/desk/parties/")
    assert [client.get(path).status_code for path in closed] == [403] * len(closed)
    page = client.get("/desk/meridian/roster").text
    assert "/audit/" not in page
    assert 'href="/desk/"' not in page


def test_deputy_and_auditor_read_the_roster_and_change_nothing(visit: Visit) -> None:
    for who in ("deputy", "auditor"):
        client = visit(who)
        assert client.get("/desk/meridian/roster").status_code == 200
        assert "/roster/grant" not in client.get("/desk/meridian/roster").text
        assert client.get("/desk/meridian/roster/grant").status_code == 403
        assert client.get("/desk/meridian/roster/end").status_code == 403
        assert client.get("/desk/rosters").status_code == 403


def test_public_reads_no_roster(visit: Visit) -> None:
    for path in ("/desk/meridian/roster", "/desk/rosters", "/desk/roles", "/desk/nowhere/roster"):
        assert visit("public").get(path).status_code == 403, path


def test_page_of_roles_is_the_table_that_is_asked(visit: Visit) -> None:
    told = visit("auditor").get("/desk/roles.json").json
    assert told is not None
    assert {one["key"]: frozenset(one["may"]) for one in told["roles"]} == {
        role: may for role, may in MAY.items() if role != "operator"
    }
    assert {one["key"] for one in told["powers"]} == frozenset().union(*MAY.values())


def test_person_who_is_none_of_ours_is_refused_at_the_field(visit: Visit, demo: Services) -> None:
    client = visit("administrator")
    path = "/desk/meridian/roster/grant"
    form = form_of(client.get(path).text)
    head = demo.ledger.recorder.head()
    for typed in ({}, {"person": str(UUID(int=5))}, {"person": str(DEPUTY.id)}):
        answer = client.post(path, data={**form, **typed, "step": "record"})
        assert answer.status_code == 422
    assert demo.ledger.recorder.head() == head
