"""Decisions as people at the desk record and announce them, and everybody reads the log of them."""

from __future__ import annotations

import csv
from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from ledger.application.ruling import approve_text
from ledger.bootstrap import Services
from tests.support.acts import Desk
from tests.support.four_eyes import SECOND, confirmed, second, two_organisers
from tests.support.rosters import grant
from tests.support.rulings import decide, lock, ruling_id, target
from tests.support.services import by, follow
from tests.web.conftest import Visit
from tests.web.reading import form_of
from web.csv_file import plain_cell

FORM = "/desk/meridian/12/rulings/new"
LOG = "/meridian/12/decisions"


def filled(client: FlaskClient, demo: Services, **typed: Any) -> dict[str, Any]:
    """The form with two nominations chosen, each with a consequence of its own."""
    desk = Desk(demo)
    static, psalm = desk.stream("Static"), desk.stream("Saltwater Psalm")
    return {
        **form_of(client.get(FORM).text),
        "nominations": [str(static), str(psalm)],
        "consequence": "review",
        f"verb-{static}": "rule-ineligible",
        "effective": "20 October 2026",
        "body": "committee",
        "rule": "7.2",
        "reason": "condition_not_met",
        "took_part": "Nargis Fatima",
        "private_reason": "As the minutes say.",
        **typed,
    }


def recorded(client: FlaskClient, demo: Services, **typed: Any) -> str:
    """Record a decision by its form; its address on the desk."""
    answer = client.post(FORM, data={**filled(client, demo, **typed), "step": "record"})
    assert answer.status_code == 303, answer.text
    twin = client.get("/desk/meridian/12/rulings.json").json
    assert twin is not None
    return f"/desk/rulings/{twin['rulings'][0]['id']}/"


def announced(client: FlaskClient, act: str, **typed: Any) -> None:
    """Announce a decision by the form, that alone ticked."""
    form = form_of(client.get("/desk/meridian/12/announce").text)
    answer = client.post(
        "/desk/meridian/12/announce", data={**form, "acts": [act], "untold": "by_this", "step": "record", **typed}
    )
    assert answer.status_code == 303, answer.text


def test_decision_is_previewed_recorded_announced_and_read_in_the_log(visit: Visit, demo: Services) -> None:
    client, public = visit("organiser"), visit("public")
    before, head = public.get("/meridian/12/").data, demo.ledger.recorder.head()
    preview = client.post(FORM, data={**filled(client, demo), "step": "preview"}).text
    for told in (
        "Decided by the awards committee, 20 October 2026.",
        "Static is ruled ineligible",
        "Saltwater Psalm was reviewed and stands",
    ):
        assert told in preview
    assert demo.ledger.recorder.head() == head
    here = recorded(client, demo)
    page = client.get(here).text
    for told in ("Nargis Fatima", "As the minutes say.", "Cited: rule", "Not announced"):
        assert told in page
    assert (public.get("/meridian/12/").data, public.get(LOG).text.count("Decision 1")) == (before, 0)
    announced(client, f"{here.split('/')[3]}@1")
    log = public.get(LOG).text
    assert "Decision 1" in log
    assert "Decided by the awards committee, 20 October 2026. Cited: rule" in log
    for told in ("Ruled ineligible, 20 October 2026.", "Reviewed, and it stands, 20 October 2026."):
        assert told in log
    assert "Nargis" not in log
    assert "minutes" not in log
    assert f'href="{LOG}"' in public.get("/meridian/12/").text
    assert "Announced as decision 1" in client.get("/desk/meridian/12/rulings").text


def test_numbers_follow_the_announcements_and_what_is_not_told_leaves_no_gap(visit: Visit, demo: Services) -> None:
    client, public, desk = visit("organiser"), visit("public"), Desk(demo)
    first, second, third = (
        ruling_id(decide(desk, target(desk, title, "review"), effective=f"{day} October 2026"))
        for day, title in ((18, "Static"), (19, "Saltwater Psalm"), (20, "Half the Sky"))
    )
    announced(client, f"{third}@1")
    announced(client, f"{first}@1")
    twin = public.get(f"{LOG}.json").json
    assert twin is not None
    assert [(one["number"], one["targets"][0]["label"]) for one in twin["decisions"]] == [
        (1, "Half the Sky"),
        (2, "Static"),
    ]
    assert str(second) not in public.get(LOG).text
    back = client.get("/desk/meridian/12/announcements").text.partition("/desk/announcements/")[2].partition("/")[0]
    address = f"/desk/announcements/{back}/take-back"
    assert client.post(address, data=form_of(client.get(address).text)).status_code == 303
    told = public.get(LOG).text
    assert "its announcement was taken back" in told
    assert "Half the Sky" in told
    announced(client, f"{second}@1")
    twin = public.get(f"{LOG}.json").json
    assert twin is not None
    assert [(one["number"], one["taken_back"]) for one in twin["decisions"]] == [(1, False), (2, True), (3, False)]


