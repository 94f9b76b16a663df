"""Where a body had to decide on a request it did so by a ruling: one append, an act on each target, and a ruling that can be struck whole."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from ledger.application.ruling import ruling_in
from ledger.application.settings_changes import record_change
from ledger.application.striking_rulings import record_ruling_strike
from ledger.bootstrap import Services
from ledger.domain.asked import AskEnded
from ledger.domain.effects import EffectsSet, Reviewed
from ledger.domain.nomination import Ruled, Withdrawn
from ledger.domain.request import Decided
from ledger.domain.ruling import Made
from ledger.errors import Invalid, Refused
from ledger.projections.decisions import decisions as decisions_of
from ledger.projections.nominees import find_edition
from ledger.wording.errors import error_sentence
from tests.support.acts import Desk
from tests.support.requests import ask, decide, edition_of, outcomes, seen, send, typed
from tests.support.rulings import decide as rule
from tests.support.rulings import lock, ruling_id, target
from tests.support.services import by, follow


@pytest.fixture
def desk(demo: Services) -> Desk:
    """The demo's desk."""
    return Desk(demo)


@pytest.fixture
def quickly(demo_services: Services) -> Desk:
    """On SQLite alone, for what no database decides."""
    return Desk(demo_services)


def as_of_right(desk: Desk) -> None:
    """From here on nominees withdraw without anybody deciding."""
    author = by()
    form = {"command": str(author.command), "seen": str(desk.ledger.recorder.head()[0]), "rule": "as_of_right"}
    record_change(desk.ledger, author, edition_of(desk), "withdrawal", form)
    follow(desk.demo)


def last(desk: Desk, title: str, kind: type[Any]) -> Any:
    """The newest act of a kind on a nomination."""
    return [one for _at, one in desk.ledger.story(desk.stream(title)) if isinstance(one, kind)][-1]


def decisions(desk: Desk, asked: UUID) -> list[Decided]:
    """What was decided on a request."""
    return [one for one in seen(desk, asked).events if isinstance(one, Decided)]


def strike(desk: Desk, ruling: UUID) -> None:
    """Say that a decision was entered in error."""
    author = by()
    record_ruling_strike(desk.ledger, author, ("strike", ruling), typed(desk, author), desk.stories())
    follow(desk.demo)


def test_several_points_with_different_consequences_are_one_ruling_with_an_act_on_each(desk: Desk) -> None:
    asked = ask(desk, "Static", "Saltwater Psalm", "Paper Lanterns", "Letters to a Lighthouse")
    points = ("1:granted", "2:granted_in_part", "3:refused", "4:too_late")
    receipt = decide(desk, asked, *points, consequences=["2:not_counted"], rule="7.2")
    (decided,) = decisions(desk, asked)
    assert decided.ruling is not None
    made = ruling_in(desk.ledger, decided.ruling).made
    assert (made.requests, made.body, made.rule) == ((asked,), "committee", "7.2")
    withdrawn, effects = last(desk, "Static", Withdrawn), last(desk, "Saltwater Psalm", EffectsSet)
    reviewed, late = last(desk, "Paper Lanterns", Reviewed), last(desk, "Letters to a Lighthouse", AskEnded)
    assert {one.ruling for one in (withdrawn, effects, reviewed)} == {made.originator_id}
    assert {one.arises_from for one in (withdrawn, effects, reviewed)} == {(f"{asked}@1",)}
    assert (effects.counted, effects.on_ballot, late.outcome) == (False, None, "too_late")
    assert {withdrawn.act_name, effects.act_name, reviewed.act_name, late.act_name} <= set(made.acts)
    assert [one.acts for one in seen(desk, asked).request.targets] == [
        (withdrawn.act_name,), (effects.act_name,), (), (),
    ]  # fmt: skip
    assert receipt.acts[0] == made.act_name
    assert [desk.words(one) for one in ("Static", "Saltwater Psalm", "Paper Lanterns")] == [
        "withdrawn", "nominated", "nominated",
    ]  # fmt: skip
    assert desk.agrees()


def test_what_is_theirs_by_right_is_ruled_on_by_nobody(desk: Desk) -> None:
    as_of_right(desk)
    asked = ask(desk, "Static", "Saltwater Psalm")
    decide(desk, asked, "1:granted", "2:refused")
    right, ruled = decisions(desk, asked)
    assert (right.ruling, [one.number for one in right.outcomes]) == (None, [1])
    assert ruled.ruling is not None
    assert [one.number for one in ruled.outcomes] == [2]
    assert last(desk, "Static", Withdrawn).ruling is None
    alone = ask(desk, "Paper Lanterns")
    receipt = decide(desk, alone, "1:granted")
    assert not any(isinstance(desk.ledger.story(UUID(one.partition("@")[0]))[0][1], Made) for one in receipt.acts)
    assert desk.agrees()


