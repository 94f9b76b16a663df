"""Withdrawing through the front door, on both databases: decided, recorded once, announced, told in the lists."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Thread
from typing import Any
from uuid import UUID

import pytest

from ledger.application.act_forms import act_view
from ledger.application.announcement_forms import record_announcement
from ledger.application.draft import Draft
from ledger.application.shows import CategoryData, add_category, record_milestone
from ledger.bootstrap import Services
from ledger.checks.reconcile import reconcile
from ledger.demo.people import PEOPLE
from ledger.domain.times import parse_when
from ledger.domain.values import Provenance
from ledger.errors import Conflict, Invalid, LedgerError, NotAllowed, Refused
from ledger.projections.nominees import Asked, find_edition, nominations_of, nominee_list
from tests.support.acts import preview_withdrawal, record_withdrawal
from tests.support.services import by, follow

FORM = {
    "effective": "20 October 2026",
    "reason": "own_wish",
    "capacity": "nominee",
    "body": "committee",
    "source_kind": "letter",
    "private_reason": "MARKER of a private reason",
}


def listed(demo: Services, reading: str = "announced") -> dict[str, Any]:
    """The list of the demo's edition now."""
    follow(demo)
    return nominee_list(demo.lists, "meridian", "12", Asked(reading, demo.ledger.now()))


def nomination(demo: Services, title: str) -> dict[str, Any]:
    """A nomination of the list in force by its title."""
    found: dict[str, Any]
    for category in listed(demo, "force")["categories"]:
        for found in category["nominations"]:
            if [title] == [work["title"] for work in found["works"]]:
                return found
    raise LookupError(title)


def form(demo: Services, title: str, author: Provenance, **typed: Any) -> tuple[UUID, dict[str, Any]]:
    """The form of a nomination as an organiser would send it."""
    stream = UUID(nomination(demo, title)["id"])
    seen = demo.ledger.recorder.head()[0]
    return stream, {**FORM, "command": str(author.command), "seen": str(seen), **typed}


def withdraw(demo: Services, title: str, author: Provenance, **typed: Any) -> Any:
    """Send the form."""
    stream, data = form(demo, title, author, **typed)
    return record_withdrawal(demo.ledger, author, stream, data)


def test_withdrawal_is_in_force_at_once_and_public_once_announced(demo: Services) -> None:
    receipt = withdraw(demo, "Static", by(PEOPLE[1]))
    assert [part["count"] for part in listed(demo, "force")["count"]["parts"]] == [10, 2]
    assert [part["count"] for part in listed(demo)["count"]["parts"]] == [11, 1]
    author = by()
    edition = UUID(hex=find_edition(demo.lists, "meridian", "12").edition["subject"])
    record_announcement(
        demo.ledger, author, edition, {"command": str(author.command), "acts": [receipt.acts[0]]}, "Asia/Karachi"
    )
    after = listed(demo)
    assert after["count"]["named"] == 12
    assert [(part["word"], part["count"]) for part in after["count"]["parts"]] == [("nominated", 10), ("withdrawn", 2)]
    told = nomination(demo, "Static")
    assert told["notices"][0]["text"].startswith("Withdrawn, 20 October 2026")
    assert reconcile(demo.lists, demo.ledger.recorder, demo.ledger.mapper).agrees


def test_withdrawal_of_one_name_leaves_the_nomination_standing(demo: Services) -> None:
    lanterns = nomination(demo, "Paper Lanterns")
    withdraw(demo, "Paper Lanterns", by(), credit=lanterns["credits"][2]["id"])
    after = nomination(demo, "Paper Lanterns")
    assert [credit["named"] for credit in after["credits"]] == [True, True, False]
    assert after["place"]["word"] == "nominated"


def test_form_sent_twice_is_one_act_with_one_receipt(demo: Services) -> None:
    author = by()
    stream, data = form(demo, "Static", author)
    first = record_withdrawal(demo.ledger, author, stream, data)
    second = record_withdrawal(demo.ledger, author, stream, data)
    assert second.repeated
    assert second._replace(repeated=False) == first
    with pytest.raises(Conflict, match="command_reused"):
        record_withdrawal(demo.ledger, author, stream, {**data, "reason": "not_given"})


