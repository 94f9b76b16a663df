"""Every act of DOMAIN.md's table through the desk's forms, on both databases: what lists say in force and as announced."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from ledger.application.act_kinds import ACT_KINDS
from ledger.application.offering import offered
from ledger.application.taking_back import take_back
from ledger.bootstrap import Services
from ledger.consumers.rebuild import rebuild
from ledger.demo.people import PEOPLE
from ledger.domain.times import parse_when
from ledger.errors import Invalid, NotAllowed, Refused
from ledger.wording.verbs import FAMILIES, LEADS, VERBS
from tests.support.acts import Desk
from tests.support.services import by

ENDINGS = {
    "withdraw": "withdrawn",
    "rescind": "rescinded",
    "rule-ineligible": "ineligible",
    "disqualify": "disqualified",
    "announced-in-error": "announced in error",
    "void": "void",
    "left": "left, kind not known",
}


@pytest.fixture
def desk(demo: Services) -> Desk:
    """The demo's desk."""
    return Desk(demo)


def at(text: str) -> int:
    """A moment (µs)."""
    return parse_when(text, "Asia/Karachi").latest_us


def test_every_kind_of_act_has_its_words_and_its_place_in_the_menu() -> None:
    assert set(VERBS) == set(LEADS) == set(ACT_KINDS)
    assert sorted(verb for _name, inside in FAMILIES for verb in inside) == sorted(ACT_KINDS)


@pytest.mark.parametrize("verb", ENDINGS)
def test_nomination_that_ends_is_public_once_announced_and_comes_back(desk: Desk, verb: str) -> None:
    word = ENDINGS[verb]
    act = desk.act(verb, "Static")
    assert (desk.words("Static"), desk.words("Static", "announced")) == (word, "nominated")
    desk.announce(act)
    assert desk.words("Static", "announced") == word
    count = desk.listed("announced")["count"]
    assert sum(part["count"] for part in count["parts"]) == count["named"] == 12
    assert (word, 1) in [(part["label"], part["count"]) for part in count["parts"] if part["label"] != "withdrawn"] or (
        word == "withdrawn"
    )
    back = desk.act(
        "enter-anew" if verb == "announced-in-error" else "reinstate", "Static", effective="21 October 2026"
    )
    assert (desk.words("Static"), desk.words("Static", "announced")) == ("nominated", word)
    desk.announce(back)
    assert desk.words("Static", "announced") == "nominated"
    assert desk.agrees()


def test_error_holds_from_the_start_in_force_while_the_public_heard_it_until_told(desk: Desk) -> None:
    act = desk.act("announced-in-error", "Static", effective="20 October 2026, 12:00")
    desk.announce(act, at="20 October 2026, 15:00")
    early, late = at("10 October 2026"), at("20 October 2026, 16:00")
    assert [desk.words("Static", "force", one) for one in (early, late)] == ["announced in error"] * 2
    assert [desk.words("Static", "announced", one) for one in (early, late)] == ["nominated", "announced in error"]


def test_later_finding_stands_beneath_the_first_word(desk: Desk) -> None:
    desk.act("withdraw", "Static")
    desk.act("rule-ineligible", "Static", effective="21 October 2026")
    assert desk.words("Static") == "withdrawn, also ineligible"
    with pytest.raises(Refused, match="already_off_the_list"):
        desk.act("withdraw", "Static", effective="22 October 2026")


def test_decline_is_before_the_list_and_never_public_by_itself(desk: Desk) -> None:
    with pytest.raises(Invalid) as refused:
        desk.act("decline", "Static")
    assert [one.code for one in refused.value.problems] == ["after_the_list"]


