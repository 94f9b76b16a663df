"""What is against the rules and happened is recorded on an explicit word; what is impossible is refused whatever is said."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from ledger.application.settings_changes import record_change
from ledger.bootstrap import Services
from ledger.domain.nomination import Withdrawn
from ledger.errors import Invalid, Refused
from ledger.history.nomination_story import Reads, nomination_story
from tests.support.acts import Desk
from tests.support.rulings import decide, target
from tests.support.services import by

HAPPENED: dict[str, Any] = {"happened": "true", "irregular_reason": "The letter was acted on before anybody looked"}


@pytest.fixture
def desk(demo: Services) -> Desk:
    """The demo's desk, in whose edition nothing can be withdrawn after 10 October, and a sponsor decides nothing but results."""
    desk = Desk(demo)
    change(desk, "withdrawal", rule="as_of_right", until="10 October 2026", afterwards="not_possible")
    change(desk, "body", kind="organiser", name="The academy", may_announce=["changes"])
    change(desk, "body", kind="committee", name="The committee", may_decide=["withdrawals", "breaches", "places"])
    change(desk, "body", kind="sponsor", name="The sponsor", may_decide=["results"], may_announce=[])
    return desk


def change(desk: Desk, setting: str, **form: Any) -> None:
    """Change a setting of the edition."""
    author = by()
    typed = {"command": str(author.command), "seen": str(desk.ledger.recorder.head()[0]), **form}
    record_change(desk.ledger, author, UUID(hex=desk.listed()["edition"]["id"]), setting, typed)


def problems(error: Invalid) -> list[tuple[str, str]]:
    """Where, and what."""
    return [(one.field, one.code) for one in error.problems]


def test_late_withdrawal_is_refused_until_it_is_said_to_have_happened(desk: Desk) -> None:
    before = desk.ledger.recorder.head()[0]
    with pytest.raises(Refused, match="withdrawal_too_late"):
        desk.act("withdraw", "Static")
    assert desk.ledger.recorder.head()[0] == before
    act = desk.act("withdraw", "Static", **HAPPENED)
    event = desk.ledger.story(desk.stream("Static"))[-1][1]
    assert isinstance(event, Withdrawn)
    assert (event.irregular, event.irregular_reason.text if event.irregular_reason else "") == (
        "late",
        HAPPENED["irregular_reason"],
    )
    desk.announce(act)
    (found,) = desk.found("Static", "announced")
    assert "Against the rules: it was too late for it." in str(found[1]["notices"])
    assert HAPPENED["irregular_reason"] not in str(found)
    assert desk.agrees()


def test_body_decides_what_was_not_its_to_decide(desk: Desk) -> None:
    with pytest.raises(Invalid) as refused:
        desk.act("disqualify", "Static", body="sponsor")
    assert problems(refused.value) == [("body", "body_may_not_decide")]
    desk.act("disqualify", "Static", body="sponsor", **HAPPENED)
    assert desk.words("Static") == "disqualified"
    told = nomination_story(desk.ledger.recorder, desk.ledger.mapper, desk.stream("Static"), desk.ledger.now())
    assert HAPPENED["irregular_reason"] in str(told["acts"][-1]["grounds"])
    hidden = nomination_story(
        desk.ledger.recorder, desk.ledger.mapper, desk.stream("Static"), desk.ledger.now(), Reads(private=False)
    )
    assert HAPPENED["irregular_reason"] not in str(hidden)
    assert "this was not theirs to decide" in str(hidden)


@pytest.mark.parametrize(
    "typed, field, code",
    [
        ({"happened": "true"}, "irregular_reason", "required"),
        ({"irregular_reason": "because"}, "happened", "reason_of_nothing"),
        (HAPPENED, "happened", "nothing_irregular"),
        ({**HAPPENED, "body": "nobody"}, "body", "unknown_choice"),
    ],
)
def test_mark_has_a_reason_and_something_to_mark(desk: Desk, typed: dict[str, Any], field: str, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        desk.act("disqualify", "Static", **typed)
    assert problems(refused.value) == [(field, code)]
    assert desk.words("Static") == "nominated"


def test_impossible_stays_refused(desk: Desk) -> None:
    desk.act("rescind", "Static")
    with pytest.raises(Refused, match="already_off_the_list"):
        desk.act("rescind", "Static", effective="21 October 2026", body="sponsor", **HAPPENED)


def test_decision_marks_those_of_its_acts_that_are_against_the_rules(desk: Desk) -> None:
    late = target(desk, "Static", "withdraw", capacity="nominee", reason="own_wish")
    looked_at = target(desk, "Paper Lanterns", "review")
    with pytest.raises(Refused, match="withdrawal_too_late"):
        decide(desk, late, looked_at)
    with pytest.raises(Invalid) as refused:
        decide(desk, looked_at, **HAPPENED)
    assert problems(refused.value) == [("happened", "nothing_irregular")]
    with pytest.raises(Invalid) as refused:
        decide(desk, late, looked_at, happened="true")
    assert problems(refused.value) == [("irregular_reason", "required")]
    decide(desk, late, looked_at, **HAPPENED)
    marked: Any = desk.ledger.story(desk.stream("Static"))[-1][1]
    regular: Any = desk.ledger.story(desk.stream("Paper Lanterns"))[-1][1]
    assert (marked.irregular, marked.irregular_reason.text) == ("late", HAPPENED["irregular_reason"])
    assert (regular.irregular, regular.irregular_reason) == (None, None)
