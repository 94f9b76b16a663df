"""Objections through the front door, on both databases: made, put to the other side, decided point by point, taken back, struck."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from ledger.application.proposable import Form
from ledger.application.proposals import confirm, propose
from ledger.bootstrap import Services
from ledger.domain.contested import Contested
from ledger.domain.credit_acts import CreditRemoved
from ledger.domain.endings import Reinstated, RuledIneligible
from ledger.domain.nomination import Entered
from ledger.errors import Conflict, Invalid, LedgerError, NotAllowed, NotFound, Refused
from ledger.projections.chain import followed_from
from ledger.projections.objection_inbox import contested_of, objections_of, waiting_objections
from tests.application.test_requests import notices, wrong
from tests.application.test_requests_refused import close
from tests.support.acts import Desk
from tests.support.four_eyes import second, two_organisers
from tests.support.objections import (
    announced,
    contest,
    contesting,
    decide,
    outcomes,
    points,
    preview,
    put,
    seen,
    send,
)
from tests.support.requests import credit_of, edition_of, party_of, typed
from tests.support.rosters import as_, grant
from tests.support.services import by, follow


@pytest.fixture
def desk(demo: Services) -> Desk:
    return Desk(demo)


@pytest.fixture
def quickly(demo_services: Services) -> Desk:
    """On SQLite alone, for what no database decides."""
    return Desk(demo_services)


def test_objection_leaves_everything_as_it_is_but_for_a_note_that_names_nobody(desk: Desk) -> None:
    before, public = desk.listed()["count"], desk.listed("announced")
    made = contest(desk, "Static", "Saltwater Psalm", words="MARKER who")
    assert desk.listed()["count"] == before
    assert desk.listed("announced") == public
    assert desk.words("Static") == "nominated"
    assert notices(desk, "Static") == ["An objection was made, 19 October 2026."]
    assert outcomes(desk, made) == ["open", "open"]
    waits, others = objections_of(desk.demo.requests, edition_of(desk).hex)
    assert ([one.subject for one in waits], others) == ([made.hex], [])
    assert waiting_objections(desk.demo.requests, desk.demo.lists, desk.ledger.now()) == {edition_of(desk).hex: 1}
    assert contested_of(desk.demo.requests, desk.stream("Static")) == [(made.hex, "nomination", "open")]
    assert "MARKER" not in str(desk.listed())
    assert desk.agrees()


def test_upheld_point_is_an_act_in_the_same_append_and_what_is_not_named_stays_open(desk: Desk) -> None:
    made = contest(desk, "Static", "Saltwater Psalm")
    receipt = decide(desk, made, "1:upheld", follows=["1:rule-ineligible"])
    assert desk.words("Static") == "ineligible"
    assert desk.words("Saltwater Psalm") == "nominated"
    assert outcomes(desk, made) == ["upheld", "open"]
    ruled = next(one for _at, one in desk.ledger.story(desk.stream("Static")) if isinstance(one, RuledIneligible))
    assert seen(desk, made).objection.targets[0].acts == (ruled.act_name,)
    assert ruled.arises_from == (f"{made}@1",)
    assert {ruled.act_name, f"{made}@2"} <= set(receipt.acts)
    assert "An objection was made, 19 October 2026: upheld." in notices(desk, "Static")
    assert [one.act for one in followed_from(desk.demo.timeline, [f"{made}@1"])] == [ruled.act_name]
    assert desk.agrees()


def test_name_leaves_before_its_nomination_does(quickly: Desk) -> None:
    name = credit_of(quickly, "Paper Lanterns", "Hina Baig")
    made = contest(quickly, "Paper Lanterns", credits=[name], ground="credit")
    follows = ["1:rule-ineligible", "2:remove-name"]
    with pytest.raises(Invalid) as refused:
        decide(quickly, made, "1:upheld", "2:upheld", follows=follows)
    assert wrong(refused) == {("finding", "required")}
    decide(quickly, made, "1:upheld", "2:upheld", follows=follows, finding="ineligible")
    story = [one for _at, one in quickly.ledger.story(quickly.stream("Paper Lanterns"))]
    gone = next(one for one in story if isinstance(one, CreditRemoved))
    left = next(one for one in story if isinstance(one, RuledIneligible))
    assert gone.originator_version < left.originator_version
    assert [one.acts for one in seen(quickly, made).objection.targets] == [(left.act_name,), (gone.act_name,)]
    assert quickly.agrees()


def test_other_side_is_heard_before_anything_is_upheld_or_it_is_said_why_not(desk: Desk) -> None:
    made = contest(desk, "Static")
    with pytest.raises(Invalid) as refused:
        decide(desk, made, "1:upheld", unheard="")
    assert wrong(refused) == {("unheard", "put_to_the_other_side")}
    party = party_of(desk, "Static", "Bilal Lal")
    with pytest.raises(Invalid) as refused:
        send(desk, "heard", made, whom=str(party), outcome="answered")
    assert wrong(refused) == {("whom", "not_put_to_them")}
    put(desk, made, party, substance="What is said against it.", reply_by="21 October 2026")
    (hearing,) = seen(desk, made).objection.hearings
    assert (hearing.party, hearing.outcome) == (party, None)
    send(desk, "heard", made, whom=str(party), outcome="answered", effective="21 October 2026")
    assert seen(desk, made).objection.hearings[0].outcome == "answered"
    decide(desk, made, "1:upheld", unheard="urgent")
    assert seen(desk, made).story[-1][1].unheard is None  # type: ignore[attr-defined]
    ((row,), others) = reversed(objections_of(desk.demo.requests, edition_of(desk).hex))
    assert (row.asked, row.heard, others) == (1, 1, [])
    assert desk.agrees()


def test_dismissing_needs_nobody_heard_and_no_act_follows_it(quickly: Desk) -> None:
    made = contest(quickly, "Static")
    with pytest.raises(Invalid) as refused:
        decide(quickly, made, "1:dismissed", follows=["1:disqualify"], unheard="")
    assert wrong(refused) == {("follows_1", "act_needs_upheld")}
    with pytest.raises(Invalid) as refused:
        decide(quickly, made, "1:upheld", follows=["1:withdraw"])
    assert wrong(refused) == {("follows_1", "unknown_choice")}
    decide(quickly, made, "1:dismissed", unheard="")
    assert quickly.words("Static") == "nominated"
    assert notices(quickly, "Static") == ["An objection was made, 19 October 2026: dismissed."]


def test_appeal_that_succeeds_undoes_the_decision_by_an_act_that_cites_it(desk: Desk) -> None:
    made = contest(desk, "Static")
    decide(desk, made, "1:upheld", follows=["1:rule-ineligible"])
    ruled = next(one for _at, one in desk.ledger.story(desk.stream("Static")) if isinstance(one, RuledIneligible))
    appeal = contest(desk, acts=[ruled.act_name], concerned_as="nominee", received="23 October 2026")
    assert seen(desk, appeal).objection.is_appeal
    assert ruled.act_name in seen(desk, appeal).objection.made.arises_from
    decide(desk, appeal, "1:upheld", follows=["1:reinstate"], decided="24 October 2026")
    assert desk.words("Static") == "nominated"
    back = next(one for _at, one in desk.ledger.story(desk.stream("Static")) if isinstance(one, Reinstated))
    assert (back.reason, back.arises_from) == ("appeal_upheld", (f"{appeal}@1",))
    assert desk.agrees()


def test_award_is_contested_only_once_it_is_announced(quickly: Desk) -> None:
    with pytest.raises(Invalid) as refused:
        contest(quickly, awards=[str(quickly.stream("Static"))])
    assert wrong(refused) == {("awards", "award_not_announced")}


def test_categories_announcements_and_invitations_are_contested_without_a_note(desk: Desk) -> None:
    entry = desk.ledger.story(desk.stream("Static"))[0][1]
    assert isinstance(entry, Entered)
    announcement = announced(desk, "Static").announcement
    party = party_of(desk, "Static", "Bilal Lal")
    made = contest(desk, categories=[str(entry.category)], announcements=[str(announcement)], party=str(party))
    assert [one.kind for one in points(desk, made)] == ["category", "announcement", "invitation"]
    assert seen(desk, made).objection.made.arises_from == (f"{announcement}@1",)
    assert not any(isinstance(one, Contested) for _at, one in desk.ledger.story(entry.originator_id))
    for field in ("categories", "announcements"):
        with pytest.raises(Invalid) as refused:
            contest(desk, **{field: [str(edition_of(desk))]})
        assert wrong(refused) == {(field, "unknown_choice")}
    assert desk.agrees()


def test_taken_back_objection_is_open_no_longer_and_what_was_decided_stays(quickly: Desk) -> None:
    made = contest(quickly, "Static", "Saltwater Psalm")
    decide(quickly, made, "1:dismissed")
    send(quickly, "take-back", made, effective="22 October 2026")
    assert outcomes(quickly, made) == ["dismissed", "taken_back"]
    assert notices(quickly, "Saltwater Psalm") == ["An objection was made, 19 October 2026: taken back."]
    with pytest.raises(Refused, match="nothing_of_it_open"):
        send(quickly, "take-back", made)


def test_struck_objection_leaves_no_note_and_what_rests_on_it_goes_first(desk: Desk) -> None:
    made = contest(desk, "Static", "Saltwater Psalm")
    decide(desk, made, "1:dismissed")
    send(desk, "strike", made)
    assert notices(desk, "Static") == notices(desk, "Saltwater Psalm") == []
    for name in ("strike", "take-back", "decide"):
        with pytest.raises(Refused, match="objection_struck"):
            send(desk, name, made, outcomes=["2:settled"])
    upheld = contest(desk, "Static")
    decide(desk, upheld, "1:upheld", follows=["1:disqualify"])
    with pytest.raises(Refused, match="others_rest_on_objection"):
        send(desk, "strike", upheld)
    assert desk.agrees()


def test_note_is_public_only_once_an_announcement_names_it(desk: Desk) -> None:
    made = contest(desk, "Static")
    decide(desk, made, "1:dismissed")
    note, ended = (one.act_name for _at, one in desk.ledger.story(desk.stream("Static"))[-2:])
    assert notices(desk, "Static", "announced") == []
    desk.announce(note, at="23 October 2026")
    assert notices(desk, "Static", "announced") == ["An objection was made, 19 October 2026."]
    desk.announce(ended, at="24 October 2026")
    assert notices(desk, "Static", "announced") == ["An objection was made, 19 October 2026: dismissed."]
    assert desk.agrees()


def test_form_refused_says_what_is_missing(quickly: Desk) -> None:
    head = quickly.ledger.recorder.head()
    with pytest.raises(Invalid) as refused:
        contest(quickly, words="")
    assert wrong(refused) == {("nominations", "contest_something"), ("objector", "who_objects")}
    with pytest.raises(Invalid) as refused:
        contest(quickly, "Static", credits=[f"{quickly.stream('Static')}:{edition_of(quickly)}"])
    assert wrong(refused) == {("credits", "names_not_on_it")}
    with pytest.raises(Invalid) as refused:
        contest(quickly, "Static", sent="21 October 2026")
    assert wrong(refused) == {("received", "received_before_sent")}
    assert quickly.ledger.recorder.head() == head
    with pytest.raises(NotFound, match="no_such_objection"):
        send(quickly, "decide", quickly.stream("Static"), outcomes=["1:upheld"])
    with pytest.raises(Invalid) as refused:
        decide(quickly, contest(quickly, "Static"), "7:upheld")
    assert wrong(refused) == {("outcome_7", "no_such_point_contested")}


def test_same_command_is_one_objection_and_what_moved_meanwhile_is_a_conflict(desk: Desk) -> None:
    author, form = by(), contesting(desk, "Static", seen=str(desk.ledger.recorder.head()[0]))
    first = send(desk, "new", edition_of(desk), author, **form)
    assert send(desk, "new", edition_of(desk), author, **form).acts == first.acts
    made = contest(desk, "Static")
    early = str(desk.ledger.recorder.head()[0])
    decide(desk, made, "1:dismissed")
    with pytest.raises(Conflict, match="moved_on"):
        decide(desk, made, "1:settled", seen=early)


def test_preview_writes_nothing_and_says_what_would_be_recorded(quickly: Desk) -> None:
    head = quickly.ledger.recorder.head()
    assert preview(quickly, "new", edition_of(quickly), **contesting(quickly, "Static")) == [
        "objection.made",
        "nomination.contested",
    ]
    assert quickly.ledger.recorder.head() == head


@pytest.mark.parametrize(
    "role, may",
    [("organiser", {"new", "decide"}), ("deputy", {"new", "decide"}), ("tabulator", set()), ("auditor", set())],
)
def test_each_role_does_what_it_may_and_no_more(quickly: Desk, role: str, may: set[str]) -> None:
    made, somebody, done = contest(quickly, "Static"), uuid4(), set()
    grant(quickly.ledger, by(), somebody, role)
    for name, about, more in (
        ("new", edition_of(quickly), contesting(quickly, "Saltwater Psalm")),
        ("decide", made, {"outcomes": ["1:dismissed"]}),
    ):
        try:
            send(quickly, name, about, as_(role, somebody), **more)
            done.add(name)
        except NotAllowed:
            pass
    assert done == may


def test_edition_closed_leaves_nothing_waiting(quickly: Desk) -> None:
    contest(quickly, "Static")
    close(quickly)
    follow(quickly.demo)
    assert waiting_objections(quickly.demo.requests, quickly.demo.lists, quickly.ledger.now()) == {}


def test_objection_is_proposed_by_one_and_confirmed_by_another(quickly: Desk) -> None:
    two_organisers(quickly.demo)
    with pytest.raises(LedgerError, match="four_eyes"):
        contest(quickly, "Static")
    author = by()
    form = Form("objection", "new", edition_of(quickly), typed(quickly, author, **contesting(quickly, "Static")))
    _receipt, proposal = propose(quickly.ledger, author, form, quickly.stories())
    follow(quickly.demo)
    assert waiting_objections(quickly.demo.requests, quickly.demo.lists, quickly.ledger.now()) == {}
    confirm(quickly.ledger, second(), proposal, quickly.stories())
    follow(quickly.demo)
    (row,), _others = objections_of(quickly.demo.requests, edition_of(quickly).hex)
    made = quickly.ledger.story(UUID(hex=row.subject))[0][1]
    assert made.by.proposal is not None
    assert made.by.actor != author.actor