def test_moved_nomination_is_one_nomination_in_two_categories(desk: Desk) -> None:
    target = next(one for one in desk.listed()["categories"] if one["address"] == "best-emerging-designer")
    act = desk.act("move", "Static", category=target["id"], effective="20 October 2026, 10:00")
    assert [(where, one["place"]["label"]) for where, one in desk.found("Static")] == [
        ("best-emerging-designer", "nominated"),
        ("best-short-film", "moved away"),
    ]
    desk.announce(act)
    listed = desk.listed("announced")
    counts = {one["address"]: one["count"] for one in listed["categories"]}
    assert listed["count"]["named"] == 12
    assert [counts[one]["named"] for one in ("best-emerging-designer", "best-short-film")] == [4, 4]
    assert "Moved to Best Emerging Designer" in str(desk.found("Static", "announced"))
    home = next(one for one in listed["categories"] if one["address"] == "best-short-film")
    desk.announce(desk.act("move", "Static", category=home["id"], effective="21 October 2026"))
    assert [where for where, _one in desk.found("Static", "announced")] == ["best-emerging-designer", "best-short-film"]
    with pytest.raises(Refused, match="already_in_category"):
        desk.act("move", "Static", category=home["id"], effective="22 October 2026")
    assert desk.agrees()


def test_nomination_is_moved_only_to_a_category_of_its_own_edition(desk: Desk) -> None:
    other = Desk(desk.demo, "11").listed()["categories"][0]["id"]
    for category in (other, str(uuid4())):
        with pytest.raises(Invalid) as refused:
            desk.act("move", "Static", category=category)
        assert [(one.field, one.code) for one in refused.value.problems] == [("category", "unknown_choice")]
    assert desk.words("Static") == "nominated"


def names(desk: Desk, title: str, reading: str = "force") -> list[tuple[str, bool]]:
    """The names on a nomination, and whether each is still named."""
    return [(one["name"], one["named"]) for one in desk.found(title, reading)[0][1]["credits"]]


def credit(desk: Desk, title: str, name: str) -> str:
    return str(next(one["id"] for one in desk.found(title)[0][1]["credits"] if one["name"] == name))


def test_names_leave_come_back_are_added_and_put_right(desk: Desk) -> None:
    rain = "The Weight of Rain"
    gone = desk.act("remove-name", rain, credit=credit(desk, rain, "Yusuf Marek"), finding="disqualified")
    assert names(desk, rain) == [("Tania Desai", True), ("Yusuf Marek", False)]
    assert names(desk, rain, "announced") == [("Tania Desai", True), ("Yusuf Marek", True)]
    back = desk.act("reinstate-name", rain, credit=credit(desk, rain, "Yusuf Marek"), effective="21 October 2026")
    added = desk.act("add-name", rain, name="زہرہ نگاہ", role="translator", effective="22 October 2026")
    right = desk.act(
        "correct-name", rain, credit=credit(desk, rain, "Tania Desai"), name="Tania R. Desai", role="director"
    )
    assert names(desk, rain) == [("Tania R. Desai", True), ("Yusuf Marek", True), ("زہرہ نگاہ", True)]
    assert names(desk, rain, "announced") == [("Tania Desai", True), ("Yusuf Marek", True)]
    desk.announce(gone, back, added, right)
    assert names(desk, rain, "announced") == names(desk, rain)
    early = [one["name"] for one in desk.found(rain, "force", at("5 October 2026"))[0][1]["credits"]]
    assert early == ["Tania R. Desai", "Yusuf Marek", "زہرہ نگاہ"]
    assert desk.agrees()


def test_only_name_is_not_removed(desk: Desk) -> None:
    with pytest.raises(Invalid) as refused:
        desk.act("remove-name", "Static", credit=credit(desk, "Static", "Bilal Lal"), finding="disqualified")
    assert [(one.field, one.code) for one in refused.value.problems] == [("credit", "only_name")]


def test_entry_is_put_right_and_the_list_said_otherwise_until_told(desk: Desk) -> None:
    act = desk.act("correct", "Static", works_text="Static (short version)", details_text="Restored print")
    assert (desk.words("Static"), desk.words("Static", "announced")) == ("-", "nominated")
    assert desk.words("Static (short version)") == "nominated"
    desk.announce(act)
    assert desk.words("Static (short version)", "announced") == "nominated"
    with pytest.raises(Invalid) as refused:
        desk.act("correct", "Static", works_text="Static (short version)")
    assert [one.code for one in refused.value.problems] == ["nothing_put_right"]


def test_position_that_the_log_has_not_reached_was_not_seen(desk: Desk) -> None:
    seen = str(desk.ledger.recorder.head()[0] + 1)
    with pytest.raises(Invalid) as refused:
        desk.act("withdraw", "Static", seen=seen)
    assert [(one.field, one.code) for one in refused.value.problems] == [("seen", "unreadable")]


