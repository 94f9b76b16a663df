"""Where audiences, four eyes, links and the access record meet: what one of them closes another must not open."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from ledger.application.parties import ACTS
from ledger.application.records import record_act
from ledger.demo.people import PEOPLE
from ledger.domain.nomination import Entered
from tests.support.acts import Desk
from tests.support.foreign import MARKER, Foreign, foreign_show, owner
from tests.support.four_eyes import entered
from tests.support.rosters import as_
from tests.support.services import follow
from tests.web.conftest import Visit
from tests.web.proposing import SECRET, WITHDRAWAL, press, propose_on, switched
from tests.web.reading import form_of
from tests.web.test_audiences import choose, desk, tabulator

__all__ = ["desk", "tabulator"]

TOLD = "The award is decided for Static"
EDITION = "/desk/meridian/12"
DATED = {"effective": "21 October 2026", "step": "preview"}


def of(desk: Desk, verb: str = "") -> str:
    return f"/desk/nominations/{desk.stream('Static')}/{verb}"


def static(desk: Desk) -> Entered:
    """The entry that the acts here are on."""
    entry = desk.ledger.story(desk.stream("Static"))[0][1]
    assert isinstance(entry, Entered)
    return entry


def sent(client: FlaskClient, path: str, **typed: Any) -> TestResponse:
    return client.post(path, data={**form_of(client.get(path).text), **typed})


def rows(desk: Desk) -> int:
    newest = desk.demo.access.newest()
    return newest.number if newest else 0


def with_id(desk: Desk) -> Foreign:
    far, by = foreign_show(desk.demo), owner()
    form = {
        "command": str(by.command),
        "seen": str(desk.ledger.recorder.head()[0]),
        "scheme": "imdb",
        "value": "nm7654321",
    }
    record_act(desk.ledger, by, ("party", far.party), ACTS["id"], form)
    follow(desk.demo)
    return far


def test_conflict_tells_a_deputy_no_result(visit: Visit, desk: Desk) -> None:
    choose(desk)
    assert TOLD not in sent(visit("deputy"), of(desk, "correct"), works_text="X", seen="0", step="preview").text


def test_announce_form_offers_a_deputy_no_result(visit: Visit, desk: Desk) -> None:
    choose(desk)
    switched(visit)
    assert TOLD not in visit("deputy").get(f"{EDITION}/announce").text


def test_id_that_is_taken_names_no_record_of_another_show(visit: Visit, desk: Desk) -> None:
    with_id(desk)
    org = visit("deputy")
    told = {"name": "Zed", "kind": "person", "scheme": "imdb", "value": "nm7654321", "step": "preview"}
    assert MARKER not in sent(org, "/desk/parties/new", **told).text


def test_tabulator_fills_no_form_in_from_a_proposal_they_may_not_read(
    visit: Visit, desk: Desk, tabulator: FlaskClient
) -> None:
    switched(visit)
    path = propose_on(visit("deputy"), of(desk, "withdraw"), **WITHDRAWAL)
    assert press(visit("organiser"), path, "confirm").status_code == 303
    follow(desk.demo)
    act = next(e.act_name for _at, e in desk.ledger.story(desk.stream("Static")) if e.TOPIC.endswith("withdrawn"))
    proposal = (tabulator.get(f"/audit/acts/{act}.json").json or {})["proposed"]["act"].partition("@")[0]
    assert tabulator.get(path).status_code == 404
    assert SECRET not in tabulator.get(f"{of(desk, 'choose')}?proposal={proposal}").text


def test_own_proposal_previews_no_result_to_a_deputy(visit: Visit, desk: Desk) -> None:
    choose(desk)
    switched(visit)
    dep = visit("deputy")
    path = propose_on(dep, of(desk, "correct"), works_text="X", effective="20 October 2026")
    assert "chosen, not announced" not in dep.get(path).text


def test_what_changed_since_a_proposal_tells_a_deputy_no_result(
    visit: Visit, desk: Desk, tabulator: FlaskClient
) -> None:
    switched(visit)
    dep = visit("deputy")
    path = propose_on(dep, of(desk, "correct"), works_text="X", effective="20 October 2026")
    result = propose_on(tabulator, of(desk, "choose"), effective="20 October 2026", body="organiser", reason="result")
    assert press(visit("organiser"), result, "confirm").status_code == 303
    follow(desk.demo)
    assert TOLD not in dep.get(path).text


def test_deputy_does_not_read_what_is_proposed_on_a_result(visit: Visit, desk: Desk) -> None:
    choose(desk)
    switched(visit)
    path = propose_on(
        visit("organiser"), of(desk, "refuse-award"), effective="21 October 2026", reason="own_wish", capacity="nominee"
    )
    assert visit("deputy").get(path).status_code == 404


def test_refusal_of_no_award_names_no_winner_to_a_deputy(visit: Visit, desk: Desk) -> None:
    choose(desk)
    switched(visit)
    category = str(static(desk).category)
    told = {"category": category, "reason": "none_sufficed", "stage": "chosen", **DATED}
    dep = visit("deputy")
    assert "went to Static" not in sent(dep, f"{EDITION}/no-award", **told).text


def test_deputy_strikes_no_result_by_its_number(visit: Visit, desk: Desk) -> None:
    choose(desk)
    version = max(e.originator_version for _at, e in desk.ledger.story(desk.stream("Static")))
    answer = sent(visit("deputy"), of(desk, "entered-in-error"), act=str(version), step="record")
    assert answer.status_code == 422
    assert [type(e).__name__ for _at, e in desk.ledger.story(desk.stream("Static"))][-1] == "Chosen"


def test_award_that_is_secret_is_refused_to_a_deputy_like_none(visit: Visit, desk: Desk) -> None:
    told = {"reason": "own_wish", **DATED}
    before = sent(visit("deputy"), of(desk, "refuse-award"), **told).status_code
    choose(desk)
    assert sent(visit("deputy"), of(desk, "refuse-award"), **told).status_code == before


def test_proposal_of_a_result_is_closed_to_a_deputy_in_the_log_too(
    visit: Visit, desk: Desk, tabulator: FlaskClient
) -> None:
    switched(visit)
    path = propose_on(tabulator, of(desk, "choose"), effective="20 October 2026", body="organiser", reason="result")
    assert visit("deputy").get(path).status_code == 404
    assert visit("deputy").get(f"/audit/acts/{path.rpartition('/')[2]}@1").status_code == 404


def test_record_of_another_show_is_not_entered_by_its_id(visit: Visit, desk: Desk) -> None:
    far, org = foreign_show(desk.demo), visit("organiser")
    category = str(static(desk).category)
    told = {"title": "", "title_id": str(far.work), "name1_id": str(far.party), "category": category, **DATED}
    assert MARKER not in sent(org, f"{EDITION}/enter", **told).text


@pytest.mark.parametrize(
    "who, where", [("organiser", "{form}?proposal={proposal}"), ("auditor", "/audit/acts/{proposal}@1")]
)
def test_what_was_typed_in_a_proposal_is_a_reading_wherever_it_shows(
    visit: Visit, desk: Desk, who: str, where: str
) -> None:
    switched(visit)
    form = of(desk, "withdraw")
    proposal = propose_on(visit("deputy"), form, **WITHDRAWAL).rpartition("/")[2]
    n, page = rows(desk), visit(who).get(where.format(form=form, proposal=proposal)).text
    assert SECRET in page
    assert "private_reasons" in str([one.told for one in desk.demo.access.rows(n, 9)])


def test_list_of_proposals_is_a_reading(visit: Visit, desk: Desk) -> None:
    new = entered(desk.demo).partition("@")[0]
    follow(desk.demo)
    switched(visit)
    propose_on(
        visit("deputy"),
        f"/desk/nominations/{new}/decline",
        effective="1 October 2026",
        reason="own_wish",
        capacity="nominee",
    )
    n, page = rows(desk), visit("auditor").get("/desk/meridian/proposals").text
    assert "Told Too Soon" in page
    assert "sealed_names" in str([one.told for one in desk.demo.access.rows(n, 9)])


def test_refusal_that_tells_a_result_is_a_reading(visit: Visit, desk: Desk) -> None:
    choose(desk)
    category = str(static(desk).category)
    n = rows(desk)
    told = {"category": category, "reason": "none_sufficed", "stage": "chosen", "seen": "0", **DATED}
    assert TOLD in sent(visit("organiser"), f"{EDITION}/no-award", **told).text
    assert "results_before_announcement" in str([one.told for one in desk.demo.access.rows(n, 9)])


def test_linked_record_of_another_show_is_not_named(visit: Visit, desk: Desk) -> None:
    far, by = foreign_show(desk.demo), as_("operator", PEOPLE[3].id, "op")
    own = static(desk).credits[0].party
    form = {
        "command": str(by.command),
        "seen": str(desk.ledger.recorder.head()[0]),
        "to": str(far.party),
        "reasons": ["known"],
    }
    record_act(desk.ledger, by, ("party", own), ACTS["link"], form)
    follow(desk.demo)
    assert MARKER not in visit("organiser").get(f"/desk/parties/{own}/public-name").text


def test_planned_announcement_of_results_is_closed_to_a_deputy(visit: Visit, desk: Desk) -> None:
    desk.announce(desk.act("choose", "Static"), at="2027-12-24 20:00")
    planned = (visit("organiser").get(f"{EDITION}/announcements.json").json or {})["announcements"][0]
    dep = visit("deputy")
    assert planned["id"] not in dep.get(f"{EDITION}/announcements").text
    assert dep.get(f"/audit/acts/{planned['id']}@1").status_code == 404