def test_text_shows_once_somebody_else_approved_it_and_it_was_announced(visit: Visit, demo: Services) -> None:
    client, public = visit("organiser"), visit("public")
    here = recorded(client, demo, public_text="The entry did not meet the rules.")
    ruling = here.split("/")[3]
    announced(client, f"{ruling}@1")
    assert "did not meet the rules" not in public.get(LOG).text
    assert "Approve this text" not in client.get(here).text
    other = visit("deputy")
    form = form_of(other.get(here).text)
    assert other.post(f"{here}approve", data=form).status_code == 303
    assert "did not meet the rules" not in public.get(LOG).text
    announced(client, f"{ruling}@3")
    assert "did not meet the rules" in public.get(LOG).text


def test_refusal_stands_at_the_field_of_its_nomination_and_all_that_was_typed_stays(
    visit: Visit, demo: Services
) -> None:
    client, static = visit("organiser"), Desk(demo).stream("Static")
    typed = filled(client, demo, **{f"verb-{static}": "move", "private_reason": "Kept here."})
    answer = client.post(FORM, data={**typed, "step": "record"})
    assert answer.status_code == 422
    assert f'id="e-category-{static}"' in answer.text
    assert "Kept here." in answer.text
    alone = client.post(FORM, data={**typed, "nominations": [], "step": "record"})
    assert (alone.status_code, "Choose at least one nomination" in alone.text) == (422, True)


def test_past_the_lock_the_form_asks_for_a_word_and_a_reason(visit: Visit, demo: Services) -> None:
    client, public = visit("organiser"), visit("public")
    lock(Desk(demo), "15 October 2026, 12:00")
    refused = client.post(FORM, data={**filled(client, demo), "step": "record"})
    assert refused.status_code == 422
    assert 'id="e-happened"' in refused.text
    here = recorded(client, demo, happened="true", irregular_reason="The court ordered it.")
    announced(client, f"{here.split('/')[3]}@1")
    told = public.get(LOG).text
    assert "Decided after the ballot was locked." in told
    assert "court" not in told


