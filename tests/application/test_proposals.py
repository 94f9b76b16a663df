"""A proposal is no fact; another person confirms it into the very acts, returns it, or its author withdraws it. On both databases."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from ledger.application.proposable import Form
from ledger.application.proposals import confirm, give_back, proposal_in, propose, withdraw
from ledger.application.roster import roster_in
from ledger.bootstrap import Services
from ledger.domain.proposal import Confirmed, Returned
from ledger.domain.roster import under_four_eyes
from ledger.errors import Invalid, Problem
from tests.support.four_eyes import (
    AUDITOR,
    DEPUTY,
    announced,
    code_of,
    confirmed,
    forms,
    proposed,
    second,
    stories,
    switch,
    two_organisers,
    withdrawing,
)
from tests.support.rosters import ADMINISTRATOR, another_show, as_, grant, meridian
from tests.support.services import by

EVERY = [
    "act",
    "several",
    "enter",
    "announce",
    "no_award",
    "document",
    "setting",
    "names",
    "open",
    "grant",
    "four_eyes",
]


@pytest.mark.parametrize("name", EVERY)
def test_what_is_proposed_adds_one_event_and_nothing_else(quick: Services, name: str) -> None:
    ledger, head = quick.ledger, quick.ledger.recorder.head()[0]
    proposal = proposed(quick, forms(quick)[name])
    assert [entry.topic for entry in ledger.recorder.entries(head, 10)] == ["proposal.made"]
    made = proposal_in(ledger, proposal).made
    assert (made.show, made.by.name.text, made.seen) == (meridian(ledger), "Hina Mirza", head)


@pytest.mark.parametrize("name", EVERY)
def test_what_is_confirmed_is_what_its_own_command_records(under: Services, name: str) -> None:
    ledger, form = under.ledger, forms(under)[name]
    proposal = proposed(under, form)
    head = ledger.recorder.head()[0]
    receipt = confirm(ledger, second(), proposal, stories(under))
    entries = ledger.recorder.entries(head, 100)
    events = [ledger.mapper.decode(entry) for entry in entries]
    assert {entry.command for entry in entries} == {receipt.command}
    *acts, last = events
    assert isinstance(last, Confirmed)
    assert last.acts == tuple(one.act_name for one in acts)
    assert {(one.by.name.text, one.by.proposal) for one in events} == {("Nargis Fatima", f"{proposal}@1")}
    assert {one.TOPIC.partition(".")[0] for one in acts} == {
        "act": {"nomination"},
        "several": {"nomination"},
        "enter": {"work", "nomination"},
        "announce": {"announcement", "nomination"},
        "no_award": {"nomination"},
        "document": {"instrument"},
        "setting": {"edition"},
        "names": {"show"},
        "open": {"edition"},
        "grant": {"show"},
        "four_eyes": {"show"},
    }[name]


def test_announcement_is_taken_back_by_two(demo: Services) -> None:
    announcement = announced(demo)
    two_organisers(demo)
    head = str(demo.ledger.recorder.head()[0])
    typed = {"command": str(uuid4()), "seen": head, "private_reason": "Sent to the wrong list."}
    proposal = proposed(demo, Form("take_back", None, announcement, typed), by(DEPUTY))
    confirmed(demo, proposal)
    assert demo.ledger.story(announcement)[-1][1].TOPIC == "announcement.taken_back"


def test_four_eyes_are_switched_off_by_two(under: Services) -> None:
    confirmed(under, proposed(under, forms(under)["four_eyes"]))
    assert not under_four_eyes(event for _position, event in under.ledger.story(meridian(under.ledger)))


@pytest.mark.parametrize("name", EVERY)
def test_nobody_confirms_what_they_proposed(quick: Services, name: str) -> None:
    proposal = proposed(quick, forms(quick)[name])
    head = quick.ledger.recorder.head()
    assert code_of(lambda: confirmed(quick, proposal, by())) == "own_proposal"
    assert quick.ledger.recorder.head() == head


@pytest.mark.parametrize("name", EVERY)
def test_deputy_proposes_anything(quick: Services, name: str) -> None:
    proposal = proposed(quick, forms(quick)[name], by(DEPUTY))
    confirmed(quick, proposal, by())
    assert proposal_in(quick.ledger, proposal).state == "confirmed"


@pytest.mark.parametrize(
    "name, code",
    [("act", None), ("enter", None), ("announce", "role_cannot"), ("setting", "role_cannot"), ("grant", "role_cannot")],
)
def test_deputy_confirms_what_a_deputy_could_record(quick: Services, name: str, code: str | None) -> None:
    proposal = proposed(quick, forms(quick)[name])
    if code is None:
        confirmed(quick, proposal, by(DEPUTY))
        assert proposal_in(quick.ledger, proposal).state == "confirmed"
    else:
        assert code_of(lambda: confirmed(quick, proposal, by(DEPUTY))) == code
        assert proposal_in(quick.ledger, proposal).state == "open"


@pytest.mark.parametrize("role", ["auditor", "door", "tabulator"])
def test_whoever_may_not_propose_does_not(quick: Services, role: str) -> None:
    author = by(AUDITOR) if role == "auditor" else as_(role, UUID(int=6))
    assert code_of(lambda: proposed(quick, forms(quick)["act"], author)) == "role_cannot"


def test_whoever_is_on_no_roster_of_the_show_neither_proposes_nor_decides(quick: Services) -> None:
    stranger = UUID(int=4)
    form = forms(quick)["act"]
    proposal = proposed(quick, form)
    for act in (
        lambda: proposed(quick, form, as_("deputy", stranger)),
        lambda: confirmed(quick, proposal, as_("organiser", stranger)),
        lambda: give_back(
            quick.ledger, as_("organiser", stranger), proposal, {"command": str(uuid4()), "reason": "No"}
        ),
    ):
        assert code_of(act) == "not_on_roster"


def test_administrator_proposes_and_confirms_who_is_on_the_roster_and_nothing_else(quick: Services) -> None:
    administrator = as_("administrator", ADMINISTRATOR.id)
    assert code_of(lambda: proposed(quick, forms(quick)["act"], administrator)) == "role_cannot"
    confirmed(quick, proposed(quick, forms(quick)["grant"]), as_("administrator", ADMINISTRATOR.id))
    assert roster_in(quick.ledger.story(meridian(quick.ledger))).roles_of(UUID(int=99)) == ("door",)
    act = proposed(quick, forms(quick)["act"])
    assert code_of(lambda: confirmed(quick, act, as_("administrator", ADMINISTRATOR.id))) == "role_cannot"


def test_proposal_on_what_moved_since_is_made_anew(under: Services) -> None:
    form = withdrawing(under)
    first, other = proposed(under, form), proposed(under, form, by(DEPUTY))
    confirmed(under, other)
    head = under.ledger.recorder.head()
    assert code_of(lambda: confirmed(under, first)) == "moved_on"
    assert under.ledger.recorder.head() == head
    assert proposal_in(under.ledger, first).state == "open"


def test_proposal_made_anew_withdraws_the_author_s_earlier_one(quick: Services) -> None:
    form, ledger = withdrawing(quick), quick.ledger
    own, other = proposed(quick, form), proposed(quick, form, by(DEPUTY))
    propose(ledger, by(), form, stories(quick), own)
    propose(ledger, by(), form, stories(quick), other)
    assert [proposal_in(ledger, one).state for one in (own, other)] == ["withdrawn", "open"]


def test_proposal_of_another_show_is_not_withdrawn_by_one_of_this(quick: Services) -> None:
    ledger = quick.ledger
    other = another_show(ledger, by().actor, "organiser")
    grant(ledger, by(), DEPUTY.id, "deputy", other)
    switch(quick, by(), show=other)
    there = proposed(quick, Form("show", "show-names", other, {"name": "B", "how": "renamed", "command": str(uuid4())}))
    propose(ledger, by(), withdrawing(quick), stories(quick), there)
    assert proposal_in(ledger, there).state == "open"


def test_returned_proposal_is_over_and_tells_why(under: Services) -> None:
    ledger, proposal = under.ledger, proposed(under, withdrawing(under))
    give_back(ledger, second(), proposal, {"command": str(uuid4()), "reason": "The letter names another film."})
    found = proposal_in(ledger, proposal)
    assert found.state == "returned"
    assert isinstance(found.end, Returned)
    assert found.end.reason is not None
    assert found.end.reason.text == "The letter names another film."
    for act in (
        lambda: confirmed(under, proposal),
        lambda: withdraw(ledger, by(), proposal),
        lambda: give_back(ledger, second(), proposal, {"command": str(uuid4()), "reason": "Again"}),
    ):
        assert code_of(act) == "proposal_decided"


def test_returning_takes_a_reason_and_another_person_who_could_confirm(quick: Services) -> None:
    ledger, proposal = quick.ledger, proposed(quick, forms(quick)["announce"])
    reason = {"command": str(uuid4()), "reason": "Not yet."}
    with pytest.raises(Invalid) as refused:
        give_back(ledger, second(), proposal, {"command": str(uuid4()), "reason": "  "})
    assert refused.value.problems == (Problem("reason", "required"),)
    assert code_of(lambda: give_back(ledger, by(), proposal, reason)) == "own_proposal"
    assert code_of(lambda: give_back(ledger, by(DEPUTY), proposal, reason)) == "role_cannot"
    assert code_of(lambda: give_back(ledger, by(AUDITOR), proposal, reason)) == "role_cannot"


def test_only_its_author_withdraws_a_proposal_and_only_while_they_may_propose(quick: Services) -> None:
    ledger, proposal = quick.ledger, proposed(quick, withdrawing(quick), by(DEPUTY))
    assert code_of(lambda: withdraw(ledger, by(), proposal)) == "not_your_proposal"
    deputy = next(one for one in roster_in(ledger.story(meridian(ledger))).granted if one.person == DEPUTY.id)
    ending = {"command": str(uuid4()), "grant": str(deputy.originator_version)}
    confirmed(quick, proposed(quick, Form("show", "end-role", meridian(ledger), ending)))
    assert code_of(lambda: withdraw(ledger, by(DEPUTY), proposal)) == "not_on_roster"
    own = proposed(quick, withdrawing(quick))
    withdraw(ledger, by(), own)
    assert proposal_in(ledger, own).state == "withdrawn"


def test_too_few_are_not_left_under_four_eyes(quick: Services) -> None:
    ledger = quick.ledger
    granted = {one.person: one.originator_version for one in roster_in(ledger.story(meridian(ledger))).granted}
    deputy, other = (
        Form("show", "end-role", meridian(ledger), {"grant": str(granted[one]), "command": str(uuid4())})
        for one in (DEPUTY.id, second().actor)
    )
    confirmed(quick, proposed(quick, deputy))
    assert code_of(lambda: proposed(quick, other)) == "too_few_for_four_eyes"


def test_what_would_be_refused_is_not_proposed(quick: Services) -> None:
    head = quick.ledger.recorder.head()
    form = withdrawing(quick, reason="rule_broken")
    with pytest.raises(Invalid) as refused:
        proposed(quick, form)
    assert [one.field for one in refused.value.problems] == ["reason"]
    assert code_of(lambda: proposed(quick, Form("show", "show", meridian(quick.ledger), {}))) == "no_such_kind"
    assert code_of(lambda: proposed(quick, Form("unheard_of", None, None, {}))) == "no_such_kind"
    assert quick.ledger.recorder.head() == head


def test_nothing_is_proposed_where_one_person_may_record_it(demo_services: Services) -> None:
    assert code_of(lambda: proposed(demo_services, forms(demo_services)["act"])) == "not_under_four_eyes"
