"""What the public was told, in part, in other words, for later, by mistake: announcements through the desk's forms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

import pytest

from ledger.application.act_forms import record_act
from ledger.application.draft import Draft
from ledger.application.entering import record_entry
from ledger.application.entries import EntryData, enter_nomination, register_work
from ledger.application.ledger import Story
from ledger.application.taking_back import take_back
from ledger.bootstrap import Services
from ledger.domain.announcement import Made
from ledger.domain.award_acts import Misread
from ledger.domain.nomination import ENTRY, Announced, Entered
from ledger.domain.times import parse_when
from ledger.errors import Conflict, Invalid, Refused
from ledger.projections.announcements import announcements
from ledger.wording.errors import error_sentence
from tests.support.acts import Desk
from tests.support.services import by
from tests.web.planning import HOUR, Clock, when

ZONE = "Asia/Karachi"


@pytest.fixture
def desk(demo: Services) -> Desk:
    """The demo's desk."""
    return Desk(demo)


def at(text: str) -> int:
    """A moment (µs)."""
    return parse_when(text, ZONE).latest_us


def notices(desk: Desk, title: str) -> str:
    """What the public list says beside a nomination."""
    return " ".join(one["text"] for one in desk.found(title, "announced")[0][1]["notices"])


def announcement(receipt: Any) -> UUID:
    """The announcement that a receipt is of."""
    return UUID(receipt.acts[0].partition("@")[0])


def back(desk: Desk, told: UUID, **typed: str) -> Any:
    """Take an announcement back, or call it off."""
    author = by()
    form = {"command": str(author.command), "seen": str(desk.ledger.recorder.head()[0]), **typed}
    return take_back(desk.ledger, author, told, form, ZONE, desk.stories())


def states(desk: Desk) -> list[str]:
    """The announcements of the edition, the newest first."""
    entry = desk.stories()[desk.stream("Static")][0][1]
    assert isinstance(entry, Entered)
    return [one["state"] for one in announcements(desk.demo.lists, entry.edition.hex, desk.ledger.now())]


def test_wording_put_right_twice_is_told_once(desk: Desk) -> None:
    first = desk.act("correct", "Static", works_text="Static (short version)", details_text="Restored print")
    second = desk.act("correct", "Static", works_text="Static", details_text="Second print")
    desk.announce(first, second)
    assert notices(desk, "Static") == "What the list says here was put right, from the start."


def test_rule_and_reason_stay_unsaid_until_an_announcement_says_them(desk: Desk) -> None:
    act = desk.act("disqualify", "Static", rule="12.1")
    desk.announce(act, kept_back=[f"{act}:rule", f"{act}:reason"])
    assert "12.1" in str(desk.found("Static")[0][1]["notices"])
    told = notices(desk, "Static")
    assert ("12.1" in told, "A rule was broken" in told, "the rule is not told" in told) == (False, False, True)
    desk.announce(act)
    assert "rule 12.1" in notices(desk, "Static")
    assert desk.agrees()


def test_what_is_left_unsaid_stays_so_however_the_act_is_spelt(desk: Desk) -> None:
    act = desk.act("disqualify", "Static", rule="12.1").upper()
    desk.announce(act, kept_back=[f"{act}:rule", f"{act}:reason"])
    told = notices(desk, "Static")
    assert ("12.1" in told, "A rule was broken" in told, "the rule is not told" in told) == (False, False, True)


def test_words_that_were_said_stand_beside_the_list_until_put_right(desk: Desk) -> None:
    entry = f"{desk.stream('Static')}@{ENTRY}"
    desk.announce(entry, said_of=entry, said="Statics")
    assert "“Statics”" in notices(desk, "Static")
    assert desk.found("Static")[0][1]["notices"] == []
    desk.announce(entry)
    assert notices(desk, "Static") == ""


def test_exceptions_are_of_what_is_announced(desk: Desk) -> None:
    act = desk.act("disqualify", "Static", rule="12.1")
    for typed, field in (
        ({"kept_back": [f"{desk.stream('سایہ')}@1:rule"]}, "kept_back"),
        ({"kept_back": [f"{act}:body"]}, "kept_back"),
        ({"said": "Statics"}, "said"),
        ({"said_of": act}, "said"),
        ({"said_of": act, "said": "Statics"}, "said"),
    ):
        with pytest.raises(Invalid) as refused:
            desk.announce(act, **typed)
        assert [one.field for one in refused.value.problems] == [field]


