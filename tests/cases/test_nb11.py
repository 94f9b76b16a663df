"""nb11: the National Book Award of 2011, Young People's Literature (CASES.md): one title read out for another, and three changes in five days."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from ledger.bootstrap import Services
from ledger.history.nomination_story import nomination_story
from ledger.projections.nominees import Asked
from tests.cases.telling import Case, Clock

OTHERS = ("Book A", "Book B", "Book C", "Book D")


@pytest.fixture
def case(live: Services, clock: Clock) -> Case:
    """The edition before its list is read out."""
    return Case(live, clock, "America/New_York", "1 October 2011", {"Young People’s Literature": 5})


class Told(NamedTuple):
    """A moment just after an announcement (µs), and what the ledger had been told by then."""

    moment: int
    known: int


def tell(case: Case) -> list[Told]:
    """The four announcements, each with what led to it."""
    told = []
    case.it_is("12 October 2011, 09:00")
    listed = [case.enter(title, effective="by 12 October 2011") for title in ("Shine", *OTHERS)]
    case.it_is("12 October 2011, 12:00")
    told.append(Told(case.announce(*listed, through="broadcast"), case.known()))
    case.change("milestone", milestone="nominations_announced", effective="12 October 2011, 12:00", standing="done")
    case.it_is("12 October 2011, 15:00")
    error = case.act("announced-in-error", "Shine", effective="12 October 2011")
    chime = case.enter("Chime", effective="before the list was announced")
    told.append(Told(case.announce(error, chime), case.known()))
    case.it_is("12 October 2011, 18:00")
    anew = case.act("enter-anew", "Shine", effective="12 October 2011", reason="reconsidered")
    told.append(Told(case.announce(anew), case.known()))
    case.it_is("14 October 2011, 12:00")
    asked = case.ask(
        "Shine", direction="of_party", sent="14 October 2011", asker_words1="The organiser", capacity1="body"
    )
    case.it_is("17 October 2011, 14:00")
    case.answer("answer", asked, outcome="agreed", effective="after 14 October 2011, by 17 October 2011")
    gone = case.act("withdraw", "Shine", effective="after 14 October 2011, by 17 October 2011")
    told.append(Told(case.announce(gone), case.known()))
    about = {"act": error.partition("@")[2], "sure": "reported"}
    case.act("add-report", "Shine", **about, report_who="A news agency", says="so", read_by="true")
    case.act("add-report", "Shine", **about, report_who="Other papers", says="not_so")
    return told


CHOSEN = "Book A Book B Book C Book D Chime"
READ_OUT = "Book A Book B Book C Book D Shine"
SIX = "Book A Book B Book C Book D Chime Shine"


def test_nb11_list_at_every_moment_under_every_reading(case: Case) -> None:
    first, second, third, fourth = tell(case)
    assert case.force(first.moment).partition(" · ")[0] == CHOSEN
    assert case.force(first.moment, first.known) == f"{READ_OUT} · 5=5"
    assert case.announced(first.moment) == f"{READ_OUT} · 5=5"
    assert case.force(second.moment).partition(" · ")[0] == CHOSEN
    assert case.force(second.moment, second.known).partition(" · ")[0] == CHOSEN
    assert case.announced(second.moment) == f"{CHOSEN} · 6=5+1e"
    for told in (case.force(third.moment), case.force(third.moment, third.known), case.announced(third.moment)):
        assert told == f"{SIX} · 6=6"
    for told in (case.force(fourth.moment), case.force(fourth.moment, fourth.known), case.announced(fourth.moment)):
        assert told == f"{CHOSEN} · 6=5+1w"
    assert case.agrees()


def test_nb11_between_the_request_and_the_announcement_it_may_already_have_been_withdrawn(case: Case) -> None:
    _first, _second, third, _fourth = tell(case)
    saturday = case.at("15 October 2011, 12:00")
    assert case.force(saturday) == case.announced(saturday) == f"{SIX} · 6=6"
    assert case.notices(Asked("force", saturday), "Shine")[-2:] == [
        "The organiser asked (withdraw it), 14 October 2011.",
        "May already have been withdrawn.",
    ]
    assert "May already" not in str(case.view(Asked("known", saturday, third.known)))
    assert "May already" not in str(case.view(Asked("announced", saturday, now=saturday)))


def test_nb11_two_reports_stand_beside_the_error_and_the_ledger_reads_by_one(case: Case) -> None:
    tell(case)
    story = nomination_story(case.ledger.recorder, case.ledger.mapper, case.nominations["Shine"], case.ledger.now())
    (reports,) = [one["reports"] for one in story["acts"] if one["reports"]]
    assert [("A news agency" in one, "reads by this" in one) for one in reports] == [(True, True), (False, False)]
