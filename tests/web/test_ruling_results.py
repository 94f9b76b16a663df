"""A decision on a result is for those who know results: no document, proposal or form leads anybody else to it."""

from __future__ import annotations

from ledger.bootstrap import Services
from tests.support.acts import Desk
from tests.support.documents import file_document
from tests.support.four_eyes import two_organisers
from tests.support.requests import edition_of
from tests.support.rulings import decide, target
from tests.support.services import by
from tests.web.conftest import Visit
from tests.web.test_ruling_pages import FORM, filled


def test_document_of_a_decision_on_a_result_does_not_lead_to_it(visit: Visit, demo: Services) -> None:
    desk = Desk(demo)
    document = file_document(demo.ledger, by(), edition_of(desk))
    desk.act("choose", "Static")
    decide(desk, target(desk, "Static", "revoke-award"), instrument=str(document))
    address = f"/desk/documents/{document}.json"
    told = {who: visit(who).get(address).json or {} for who in ("deputy", "auditor")}
    assert {who: (len(one["cited_by"]), one["cited_in_all"]) for who, one in told.items()} == {
        "deputy": (0, 0),
        "auditor": (3, 3),
    }


def test_proposed_decision_on_a_result_is_not_for_deputies(visit: Visit, demo: Services) -> None:
    desk, client, deputy = Desk(demo), visit("organiser"), visit("deputy")
    desk.act("choose", "Static")
    two_organisers(demo)
    proposals = {}
    for verb, title in (("revoke-award", "Static"), ("review", "Half the Sky")):
        typed = {**filled(client, demo), "nominations": [str(desk.stream(title))], "consequence": verb}
        typed.pop(f"verb-{desk.stream('Static')}")
        answer = client.post(FORM, data={**typed, "reason": "not_given", "step": "propose"})
        assert answer.status_code == 303, answer.text
        proposals[verb] = answer.location
    assert {verb: deputy.get(one).status_code for verb, one in proposals.items()} == {
        "revoke-award": 404,
        "review": 200,
    }
    again = deputy.get(f"{FORM}?proposal={proposals['revoke-award'].rsplit('/', 1)[1]}").text
    assert "As the minutes say." not in again
    assert len((deputy.get("/desk/meridian/proposals.json").json or {})["waiting"]) == 1
    assert [one["n"] for one in (deputy.get("/desk.json").json or {})["proposals"]] == [1]
