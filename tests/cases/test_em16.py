"""em16: an Emmy guest actor, 2016 (CASES.md): eligible when entered, ineligible from then on, and the next in line wins."""

from __future__ import annotations

from ledger.bootstrap import Services
from ledger.projections.nominees import Asked
from tests.cases.telling import Case, Clock

OTHERS = ("Guest B", "Guest C", "Guest D", "Guest E", "Guest F")


def test_em16_ineligible_from_then_on_and_the_next_in_line_wins(live: Services, clock: Clock) -> None:
    case = Case(live, clock, "America/Los_Angeles", "1 May 2016", {"Guest Actor": 6})
    case.change(
        "vacancy", category=str(case.categories["Guest Actor"]), of="places", policy="next_in_line", shown="true"
    )
    case.it_is("14 July 2016, 08:30")
    listed = [case.enter(title, effective="2 May 2016") for title in ("Guest A", *OTHERS)]
    first = case.announce(*listed)
    before = case.known()
    case.it_is("21 July 2016, 10:00")
    ruled = case.act("rule-ineligible", "Guest A", effective="21 July 2016", source_word="revoked")
    next_in_line = case.enter("Guest G", effective="21 July 2016", fills=ruled)
    told = case.announce(ruled, next_in_line)

    on_first = "Guest A Guest B Guest C Guest D Guest E Guest F"
    on_second = "Guest B Guest C Guest D Guest E Guest F Guest G"
    day_before, day_after = case.at("20 July 2016, 12:00"), case.at("22 July 2016, 12:00")
    for list_told in (case.force(first), case.announced(first), case.force(day_before), case.announced(day_before)):
        assert list_told == f"{on_first} · 6=6"
    for list_told in (case.force(told), case.force(day_after), case.announced(told), case.announced(day_after)):
        assert list_told == f"{on_second} · 7=6+1i"
    assert case.force(day_after, before) == f"{on_first} · 6=6"

    case.it_is("10 September 2016, 20:00")
    won = case.announce(case.act("confer", "Guest G", effective="10 September 2016"))
    for reading in (Asked("force", won), Asked("known", won, case.known()), Asked("announced", won, now=won)):
        (winner,) = [
            one
            for one in case.view(reading)["categories"][0]["nominations"]
            if one["award"] and one["award"]["word"] == "conferred"
        ]
        assert winner["works"][0]["title"] == "Guest G"
        assert case.notices(reading, "Guest G")[0] == "Joined as a replacement: its place was that of Guest A."
        assert case.told(reading) == f"{on_second} · 7=6+1i"
    assert case.agrees()
