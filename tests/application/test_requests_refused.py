"""Requests that are refused at the front door, who may send them, and how they are found; on both databases where that matters."""

from __future__ import annotations

from uuid import uuid4

import pytest

from ledger.application.settings_changes import record_change
from ledger.bootstrap import Services
from ledger.errors import Conflict, Invalid, LedgerError, NotAllowed, NotFound
from ledger.projections.request_inbox import asked_about, is_closed, requests_by
from tests.support.acts import Desk
from tests.support.requests import ask, asking, decide, edition_of, party_of, preview, send, waiting
from tests.support.rosters import as_, grant
from tests.support.services import by, follow


@pytest.fixture
def desk(demo: Services) -> Desk:
    return Desk(demo)


@pytest.fixture
def quickly(demo_services: Services) -> Desk:
    return Desk(demo_services)


def wrong(refused: pytest.ExceptionInfo[Invalid]) -> set[tuple[str, str]]:
    """Which fields were refused, as what."""
    return {(one.field, one.code) for one in refused.value.problems}


@pytest.mark.parametrize(
    "more, problems",
    [
        ({"asker_words1": ""}, {("asker1", "who_asks")}),
        ({"nominations": []}, {("wishes", "choose_whom_it_is_about")}),
        ({"wishes": []}, {("wishes", "choose_what_is_asked")}),
        ({"nominations": [], "wishes": []}, {("nominations", "ask_something")}),
        ({"capacity1": "other"}, {("capacity_words1", "capacity_in_words")}),
        ({"capacity1": "friend"}, {("capacity1", "unknown_choice")}),
        ({"wishes": ["vanish"]}, {("wishes.0", "unknown_choice")}),
        ({"sent": "21 October 2026"}, {("received", "received_before_sent")}),
        ({"received": "19 October 2050"}, {("received", "counts_from_impossible")}),
        ({"nominations": [str(uuid4())]}, {("nominations", "unknown_choice")}),
    ],
)
def test_request_that_says_too_little_is_refused_at_its_field(
    quickly: Desk, more: dict[str, object], problems: set[tuple[str, str]]
) -> None:
    head = quickly.ledger.recorder.head()
    with pytest.raises(Invalid) as refused:
        send(quickly, "new", edition_of(quickly), **asking(quickly, "Static", **more))
    assert wrong(refused) == problems
    assert quickly.ledger.recorder.head() == head


def test_decision_is_refused_where_it_says_nothing_or_came_before(quickly: Desk) -> None:
    asked = ask(quickly, "Static")
    for given, problems in (
        ([], {("outcomes", "nothing_decided")}),
        (["7:granted"], {("outcome_7", "no_such_target")}),
        (["1:forgotten"], {("outcomes.0", "unknown_choice")}),
    ):
        with pytest.raises(Invalid) as refused:
            decide(quickly, asked, *given)
        assert wrong(refused) == problems
    with pytest.raises(Invalid) as refused:
        decide(quickly, asked, "1:refused", decided="1 October 2026")
    assert wrong(refused) == {("decided", "decided_before_it_was_asked")}
    with pytest.raises(NotFound, match="no_such_request"):
        decide(quickly, quickly.stream("Static"), "1:refused")


def test_same_command_is_one_request(desk: Desk) -> None:
    author, form = by(), asking(desk, "Static")
    form["seen"] = str(desk.ledger.recorder.head()[0])
    one = send(desk, "new", edition_of(desk), author, **form)
    two = send(desk, "new", edition_of(desk), author, **form)
    assert (one.acts, two.acts, two.repeated) == (one.acts, one.acts, True)


def test_what_moved_meanwhile_is_shown_before_it_is_decided(quickly: Desk) -> None:
    asked = ask(quickly, "Static")
    head = str(quickly.ledger.recorder.head()[0])
    quickly.act("withdraw", "Static")
    with pytest.raises(Conflict, match="moved_on"):
        decide(quickly, asked, "1:granted", seen=head)


@pytest.mark.parametrize("role, may", [("deputy", {"new", "decide"}), ("tabulator", set()), ("auditor", set())])
def test_roles_that_record_and_decide_requests(quickly: Desk, role: str, may: set[str]) -> None:
    somebody = uuid4()
    grant(quickly.ledger, by(), somebody, role)
    asked, done = ask(quickly, "Static"), set()
    for name, about, more in (
        ("new", edition_of(quickly), asking(quickly, "Saltwater Psalm")),
        ("decide", asked, {"outcomes": ["1:refused"]}),
    ):
        try:
            send(quickly, name, about, as_(role, somebody), **more)
            done.add(name)
        except NotAllowed as refused:
            assert refused.code == "role_cannot"  # noqa: PT017
    assert done == may


def test_preview_records_nothing(quickly: Desk) -> None:
    head = quickly.ledger.recorder.head()
    told = preview(quickly, "new", edition_of(quickly), **asking(quickly, "Static"))
    assert told == ["request.made", "nomination.asked"]
    assert quickly.ledger.recorder.head() == head


def test_requests_are_found_by_nomination_by_party_and_when_the_edition_is_over(desk: Desk) -> None:
    party = party_of(desk, "Static", "Bilal Lal")
    asked = ask(desk, "Static", asker1=str(party), asker_words1="")
    assert [(one.subject, one.wish) for one in asked_about(desk.demo.requests, desk.stream("Static"))] == [
        (asked.hex, "withdraw")
    ]
    assert requests_by(desk.demo.requests, [party.hex]) == [asked.hex]
    assert requests_by(desk.demo.requests, [uuid4().hex]) == []
    edition, now = edition_of(desk).hex, desk.ledger.now()
    assert not is_closed(desk.demo.lists, edition, now)
    close(desk)
    assert is_closed(desk.demo.lists, edition, desk.ledger.now())
    assert waiting(desk) == {}


def close(desk: Desk) -> None:
    """The edition is over."""
    author = by()
    form = {
        "command": str(author.command),
        "seen": str(desk.ledger.recorder.head()[0]),
        "milestone": "edition_closed",
        "standing": "done",
        "effective": "26 November 2026",
    }
    record_change(desk.ledger, author, edition_of(desk), "milestone", form)
    follow(desk.demo)


def test_withdrawal_that_the_rules_do_not_allow_is_refused_with_the_sentence_of_the_rule(quickly: Desk) -> None:
    author = by()
    told = {"command": str(author.command), "seen": str(quickly.ledger.recorder.head()[0]), "rule": "not_possible"}
    record_change(quickly.ledger, author, edition_of(quickly), "withdrawal", told)
    asked = ask(quickly, "Static")
    with pytest.raises(LedgerError, match="withdrawal_not_possible"):
        decide(quickly, asked, "1:granted")
    decide(quickly, asked, "1:refused", reason="rules_forbid")
    assert quickly.words("Static") == "nominated"
