"""Four eyes on the desk: forms propose, another person confirms or returns on the proposal's page, and both stay legible."""

from __future__ import annotations

import re
from uuid import UUID

import pytest

from ledger.application.roster import roster_in
from ledger.bootstrap import Services
from ledger.checks.reconcile import reconcile
from ledger.demo.people import PEOPLE
from ledger.projections.shows import every_show
from tests.application.test_withdrawing import nomination
from tests.support.four_eyes import forms, proposed, second, two_organisers, withdrawing
from tests.support.rosters import another_show, meridian
from tests.web.conftest import Visit
from tests.web.proposing import PROPOSALS, SECRET, WITHDRAWAL, press, propose_on, switched, withdraw_path
from tests.web.reading import form_of


def test_deputy_proposes_and_organiser_confirms_on_the_page(visit: Visit, demo: Services) -> None:
    switched(visit)
    deputy, organiser, path = visit("deputy"), visit("organiser"), withdraw_path(demo)
    proposal = propose_on(deputy, path, **WITHDRAWAL)
    page = organiser.get(proposal).text
    assert "Static is withdrawn" in re.sub("[\u2068\u2069]|<[^>]+>", "", page)
    assert SECRET in page
    told = organiser.get(f"{proposal}.json").json
    assert told is not None
    assert (told["preview"]["before"], told["preview"]["after"]) == ("nominated", "withdrawn")
    assert [one["label"] for one in told["preview"]["counts"]] == ["On the list in this category", "In the edition"]
    assert told["may"] == {"confirm": True, "withdraw": False, "again": True, "read": True}
    answer = press(organiser, proposal, "confirm")
    assert answer.status_code == 303
    assert "/desk/receipts/" in answer.location
    receipt = organiser.get(answer.location).text
    assert "A second person confirms the proposal" in receipt
    assert nomination(demo, "Static")["place"]["word"] == "withdrawn"


def test_log_shows_who_proposed_and_who_confirmed(visit: Visit, demo: Services) -> None:
    switched(visit)
    proposal = propose_on(visit("deputy"), withdraw_path(demo), **WITHDRAWAL)
    press(visit("organiser"), proposal, "confirm")
    act = demo.ledger.story(UUID(nomination(demo, "Static")["id"]))[-1][1]
    told = visit("auditor").get(f"/audit/acts/{act.act_name}.json").json
    assert told is not None
    assert (told["who"]["name"], told["proposed"]["who"]["name"]) == ("Hina Mirza", "Omar O’Brien")
    assert told["proposed"]["act"] == f"{proposal.rpartition('/')[2]}@1"
    page = visit("auditor").get(f"/audit/acts/{act.act_name}").text
    assert "Proposed by" in page
    assert "Omar O’Brien" in page
    log = visit("auditor").get("/audit/").text
    assert "Proposed, for a second person: Withdraw." in log


def test_own_proposal_has_no_confirm_and_can_be_withdrawn(visit: Visit, demo: Services) -> None:
    switched(visit)
    client = visit("organiser")
    proposal = propose_on(client, withdraw_path(demo), **WITHDRAWAL)
    assert 'value="confirm"' not in client.get(proposal).text
    head = demo.ledger.recorder.head()
    assert press(client, proposal, "confirm").status_code == 403
    assert press(client, proposal, "return", reason="No").status_code == 403
    assert demo.ledger.recorder.head() == head
    assert press(client, proposal, "withdraw").status_code == 303
    assert "Whoever made the proposal withdraws it." in client.get(proposal).text


def test_returned_proposal_tells_its_author_why(visit: Visit, demo: Services) -> None:
    switched(visit)
    proposal = propose_on(visit("deputy"), withdraw_path(demo), **WITHDRAWAL)
    organiser = visit("organiser")
    empty = press(organiser, proposal, "return", reason=" ")
    assert empty.status_code == 422
    assert "This is needed." in empty.text
    late = {**form_of(organiser.get(proposal).text), "step": "confirm"}
    assert press(organiser, proposal, "return", reason="The letter names another film.").status_code == 303
    page = visit("deputy").get(proposal).text
    assert "The letter names another film." in page
    assert "Propose it anew" in page
    refused = organiser.post(proposal, data=late)
    assert refused.status_code == 422
    assert "confirmed, returned or withdrawn already" in refused.text


