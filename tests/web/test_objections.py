"""Objections on the desk: the one inbox, recording, hearing, deciding, the chain, and what each role reads of them."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from ledger.bootstrap import Services
from ledger.domain.endings import RuledIneligible
from tests.application.test_requests_refused import close
from tests.support.acts import Desk
from tests.support.objections import contest, decide, limit, outcomes, put
from tests.support.requests import ask, credit_of, edition_of, party_of
from tests.support.services import follow
from tests.web.conftest import Visit
from tests.web.reading import form_of
from tests.web.test_audiences import tabulator
from tests.web.test_requests import HERE, json_of, sent

__all__ = ["tabulator"]
NEW = "/desk/meridian/12/objections/new"


@pytest.fixture
def desk(demo: Services) -> Desk:
    return Desk(demo)


def ruled(desk: Desk, title: str = "Static") -> str:
    """The act that ruled a nomination ineligible."""
    story = desk.ledger.story(desk.stream(title))
    return next(one.act_name for _at, one in story if isinstance(one, RuledIneligible))


def test_objection_is_recorded_by_form_and_waits_in_the_inbox_with_requests(desk: Desk, visit: Visit) -> None:
    client = visit("organiser")
    ask(desk, "Saltwater Psalm", received="18 October 2026")
    answer = sent(
        client,
        NEW,
        words="Somebody Else",
        concerned_as="competitor",
        ground="breach",
        nominations=[str(desk.stream("Static"))],
        credits=[credit_of(desk, "Paper Lanterns", "Hina Baig")],
        received="19 October 2026",
    )
    assert answer.status_code == 303, answer.text
    view = json_of(client, f"{HERE}.json")
    first, row = view["waiting"]
    assert (first["of"], row["of"]) == ("requests", "objections")
    assert row["title"] == "objection to a nomination, a name on a nomination"
    assert (row["who"], row["notes"]) == (["Somebody Else"], ["the other side was not asked"])
    assert row["waits"].startswith("waits ")
    one = json_of(client, f"/desk/objections/{row['id']}.json")
    assert [(point["kind"], point["outcome"]["label"], point["name"]) for point in one["points"]] == [
        ("a nomination", "open", None), ("a name on a nomination", "open", "Hina Baig"),
    ]  # fmt: skip
    assert f'href="/desk/objections/{row["id"]}/"' in client.get(HERE).text
    assert "1 objection waits" in client.get("/desk/").text
    story = json_of(client, f"/desk/nominations/{desk.stream('Static')}.json")
    assert story["contested"] == [{"id": row["id"], "what": "a nomination", "outcome": "open"}]


def test_other_side_is_asked_and_heard_by_form(desk: Desk, visit: Visit) -> None:
    client, made = visit("organiser"), contest(desk, "Static")
    here, party = f"/desk/objections/{made}", party_of(desk, "Static", "Bilal Lal")
    assert sent(client, f"{here}/put-to").status_code == 422
    told = {"whom": str(party), "substance": "MARKER substance", "reply_by": "1 October 2026", "how": "letter"}
    assert sent(client, f"{here}/put-to", **told).status_code == 303
    (hearing,) = json_of(client, f"{here}.json")["hearings"]
    assert (hearing["name"], hearing["overdue"]) == ("Bilal Lal", True)
    assert "the other side was asked" in client.get(HERE).text
    assert sent(client, f"{here}/heard", whom=str(party), outcome="answered").status_code == 303
    (hearing,) = json_of(client, f"{here}.json")["hearings"]
    assert (hearing["outcome"], hearing["overdue"]) == ("they answered", False)
    assert sent(client, f"{here}/take-back").status_code == 303
    assert outcomes(desk, made) == ["taken_back"]
    assert sent(client, f"{here}/strike").status_code == 303
    assert json_of(client, f"{here}.json")["doings"] == []
    assert client.get(f"{here}/new").status_code == 404
    assert client.get(f"/desk/objections/{desk.stream('Static')}/").status_code == 404


def test_objection_is_decided_point_by_point_by_form(desk: Desk, visit: Visit) -> None:
    client, made = visit("organiser"), contest(desk, "Static", "Saltwater Psalm")
    path = f"/desk/objections/{made}/decide"
    told = {"outcome_1": "upheld", "follows_1": "rule-ineligible", "body": "committee"}
    page = client.post(path, data={**form_of(client.get(path).text), "step": "preview", **told})
    assert page.status_code == 422
    assert "Put it to the other side first, or say why they were not heard." in page.text
    told["unheard"] = "urgent"
    preview = client.post(path, data={**form_of(client.get(path).text), "step": "preview", **told})
    assert "is ruled ineligible" in preview.text
    assert outcomes(desk, made) == ["open", "open"]
    answer = sent(client, path, **told)
    assert answer.status_code == 303, answer.text
    assert outcomes(desk, made) == ["upheld", "open"]
    assert desk.words("Static") == "ineligible"
    view = json_of(client, f"/desk/objections/{made}.json")
    assert sorted(step["lane"] for step in view["steps"]) == ["asked", "decided", "effect"]
    assert view["decisions"][0]["unheard"] == "it could not wait"


def test_appeal_lists_what_rests_on_the_decision_and_undoes_nothing_else(desk: Desk, visit: Visit) -> None:
    client = visit("organiser")
    decide(desk, contest(desk, "Static"), "1:upheld", follows=["1:rule-ineligible"])
    act = ruled(desk)
    desk.act("void", "Static", effective="23 October 2026", reason="category_cancelled", body="committee")
    page = client.get(f"{NEW}?act={act}").text
    assert f'value="{act}" checked' in page
    appeal = contest(desk, acts=[act], received="24 October 2026")
    follow(desk.demo)
    view = json_of(client, f"/desk/objections/{appeal}.json")
    assert view["title"] == "appeal against a decision"
    assert view["points"][0]["contested"]["act"] == act
    resting = [one["sentence"] for one in view["rested"]]
    story = [one for _at, one in desk.ledger.story(desk.stream("Static"))]
    assert len(resting) == sum(getattr(one, "follows", None) == int(act.partition("@")[2]) for one in story)


def test_chain_leads_from_any_act_of_it_both_ways(desk: Desk, visit: Visit) -> None:
    client, first = visit("organiser"), contest(desk, "Static")
    decide(desk, first, "1:upheld", follows=["1:rule-ineligible"])
    act, entry = ruled(desk), f"{desk.stream('Static')}@1"
    appeal = contest(desk, acts=[act], received="23 October 2026")
    decide(desk, appeal, "1:upheld", follows=["1:reinstate"], decided="24 October 2026")
    back = next(
        one.act_name for _at, one in desk.ledger.story(desk.stream("Static")) if one.TOPIC == "nomination.reinstated"
    )
    whole = [f"{first}@1", act, f"{appeal}@1", back]
    down = json_of(client, f"/audit/acts/{entry}/chain.json")
    assert ([one["act"] for one in down["followed"]][:3], down["arose_from"]) == (whole[:3], [])
    assert {one["act"] for one in down["followed"]} == set(whole)
    up = json_of(client, f"/audit/acts/{back}/chain.json")
    assert {one["act"] for one in up["arose_from"]} == {entry, *whole[:3]}
    assert up["followed"] == []
    middle = json_of(client, f"/audit/acts/{appeal}@2/chain.json")
    assert act in {one["act"] for one in middle["arose_from"]}
    assert [one["act"] for one in middle["followed"]] == [back]
    assert f'href="/audit/acts/{appeal}@1/chain"' in client.get(f"/desk/objections/{appeal}/").text
    assert client.get(f"/audit/acts/{edition_of(desk)}@99/chain").status_code == 404


def test_any_act_may_cite_the_objection_that_it_follows_from(desk: Desk, visit: Visit) -> None:
    client, made = visit("organiser"), contest(desk, "Static", "Saltwater Psalm", words="MARKER who")
    path, cause = f"/desk/nominations/{desk.stream('Saltwater Psalm')}/withdraw", f"{made}@1"
    page = client.get(f"{path}?arises_from={cause}").text
    assert form_of(page)["arises_from"] == cause
    assert "MARKER" not in page
    assert sent(client, path, arises_from=f"{edition_of(desk)}@1").status_code == 422
    assert sent(client, path, arises_from="nonsense").status_code == 422
    answer = sent(
        client, f"{path}?arises_from={cause}", effective="24 October 2026", capacity="nominee", body="committee"
    )
    assert answer.status_code == 303, answer.text
    asked = ask(desk, "Static", received="25 October 2026", arises_from=cause)
    follow(desk.demo)
    followed = [one["kind_label"] for one in json_of(client, f"/audit/acts/{cause}/chain.json")["followed"]]
    assert followed == ["Withdrawn", "Request"]
    up = json_of(client, f"/audit/acts/{asked}@1/chain.json")["arose_from"]
    assert up[0]["act"] == cause
    assert {one["depth"] for one in up} == {1, 2}


def test_chain_is_for_whoever_reads_the_log_and_without_names_of_objectors(
    desk: Desk, visit: Visit, tabulator: FlaskClient
) -> None:
    made = contest(desk, "Static", words="MARKER who objects")
    path = f"/audit/acts/{made}@1/chain"
    for role in ("organiser", "auditor"):
        page = visit(role).get(path)
        assert page.status_code == 200
        assert "MARKER" not in page.text
    assert visit("deputy").get(path).status_code == 403
    assert tabulator.get(path).status_code == 403


def test_lateness_is_shown_and_that_somebody_said_so(desk: Desk, visit: Visit) -> None:
    limit(desk, of="objections", days="3")
    made = contest(desk, "Static", received="", lateness="late")
    client = visit("organiser")
    (row,) = json_of(client, f"{HERE}.json")["waiting"]
    assert "too late, as the organiser said" in row["notes"]
    (point,) = json_of(client, f"/desk/objections/{made}.json")["points"]
    assert point["lateness"].startswith("too late, as the organiser said: by its times it may be either (limit: ")
    answer = sent(client, NEW, words="X", nominations=[str(desk.stream("Static"))])
    assert answer.status_code == 422
    assert "Give the time of receipt more precisely, or say which it was." in answer.text
    assert form_of(answer.text)["words"] == "X"


@pytest.mark.parametrize("role", ["organiser", "deputy", "auditor"])
def test_who_objects_is_read_by_whoever_may_read_private_things_and_that_is_recorded(
    desk: Desk, visit: Visit, role: str
) -> None:
    made = contest(desk, "Static", words="MARKER who objects")
    assert "MARKER who objects" in visit(role).get(HERE).text
    page = visit(role).get(f"/desk/objections/{made}/").text
    assert "MARKER who objects" in page
    read = desk.demo.access.rows(0, 100_000)[-1]
    assert "private_reasons" in read.kinds
    assert f"contested:{made}" in read.entry.decode()


def test_who_only_counts_votes_reads_neither_who_objects_nor_who_was_asked(desk: Desk, tabulator: FlaskClient) -> None:
    made = contest(desk, "Static", words="MARKER who", source_note="MARKER source")
    put(desk, made, party_of(desk, "Static", "Bilal Lal"), substance="MARKER substance")
    decide(desk, made, "1:dismissed", private_reason="MARKER reason")
    for path in (HERE, f"/desk/objections/{made}/", f"/audit/acts/{made}@1", f"/audit/acts/{made}@2"):
        for address in (path, path.rstrip("/") + ".json"):
            page = tabulator.get(address)
            assert page.status_code == 200
            assert "MARKER" not in page.text
    view = json_of(tabulator, f"/desk/objections/{made}.json")
    assert (view["hearings"], view["concerned_as"]) == (None, None)


def test_public_is_told_nothing_of_an_objection_before_it_is_announced_and_then_not_by_whom(
    desk: Desk, visit: Visit
) -> None:
    client = visit("organiser")
    before = client.get("/meridian/12/").text
    contest(desk, "Static", words="MARKER who")
    assert client.get("/meridian/12/").text == before
    note = desk.ledger.story(desk.stream("Static"))[-1][1].act_name
    assert sent(client, "/desk/meridian/12/announce", acts=[note]).status_code == 303
    public = client.get("/meridian/12/").text
    assert "An objection was made, 19 October 2026." in public
    assert "MARKER" not in public


def test_edition_closed_makes_what_is_open_never_decided(desk: Desk, visit: Visit) -> None:
    made = contest(desk, "Static")
    close(desk)
    follow(desk.demo)
    client = visit("organiser")
    assert json_of(client, f"/desk/objections/{made}.json")["state"] == {
        "word": "never_answered",
        "label": "never decided",
    }
    assert "objection waits" not in client.get("/desk/").text
