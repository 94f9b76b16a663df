"""mb11: the Man Booker International of 2011 (CASES.md): a letter received 45 minutes before the announcement, refused; the name remains."""

from __future__ import annotations

from ledger.bootstrap import Services
from ledger.projections.nominees import Asked
from tests.cases.telling import Case, Clock

REVIEWED = (
    "Reviewed, and it stands, 30 March 2011. The body looked at it and changes nothing. "
    "Decided by the organiser, no rule cited."
)
AUTHORS = tuple(f"Author {letter}" for letter in "ABCDEFGHIJKLM")


def test_mb11_name_remains_although_the_letter_came_before_the_announcement(live: Services, clock: Clock) -> None:
    case = Case(live, clock, "Europe/London", "1 March 2011", {"Finalists": 13})
    case.it_is("30 March 2011, 11:00")
    entries = [case.enter(title, effective="by 29 March 2011") for title in AUTHORS]
    case.it_is("30 March 2011, 12:20")
    letter = case.ask("Author A", asker_words1="The author", received="30 March 2011, 12:15")
    case.it_is("30 March 2011, 12:40")
    case.answer("decide", letter, outcomes=["1:refused"], decided="30 March 2011")
    case.it_is("30 March 2011, 13:00")
    announced = case.announce(*entries, spoken_as="organiser")

    thirteen = f"{' '.join(AUTHORS)} · 13=13"
    later = case.at("1 April 2011")
    case.it_is("2 April 2011, 12:00")
    for at in (announced, later):
        assert case.force(at) == case.force(at, case.known()) == case.announced(at) == thirteen
    assert case.notices(Asked("force", later), "Author A") == [
        REVIEWED,
        "Asked to be withdrawn, 30 March 2011, 12:15 London time: not granted.",
    ]
    assert case.notices(Asked("announced", later, now=later), "Author A") == []
    assert case.asked(later) == "refused"
    assert case.agrees()