def test_something_else_follows_only_from_what_is_granted(quickly: Desk) -> None:
    asked = ask(quickly, "Static")
    with pytest.raises(Invalid) as refused:
        decide(quickly, asked, "1:refused", consequences=["1:not_counted"])
    assert [(one.field, one.code) for one in refused.value.problems] == [("follows_1", "follows_from_nothing")]


def test_past_the_lock_a_request_is_granted_on_the_same_word_as_any_act(quickly: Desk) -> None:
    lock(quickly, "15 October 2026, 12:00")
    asked = ask(quickly, "Static")
    with pytest.raises(Invalid) as refused:
        decide(quickly, asked, "1:granted")
    assert [(one.field, one.code) for one in refused.value.problems] == [("happened", "past_the_lock")]
    decide(quickly, asked, "1:granted", happened="true", irregular_reason="The court ordered it.")
    assert last(quickly, "Static", Ruled).irregular == "past_lock"


def test_struck_decision_takes_its_acts_along_and_what_was_asked_is_open_again(desk: Desk) -> None:
    asked = ask(desk, "Static", "Saltwater Psalm", "Paper Lanterns")
    decide(desk, asked, "1:noted")
    decide(desk, asked, "1:granted", "2:refused", "3:too_late", decided="21 October 2026")
    ruling = decisions(desk, asked)[-1].ruling
    assert ruling is not None
    with pytest.raises(Refused, match="others_rest_on_request"):
        send(desk, "strike", asked)
    strike(desk, ruling)
    assert ruling_in(desk.ledger, ruling).struck
    assert outcomes(desk, asked) == ["noted", "open", "open"]
    assert [desk.words(one) for one in ("Static", "Saltwater Psalm")] == ["nominated", "nominated"]
    told = [
        one["text"]
        for title in ("Static", "Saltwater Psalm")
        for _c, found in desk.found(title)
        for one in found["notices"]
    ]
    assert told == ["Asked to be withdrawn, 19 October 2026: noted.", "Asked to be withdrawn, 19 October 2026."]
    with pytest.raises(Refused, match="ruling_struck"):
        strike(desk, ruling)
    decide(desk, asked, "1:granted", decided="22 October 2026")
    assert desk.words("Static") == "withdrawn"
    assert desk.agrees()


def test_decision_on_which_a_later_act_rests_is_not_struck_and_the_refusal_names_it(quickly: Desk) -> None:
    ruling = ruling_id(rule(quickly, target(quickly, "Static", "rescind")))
    quickly.act("reinstate", "Static", effective="22 October 2026")
    head = quickly.ledger.recorder.head()
    with pytest.raises(Refused, match="others_rest_on_ruling") as refused:
        strike(quickly, ruling)
    assert "Static is reinstated, 22 October 2026." in error_sentence(refused.value)
    assert quickly.ledger.recorder.head() == head


def test_decision_that_an_announcement_names_is_not_struck(quickly: Desk) -> None:
    ruling = ruling_id(rule(quickly, target(quickly, "Static", "rescind")))
    quickly.announce(f"{ruling}@1")
    with pytest.raises(Refused, match="ruling_announced"):
        strike(quickly, ruling)


def told(desk: Desk) -> list[tuple[str, str]]:
    """What the public decision log says of each nomination."""
    follow(desk.demo)
    found = find_edition(desk.demo.lists, "meridian", desk.edition)
    log = decisions_of(desk.demo.lists, found, desk.ledger.now())
    return [(one["label"], one["text"]) for decision in log for one in decision["targets"]]


def test_public_log_tells_of_a_decision_on_a_request_what_announcements_name(desk: Desk) -> None:
    asked = ask(desk, "Static", "Paper Lanterns", "Letters to a Lighthouse")
    decide(desk, asked, "1:too_late", "2:refused", "3:too_late")
    made = ruling_in(desk.ledger, decisions(desk, asked)[-1].ruling or asked).made
    assert told(desk) == []
    note = desk.ledger.story(desk.stream("Static"))[-2][1].act_name
    desk.announce(made.act_name, note)
    assert told(desk) == [
        ("Paper Lanterns", "Reviewed, and it stands, 20 October 2026."),
        ("Static", "Asked to be withdrawn, 19 October 2026: too late."),
    ]
    assert desk.agrees()