def test_second_of_two_people_is_shown_what_changed(demo: Services) -> None:
    first, second = by(), by(PEOPLE[1])
    stream, data = form(demo, "Static", first)
    record_withdrawal(demo.ledger, first, stream, data)
    head = demo.ledger.recorder.head()
    with pytest.raises(Conflict, match="moved_on"):
        record_withdrawal(demo.ledger, second, stream, {**data, "command": str(second.command)})
    assert demo.ledger.recorder.head() == head


def test_two_people_at_the_same_moment_one_succeeds(demo: Services) -> None:
    barrier = Barrier(2)
    outcomes: list[str] = []
    people = [by(), by(PEOPLE[1])]
    forms = [form(demo, "Static", author) for author in people]

    def send(number: int) -> None:
        stream, data = forms[number]
        barrier.wait()
        try:
            record_withdrawal(demo.ledger, people[number], stream, data)
            outcomes.append("recorded")
        except LedgerError as error:
            outcomes.append(error.code)

    threads = [Thread(target=send, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) in (["moved_on", "recorded"], ["recorded", "stream_moved"])


@pytest.mark.parametrize(
    "typed, field",
    [
        ({"effective": "31 June 2026"}, "effective"),
        ({"effective": "2025"}, "effective"),
        ({"effective": "October 2026"}, "effective"),
        ({"reason": "because"}, "reason"),
        ({"capacity": ""}, "capacity"),
        ({"private_reason": "x" * 10_001}, "private_reason"),
        ({"private_reason": "a lone \ud800"}, "private_reason"),
        ({"credit": "00000000-0000-4000-8000-000000000000"}, "credit"),
    ],
)
def test_bad_input_is_refused_at_its_field_and_writes_nothing(
    demo: Services, typed: dict[str, str], field: str
) -> None:
    head = demo.ledger.recorder.head()
    with pytest.raises(Invalid) as refused:
        withdraw(demo, "Static", by(), **typed)
    assert [problem.field for problem in refused.value.problems] == [field]
    assert demo.ledger.recorder.head() == head


def test_withdrawing_twice_names_the_first_fact(demo: Services) -> None:
    withdraw(demo, "Static", by())
    with pytest.raises(Refused, match="already_off_the_list"):
        withdraw(demo, "Static", by())


def test_auditor_may_not_withdraw_and_deputy_may_not_announce(demo: Services) -> None:
    with pytest.raises(NotAllowed):
        withdraw(demo, "Static", by(PEOPLE[2]))
    receipt = withdraw(demo, "Static", by(PEOPLE[1]))
    deputy = by(PEOPLE[1])
    edition = UUID(hex=find_edition(demo.lists, "meridian", "12").edition["subject"])
    with pytest.raises(NotAllowed):
        record_announcement(
            demo.ledger, deputy, edition, {"command": str(deputy.command), "acts": list(receipt.acts)}, "Asia/Karachi"
        )


def test_preview_says_the_acts_and_writes_nothing(demo: Services) -> None:
    head = demo.ledger.recorder.head()
    author = by()
    stream, data = form(demo, "Static", author)
    deciding = preview_withdrawal(demo.ledger, author, stream, data)
    ids = nominations_of(demo.lists, find_edition(demo.lists, "meridian", "12").edition["subject"])
    view = act_view(deciding, demo.ledger.stories([UUID(hex=one) for one in ids]))
    assert [act["sentence"] for act in view["acts"]] == ["Static is withdrawn, 20 October 2026."]
    assert (view["before"], view["after"]) == ("nominated", "withdrawn")
    assert [(one["before"], one["after"]) for one in view["counts"]] == [("4", "3"), ("11", "10")]
    assert demo.ledger.recorder.head() == head


def test_private_reason_never_stands_in_the_log_or_the_lists_as_text(demo: Services) -> None:
    withdraw(demo, "Static", by())
    states = b"".join(entry.state for entry in demo.ledger.recorder.entries(0, 1000))
    assert b"MARKER" not in states
    assert b"Zarmina" not in states
    assert "MARKER" not in repr(listed(demo))


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '{"_type_":"uuid_hex","_data_":"1"}', "چاند 🧵 \u202eabc"]
)
def test_text_of_any_kind_comes_back_as_it_was_typed(demo: Services, text: str) -> None:
    receipt = withdraw(demo, "Static", by(), source_note=text)
    stream, _, version = receipt.acts[0].partition("@")
    act: Any = demo.ledger.story(UUID(stream))[int(version) - 1][1]
    assert act.source.note.text == text


