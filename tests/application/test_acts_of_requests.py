"""What came of a request or an objection stays with it, whatever is decided later."""

from __future__ import annotations

import pytest

from ledger.bootstrap import Services
from ledger.errors import Invalid, Refused
from tests.support import objections as contested
from tests.support.acts import Desk
from tests.support.requests import ask, decide, outcomes, seen, send


@pytest.fixture
def desk(demo_services: Services) -> Desk:
    return Desk(demo_services)


def test_act_that_came_of_a_request_stays_with_it_when_that_is_decided_otherwise(desk: Desk) -> None:
    asked = ask(desk, "Static")
    decide(desk, asked, "1:granted")
    (point,) = seen(desk, asked).request.targets
    decide(desk, asked, "1:refused", decided="24 October 2026")
    assert outcomes(desk, asked) == ["refused"]
    assert [one.acts for one in seen(desk, asked).request.targets] == [point.acts]
    with pytest.raises(Refused, match="others_rest_on_request"):
        send(desk, "strike", asked)


def test_act_that_came_of_an_objection_stays_with_it_when_that_is_decided_otherwise(desk: Desk) -> None:
    made = contested.contest(desk, "Static")
    contested.decide(desk, made, "1:upheld", follows=["1:rule-ineligible"])
    (point,) = contested.seen(desk, made).objection.targets
    contested.decide(desk, made, "1:dismissed", decided="24 October 2026")
    assert contested.outcomes(desk, made) == ["dismissed"]
    assert [one.acts for one in contested.seen(desk, made).objection.targets] == [point.acts]
    with pytest.raises(Refused, match="others_rest_on_objection"):
        contested.send(desk, "strike", made)


def test_request_and_objection_can_be_struck_once_the_acts_that_came_of_them_are(desk: Desk) -> None:
    asked = ask(desk, "Static")
    decide(desk, asked, "1:granted")
    made = contested.contest(desk, "Saltwater Psalm")
    contested.decide(desk, made, "1:upheld", follows=["1:rule-ineligible"])
    acts = [one.acts[0] for one in seen(desk, asked).request.targets]
    acts += [one.acts[0] for one in contested.seen(desk, made).objection.targets]
    for act, title in zip(acts, ("Static", "Saltwater Psalm"), strict=True):
        desk.act("entered-in-error", title, act=act.partition("@")[2])
    send(desk, "strike", asked)
    contested.send(desk, "strike", made)
    assert (seen(desk, asked).request.struck, contested.seen(desk, made).objection.struck) == (True, True)
    assert [desk.words(one) for one in ("Static", "Saltwater Psalm")] == ["nominated", "nominated"]
    assert desk.agrees()


def test_what_was_taken_back_is_not_granted_any_more(desk: Desk) -> None:
    asked = ask(desk, "Static")
    send(desk, "retract", asked, effective="22 October 2026")
    with pytest.raises(Invalid) as refused:
        decide(desk, asked, "1:granted", decided="24 October 2026")
    assert [(one.field, one.code) for one in refused.value.problems] == [("outcome_1", "target_taken_back")]
    assert desk.words("Static") == "nominated"
    decide(desk, asked, "1:granted", decided="21 October 2026")
    assert outcomes(desk, asked) == ["granted"]