def test_page_says_what_changed_since_it_was_proposed(visit: Visit, demo: Services) -> None:
    switched(visit)
    first = propose_on(visit("deputy"), withdraw_path(demo), **WITHDRAWAL)
    other = propose_on(visit("deputy"), withdraw_path(demo), **WITHDRAWAL)
    organiser = visit("organiser")
    press(organiser, other, "confirm")
    told = organiser.get(f"{first}.json").json
    assert told is not None
    assert told["preview"] is None
    assert told["refusal"].startswith("What it rests on has changed since it was proposed.")
    assert [one.replace("\u2068", "").replace("\u2069", "").split(" is ")[0] for one in told["changed"]] == ["Static"]
    assert 'value="confirm"' not in organiser.get(first).text
    head = demo.ledger.recorder.head()
    assert press(organiser, first, "confirm").status_code == 409
    assert demo.ledger.recorder.head() == head


def test_announcement_shows_the_public_list_before_and_after(visit: Visit, demo: Services) -> None:
    two_organisers(demo)
    proposal = proposed(demo, forms(demo)["announce"], second())
    told = visit("organiser").get(f"{PROPOSALS}/{proposal}.json").json
    assert told is not None
    assert sorted(told["preview"]["before"]) == sorted(told["preview"]["after"])
    assert [one["sentence"] for one in told["preview"]["acts"]] != []
    page = visit("organiser").get(f"{PROPOSALS}/{proposal}").text
    assert "The public list before" in page


def test_first_page_tells_what_waits_for_a_second_person(visit: Visit, demo: Services) -> None:
    before = visit("organiser").get("/desk.json").json
    assert before is not None
    assert before["proposals"] == []
    switched(visit)
    proposal = propose_on(visit("deputy"), withdraw_path(demo), **WITHDRAWAL)
    for who in ("organiser", "deputy", "auditor"):
        told = visit(who).get("/desk.json").json
        assert told is not None
        assert [(one["show"]["address"], one["n"]) for one in told["proposals"]] == [("meridian", 1)]
    assert "1 proposal waits for a second person" in visit("organiser").get("/desk/").text
    press(visit("organiser"), proposal, "confirm")
    told = visit("organiser").get("/desk.json").json
    assert told is not None
    assert told["proposals"] == []


def test_list_holds_what_waits_and_what_was_decided(visit: Visit, demo: Services) -> None:
    switched(visit)
    deputy = visit("deputy")
    first = propose_on(deputy, withdraw_path(demo), **WITHDRAWAL)
    propose_on(deputy, "/desk/meridian/12/settings/names", name="Twelfth")
    press(visit("organiser"), first, "confirm")
    told = deputy.get(f"{PROPOSALS}.json").json
    assert told is not None
    assert [(one["title"], one["state"]["word"]) for one in told["waiting"]] == [("Names of the edition", "open")]
    assert [(one["title"], one["subject"], one["state"]["word"]) for one in told["decided"]] == [
        ("Withdraw", "Static", "confirmed")
    ]
    assert (told["waiting_in_all"], told["decided_in_all"], told["four_eyes"]) == (1, 1, True)


def test_administrator_reads_and_confirms_only_what_is_about_the_roster(visit: Visit, demo: Services) -> None:
    switched(visit)
    deputy, administrator = visit("deputy"), visit("administrator")
    act = propose_on(deputy, withdraw_path(demo), **WITHDRAWAL)
    off = propose_on(deputy, "/desk/meridian/roster/four-eyes", on="off")
    told = administrator.get(f"{PROPOSALS}.json").json
    assert told is not None
    assert [one["title"] for one in told["waiting"]] == ["Four eyes"]
    assert told["waiting_in_all"] == 1
    assert administrator.get(act).status_code == 404
    assert press(administrator, off, "confirm").status_code == 303


def test_administrator_proposes_who_is_on_the_roster(visit: Visit, demo: Services) -> None:
    switched(visit)
    administrator, path = visit("administrator"), "/desk/meridian/roster/end"
    auditor = next(one for one in roster_in(demo.ledger.story(meridian(demo.ledger))).granted if one.role == "auditor")
    proposal = propose_on(administrator, path, grant=str(auditor.originator_version))
    assert 'value="withdraw"' in administrator.get(proposal).text
    assert press(visit("organiser"), proposal, "confirm").status_code == 303
    auditor_ = visit("auditor")
    assert auditor_.get("/desk/meridian/roster").status_code == 404
    propose_on(visit("deputy"), withdraw_path(demo), **WITHDRAWAL)
    told = auditor_.get("/desk.json").json
    assert told is not None
    assert told["proposals"] == []