def test_withdrawal_is_refused_when_the_edition_changed_while_it_was_decided(demo: Services) -> None:
    author = by()
    stream, data = form(demo, "Static", author)
    deciding = preview_withdrawal(demo.ledger, author, stream, data)
    edition = deciding.edition.stream
    changing = Draft(by())
    changing.goes_on(edition, demo.ledger.story(edition)[-1][1].originator_version)
    add_category(demo.ledger, changing, CategoryData(edition, "Best Poster", "best-poster", 9))
    demo.ledger.save(changing, {"add": "Best Poster"})
    with pytest.raises(Conflict, match="guard_failed"):
        demo.ledger.save(deciding.draft, data)


def test_decision_still_to_come_is_refused_at_its_field(demo: Services) -> None:
    with pytest.raises(Invalid) as refused:
        withdraw(demo, "Static", by(), decided="1 January 2099")
    assert [(one.field, one.code) for one in refused.value.problems] == [("decided", "decided_in_future")]


def test_what_is_told_about_the_only_credited_person_is_sealed_under_their_key(demo: Services) -> None:
    """So that erasing that person leaves nothing of it."""
    static = nomination(demo, "Static")
    act = withdraw(demo, "Static", by()).acts[0]
    story: list[Any] = [event for _position, event in demo.ledger.story(UUID(static["id"]))]
    withdrawn = next(event for event in story if event.act_name == act)
    assert [withdrawn.private_reason.subject] == [credit.party for credit in story[0].credits]


def test_form_sent_twice_at_the_same_moment_is_one_act_and_both_get_its_receipt(demo: Services) -> None:
    """The second looks before the first has saved, and decides after."""
    author = by()
    stream, data = form(demo, "Static", author)
    first: list[Any] = []
    find = demo.ledger.recorder.find_append

    def look(command: UUID) -> Any:
        found = find(command)
        if not first:
            first.append(None)
            first[0] = record_withdrawal(demo.ledger, author, stream, data)
        return found

    demo.ledger.recorder.find_append = look  # type: ignore[method-assign]
    second = record_withdrawal(demo.ledger, author, stream, data)
    assert second == first[0]._replace(repeated=True)


def test_announcement_sent_twice_at_the_same_moment_is_one(demo: Services) -> None:
    act = withdraw(demo, "Static", by()).acts[0]
    author, barrier = by(), Barrier(2)
    edition = UUID(hex=find_edition(demo.lists, "meridian", "12").edition["subject"])
    typed = {"command": str(author.command), "acts": [act], "seen": str(demo.ledger.recorder.head()[0])}

    def send(_number: int) -> Any:
        barrier.wait()
        return record_announcement(demo.ledger, author, edition, typed, "Asia/Karachi")

    with ThreadPoolExecutor(2) as pool:
        receipts = list(pool.map(send, range(2)))
    assert sorted(one.repeated for one in receipts) == [False, True]
    assert receipts[0].acts == receipts[1].acts


def test_milestone_that_moved_since_the_form_was_opened_is_told(demo: Services) -> None:
    author = by()
    stream, data = form(demo, "Static", author, effective="after the list was announced, before the ceremony")
    edition = UUID(hex=find_edition(demo.lists, "meridian", "12").edition["subject"])
    moved = parse_when("1 November 2026", "Asia/Karachi")
    draft = Draft(by())
    draft.goes_on(edition, demo.ledger.story(edition)[-1][1].originator_version)
    record_milestone(draft, edition, milestone="ceremony", effective=moved, counts_from=moved.latest_us)
    demo.ledger.save(draft, {"moved": "ceremony"})
    with pytest.raises(Conflict, match="moved_on"):
        record_withdrawal(demo.ledger, author, stream, data)
    again = {**data, "seen": str(demo.ledger.recorder.head()[0])}
    receipt = record_withdrawal(demo.ledger, author, stream, again)
    act: Any = next(event for _position, event in demo.ledger.story(stream) if event.act_name == receipt.acts[0])
    assert act.effective.before == moved.before
