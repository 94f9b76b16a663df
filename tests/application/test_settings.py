"""An edition's settings: what each change records, what it refuses, and what commands then rely on."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from ledger.application.editions import EditionSeen, edition_seen
from ledger.application.ledger import Receipt
from ledger.application.settings_changes import preview_change, record_change
from ledger.application.show_opening import record_show
from ledger.bootstrap import Services
from ledger.demo.people import PEOPLE
from ledger.domain.edition_running import ANNOUNCES, DECIDES
from ledger.domain.rulebook import Filed
from ledger.errors import Conflict, Invalid, NotAllowed
from ledger.projections.nominees import find_edition
from tests.support.services import by, follow

RULES = "7 Leaving the list\n7.1 A nominee may ask to be withdrawn.\n7.2 The committee decides within a week."


def edition_of(demo: Services, address: str = "12") -> UUID:
    return UUID(hex=find_edition(demo.lists, "meridian", address).edition["subject"])


def change(demo: Services, what: str, /, **form: Any) -> Receipt:
    author = by()
    typed = {"command": str(author.command), **form}
    return record_change(demo.ledger, author, edition_of(demo), what, typed)


def refused(demo: Services, what: str, /, **form: Any) -> dict[str, str]:
    """What is wrong at which field; nothing is written."""
    head = demo.ledger.recorder.head()
    with pytest.raises(Invalid) as refusal:
        change(demo, what, **form)
    assert demo.ledger.recorder.head() == head
    return {one.field: one.code for one in refusal.value.problems}


def seen(demo: Services) -> EditionSeen:
    return edition_seen(demo.ledger, edition_of(demo))


def category(demo: Services, name: str) -> UUID:
    return next(id_ for id_, one in seen(demo).categories.items() if one.name == name)


def test_edition_without_bodies_lets_any_of_the_four_do_everything(demo: Services) -> None:
    assert [(one.code, one.may_decide, one.may_announce) for one in seen(demo).bodies] == [
        (kind, DECIDES, ANNOUNCES) for kind in ("organiser", "committee", "jury", "chair")
    ]


def test_bodies_are_what_was_set_and_ended_ones_are_gone(demo: Services) -> None:
    change(demo, "body", kind="jury", name="Music jury", may_decide=["results"])
    change(demo, "body", kind="jury", name="Film jury", may_announce=["results", "nominations"])
    change(demo, "body", body="jury", kind="jury", name="Music jury", stands="false")
    assert [tuple(one) for one in seen(demo).bodies] == [
        ("jury-2", "jury", "Film jury", (), ("nominations", "results"))
    ]
    assert refused(demo, "body", body="jury", kind="chair", name="The chair") == {"kind": "body_kind_stays"}


def test_categories_are_added_from_lines_each_with_an_address(demo: Services) -> None:
    lines = "Best Score\n\n  Best   Video \nسال کا گانا\n"
    change(demo, "categories", names=lines, places="5", vacancy="next_in_line")
    added = list(seen(demo).categories.values())[-3:]
    assert [(one.name, one.address, one.places) for one in added] == [
        ("Best Score", "best-score", 5),
        ("Best Video", "best-video", 5),
        ("سال کا گانا", "category", 5),
    ]
    assert refused(demo, "categories", names="best score\nNew one") == {"names": "category_there"}


def test_categories_are_put_in_order_by_their_lines(demo: Services) -> None:
    names = [one.name for one in seen(demo).categories.values()]
    change(demo, "order", names="\n".join(reversed(names)))
    assert [one.name for one in seen(demo).categories.values()] == names[::-1]
    assert refused(demo, "order", names="\n".join(names[1:])) == {"names": "category_left_out"}
    assert refused(demo, "order", names="\n".join([*names, "Nonsense"])) == {"names": "no_such_category"}
    assert refused(demo, "order", names="\n".join([*names, names[0]])) == {"names": "category_twice"}


def test_vacancy_policies_are_apart_for_places_and_awards(demo: Services) -> None:
    song = category(demo, "Song of the Year")
    change(demo, "vacancy", of="places", policy="next_in_line", until="ballot_locked")
    change(demo, "vacancy", category=str(song), of="awards", policy="no_award")
    assert tuple(seen(demo).vacancy[song]) == ("next_in_line", "ballot_locked", "no_award", None)
    others = [one for id_, one in seen(demo).vacancy.items() if id_ != song]
    assert {tuple(one) for one in others} == {("next_in_line", "ballot_locked", None, None)}
    assert refused(demo, "vacancy", of="places", policy="next_in_line", until="ballot_locked") == {
        "": "stands_so_already"
    }


def test_milestone_of_a_category_leaves_the_editions_own_alone(demo: Services) -> None:
    song = category(demo, "Song of the Year")
    ceremony = seen(demo).references["ceremony"]
    change(demo, "milestone", milestone="ceremony", category=str(song), standing="planned", effective="2026-12-01")
    now = seen(demo)
    assert now.references["ceremony"] == ceremony
    assert now.references_in(song)["ceremony"].text == "2026-12-01"
    follow(demo)
    assert find_edition(demo.lists, "meridian", "12").references["ceremony"] == ceremony


def test_milestone_is_moved_and_cancelled(demo: Services) -> None:
    change(demo, "milestone", milestone="ceremony", standing="planned", effective="12 December 2026")
    assert seen(demo).references["ceremony"].text == "2026-12-12"
    change(demo, "milestone", milestone="ceremony", standing="cancelled")
    assert "ceremony" not in seen(demo).references
    follow(demo)
    assert "ceremony" not in find_edition(demo.lists, "meridian", "12").references
    assert refused(demo, "milestone", milestone="voting_opened", standing="cancelled") == {
        "milestone": "milestone_not_there"
    }
    assert refused(demo, "milestone", milestone="voting_opened", standing="done", effective="2126-01-01") == {
        "effective": "counts_from_impossible"
    }


def test_withdrawal_rule_ends_with_its_milestone_wherever_that_moves(demo: Services) -> None:
    change(demo, "milestone", milestone="ballot_locked", standing="planned", effective="2026-12-01")
    change(demo, "withdrawal", rule="as_of_right", until_milestone="ballot_locked", afterwards="not_possible")
    change(demo, "milestone", milestone="ballot_locked", standing="planned", effective="2026-12-03")
    rule = seen(demo).withdrawal_rule
    assert rule is not None
    assert rule.until is not None
    assert (rule.rule, rule.until.text, rule.afterwards) == ("as_of_right", "2026-12-03", "not_possible")
    assert refused(demo, "withdrawal", rule="as_of_right", until_milestone="ceremony") == {
        "afterwards": "afterwards_with_an_end"
    }


def test_rules_are_citable_by_number_and_their_text_is_not_in_the_edition(demo: Services) -> None:
    change(demo, "rulebook", label="2026", effective="2026-01-01", text=RULES)
    change(demo, "rulebook", label="2026, second", effective="2026-06-01", text="7.2 The committee decides at once.")
    now = seen(demo)
    assert [(one.label, one.number) for one in now.rules] == [
        ("2026, second", "7.2"),
        ("2026", "7"),
        ("2026", "7.1"),
        ("2026", "7.2"),
    ]
    cited = now.rule_named("7.2", "2026")
    assert cited is not None
    filed = demo.ledger.story(cited.rulebook)[0][1]
    assert isinstance(filed, Filed)
    assert filed.rules[2].text == "The committee decides within a week."
    stored = demo.ledger.recorder.streams([edition_of(demo)])[edition_of(demo)]
    assert all(b"within a week" not in entry.state for entry in stored)
    assert refused(demo, "rulebook", label="2026", effective="2026", text=RULES) == {"label": "label_taken"}
    assert refused(demo, "rulebook", label="2027", effective="2027", text="No numbers.") == {"text": "no_rule_numbers"}


def test_rulebook_filed_in_error_is_cited_no_more(demo: Services) -> None:
    change(demo, "rulebook", label="2026", effective="2026-01-01", text=RULES)
    rulebook = seen(demo).rules[0].rulebook
    change(demo, "rulebook-standing", rulebook=str(rulebook), standing="in_error")
    assert seen(demo).rules == ()


def test_category_is_renamed_merged_and_held_again(demo: Services) -> None:
    song, film = category(demo, "Song of the Year"), list(seen(demo).categories)[-1]
    change(demo, "names", about=str(song), name="Song", how="corrected")
    change(demo, "names", about=str(song), language="UR-arab", name="گانا")
    change(demo, "standing", category=str(song), standing="merged", into=str(film))
    assert seen(demo).categories[song].stands is False
    assert seen(demo).categories[song].name == "Song"
    assert refused(demo, "standing", category=str(film), standing="cancelled") == {"category": "others_merged_here"}
    change(demo, "standing", category=str(song), standing="stands")
    assert seen(demo).categories[song].stands is True
    assert refused(demo, "names", language="nonsense", name="X") == {"language": "not_a_language"}
    assert refused(demo, "names", name="12th edition") == {"": "stands_so_already"}


def test_stage_has_places_of_its_own(demo: Services) -> None:
    song = category(demo, "Song of the Year")
    assert refused(demo, "places", category=str(song), stage="long_list", places="20") == {"stage": "unknown_choice"}
    change(demo, "stage", stage="long_list", order="1")
    change(demo, "stage", name="Jury’s choice", order="2")
    assert refused(demo, "stage", stage="final_list", order="2") == {"order": "stage_there"}
    change(demo, "places", category=str(song), stage="long_list", places="20")
    assert seen(demo).categories[song].places == 5


def test_same_change_sent_twice_is_one_act_and_other_data_is_refused(demo: Services) -> None:
    author = by()
    typed = {"command": str(author.command), "kind": "host", "name": "Karachi Hall"}
    first = record_change(demo.ledger, author, edition_of(demo), "body", typed)
    again = record_change(demo.ledger, author, edition_of(demo), "body", typed)
    assert (again.acts, again.repeated) == (first.acts, True)
    with pytest.raises(Conflict, match="command_reused"):
        record_change(demo.ledger, author, edition_of(demo), "body", typed | {"name": "Another"})


def test_who_changes_second_is_told_that_the_first_changed_something(demo: Services) -> None:
    head = str(demo.ledger.recorder.head()[0])
    change(demo, "body", kind="host", name="Karachi Hall", seen=head)
    with pytest.raises(Conflict, match="settings_moved"):
        change(demo, "body", kind="jury", name="Jury", seen=head)


def test_preview_writes_nothing_and_only_organisers_change_settings(demo: Services) -> None:
    head, form = demo.ledger.recorder.head(), {"command": str(uuid4()), "kind": "host", "name": "Karachi Hall"}
    told = preview_change(demo.ledger, by(), edition_of(demo), "body", form).sentences()
    assert told == ["The body Karachi Hall (host) decides on: nothing; it announces: nothing."]
    assert demo.ledger.recorder.head() == head
    with pytest.raises(NotAllowed):
        record_change(demo.ledger, by(PEOPLE[1]), edition_of(demo), "body", form)


def test_edition_is_opened_as_the_last_one_was_run(demo: Services) -> None:
    song = category(demo, "Song of the Year")
    change(demo, "body", kind="jury", name="Jury", may_decide=["results"])
    change(demo, "stage", stage="long_list", order="1")
    change(demo, "places", category=str(song), stage="long_list", places="20")
    change(demo, "vacancy", category=str(song), of="awards", policy="no_award")
    change(demo, "names", about=str(song), language="ur", name="سال کا گانا")
    change(demo, "withdrawal", rule="when_granted")
    author = by()
    typed = {
        "command": str(author.command),
        "name": "13th edition",
        "address": "13",
        "label": "2027",
        "ordinal": "13",
        "zone": "Asia/Karachi",
        "as_in": str(edition_of(demo)),
    }
    show = UUID(hex=find_edition(demo.lists, "meridian", "12").show["subject"])
    receipt = record_show(demo.ledger, author, "edition", typed, show)
    opened = edition_seen(demo.ledger, UUID(receipt.acts[0].partition("@")[0]))
    now = seen(demo)
    assert opened.bodies == now.bodies
    assert opened.withdrawal_rule == now.withdrawal_rule
    assert list(opened.categories.values()) == list(now.categories.values())
    assert list(opened.vacancy.values()) == list(now.vacancy.values())
    assert set(opened.categories).isdisjoint(now.categories)
    assert (opened.milestones, opened.rules) == ({}, ())
    with pytest.raises(Invalid, match="address_taken"):
        record_show(demo.ledger, by(), "edition", typed | {"command": str(uuid4())}, show)
