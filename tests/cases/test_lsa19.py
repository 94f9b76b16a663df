"""lsa19: the Lux Style Awards of 2019 (CASES.md), all parties anonymised: five requests in five forms, and no decision on any published."""

from __future__ import annotations

import pytest

from ledger.bootstrap import Services
from ledger.projections.nominees import Asked
from tests.cases.telling import Case, Clock

CATEGORIES = {
    "Model": None,
    "Brand": None,
    "Make-up": None,
    "Album": None,
    "Song": None,
    "Singer": None,
    "Video": None,
    "Lyrics": None,
    "Film": None,
}
BAND = ("Album", "Song", "Singer", "Video")


@pytest.fixture
def case(live: Services, clock: Clock) -> Case:
    """The list as announced, and what was asked since."""
    case = Case(live, clock, "Asia/Karachi", "1 March 2019", CATEGORIES)
    case.it_is("30 March 2019, 12:00")
    entries = [
        case.enter("A model’s year", "Model", ["The model"]),
        case.enter("A brand’s line", "Brand", ["The brand"]),
        case.enter("A make-up artist’s work", "Make-up", ["The make-up artist"]),
        *(case.enter(f"The band’s {one.lower()}", one, ["The band"]) for one in BAND),
        case.enter("An artist’s lyrics", "Lyrics", ["The artist"]),
        case.enter("A song of two", "Film", ["The singer", "The co-artist"]),
        case.enter("Somebody else’s film", "Film", ["Somebody else"]),
    ]
    case.announce(*entries)
    ask(case)
    case.it_is("7 July 2019, 23:00")
    case.change("milestone", milestone="ceremony", effective="7 July 2019", standing="done")
    case.change("milestone", milestone="edition_closed", effective="7 July 2019, 22:00", standing="done")
    case.it_is("8 July 2019, 12:00")
    return case


def ask(case: Case) -> None:
    """The five requests, as they came."""
    case.it_is("4 April 2019, 12:00")
    case.ask(
        "A model’s year",
        asker_words1="The model",
        received="by 4 April 2019",
        source_kind="post",
        wishes=["withdraw", "not_attend"],
    )
    case.it_is("22 April 2019, 12:00")
    case.ask(
        "A brand’s line", "A make-up artist’s work",
        asker_words1="The brand", asker_words2="The make-up artist", received="22 April 2019", source_kind="press",
    )  # fmt: skip
    case.it_is("23 April 2019, 12:00")
    case.ask(
        "An artist’s lyrics",
        asker_words1="The artist", received="23 April 2019", credit_wish="take_name_off",
        credits=[case.credit("An artist’s lyrics", "The artist")], together="yes",
    )  # fmt: skip
    case.it_is("24 April 2019, 12:00")
    case.ask(
        *(f"The band’s {one.lower()}" for one in BAND),
        asker_words1="The band", capacity1="group", received="by 24 April 2019",
    )  # fmt: skip
    case.it_is("7 May 2019, 12:00")
    case.ask(
        "A song of two",
        asker_words1="The singer", received="7 May 2019",
        for_party1=str(case.party("A song of two", "The co-artist")), confirmed1="not_known",
    )  # fmt: skip


def test_lsa19_everybody_stays_on_the_list_at_every_moment_under_every_reading(case: Case) -> None:
    for day in ("3 April 2019", "25 April 2019", "8 July 2019, 12:00"):
        at = case.at(day)
        told = {case.force(at), case.force(at, case.known()), case.announced(at)}
        assert len(told) == 1
        assert told.pop().endswith("10=10")


def test_lsa19_requests_are_open_then_never_answered(case: Case) -> None:
    assert case.asked(case.at("25 April 2019")) == "2 · 2 · 2 · 4"
    assert case.asked(case.at("8 July 2019, 12:00")) == " · ".join(f"{one} never answered" for one in (2, 2, 2, 4, 1))


def test_lsa19_public_reads_of_no_request(case: Case) -> None:
    for day in ("25 April 2019", "8 July 2019, 12:00"):
        at = case.at(day)
        assert "sked" not in str(case.view(Asked("announced", at, now=at)))
    inside = case.notices(Asked("force", case.at("25 April 2019")), "A brand’s line")
    assert [one.split(",")[0] for one in inside] == ["Asked to be withdrawn"]


def test_lsa19_before_the_letter_was_known_it_may_already_have_been_sent(case: Case) -> None:
    on_third = case.at("3 April 2019")
    assert case.notices(Asked("force", on_third), "A model’s year") == [
        "Something may already have been asked about it."
    ]
    assert case.notices(Asked("announced", on_third, now=on_third), "A model’s year") == []
