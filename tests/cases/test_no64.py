"""no64: the Nobel Prize of 1964 (CASES.md): a letter sent before and received after the decision; announced, refused, and it stands in the list."""

from __future__ import annotations

from ledger.bootstrap import Services
from ledger.domain.request import Made
from ledger.projections.nominees import Asked
from tests.cases.telling import Case, Clock


def test_no64_refused_and_stands_in_the_list(live: Services, clock: Clock) -> None:
    case = Case(live, clock, "Europe/Stockholm", "1 October 1964", {"Literature": 1})
    case.it_is("22 October 1964, 12:00")
    laureate = case.enter(
        "", names=["The laureate"], effective="22 October 1964", listing="recorded", because="no_announced_nominations"
    )
    won = case.act("confer", "", effective="22 October 1964")
    announced = case.announce(laureate, won)
    case.it_is("23 October 1964, 12:00")
    letter = case.ask(
        "", about="award", wishes=["decline"], asker_words1="The laureate", sent="by 16 October 1964",
        received="after 22 October 1964, by 23 October 1964",
    )  # fmt: skip
    assert case.asked(case.at("21 October 1964")) == ""
    assert case.asked(case.at("23 October 1964")) == "1"
    case.answer("decide", letter, outcomes=["1:too_late"], decided="23 October 1964")
    made = case.ledger.story(letter)[0][1]
    assert isinstance(made, Made)
    assert made.sent is not None
    assert made.received is not None
    assert made.sent.before_us <= case.at("22 October 1964, 12:00") < made.received.latest_us
    case.it_is("24 October 1964, 12:00")
    refused = case.act("refuse-award", "", effective="after 22 October 1964, by 24 October 1964")
    told = case.announce(refused)

    def award(reading: str, at: int) -> str | None:
        """The word for the award, where the laureate is in the list."""
        (one,) = case.view(Asked(reading, at))["categories"][0]["recorded"]
        return str(one["award"]["label"]) if one["award"] else None

    assert (award("force", announced), award("announced", announced)) == ("won", "won")
    assert (award("force", told), award("announced", told)) == ("won · refused", "won · refused")
    assert case.agrees()
