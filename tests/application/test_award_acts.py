"""What becomes of an award, through the desk's forms on both databases: chosen, conferred, refused, taken away, misread."""

from __future__ import annotations

import pytest

from ledger.application.entering import record_entry
from ledger.bootstrap import Services
from ledger.domain.nomination import Entered
from ledger.domain.times import parse_when
from ledger.errors import Invalid, Refused
from tests.support.acts import Desk
from tests.support.services import by


@pytest.fixture
def desk(demo: Services) -> Desk:
    """The demo's desk."""
    return Desk(demo)


def at(text: str) -> int:
    """A moment (µs)."""
    return parse_when(text, "Asia/Karachi").latest_us


AWARDS: list[tuple[tuple[str, ...], str]] = [
    (("confer",), "nominated · won"),
    (("choose",), "nominated · chosen, not announced"),
    (("choose", "confer"), "nominated · won"),
    (("choose", "not-conferred"), "nominated · not conferred"),
    (("choose", "not-conferred", "confer"), "nominated · won"),
    (("confer", "refuse-award"), "nominated · won · refused"),
    (("confer", "refuse-award", "accept-award"), "nominated · won"),
    (("confer", "return-award"), "nominated · won · returned"),
    (("confer", "revoke-award"), "nominated · won · revoked"),
    (("confer", "vacate-award"), "nominated · won · vacated"),
    (("confer", "vacate-award", "restore-award"), "nominated · won"),
    (("confer", "rule-ineligible"), "ineligible · won"),
]


@pytest.mark.parametrize("verbs, words", AWARDS, ids=lambda one: "-".join(one) if isinstance(one, tuple) else "")
def test_award_says_what_became_of_it(desk: Desk, verbs: tuple[str, ...], words: str) -> None:
    acts = [desk.act(verb, "Static", effective=f"{20 + day} October 2026") for day, verb in enumerate(verbs)]
    assert desk.words("Static") == words
    assert desk.words("Static", "announced") == "nominated"
    desk.announce(*acts)
    assert desk.words("Static", "announced") == ("nominated · won" if verbs == ("choose",) else words)
    assert desk.agrees()


def test_revoked_from_the_start_was_never_won_in_force(desk: Desk) -> None:
    desk.announce(desk.act("confer", "Static", effective="20 October 2026, 20:00"), at="20 October 2026, 21:00")
    act = desk.act("revoke-award", "Static", effective="1 November 2026", holds="from_the_start")
    moment = at("25 October 2026")
    assert desk.words("Static", "force", moment) == "nominated · won · revoked"
    assert desk.words("Static", "announced", moment) == "nominated · won"
    desk.announce(act, at="2 November 2026")
    assert desk.words("Static", "announced", moment) == "nominated · won"
    assert desk.words("Static", "announced") == "nominated · won · revoked"


def test_second_winner_of_a_category_is_a_tie_or_none(desk: Desk) -> None:
    desk.act("confer", "Static")
    with pytest.raises(Invalid) as refused:
        desk.act("confer", "The Weight of Rain")
    assert [(one.field, one.code) for one in refused.value.problems] == [("tie", "category_has_a_winner")]
    desk.act("confer", "The Weight of Rain", tie="true")
    assert [desk.words(one) for one in ("Static", "The Weight of Rain")] == ["nominated · won"] * 2


def test_misread_winner_was_heard_and_never_was(desk: Desk) -> None:
    desk.act("misread", "Static", effective="20 October 2026, 21:00")
    desk.announce(
        desk.act("confer", "The Weight of Rain", effective="20 October 2026, 20:00"), at="20 October 2026, 21:03"
    )
    desk.act("put-misreading-right", "Static", effective="20 October 2026, 21:03")
    moments = [at(f"20 October 2026, 21:0{minute}") for minute in (1, 4)]
    assert [desk.words("Static", "force", one) for one in moments] == ["nominated", "nominated"]
    assert [desk.words("Static", "announced", one) for one in moments] == [
        "nominated · won",
        "nominated · announced as the winner in error",
    ]
    assert desk.words("The Weight of Rain", "announced", moments[1]) == "nominated · won"
    with pytest.raises(Refused, match="not_misread"):
        desk.act("put-misreading-right", "سایہ", effective="21 October 2026")
    assert desk.agrees()


def test_secret_choice_keeps_nobody_from_leaving_and_is_then_not_conferred(desk: Desk) -> None:
    desk.act("choose", "Static", effective="19 October 2026")
    desk.announce(desk.act("withdraw", "Static"))
    desk.act("not-conferred", "Static", effective="21 October 2026")
    assert desk.words("Static") == "withdrawn · not conferred"
    assert desk.words("Static", "announced") == "withdrawn"


def test_award_does_not_come_back_beside_another_winner(desk: Desk) -> None:
    desk.act("confer", "Static", effective="20 October 2026")
    desk.act("revoke-award", "Static", effective="21 October 2026")
    desk.act("confer", "The Weight of Rain", effective="22 October 2026")
    with pytest.raises(Refused, match="other_has_the_award"):
        desk.act("restore-award", "Static", effective="23 October 2026")


def test_struck_misreading_that_was_heard_is_not_put_right_before_it(desk: Desk) -> None:
    said = desk.act("misread", "Static", effective="20 October 2026, 21:00")
    desk.act("entered-in-error", "Static", act=said.partition("@")[2])
    head = desk.ledger.recorder.head()
    with pytest.raises(Refused, match="before_what_it_follows"):
        desk.act("put-misreading-right", "Static", effective="20 October 2026, 20:00")
    assert desk.ledger.recorder.head() == head


def test_misreading_entered_by_our_own_slip_is_struck(desk: Desk) -> None:
    said = desk.act("misread", "Static", effective="20 October 2026, 21:00")
    assert desk.words("Static", "announced") == "nominated · won"
    struck = desk.act("entered-in-error", "Static", act=said.partition("@")[2])
    desk.announce(struck)
    assert desk.words("Static", "announced") == "nominated"
    assert desk.agrees()


def test_what_nobody_heard_of_was_not_read_out_as_the_winner(desk: Desk) -> None:
    fell, author = desk.act("withdraw", "Static"), by()
    entry = desk.stories()[desk.stream("Static")][0][1]
    assert isinstance(entry, Entered)
    typed = {
        "command": str(author.command), "seen": str(desk.ledger.recorder.head()[0]), "title": "Understudy", "fills": fell,
        "category": str(entry.category), "effective": "21 October 2026",
    }  # fmt: skip
    record_entry(desk.ledger, author, entry.edition, typed, desk.stories())
    with pytest.raises(Refused, match="entry_not_announced"):
        desk.act("misread", "Understudy", effective="22 October 2026")


def test_award_shared_in_a_tie_is_accepted_later_beside_the_other(desk: Desk) -> None:
    desk.act("confer", "Static", effective="20 October 2026")
    desk.act("confer", "The Weight of Rain", effective="20 October 2026", tie="true")
    for title in ("Static", "The Weight of Rain"):
        desk.act("refuse-award", title, effective="21 October 2026")
        desk.act("accept-award", title, effective="22 October 2026")
        assert desk.words(title) == "nominated · won"