def test_announcement_for_later_shows_at_its_moment_and_can_be_called_off(desk: Desk) -> None:
    act = desk.act("withdraw", "Static")
    receipt = desk.announce(act, at="5 December 2027, 18:00")
    assert desk.words("Static", "announced") == "nominated"
    assert [desk.words("Static", "announced", at(f"5 December 2027, {hour}")) for hour in ("17:59", "18:00")] == [
        "nominated",
        "withdrawn",
    ]
    assert states(desk)[0] == "planned"
    back(desk, announcement(receipt))
    assert desk.words("Static", "announced", at("6 December 2027")) == "nominated"
    assert states(desk)[0] == "called_off"
    desk.announce(act)
    assert desk.words("Static", "announced") == "withdrawn"
    assert desk.agrees()


def test_later_needs_a_day_and_an_hour(desk: Desk) -> None:
    act = desk.act("withdraw", "Static")
    with pytest.raises(Invalid) as refused:
        desk.announce(act, at="December 2027")
    assert [(one.field, one.code) for one in refused.value.problems] == [("effective", "plan_needs_an_instant")]


def test_announcement_put_out_by_mistake_is_taken_back_and_that_it_was_said_stays(desk: Desk) -> None:
    act = desk.act("withdraw", "Static", effective="20 October 2026, 10:00")
    receipt = desk.announce(act, at="20 October 2026, 15:00")
    with pytest.raises(Invalid) as refused:
        back(desk, announcement(receipt), effective="20 October 2026, 14:00")
    assert [one.code for one in refused.value.problems] == ["taken_back_before_it_was_made"]
    back(desk, announcement(receipt), effective="20 October 2026, 16:00")
    hours = [at(f"20 October 2026, {hour}") for hour in ("14:00", "15:30", "17:00")]
    assert [desk.words("Static", "announced", hour) for hour in hours] == ["nominated", "withdrawn", "nominated"]
    assert [desk.words("Static", "force", hour) for hour in hours] == ["withdrawn"] * 3
    assert states(desk)[0] == "taken_back"
    with pytest.raises(Refused, match="already_taken_back"):
        back(desk, announcement(receipt))
    assert desk.agrees()


def test_announcement_on_which_a_later_one_rests_is_not_taken_back(desk: Desk) -> None:
    first = next(
        event for _position, event in desk.stories()[desk.stream("Mirror Town")] if isinstance(event, Announced)
    )
    with pytest.raises(Refused, match="others_rest_on_it"):
        back(desk, first.announcement)


def test_misreading_is_put_right_and_not_taken_back(desk: Desk) -> None:
    desk.act("misread", "Static", effective="2026-11-01 12:00")
    said = desk.ledger.story(desk.stream("Static"))[-1][1]
    assert isinstance(said, Misread)
    with pytest.raises(Refused, match="misreading_is_put_right"):
        back(desk, said.announcement)
    assert (desk.words("Static", "announced"), states(desk)[0]) == ("nominated · won", "made")


def test_taking_back_what_moved_on_meanwhile_is_shown(desk: Desk) -> None:
    receipt = desk.announce(desk.act("withdraw", "Static"))
    seen = str(desk.ledger.recorder.head()[0])
    desk.act("reinstate", "Static", effective="21 October 2026")
    with pytest.raises(Conflict, match="moved_on"):
        back(desk, announcement(receipt), seen=seen)


def test_what_undoes_is_not_announced_without_what_it_undoes(desk: Desk) -> None:
    withdrawn = desk.act("withdraw", "Static")
    reinstated = desk.act("reinstate", "Static", effective="21 October 2026")
    with pytest.raises(Refused, match="needs_with_it"):
        desk.announce(reinstated)
    desk.announce(withdrawn, reinstated)
    assert desk.words("Static", "announced") == "nominated"


def replacement(desk: Desk, fell: str, title: str) -> str:
    """Enter a nomination in the place of what fell; the name of its entry."""
    return entered(desk, UUID(fell.partition("@")[0]), title, fell)


