"""nb11: the National Book Award of 2011, Young People's Literature (CASES.md): one title read out for another, and three changes in five days."""

from __future__ import annotations

import pytest

from ledger.bootstrap import Services
from ledger.projections.nominees import Asked
from tests.cases.telling import Case, Clock

OTHERS = ("Book A", "Book B", "Book C", "Book D")


@pytest.fixture
def case(live: Services, clock: Clock) -> Case:
    """The edition before its list is read out."""
    return Case(live, clock, "America/New_York", "1 October 2011", {"Young People’s Literature": 5})


def test_nb11_list_at_every_moment_under_every_reading(case: Case) -> None:
    case.it_is("12 October 2011, 09:00")
    listed = [case.enter(title, effective="by 12 October 2011") for title in ("Shine", *OTHERS)]
    case.it_is("12 October 2011, 12:00")
    first = case.announce(*listed, through="broadcast")
    case.change("milestone", milestone="nominations_announced", effective="12 October 2011, 12:00", standing="done")
    known_1 = case.known()
    case.it_is("12 October 2011, 15:00")
    error = case.act("announced-in-error", "Shine", effective="12 October 2011")
    chime = case.enter("Chime", effective="before the list was announced")
    second = case.announce(error, chime)
    known_2 = case.known()
    case.it_is("12 October 2011, 18:00")
    anew = case.act("enter-anew", "Shine", effective="12 October 2011", reason="reconsidered")
    third = case.announce(anew)
    known_3 = case.known()
    case.it_is("17 October 2011, 14:00")
    gone = case.act("withdraw", "Shine", effective="after 14 October 2011, by 17 October 2011")
    fourth = case.announce(gone)

    chosen = "Book A Book B Book C Book D Chime"
    read_out = "Book A Book B Book C Book D Shine"
    six = "Book A Book B Book C Book D Chime Shine"
    assert case.force(first).partition(" · ")[0] == chosen
    assert case.force(first, known_1) == f"{read_out} · 5=5"
    assert case.announced(first) == f"{read_out} · 5=5"

    assert case.force(second, known_2).partition(" · ")[0] == chosen
    assert case.announced(second) == f"{chosen} · 6=5+1e"

    for told in (case.force(third), case.force(third, known_3), case.announced(third)):
        assert told == f"{six} · 6=6"

    saturday = case.at("15 October 2011, 12:00")
    assert case.force(saturday) == f"{six} · 6=6"
    assert case.notices(Asked("force", saturday), "Shine")[-1] == "May already have been withdrawn."
    assert "May already" not in str(case.view(Asked("known", saturday, known_3)))
    assert "May already" not in str(case.view(Asked("announced", saturday, now=saturday)))
    assert case.announced(saturday) == f"{six} · 6=6"
    for told in (case.force(fourth), case.force(fourth, case.known()), case.announced(fourth)):
        assert told == f"{chosen} · 6=5+1w"
    assert case.agrees()