def test_log_is_a_file_in_which_no_cell_is_a_formula(visit: Visit, demo: Services) -> None:
    client, public = visit("organiser"), visit("public")
    ruling = recorded(client, demo).split("/")[3]
    announced(client, f"{ruling}@1")
    answer = public.get(f"{LOG}.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(answer.data.decode("utf-8-sig").splitlines()))
    assert sorted(row[7] for row in rows) == ["Nomination", "Saltwater Psalm", "Static"]
    assert len(list(csv.reader(client.get("/desk/meridian/12/rulings.csv").data.decode("utf-8-sig").splitlines()))) == 3


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r=1"])
def test_cell_that_begins_like_a_formula_is_led_by_an_apostrophe(text: str) -> None:
    assert plain_cell(text) == f"'{text}"


def test_what_an_announcement_keeps_back_of_an_act_the_log_does_not_tell(visit: Visit, demo: Services) -> None:
    client, public, desk = visit("organiser"), visit("public"), Desk(demo)
    receipt = decide(desk, target(desk, "Static", "rescind"), rule="7.2", reason="own_slip")
    desk.announce(
        f"{ruling_id(receipt)}@1", receipt.acts[1], kept_back=[f"{receipt.acts[1]}:rule", f"{receipt.acts[1]}:reason"]
    )
    told = public.get(LOG).text
    assert "The rule is not told." in told
    assert "7.2" not in told
    assert "mistake" not in told
    assert client.get(LOG).status_code == 200


def test_what_was_kept_back_of_an_act_stays_so_when_its_announcement_is_taken_back(
    visit: Visit, demo: Services
) -> None:
    client, public, desk = visit("organiser"), visit("public"), Desk(demo)
    receipt = decide(desk, target(desk, "Static", "rescind"), rule="7.2", reason="own_slip")
    act = receipt.acts[1]
    first = desk.announce(act, kept_back=[f"{act}:rule", f"{act}:reason"]).acts[0].partition("@")[0]
    desk.announce(f"{ruling_id(receipt)}@1")
    address = f"/desk/announcements/{first}/take-back"
    assert client.post(address, data=form_of(client.get(address).text)).status_code == 303
    told = public.get(LOG).text + public.get(f"{LOG}.csv").text
    assert "The rule is not told." in told
    assert "7.2" not in told
    assert "mistake" not in told


def test_text_no_longer_says_a_name_that_is_not_to_be_shown(visit: Visit, demo: Services) -> None:
    public, desk = visit("public"), Desk(demo)
    receipt = decide(desk, target(desk, "Static", "review"), public_text="Bilal Lal told us so himself.")
    grant(demo.ledger, by(), SECOND, "organiser")
    approve_text(demo.ledger, second(), ruling_id(receipt), {"approve": receipt.acts[0]})
    desk.announce(receipt.acts[0], f"{ruling_id(receipt)}@2")
    assert "told us so" in public.get(LOG).text
    desk.act("showing", "Static")
    for address in (LOG, f"{LOG}.json", f"{LOG}.csv"):
        assert "Bilal" not in public.get(address).text
    assert "Decision 1" in public.get(LOG).text


def test_decision_on_a_result_is_not_told_to_whoever_may_not_know_it(visit: Visit, demo: Services) -> None:
    desk, deputy = Desk(demo), visit("deputy")
    desk.act("choose", "Static")
    one = ruling_id(decide(desk, target(desk, "Static", "revoke-award")))
    assert str(one) in visit("auditor").get("/desk/meridian/12/rulings").text
    for address in ("/desk/meridian/12/rulings", "/desk/meridian/12/rulings.csv", FORM, "/desk/meridian/12/announce"):
        assert str(one) not in deputy.get(address).text
    for address in (f"/desk/rulings/{one}/", f"/audit/acts/{one}@1", f"/audit/acts/{one}@1.json"):
        assert deputy.get(address).status_code == 404
        assert visit("auditor").get(address).status_code == 200


def test_effects_are_said_plainly_on_both_lists(visit: Visit, demo: Services) -> None:
    client, public, desk = visit("organiser"), visit("public"), Desk(demo)
    receipt = decide(desk, target(desk, "Static", "set-effects", on_ballot="true", counted="false"))
    assert "on the ballot · votes not counted" in client.get("/desk/meridian/12/").text
    assert "votes not counted" not in public.get("/meridian/12/").text
    announced(client, f"{ruling_id(receipt)}@1")
    assert "on the ballot · votes not counted" in public.get("/meridian/12/").text


def test_under_four_eyes_a_decision_is_proposed_shown_filled_in_again_and_confirmed(
    visit: Visit, demo: Services
) -> None:
    two_organisers(demo)
    client, static = visit("organiser"), Desk(demo).stream("Static")
    head = demo.ledger.recorder.head()[0]
    answer = client.post(FORM, data={**filled(client, demo), "step": "propose"})
    assert answer.status_code == 303, answer.text
    proposal = answer.location.rsplit("/", 1)[1]
    page = client.get(answer.location).text
    for told in ("Rule ineligible", "Reviewed, stands", "As the minutes say.", "Static is ruled ineligible"):
        assert told in page
    again = form_of(client.get(f"{FORM}?proposal={proposal}").text)
    assert again[f"verb-{static}"] == "rule-ineligible"
    assert Desk(demo).words("Static") == "nominated"
    confirmed(demo, UUID(proposal))
    follow(demo)
    assert demo.ledger.recorder.head()[0] > head + 1
    assert Desk(demo).words("Static") == "ineligible"


def test_notice_on_the_public_list_leads_to_the_decision_once_that_is_public(visit: Visit, demo: Services) -> None:
    client, public = visit("organiser"), visit("public")
    here = recorded(client, demo)
    assert "1 decision" in client.get("/desk/").text
    announced(client, f"{here.split('/')[3]}@1")
    listed = public.get("/meridian/12/").text
    assert '<a href="/meridian/12/decisions#decision-1">decision 1</a>' in listed
    assert "Decided, and not announced" not in client.get("/desk/").text


def test_notice_of_an_act_announced_without_its_decision_leads_nowhere(visit: Visit, demo: Services) -> None:
    client, public = visit("organiser"), visit("public")
    recorded(client, demo)
    act = Desk(demo).ledger.story(Desk(demo).stream("Static"))[-1][1].act_name
    announced(client, act)
    listed = public.get("/meridian/12/").text
    assert "Ruled ineligible" in listed
    assert "decisions#" not in listed


def test_decision_entered_in_error_is_struck_by_its_form_and_says_so(visit: Visit, demo: Services) -> None:
    client = visit("organiser")
    here = recorded(client, demo)
    form = form_of(client.get(f"{here}strike").text)
    assert "What it recorded is struck with it" in client.get(f"{here}strike").text
    preview = client.post(f"{here}strike", data={**form, "step": "preview"})
    assert preview.status_code == 200
    answer = client.post(f"{here}strike", data={**form, "private_reason": "A slip of mine", "step": "record"})
    assert answer.status_code == 303, answer.text
    page = client.get(here).text
    assert "Entered in error" in page
    assert f"{here}strike" not in page
    assert Desk(demo).words("Static") == "nominated"
