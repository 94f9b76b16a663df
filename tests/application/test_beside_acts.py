"""What is told of an act beside it, through the desk's forms: who learnt of it and who was not told, and reports that differ."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from ledger.application.act_forms import acts_of, preview_act
from ledger.application.act_kinds import ACT_KINDS
from ledger.bootstrap import Services
from ledger.domain.announcement import Made
from ledger.domain.nomination import Announced
from ledger.domain.party_told import Owed, learnt, owed
from ledger.domain.reports import read_by, reports_of
from ledger.errors import Invalid, Refused
from ledger.history.nomination_story import Reads, nomination_story
from ledger.wording.acts import sentence
from tests.support.acts import Desk
from tests.support.services import by

TITLE = "The Long Monsoon"
EDITION = "11"


@pytest.fixture
def desk(demo: Services) -> Desk:
    """The desk of an edition with a shared nomination."""
    return Desk(demo, EDITION)


def told_of(desk: Desk, title: str = TITLE, reads: Reads | None = None) -> dict[int, dict[str, Any]]:
    """The acts of a nomination's story by version."""
    found = nomination_story(
        desk.ledger.recorder, desk.ledger.mapper, desk.stream(title), desk.ledger.now(), reads or Reads()
    )
    return {one["version"]: one for one in found["acts"]}


def number(act: str) -> int:
    """The version in the name of an act."""
    return int(act.partition("@")[2])


def removed(desk: Desk, **typed: Any) -> tuple[int, UUID]:
    """A name taken off a shared nomination: the act, and whose name it is."""
    credit = desk.found(TITLE)[0][1]["credits"][1]
    act = desk.act("remove-name", TITLE, credit=credit["id"], finding="ineligible", **typed)
    return number(act), UUID(credit["party"])


def test_whoever_loses_something_by_a_ruling_is_to_be_told_until_they_were(desk: Desk) -> None:
    act, party = removed(desk)
    story = desk.stories()[desk.stream(TITLE)]
    (waits,) = owed(story)
    assert waits == Owed(act, party, waits.since)
    assert "not told" in told_of(desk)[act]["told"][0]
    credit = desk.found(TITLE)[0][1]
    assert credit
    desk.act("tell-party", TITLE, act=str(act), effective="21 October 2026", how="telephone", told_by="organiser")
    story = desk.stories()[desk.stream(TITLE)]
    assert owed(story) == []
    assert told_of(desk)[act]["told"] == ["told all who are named 21 October 2026, by telephone, by the organiser"]
    assert desk.agrees()


def test_own_wish_has_not_to_be_told(desk: Desk) -> None:
    running = Desk(desk.demo)
    running.act("withdraw", "Static")
    assert owed(running.stories()[running.stream("Static")]) == []


def test_what_is_said_of_not_telling_is_no_telling(desk: Desk) -> None:
    act, party = removed(desk)
    desk.act("tell-party", TITLE, act=str(act), told="false", how="", why_not="not_reached")
    (waits,) = owed(desk.stories()[desk.stream(TITLE)])
    assert (waits.party, waits.why) == (party, "not_reached")
    assert "they could not be reached" in told_of(desk)[act]["told"][0]


def test_telling_recorded_in_error_is_no_telling(desk: Desk) -> None:
    act, _party = removed(desk)
    told = number(desk.act("tell-party", TITLE, act=str(act)))
    assert owed(desk.stories()[desk.stream(TITLE)]) == []
    desk.act("entered-in-error", TITLE, act=str(told))
    assert len(owed(desk.stories()[desk.stream(TITLE)])) == 1
    assert learnt(desk.stories()[desk.stream(TITLE)]) == {}


def test_struck_ruling_has_not_to_be_told(desk: Desk) -> None:
    act, _party = removed(desk)
    desk.act("entered-in-error", TITLE, act=str(act))
    assert owed(desk.stories()[desk.stream(TITLE)]) == []


@pytest.mark.parametrize(
    "typed, field, code",
    [
        ({"told": "true", "how": ""}, "how", "required"),
        ({"told": "false", "why_not": ""}, "why_not", "required"),
        ({"told": "true", "how": "telepathy"}, "how", "unknown_choice"),
        ({"told": "", "how": "letter"}, "told", "required"),
    ],
)
def test_telling_says_how_or_why_not(desk: Desk, typed: dict[str, Any], field: str, code: str) -> None:
    act, _party = removed(desk)
    with pytest.raises(Invalid) as refused:
        desk.act("tell-party", TITLE, act=str(act), **typed)
    assert [(one.field, one.code) for one in refused.value.problems] == [(field, code)]


def test_nobody_is_told_of_an_act_that_is_not_there(desk: Desk) -> None:
    with pytest.raises(Refused, match="not_to_be_corrected"):
        desk.act("tell-party", TITLE, act="99")


