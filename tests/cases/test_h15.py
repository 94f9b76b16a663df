"""h15: the Hugo Awards of 2015 (CASES.md): ruled ineligible and replaced, reviewed and left standing, withdrawn in time, and asked too late."""

from __future__ import annotations

import pytest

from ledger.bootstrap import Services
from ledger.projections.nominees import Asked
from tests.cases.telling import Case, Clock, short

PLACES = {"Novel": 5, "Novelette": 5, "Short Story": 5, "Artist": 5, "Fanzine": 5, "Editor": 5}
REPLACEMENT, TRANSLATED = "Novel F", "Novelette F"


@pytest.fixture
def case(live: Services, clock: Clock) -> Case:
    """The list as announced on 4 April."""
    case = Case(live, clock, "America/Los_Angeles", "1 March 2015", PLACES)
    case.it_is("4 April 2015, 12:00")
    entries = [
        case.enter(f"{name} {letter}", name, [f"{name} author {letter}"]) for name in PLACES for letter in "ABCDE"
    ]
    case.announce(*entries)
    case.change("milestone", milestone="nominations_announced", effective="4 April 2015, 12:00", standing="done")
    return case


def eligibility(case: Case) -> None:
    """14 April: two ruled ineligible and replaced, two reviewed and left standing, in one decision."""
    case.it_is("14 April 2015, 10:00")
    ruling, *acts = case.rule(
        ("Novelette A", "rule-ineligible", {}),
        ("Artist A", "rule-ineligible", {}),
        ("Novel A", "review", {}),
        ("Editor B", "review", {}),
        effective="14 April 2015",
        rule="3.2",
    )
    fell = {act.partition("@")[0]: act for act in acts}
    joined = [
        case.enter(title, name, [f"{title} author"], fills=fell[str(case.nominations[f"{name} A"])])
        for title, name in ((TRANSLATED, "Novelette"), ("Artist F", "Artist"))
    ]
    case.announce(ruling, *acts, *joined)


def withdrawals(case: Case) -> None:
    """16 April: two who withdrew are replaced, a translator's missing name is added, and the ballot goes to print."""
    case.it_is("16 April 2015, 09:00")
    told = []
    for title, name in ((REPLACEMENT, "Novel"), ("Short Story F", "Short Story")):
        asked = case.ask(
            f"{name} B", asker_words1="The author", received="after 14 April 2015, by 16 April 2015", source_kind="post"
        )
        when = "after 14 April 2015, by 16 April 2015"
        recorded = case.answer("decide", asked, outcomes=["1:granted"], decided="16 April 2015, 09:00", effective=when)
        stream = str(case.nominations[f"{name} B"])
        fell = next(one for one in recorded if one.startswith(stream) and is_a(case, one, "nomination.withdrawn"))
        told += [fell, case.enter(title, name, [f"{title} author"], fills=fell)]
    told.append(case.act("add-name", TRANSLATED, name="The translator", role="translation", effective="16 April 2015"))
    case.announce(*told)
    case.it_is("16 April 2015, 21:00")
    case.change("milestone", milestone="ballot_locked", effective="16 April 2015, 20:00", standing="done")


def is_a(case: Case, act: str, topic: str) -> bool:
    """Whether an act is of this topic."""
    return any(
        event.act_name == act and topic == event.TOPIC for story in case.stories().values() for _at, event in story
    )


def too_late(case: Case) -> list[str]:
    """19 and 27 April: two more say that they withdraw, and ask not to be voted for. The acts that tell so."""
    notes = []
    for day, title in (("19 April 2015", "Fanzine A"), ("27 April 2015", "Editor A")):
        case.it_is(f"{day}, 18:00")
        asked = case.ask(
            title, asker_words1="The nominee", received=day, source_kind="post", wishes=["withdraw", "not_voted"]
        )
        case.answer("decide", asked, outcomes=["1:too_late", "2:noted"], decided=day, reason="after_deadline")
        story = case.ledger.story(case.nominations[title])
        notes += [event.act_name for _at, event in story if event.TOPIC in ("nomination.asked", "nomination.ask_ended")]
    return notes


