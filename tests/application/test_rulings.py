"""A decision on several nominations at once: all of it or nothing, judged together, refusals naming the target."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.application.ruling import approve_text, ruling_in
from ledger.bootstrap import Services
from ledger.demo.people import PEOPLE
from ledger.domain import ruling
from ledger.domain.effects import EffectsSet, Reviewed
from ledger.domain.endings import RuledIneligible
from ledger.domain.nomination import Entered, Ruled
from ledger.domain.readings import standing_of
from ledger.errors import Conflict, Invalid, LedgerError, NotAllowed, Refused
from ledger.wording.errors import error_sentence, problem_sentence
from tests.support.acts import Desk
from tests.support.four_eyes import second, two_organisers
from tests.support.rosters import grant
from tests.support.rulings import decide, ruling_id, target
from tests.support.services import by

SAME = "Letters to a Lighthouse"
"""In one category with Static."""


@pytest.fixture
def desk(demo: Services) -> Desk:
    """The demo's desk."""
    return Desk(demo)


@pytest.fixture
def quick_desk(demo_services: Services) -> Desk:
    """The same on SQLite alone."""
    return Desk(demo_services)


def made(desk: Desk, receipt: Any) -> ruling.Made:
    """The ruling that was recorded."""
    return ruling_in(desk.ledger, ruling_id(receipt)).made


def refused(desk: Desk, *targets: Any, **typed: Any) -> LedgerError:
    """Why it is refused; nothing was written."""
    head = desk.ledger.recorder.head()
    with pytest.raises(LedgerError) as error:
        decide(desk, *targets, **typed)
    assert desk.ledger.recorder.head() == head
    return error.value


def test_one_decision_does_different_things_to_several_nominations_in_one_append(desk: Desk) -> None:
    receipt = decide(
        desk,
        target(desk, "Static", "rule-ineligible"),
        target(desk, "Paper Lanterns", "review"),
        target(desk, "Saltwater Psalm", "set-effects", on_ballot="true", counted="false"),
        rule="7.2",
        reason="condition_not_met",
        took_part="Nargis Fatima\nFarid Khan",
        stood_aside="Zarmina Kohi",
        private_reason="The minutes of the 20th.",
    )
    assert receipt.last - receipt.first + 1 == len(receipt.acts) == 4
    one = made(desk, receipt)
    assert one.acts == receipt.acts[1:]
    assert [(member.name.text, member.part) for member in one.members] == [
        ("Nargis Fatima", "took_part"), ("Farid Khan", "took_part"), ("Zarmina Kohi", "stood_aside"),
    ]  # fmt: skip
    acts = [desk.ledger.story(desk.stream(title))[-1][1] for title in ("Static", "Paper Lanterns", "Saltwater Psalm")]
    assert [type(act) for act in acts] == [RuledIneligible, Reviewed, EffectsSet]
    assert {act.ruling for act in acts if isinstance(act, Ruled)} == {one.originator_id}
    assert {act.authority.rule for act in acts if isinstance(act, Ruled)} == {"7.2"}
    # The reason of the whole is an act's own where its kind knows it.
    assert [act.reason for act in acts if isinstance(act, Ruled)] == [
        "condition_not_met",
        "not_given",
        "condition_not_met",
    ]
    assert [desk.words(title) for title in ("Static", "Paper Lanterns", "Saltwater Psalm")] == [
        "ineligible", "nominated", "nominated",
    ]  # fmt: skip
    assert desk.found("Saltwater Psalm")[0][1]["effects"] == "on the ballot · votes not counted"
    assert desk.found("Saltwater Psalm", "announced")[0][1]["effects"] == ""
    assert desk.agrees()


def test_what_one_target_refuses_is_told_of_that_target_and_nothing_is_written(quick_desk: Desk) -> None:
    desk = quick_desk
    decide(desk, target(desk, "Static", "rescind"))
    error = refused(desk, target(desk, "Paper Lanterns", "review"), target(desk, "Static", "rescind"))
    assert isinstance(error, Refused)
    assert error.code == "already_off_the_list"
    assert error_sentence(error).startswith("Static: The nomination had already left the list")


@pytest.mark.parametrize(
    "own, field, code",
    [
        ({"verb": ""}, "targets.1.verb", "choose_a_consequence"),
        ({"verb": "choose"}, "targets.1.verb", "no_consequence"),
        ({"verb": "set-effects"}, "targets.1.on_ballot", "choose_an_effect"),
        ({"verb": "withdraw"}, "targets.1.capacity", "required"),
        ({"verb": "move"}, "targets.1.category", "required"),
        ({"verb": "rescind", "effective": "the day of the owl"}, "targets.1.effective", "when_unreadable"),
    ],
)
def test_field_of_a_target_is_refused_at_that_target(
    quick_desk: Desk, own: dict[str, str], field: str, code: str
) -> None:
    desk = quick_desk
    error = refused(desk, target(desk, "Paper Lanterns", "review"), {**target(desk, "Static", ""), **own})
    assert isinstance(error, Invalid)
    assert (error.problems[0].field, error.problems[0].code) == (field, code)


