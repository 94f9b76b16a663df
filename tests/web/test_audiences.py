"""What each role reads of what is not announced (DOMAIN.md, Audiences): results are for tabulators, private reasons are not."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ledger.application.act_forms import record_act
from ledger.application.no_award import record_no_award
from ledger.bootstrap import Services
from ledger.demo.people import PEOPLE, Person
from ledger.domain.nomination import Entered
from tests.support.acts import Desk
from tests.support.rosters import as_, grant
from tests.support.services import by, follow
from tests.web.conftest import Visit
from tests.web.proposing import press, propose_on, switched
from tests.web.reading import form_of
from web import looking_around

TABULATOR = Person("tabulator", UUID(int=4242), "Dilawar Hashmi", "tabulator")
PRIVATE, SOURCE = "kept-between-us", "a-letter-in-a-drawer"
WRITTEN = re.compile(r'(name="(seen|command|csrf_token)" value=")[^"]*|"(value|seen)": "[0-9a-f-]{1,36}"')


@pytest.fixture
def desk(demo: Services) -> Desk:
    """The demo's desk."""
    return Desk(demo)


@pytest.fixture
def tabulator(demo: Services, app: Flask, visit: Visit, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """A browser of somebody who is only a tabulator of the show."""
    monkeypatch.setitem(looking_around.KNOWN, TABULATOR.key, TABULATOR)
    grant(demo.ledger, as_("administrator", PEOPLE[3].id), TABULATOR.id, "tabulator")
    follow(demo)
    return visit("tabulator")


def choose(desk: Desk) -> None:
    desk.act("choose", "Static")


def choose_and_refuse(desk: Desk) -> None:
    """What rests on a result would tell it."""
    desk.act("confer", "Static")
    desk.act("refuse-award", "Static", effective="21 October 2026", private_reason=PRIVATE)


def choose_and_take_back(desk: Desk) -> None:
    desk.act("choose", "Static")
    desk.act("not-conferred", "Static", effective="21 October 2026")
    desk.act(
        "entered-in-error", "Static", act=desk.act("confer", "Static", effective="22 October 2026").partition("@")[2]
    )


def plan_to_announce(desk: Desk) -> None:
    desk.announce(desk.act("choose", "Static"), at="2027-12-24 20:00")


def nobody(desk: Desk) -> None:
    author, stories = by(), desk.stories()
    entry = next(iter(stories[desk.stream("Static")]))[1]
    assert isinstance(entry, Entered)
    told = {"category": str(entry.category), "stage": "chosen", "body": "organiser", "reason": "none_sufficed"}
    form = {"command": str(author.command), "seen": str(desk.ledger.recorder.head()[0]), "effective": "unknown", **told}
    record_no_award(desk.ledger, author, entry.edition, form, stories)
    follow(desk.demo)


def pages(desk: Desk) -> list[str]:
    """Everything of the edition that a deputy reads."""
    static = desk.stream("Static")
    entry = desk.ledger.story(static)[0][1]
    assert isinstance(entry, Entered)
    edition, party, work = "/desk/meridian/12", entry.credits[0].party, entry.works[0].work
    acts = ("withdraw", "correct", "correct-time", "entered-in-error", "disqualify", "refuse-award")
    found = ["/desk/", "/desk/meridian/", f"{edition}/", f"{edition}/enter", f"{edition}/several/withdraw", f"{edition}/settings",
             f"{edition}/announcements",
             f"/desk/nominations/{static}/", f"/desk/parties/{party}/", f"/desk/works/{work}/", f"/audit/acts/{static}@1",
             "/desk/search?q=static", *(f"/desk/nominations/{static}/{act}" for act in acts)]  # fmt: skip
    return [*found, *(path.rstrip("/") + ".json" for path in found if "?" not in path)]


def read(client: FlaskClient, desk: Desk) -> dict[str, str]:
    """The pages, without what is written into each anew."""
    return {path: WRITTEN.sub("", client.get(path).text) for path in pages(desk)}


@pytest.mark.parametrize("hide", [choose, choose_and_refuse, choose_and_take_back, plan_to_announce, nobody])
def test_deputy_reads_no_result_before_the_public(visit: Visit, desk: Desk, hide: Callable[[Desk], None]) -> None:
    deputy, organiser = visit("deputy"), visit("organiser")
    before, known = read(deputy, desk), read(organiser, desk)
    assert all(len(text) > 100 for text in before.values())
    hide(desk)
    assert {path for path, text in read(deputy, desk).items() if text != before[path]} == set()
    changed = {path for path, text in read(organiser, desk).items() if text != known[path]}
    assert {"/desk/", "/desk/meridian/12/"} <= changed


def test_deputy_reads_a_result_once_the_public_has_heard_it(visit: Visit, desk: Desk) -> None:
    act = desk.act("choose", "Static")
    deputy = visit("deputy")
    assert deputy.get(f"/audit/acts/{act}").status_code == 404
    desk.announce(act)
    assert deputy.get(f"/audit/acts/{act}").status_code == 200
    assert "won" in deputy.get(f"/desk/nominations/{desk.stream('Static')}/").text
    revoked = desk.act("revoke-award", "Static", effective="21 October 2026")
    assert "revoked" in deputy.get(f"/desk/nominations/{desk.stream('Static')}/").text
    assert deputy.get(f"/audit/acts/{revoked}").status_code == 200


def test_deputy_opens_the_acts_by_which_an_edition_was_set_up(visit: Visit, desk: Desk) -> None:
    edition = str(UUID(hex=desk.listed()["edition"]["id"]))
    topics = [event.TOPIC for _at, event in desk.ledger.story(UUID(edition))]
    assert "edition.milestone_recorded" in topics
    deputy = visit("deputy")
    read = [deputy.get(f"/audit/acts/{edition}@{version}.json") for version in range(1, len(topics) + 1)]
    assert [(one.json or {}).get("topic") for one in read] == topics


def test_form_of_a_deputy_tells_no_result_in_its_preview(visit: Visit, desk: Desk) -> None:
    desk.act("choose", "Static")
    path = f"/desk/nominations/{desk.stream('Static')}/correct"
    for who, told in (("deputy", False), ("organiser", True)):
        client = visit(who)
        typed = form_of(client.get(path).text) | {"works_text": "Static, restored", "step": "preview"}
        assert ("chosen, not announced" in client.post(path, data=typed).text) is told


def kept_inside(desk: Desk) -> str:
    """A withdrawal with everything that is private; the name of the act."""
    author = by()
    more = {"private_reason": PRIVATE, "source_kind": "letter", "source_note": SOURCE, "capacity": "heir"}
    form = {**desk.form("withdraw", author, **more), "nominations": [str(desk.stream("Static"))]}
    return record_act(desk.ledger, author, "withdraw", form, desk.stories()).acts[0]


class Told(NamedTuple):
    """What of an act somebody reads."""

    act: bool
    private: bool


WHO = {"organiser": Told(act=True, private=True), "deputy": Told(act=True, private=True),
       "auditor": Told(act=True, private=True), "tabulator": Told(act=True, private=False),
       "administrator": Told(act=False, private=False)}  # fmt: skip


@pytest.mark.parametrize("who", WHO)
def test_private_reasons_and_sources_are_for_those_who_may(
    visit: Visit, desk: Desk, tabulator: FlaskClient, who: str
) -> None:
    act = kept_inside(desk)
    follow(desk.demo)
    client = tabulator if who == "tabulator" else visit(who)
    story = f"/desk/nominations/{desk.stream('Static')}"
    found = [
        client.get(path) for path in (f"/audit/acts/{act}", f"/audit/acts/{act}.json", f"{story}/", f"{story}.json")
    ]
    text = "".join(one.text for one in found)
    assert Told("withdrawn" in text, PRIVATE in text) == WHO[who]
    assert (SOURCE in text) is WHO[who].private
    assert ("asked by" in text) is WHO[who].private


@pytest.mark.parametrize("who", ["deputy", "tabulator"])
def test_log_is_for_organisers_and_auditors(visit: Visit, tabulator: FlaskClient, desk: Desk, who: str) -> None:
    client = tabulator if who == "tabulator" else visit(who)
    assert [client.get(path).status_code for path in ("/audit/", "/audit.json")] == [403, 403]
    assert 'href="/audit/"' not in client.get("/desk/").text
    assert (client.get("/desk/search.json?q=7").json or {})["acts"] == []
    others = desk.ledger.recorder.entries(0, 1)[0]
    command = next(iter(desk.ledger.story(others.originator_id)))[1].by.command
    assert client.get(f"/desk/receipts/{command}").status_code == 404
    assert visit("auditor").get(f"/desk/receipts/{command}").status_code == 200


def test_first_page_tells_a_deputy_what_they_recorded_themselves(visit: Visit, desk: Desk) -> None:
    deputy = PEOPLE[1]
    desk.act("withdraw", "Static", by=as_("deputy", deputy.id, deputy.name))
    desk.act("choose", "Paper Lanterns")
    told = (visit("deputy").get("/desk.json").json or {})["recorded"]
    assert told[0]["first"] == "Static is withdrawn, 20 October 2026."
    assert {one["who"]["name"] for one in told} == {deputy.name}


def test_tabulator_reads_results_before_the_public(tabulator: FlaskClient, desk: Desk) -> None:
    desk.act("choose", "Static")
    assert "chosen, not announced" in tabulator.get("/desk/meridian/12/").text


def test_what_is_proposed_of_results_is_not_for_deputies(visit: Visit, desk: Desk, tabulator: FlaskClient) -> None:
    """A proposal holds what was typed: it is read by those who may know what it would come to."""
    switched(visit)
    path = f"/desk/nominations/{desk.stream('Static')}/choose"
    result = propose_on(tabulator, path, effective="20 October 2026", body="organiser", reason="result")
    wish = {"effective": "20 October 2026", "reason": "own_wish", "capacity": "heir", "private_reason": PRIVATE}
    act = propose_on(visit("deputy"), f"/desk/nominations/{desk.stream('Static')}/withdraw", **wish)
    read = {
        "organiser": [200, 200],
        "auditor": [200, 200],
        "deputy": [404, 200],
        "tabulator": [200, 404],
    }
    for who, statuses in read.items():
        client = tabulator if who == "tabulator" else visit(who)
        assert [client.get(one).status_code for one in (result, act)] == statuses, who
        listed = (client.get("/desk/meridian/proposals.json").json or {})["waiting"]
        assert len(listed) == statuses.count(200), who
        waiting = (client.get("/desk.json").json or {})["proposals"]
        assert [one["n"] for one in waiting] == [statuses.count(200)], who


def test_what_was_recorded_meanwhile_tells_a_deputy_no_result(visit: Visit, desk: Desk) -> None:
    path = f"/desk/nominations/{desk.stream('Static')}/correct"
    for who, told in (("deputy", False), ("organiser", True)):
        client = visit(who)
        typed = form_of(client.get(path).text) | {"works_text": "Static, restored", "step": "record"}
        desk.act("choose" if who == "deputy" else "not-conferred", "Static", effective=f"{20 + told} October 2026")
        refused = client.post(path, data=typed)
        assert refused.status_code == 409
        assert ("award" in refused.text.partition("<main")[2].partition("<form")[0]) is told, who


def test_preview_of_a_proposal_tells_a_deputy_no_result(visit: Visit, desk: Desk) -> None:
    desk.act("choose", "Static")
    switched(visit)
    wish = {"effective": "20 October 2026", "works_text": "Static, restored"}
    act = propose_on(visit("deputy"), f"/desk/nominations/{desk.stream('Static')}/correct", **wish)
    told = [visit(who).get(act).text.partition("<main")[2] for who in ("deputy", "organiser")]
    assert ["chosen, not announced" in text for text in told] == [False, True]


@pytest.mark.parametrize("hide", [choose, choose_and_take_back, nobody])
def test_forms_by_which_a_deputy_proposes_tell_no_result(
    visit: Visit, desk: Desk, hide: Callable[[Desk], None]
) -> None:
    """Under four eyes a deputy may propose anything: also what tells results, of which they do not know."""
    desk.act("correct", "Static", works_text="Static, restored")
    edition, story = "/desk/meridian/12", f"/desk/nominations/{desk.stream('Static')}"
    forms = (
        f"{edition}/announce",
        f"{edition}/no-award",
        f"{story}/choose",
        f"{story}/confer",
        f"{story}/",
        f"{edition}/",
    )

    def told(who: str) -> dict[str, str]:
        client = visit(who)
        switched(visit)
        found = {path: client.get(path) for path in forms}
        off = propose_on(visit("deputy"), "/desk/meridian/roster/four-eyes", on="off")
        assert press(visit("organiser"), off, "confirm").status_code == 303
        assert {answer.status_code for answer in found.values()} == {200}
        return {path: WRITTEN.sub("", answer.text) for path, answer in found.items()}

    before, known = told("deputy"), told("organiser")
    hide(desk)
    after = told("deputy")
    assert {path for path in forms if after[path] != before[path]} == set()
    assert told("organiser")[f"{edition}/announce"] != known[f"{edition}/announce"]