def test_slip_of_our_own_is_struck_and_changes_nothing_more(desk: Desk) -> None:
    act = desk.act("withdraw", "Static")
    desk.act("entered-in-error", "Static", act=act.partition("@")[2])
    assert desk.words("Static") == "nominated"
    with pytest.raises(Refused, match="heard_by_the_public"):
        desk.act("entered-in-error", "Static", act="1")


def test_time_of_an_act_is_put_right(desk: Desk) -> None:
    act = desk.act("withdraw", "Static", effective="20 October 2026")
    desk.act("correct-time", "Static", act=act.partition("@")[2], effective="18 October 2026")
    assert desk.words("Static", "force", at("19 October 2026")) == "withdrawn"
    assert desk.agrees()


def test_many_nominations_fall_in_one_append(desk: Desk) -> None:
    films = ("Static", "The Weight of Rain", "Letters to a Lighthouse", "سایہ")
    head = desk.ledger.recorder.head()[0]
    desk.act("void", *films)
    assert [desk.words(one) for one in films] == ["void"] * 4
    assert desk.ledger.recorder.head()[0] == head + 4
    with pytest.raises(Refused, match="already_off_the_list"):
        desk.act("void", "Saltwater Psalm", "Static")
    assert desk.words("Saltwater Psalm") == "nominated"


def test_what_the_desk_offers_is_accepted_and_what_it_does_not_is_refused(desk: Desk) -> None:
    story = desk.stories()[desk.stream("Static")]
    verbs = offered(story, "organiser")
    assert "reinstate" not in verbs
    assert {"withdraw", "disqualify", "confer", "misread"} <= set(verbs)
    assert offered(story, "auditor") == []
    with pytest.raises(Refused, match="nothing_to_reinstate"):
        desk.act("reinstate", "Static")


@pytest.mark.parametrize("verb", ACT_KINDS)
def test_role_that_does_not_cover_an_act_is_refused(desk: Desk, verb: str) -> None:
    head = desk.ledger.recorder.head()
    typed: dict[str, Any] = {
        "credit": str(desk.stream("Static")), "finding": "disqualified", "category": str(desk.stream("Static")),
        "act": "1", "name": "N", "spoken_as": "chair", "through": "page",
    }  # fmt: skip
    with pytest.raises(NotAllowed):
        desk.act(verb, "Static", by=by(PEOPLE[2]), **typed)
    assert desk.ledger.recorder.head() == head


def test_nothing_is_done_to_a_nomination_that_was_entered_in_error(desk: Desk) -> None:
    withdrawn = desk.act("withdraw", "Static")
    version = withdrawn.partition("@")[2]
    struck = desk.act("entered-in-error", "Static", act=version)
    with pytest.raises(Refused, match="was_entered_in_error"):
        desk.announce(withdrawn)
    desk.act("entered-in-error", "Static", act=struck.partition("@")[2])
    assert desk.words("Static") == "withdrawn"
    desk.announce(withdrawn)
    assert desk.words("Static", "announced") == "withdrawn"


def test_rule_is_cited_by_its_number_not_in_a_sentence_about_somebody(desk: Desk) -> None:
    head = desk.ledger.recorder.head()
    for said in ("Bilal Lal is said to have done it", "7.2 " + "x" * 40):
        with pytest.raises(Invalid) as refused:
            desk.act("disqualify", "Static", rule=said)
        assert [(one.field, one.code) for one in refused.value.problems] == [("rule", "not_a_rule_number")]
    assert desk.ledger.recorder.head() == head


def test_called_off_announcement_of_a_fall_leaves_the_lists_whole(desk: Desk) -> None:
    told = desk.announce(desk.act("rule-ineligible", "Static"), at="5 December 2099, 18:00")
    author = by()
    form = {"command": str(author.command), "seen": str(desk.ledger.recorder.head()[0])}
    take_back(desk.ledger, author, UUID(told.acts[0].partition("@")[0]), form, "Asia/Karachi")
    assert (desk.words("Static"), desk.words("Static", "announced")) == ("ineligible", "nominated")
    rebuild(desk.demo.lists)
    assert desk.words("Static", "announced") == "nominated"
    assert desk.agrees()