def entered(desk: Desk, beside: UUID, title: str, fills: str | None = None) -> str:
    """Enter a nomination in the category of another; the name of its entry."""
    entry = desk.stories()[beside][0][1]
    assert isinstance(entry, Entered)
    draft = Draft(by())
    moment = parse_when("21 October 2026", ZONE)
    work = register_work(desk.ledger, draft, title=title, kind="film")
    made = enter_nomination(
        desk.ledger,
        draft,
        EntryData(
            entry.edition, entry.category, moment, moment.latest_us, works=[(work, title)], fills=fills, order=9999
        ),
    )
    desk.ledger.save(draft, {"enter": str(uuid4())})
    return made.act_name


def test_replacement_is_announced_with_the_fall_it_fills(desk: Desk) -> None:
    fell = desk.act("withdraw", "Static")
    entry = replacement(desk, fell, "Understudy")
    with pytest.raises(Refused, match="needs_with_it") as refused:
        desk.announce(entry)
    assert refused.value.params["needs"] == "Static"
    desk.announce(fell, entry)
    assert "its place was that of Static" in notices(desk, "Understudy")
    assert "Its place went to Understudy." in notices(desk, "Static")
    count = desk.listed("announced")["count"]
    assert (count["named"], count["parts"][0]["count"]) == (13, 11)
    assert desk.agrees()


def test_plan_that_was_called_off_changes_no_count_of_what_is_told_after(desk: Desk) -> None:
    clock = Clock(desk.ledger.now())
    desk.ledger.clock = clock
    entry = entered(desk, desk.stream("Static"), "Understudy")
    fell = desk.act("rescind", "Understudy", effective="22 October 2026")
    planned = desk.announce(entry, fell, at=when(clock.now + HOUR).text)
    back(desk, announcement(planned))
    for act in (entry, fell):
        clock.now += 2 * HOUR
        desk.announce(act)
    listed = desk.listed("announced")
    assert (listed["count"]["named"], listed["lines"]) == (13, [])
    assert desk.agrees()


def test_coming_back_to_a_filled_place_asks_which(desk: Desk) -> None:
    entry = replacement(desk, desk.act("withdraw", "Static"), "Understudy")
    with pytest.raises(Invalid) as refused:
        desk.act("reinstate", "Static", effective="22 October 2026")
    assert [(one.field, one.code) for one in refused.value.problems] == [("place_filled", "place_was_filled")]
    desk.act("reinstate", "Static", effective="22 October 2026", place_filled="replacement_falls")
    assert [desk.words(one) for one in ("Static", "Understudy")] == ["nominated", "rescinded"]
    assert entry


def enter(desk: Desk, fell: str, title: str, stories: Mapping[UUID, Story]) -> str:
    """Enter a nomination in the place of what fell by the form, as its author had read the edition; the name of its entry."""
    entry, author = stories[UUID(fell.partition("@")[0])][0][1], by()
    assert isinstance(entry, Entered)
    form = {
        "command": str(author.command),
        "seen": str(desk.ledger.recorder.head()[0]),
        "category": str(entry.category),
        "title": title,
        "fills": fell,
        "effective": "21 October 2026",
    }
    record_entry(desk.ledger, author, entry.edition, form, stories)
    return f"{desk.stream(title)}@{ENTRY}"


def test_place_is_not_filled_and_come_back_to_at_once(desk: Desk) -> None:
    fell = desk.act("withdraw", "Static")
    author, before = by(), desk.stories()
    form = desk.form("reinstate", author, effective="22 October 2026", nominations=[fell.partition("@")[0]])
    enter(desk, fell, "Understudy", before)
    with pytest.raises(Refused, match="claim_taken") as refused:
        record_act(desk.ledger, author, "reinstate", form, before)
    assert error_sentence(refused.value).startswith("This place was filled, or come back to, at the same time.")
    assert [desk.words(one) for one in ("Static", "Understudy")] == ["withdrawn", "nominated"]


def test_made_announcement_says_what_was_said_otherwise(desk: Desk) -> None:
    act = desk.act("disqualify", "Static", rule="12.1")
    receipt = desk.announce(act, kept_back=[f"{act}:rule"])
    made = desk.ledger.story(announcement(receipt))[0][1]
    assert isinstance(made, Made)
    assert [(one.item, one.without, one.said) for one in made.otherwise] == [(act, ("rule",), None)]