def test_proposal_whose_key_was_destroyed_says_so_and_can_be_returned(visit: Visit, demo: Services) -> None:
    switched(visit)
    proposal = propose_on(visit("deputy"), withdraw_path(demo), **WITHDRAWAL)
    demo.ledger.keyring.destroy(UUID(proposal.rpartition("/")[2]))
    organiser = visit("organiser")
    assert organiser.get(PROPOSALS).status_code == 200
    page = organiser.get(proposal).text
    assert "What was typed in this proposal was erased." in page
    assert "Propose it anew" not in page
    assert press(organiser, proposal, "confirm").status_code == 422
    assert press(organiser, proposal, "return", reason="Nobody can read it any more.").status_code == 303
    page = visit("deputy").get(proposal).text
    assert "A second person returns the proposal." in page
    assert "Nobody can read it" not in page


def test_rows_of_proposals_are_those_of_the_log(visit: Visit, demo: Services) -> None:
    switched(visit)
    first, other = (propose_on(visit("deputy"), withdraw_path(demo), **WITHDRAWAL) for _one in range(2))
    press(visit("organiser"), first, "confirm")
    press(visit("organiser"), other, "return", reason="It is withdrawn already.")
    for view in demo.views:
        assert reconcile(view, demo.ledger.recorder, demo.ledger.mapper).agrees


@pytest.mark.parametrize("step", ["confirm", "return", "withdraw"])
def test_auditor_reads_and_decides_nothing(visit: Visit, demo: Services, step: str) -> None:
    two_organisers(demo)
    path = f"{PROPOSALS}/{proposed(demo, withdrawing(demo))}"
    client, head = visit("auditor"), demo.ledger.recorder.head()
    page = client.get(path)
    assert page.status_code == 200
    assert 'value="confirm"' not in page.text
    token = form_of(client.get("/people").text)["csrf_token"]
    assert client.post(path, data={"csrf_token": token, "step": step, "reason": "No"}).status_code == 403
    assert demo.ledger.recorder.head() == head


def test_public_reads_no_proposal_and_whoever_is_not_on_the_roster_neither(visit: Visit, demo: Services) -> None:
    two_organisers(demo)
    proposal = proposed(demo, withdrawing(demo))
    another_show(demo.ledger, PEOPLE[0].id, "organiser")
    other = next(one["address"] for one in every_show(demo.lists) if one["name"] == "Another")
    for path in (PROPOSALS, f"{PROPOSALS}/{proposal}", f"{PROPOSALS}.json", "/desk/nowhere/proposals"):
        assert visit("public").get(path).status_code == 403
    assert visit("organiser").get(f"/desk/{other}/proposals/{proposal}").status_code == 404


def test_nothing_is_decided_without_the_token_of_the_form(visit: Visit, demo: Services) -> None:
    two_organisers(demo)
    path, head = f"{PROPOSALS}/{proposed(demo, withdrawing(demo), second())}", demo.ledger.recorder.head()
    for step in ("confirm", "return", "withdraw"):
        assert visit("organiser").post(path, data={"step": step, "reason": "No"}).status_code == 400
    assert demo.ledger.recorder.head() == head


def test_confirmation_sent_twice_leads_to_one_receipt(visit: Visit, demo: Services) -> None:
    two_organisers(demo)
    path = f"{PROPOSALS}/{proposed(demo, withdrawing(demo), second())}"
    client = visit("organiser")
    sent = {**form_of(client.get(path).text), "step": "confirm"}
    first, again = client.post(path, data=sent), client.post(path, data=sent)
    assert (first.status_code, again.status_code, again.location) == (303, 303, first.location)


def test_receipt_of_a_proposal_says_that_nothing_holds_yet(visit: Visit, demo: Services) -> None:
    two_organisers(demo)
    form = withdrawing(demo)
    proposal = proposed(demo, form)
    command = demo.ledger.story(proposal)[0][1].by.command
    page = visit("organiser").get(f"/desk/receipts/{command}").text
    assert "nothing of it holds before another person confirms it" in page
    assert "/announce?" not in page


def test_show_that_is_under_four_eyes_says_so(visit: Visit, demo: Services) -> None:
    client = visit("deputy")
    assert "/roster/four-eyes" not in client.get("/desk/meridian/roster").text
    assert "under four eyes" not in client.get("/desk/meridian/").text
    switched(visit)
    assert f'href="{PROPOSALS}"' in client.get("/desk/meridian/").text
    assert "/roster/four-eyes" in client.get("/desk/meridian/roster").text
    assert 'href="/desk/meridian/12/no-award"' in client.get("/desk/meridian/12/").text
    assert "/disqualify" in client.get(f"/desk/nominations/{nomination(demo, 'Static')['id']}/").text