@pytest.mark.parametrize("verb", ["tell-party", "add-report", "correct-time"])
def test_every_act_that_a_form_offers_is_taken(desk: Desk, verb: str) -> None:
    report = desk.act("add-report", TITLE, act="1", report_who="An agency", says="so")
    desk.act("correct-time", TITLE, act="1", effective="by 1 September 2025")
    story = desk.stories()[desk.stream(TITLE)]
    assert number(report) in [act for act, _sentence in acts_of(ACT_KINDS["entered-in-error"], story)]
    offered = [act for act, _sentence in acts_of(ACT_KINDS[verb], story)]
    assert 1 in offered
    for act in offered:
        form = desk.form(verb, by(), act=str(act), report_who="A paper", says="so", effective="by 2 September 2025")
        preview_act(desk.ledger, by(), verb, {**form, "nominations": [str(desk.stream(TITLE))]})


def test_reports_that_differ_stand_beside_the_act_and_change_nothing(desk: Desk) -> None:
    before = desk.listed(), desk.listed("announced")
    desk.act("add-report", TITLE, act="1", report_who="An agency", says="so", read_by="true")
    desk.act(
        "add-report", TITLE, act="1", report_who="O’Brien’s paper", says="otherwise", report_when="3 October 2025",
        report_words="as a sixth nominee",
    )  # fmt: skip
    left_out = number(desk.act("add-report", TITLE, act="1", report_who="خبر نامہ", says="not_so"))
    assert (desk.listed(), desk.listed("announced")) == before
    found = reports_of(desk.stories()[desk.stream(TITLE)])[1]
    assert [one.says for one in found] == ["so", "otherwise", "not_so"]
    assert read_by(found) is found[0]
    shown = told_of(desk)[1]["reports"]
    assert [("An agency" in one, "reads by this" in one) for one in shown] == [
        (True, True),
        (False, False),
        (False, False),
    ]
    assert "as a sixth nominee" in shown[1]
    assert "3 October 2025" in shown[1]
    desk.act("entered-in-error", TITLE, act=str(left_out))
    assert len(told_of(desk)[1]["reports"]) == 2
    hidden = str(told_of(desk, reads=Reads(private=False)))
    assert not any(word in hidden for word in ("An agency", "sixth nominee", "خبر"))
    assert desk.agrees()


def test_report_that_says_otherwise_says_what(desk: Desk) -> None:
    with pytest.raises(Invalid) as refused:
        desk.act("add-report", TITLE, act="1", says="otherwise")
    assert [(one.field, one.code) for one in refused.value.problems] == [("report_words", "report_says_what")]


def test_whoever_may_not_know_a_result_is_told_nothing_beside_it(desk: Desk) -> None:
    running = Desk(desk.demo)
    chosen = number(running.act("choose", "Static"))
    running.act("add-report", "Static", act=str(chosen))
    running.act("tell-party", "Static", act=str(chosen))
    without = told_of(running, "Static", Reads(results=False))
    assert {one["topic"] for one in without.values()} & {"nomination.reported", "nomination.party_told"} == set()


def test_whoever_is_named_to_their_disadvantage_is_told_first_or_it_is_said_why_not(desk: Desk) -> None:
    running = Desk(desk.demo)
    act = running.act("rule-ineligible", "Static")
    with pytest.raises(Invalid) as refused:
        running.announce(act, untold="")
    assert [(one.field, one.code) for one in refused.value.problems] == [("untold", "tell_them_first")]
    assert running.words("Static", "announced") == "nominated"
    running.announce(act, untold="urgent")
    notice = running.ledger.story(running.stream("Static"))[-1][1]
    assert isinstance(notice, Announced)
    made = running.ledger.story(notice.announcement)[0][1]
    assert isinstance(made, Made)
    assert [(one.item, one.why) for one in made.untold] == [(act, "urgent")] * len(made.untold) != []
    assert "it could not wait" in sentence(made)
    assert running.agrees()


def test_whoever_was_told_is_announced_without_a_reason(desk: Desk) -> None:
    running = Desk(desk.demo)
    act = running.act("rule-ineligible", "Static")
    running.act("tell-party", "Static", act=str(number(act)), effective="20 October 2026")
    running.announce(act, untold="")
    assert running.words("Static", "announced") == "ineligible"


def test_nobody_was_told_in_the_future(desk: Desk) -> None:
    running = Desk(desk.demo)
    act = running.act("rule-ineligible", "Static")
    with pytest.raises(Refused, match="counts_from_impossible"):
        running.act("tell-party", "Static", act=str(number(act)), effective="20 October 2099, 12:00")


def test_past_announcement_is_told_as_done(desk: Desk) -> None:
    running = Desk(desk.demo)
    act = running.act("rule-ineligible", "Static", effective="20 October 2026, 12:00")
    running.announce(act, at="20 October 2026, 15:00", untold="")
    assert running.words("Static", "announced") == "ineligible"


def test_withdrawal_of_ones_own_needs_no_word_before(desk: Desk) -> None:
    running = Desk(desk.demo)
    running.announce(running.act("withdraw", "Static"), untold="")
    assert running.words("Static", "announced") == "withdrawn"
