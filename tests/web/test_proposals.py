"""Four eyes on the desk: forms propose, another person confirms or returns on the proposal's page, and both stay legible."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from ledger.application.proposals import proposal_in
from ledger.application.roster import roster_in
from ledger.bootstrap import Services
from ledger.demo.people import PEOPLE
from ledger.projections.shows import every_show
from tests.application.test_withdrawing import nomination
from tests.support.four_eyes import announced, entered, forms, proposed, second, two_organisers, withdrawing
from tests.support.rosters import another_show, meridian
from tests.web.conftest import Visit
from tests.web.reading import form_of

PROPOSALS = "/desk/meridian/proposals"
SECRET = "A family matter, not to be told."


def switched(visit: Visit, to: str = "on") -> None:
    """The organiser fills in the form that switches four eyes on, or proposes that they end."""
    client, path = visit("organiser"), "/desk/meridian/roster/four-eyes"
    form = form_of(client.get(path).text)
    step = "record" if to == "on" else "propose"
    assert client.post(path, data={**form, "on": to, "step": step}).status_code == 303


def propose_on(client: FlaskClient, path: str, **typed: Any) -> str:
    """Fill a form in and propose it; where the proposal is."""
    page = client.get(path).text
    assert 'value="propose"' in page
    assert 'name="step" value="record"' not in page
    answer = client.post(path, data={**form_of(page), **typed, "step": "propose"})
    assert answer.status_code == 303, answer.text
    assert re.fullmatch(r"/desk/meridian/proposals/[0-9a-f-]{36}", answer.location)
    return answer.location


def press(client: FlaskClient, path: str, step: str, **typed: str) -> Any:
    """Press a button of a proposal's page."""
    return client.post(path, data={**form_of(client.get(path).text), **typed, "step": step})


def withdraw_path(demo: Services, title: str = "Static") -> str:
    """The form that withdraws a nomination."""
    return f"/desk/nominations/{nomination(demo, title)['id']}/withdraw"


WITHDRAWAL = {"effective": "20 October 2026", "reason": "own_wish", "capacity": "nominee", "private_reason": SECRET}


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


FORMS: dict[str, tuple[str, dict[str, Any]]] = {
    "act": ("/desk/nominations/{entry}/withdraw", WITHDRAWAL),
    "several": ("/desk/meridian/12/several/withdraw", WITHDRAWAL | {"nominations": ["{entry}"]}),
    "enter": (
        "/desk/meridian/12/enter",
        {"title": "Once More", "category": "{category}", "effective": "1 October 2026"},
    ),
    "announce": ("/desk/meridian/12/announce", {"acts": ["{new}"]}),
    "no-award": ("/desk/meridian/12/no-award", {"category": "{category}", "reason": "nobody_left"}),
    "setting": ("/desk/meridian/12/settings/names", {"name": "Twelfth"}),
    "names": ("/desk/meridian/names", {"name": "Meridian Prizes"}),
    "open": ("/desk/meridian/open", {"name": "13th", "label": "13th"}),
    "end-role": ("/desk/meridian/roster/end", {"grant": "{auditor}"}),
    "four-eyes": ("/desk/meridian/roster/four-eyes", {"on": "off"}),
    "take-back": ("/desk/announcements/{announcement}/take-back", {"private_reason": SECRET}),
}


def filled(demo: Services, name: str) -> tuple[str, dict[str, Any]]:
    """A form's address and what is typed in it."""
    form = forms(demo)
    auditor = next(one for one in roster_in(demo.ledger.story(meridian(demo.ledger))).granted if one.role == "auditor")
    told = {
        "{entry}": nomination(demo, "Static")["id"],
        "{category}": str(form["no_award"].typed["category"]),
        "{announcement}": str(announced(demo)) if name == "take-back" else "",
        "{new}": entered(demo) if name == "announce" else "",
        "{auditor}": str(auditor.originator_version),
    }

    def put(text: str) -> str:
        for mark, value in told.items():
            text = text.replace(mark, value)
        return text

    path, typed = FORMS[name]
    return put(path), {
        key: [put(one) for one in value] if isinstance(value, list) else put(str(value)) for key, value in typed.items()
    }


@pytest.mark.parametrize("name", FORMS)
def test_every_form_proposes_and_its_direct_way_is_refused(visit: Visit, demo: Services, name: str) -> None:
    path, typed = filled(demo, name)
    switched(visit)
    client, ledger = visit("organiser"), demo.ledger
    head = ledger.recorder.head()
    direct = client.post(path, data={**form_of(client.get(path).text), **typed, "step": "record"})
    assert direct.status_code == 422
    assert "under four eyes: nothing of it is recorded by one person" in direct.text
    assert ledger.recorder.head() == head
    proposal = propose_on(client, path, **typed)
    entries = ledger.recorder.entries(head[0], 10)
    assert [entry.topic for entry in entries] == ["proposal.made"]
    told = visit("deputy").get(f"{proposal}.json").json
    assert told is not None
    assert told["refusal"] == ""
    assert told["preview"]["acts"] != []
    assert told["answers"] != []


@pytest.mark.parametrize("name", FORMS)
def test_deputy_opens_every_form_filled_in_again(visit: Visit, demo: Services, name: str) -> None:
    path, typed = filled(demo, name)
    switched(visit)
    client = visit("deputy")
    proposal = propose_on(client, path, **typed)
    told = client.get(f"{proposal}.json").json
    assert told is not None
    again = form_of(client.get(told["again_href"]).text)
    # The parser keeps the line end with which a box of several lines begins.
    had = {key: one.lstrip("\n") if isinstance(one := again.get(key), str) else one for key in typed}
    assert {**had, "nominations": typed.get("nominations")} == {"nominations": None, **typed}
    anew = client.post(told["again_href"], data={**again, "step": "propose"})
    assert anew.status_code == 303, anew.text
    states = [proposal_in(demo.ledger, UUID(one.rpartition("/")[2])).state for one in (proposal, anew.location)]
    assert states == ["withdrawn", "open"]


def test_form_says_record_again_once_two_have_switched_four_eyes_off(visit: Visit, demo: Services) -> None:
    switched(visit)
    path, typed = "/desk/meridian/roster/four-eyes", {"on": "off"}
    proposal = propose_on(visit("deputy"), path, **typed)
    assert press(visit("organiser"), proposal, "confirm").status_code == 303
    page = visit("organiser").get(withdraw_path(demo)).text
    assert 'name="step" value="record"' in page
    assert 'value="propose"' not in page
    assert visit("deputy").get("/desk/meridian/12/announce").status_code == 403


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
    assert administrator.get(act).status_code == 403
    assert press(administrator, off, "confirm").status_code == 303


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