def of(case: Case, category: str, asked: Asked) -> str:
    """A category's list in a line."""
    view = case.view(asked)
    (found,) = [one for one in view["categories"] if one["name"] == category]
    return short({"categories": [found], "count": found["count"]})


def both(case: Case, category: str, day: str) -> tuple[str, str]:
    """A category in force and as announced at the end of a day."""
    at = case.at(day)
    return of(case, category, Asked("force", at)), of(case, category, Asked("announced", at, now=at))


def line(category: str, letters: str, count: str) -> str:
    """A list in a line."""
    return f"{' '.join(f'{category} {letter}' for letter in letters)} · {count}"


def test_h15_ineligible_from_then_on_replaced_and_reviewed(case: Case) -> None:
    eligibility(case)
    withdrawals(case)
    assert both(case, "Novelette", "10 April 2015") == (line("Novelette", "ABCDE", "5=5"),) * 2
    assert both(case, "Novelette", "15 April 2015") == (line("Novelette", "BCDEF", "6=5+1i"),) * 2
    on_15 = case.at("15 April 2015")
    assert "The translator" in str(case.view(Asked("force", on_15)))
    assert "The translator" not in str(case.view(Asked("announced", on_15, now=on_15)))
    on_17 = case.at("17 April 2015")
    assert "The translator" in str(case.view(Asked("announced", on_17, now=on_17)))
    assert any("stands" in one for one in case.notices(Asked("announced", on_15, now=on_15), "Novel A"))
    assert both(case, "Novel", "15 April 2015")[0] == line("Novel", "ABCDE", "5=5")
    assert case.agrees()


def test_h15_withdrawn_in_time_and_replaced(case: Case) -> None:
    eligibility(case)
    withdrawals(case)
    noon = case.at("15 April 2015, 12:00")
    assert "May already have been withdrawn." in case.notices(Asked("force", noon), "Novel B")
    assert "May already" not in str(case.notices(Asked("announced", noon, now=noon), "Novel B"))
    for category in ("Novel", "Short Story"):
        assert both(case, category, "17 April 2015") == (line(category, "ACDEF", "6=5+1w"),) * 2


def test_h15_too_late_leaves_the_lists_as_they_are_with_a_note_once_announced(case: Case) -> None:
    eligibility(case)
    withdrawals(case)
    notes = too_late(case)
    on_28 = case.at("28 April 2015, 12:00")
    case.it_is("28 April 2015, 12:00")
    for category, title in (("Fanzine", "Fanzine A"), ("Editor", "Editor A")):
        assert both(case, category, "28 April 2015, 12:00") == (line(category, "ABCDE", "5=5"),) * 2
        assert any("too late" in one for one in case.notices(Asked("force", on_28), title))
        assert not any("sk" in one for one in case.notices(Asked("announced", on_28, now=on_28), title))
    told = case.announce(*notes)
    assert any("not to be voted for" in one for one in case.notices(Asked("announced", told, now=told), "Fanzine A"))
    assert case.agrees()


def test_h15_two_replacements_win(case: Case) -> None:
    eligibility(case)
    withdrawals(case)
    case.it_is("22 August 2015, 21:00")
    won = case.announce(*(case.act("confer", title, effective="22 August 2015") for title in (REPLACEMENT, TRANSLATED)))
    for asked in (Asked("force", won), Asked("known", won, case.known()), Asked("announced", won, now=won)):
        assert case.notices(asked, REPLACEMENT)[0] == "Joined as a replacement: its place was that of Novel B."
        assert case.notices(asked, TRANSLATED)[0] == "Joined as a replacement: its place was that of Novelette A."
        winners = [
            one["works"][0]["title"]
            for category in case.view(asked)["categories"]
            for one in category["nominations"]
            if one["award"] and one["award"]["word"] == "conferred"
        ]
        assert sorted(winners) == sorted([REPLACEMENT, TRANSLATED])
    assert case.agrees()