@pytest.mark.parametrize(
    "typed, field, code",
    [
        ({"targets": []}, "targets", "choose_a_target"),
        ({"body": "nobody_known"}, "body", "unknown_choice"),
        ({"effective": "20 October 2126"}, "effective", "decided_in_future"),
        ({"reason": "because"}, "reason", "unknown_choice"),
        ({"took_part": "Nargis", "absent": "Nargis"}, "members", "member_twice"),
        ({"replaces": "00000000-0000-4000-8000-0000000000ff"}, "replaces", "no_such_ruling"),
        ({"rule": "a rule without a number"}, "rule", "not_a_rule_number"),
    ],
)
def test_what_is_told_once_is_refused_at_its_field(
    quick_desk: Desk, typed: dict[str, Any], field: str, code: str
) -> None:
    desk = quick_desk
    error = refused(desk, *[target(desk, "Static", "review")], **typed)
    assert isinstance(error, Invalid)
    assert (error.problems[0].field, error.problems[0].code) == (field, code)
    assert problem_sentence(error.problems[0])[-1] in ".?"


def test_several_names_leave_one_shared_nomination_and_one_of_them_has_to_stay(quick_desk: Desk) -> None:
    desk = quick_desk
    standing = {stream: standing_of(story) for stream, story in desk.stories().items()}
    entries = {
        stream: story[0][1] for stream, story in desk.stories().items() if (here := standing[stream]) and not here.gone
    }
    stream, names = next(
        (stream, one.credits) for stream, one in entries.items() if isinstance(one, Entered) and len(one.credits) == 2
    )
    leaving = [
        {"nomination": str(stream), "verb": "remove-name", "credit": str(one.id), "finding": "rescinded"}
        for one in names
    ]
    error = refused(desk, *leaving)
    assert isinstance(error, Invalid)
    assert (error.problems[0].field, error.problems[0].code) == ("targets.1.credit", "only_name")
    decide(desk, leaving[0], {"nomination": str(stream), "verb": "review"})
    assert [type(event).__name__ for _at, event in desk.stories()[stream]][-2:] == ["CreditRemoved", "Reviewed"]


def test_later_decision_follows_and_replaces_earlier_ones(quick_desk: Desk) -> None:
    desk = quick_desk
    first = ruling_id(decide(desk, target(desk, "Static", "rescind")))
    other = ruling_id(decide(desk, target(desk, "Paper Lanterns", "review")))
    later = made(
        desk,
        decide(desk, target(desk, "Static", "reinstate"), follows_rulings=[str(other)], replaces=str(first)),
    )
    assert (later.follows_rulings, later.replaces) == ((other,), first)
    assert desk.words("Static") == "nominated"


def test_who_comes_back_and_who_falls_for_it_are_judged_together(quick_desk: Desk) -> None:
    desk = quick_desk
    fell = decide(desk, target(desk, "Static", "rescind")).acts[1]
    desk.act("correct", SAME, fills=fell, effective="21 October 2026", holds="from_then_on", reason="correction")
    alone = refused(desk, target(desk, "Static", "reinstate"), effective="22 October 2026")
    assert isinstance(alone, Invalid)
    assert (alone.problems[0].field, alone.problems[0].code) == ("targets.0.place_filled", "place_was_filled")
    decide(
        desk,
        target(desk, "Static", "reinstate"),
        target(desk, SAME, "rescind"),
        effective="22 October 2026",
    )
    assert (desk.words("Static"), desk.words(SAME)) == ("nominated", "rescinded")
    assert desk.agrees()


def test_same_command_sent_twice_is_one_decision_and_with_other_targets_is_refused(quick_desk: Desk) -> None:
    desk, author = quick_desk, by()
    seen = str(desk.ledger.recorder.head()[0])
    first = decide(desk, target(desk, "Static", "rescind"), by=author, seen=seen)
    assert decide(desk, target(desk, "Static", "rescind"), by=author, seen=seen).acts == first.acts
    with pytest.raises(Conflict, match="command_reused"):
        decide(desk, target(desk, "Static", "review"), by=author, seen=seen)


def test_somebody_who_acted_meanwhile_is_shown(quick_desk: Desk) -> None:
    desk = quick_desk
    seen = str(desk.ledger.recorder.head()[0])
    desk.act("rescind", "Static")
    error = refused(desk, target(desk, "Static", "review"), seen=seen)
    assert (error.code, error.status) == ("moved_on", 409)


def test_body_decides_only_what_the_edition_lets_it(quick_desk: Desk) -> None:
    desk = quick_desk
    error = refused(desk, target(desk, "Static", "rescind"), by=by(PEOPLE[2]))
    assert isinstance(error, NotAllowed)


def test_text_for_the_public_is_approved_by_another_account(quick_desk: Desk) -> None:
    desk = quick_desk
    two = ruling_id(decide(desk, target(desk, "Static", "rescind"), public_text="The entry was made by mistake."))
    author = by()
    with pytest.raises(Refused, match="own_text"):
        approve_text(desk.ledger, author, two, {"approve": str(two)})
    grant(desk.ledger, by(), second().actor, "organiser")
    other = second()
    approve_text(desk.ledger, other, two, {"approve": str(two)})
    assert ruling_in(desk.ledger, two).approved_by == other.actor
    with pytest.raises(Refused, match="text_approved_already"):
        approve_text(desk.ledger, second(), two, {"approve": str(two)})


def test_decision_of_one_person_is_refused_under_four_eyes(quick_desk: Desk) -> None:
    two_organisers(quick_desk.demo)
    assert refused(quick_desk, target(quick_desk, "Static", "rescind")).code == "four_eyes"
