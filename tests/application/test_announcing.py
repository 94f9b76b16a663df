"""Announcing through the front door, on both databases: what it shows of earlier times, corrections, nothing by halves."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from ledger.application.announcement_forms import Called, preview_announcement, record_announcement
from ledger.application.announcing import AnnouncementData, announce_in
from ledger.application.draft import Draft
from ledger.application.entries import CreditData, EntryData, enter_nomination, register_party
from ledger.bootstrap import Services
from ledger.domain.nomination import ENTRY, ActStruck, Entered, Narrowed, TimeCorrected
from ledger.domain.readings import history_of, read
from ledger.domain.telling import unannounced
from ledger.domain.times import UNKNOWN, parse_when
from ledger.errors import Refused
from ledger.projections.nominees import find_edition, nominations_of
from ledger.wording.acts import sentence
from tests.application.test_withdrawing import listed, nomination, withdraw
from tests.support.acts import Desk
from tests.support.services import by

ZONE = "Asia/Karachi"


def announce(demo: Services, *acts: str, at: str = "") -> Any:
    """Send the form of announcing."""
    author = by()
    edition = UUID(hex=find_edition(demo.lists, "meridian", "12").edition["subject"])
    form = {"command": str(author.command), "acts": list(acts), "effective": at}
    return record_announcement(demo.ledger, author, edition, form, ZONE)


def correct(demo: Services, stream: UUID, event: type[Any], **fields: Any) -> str:
    """Record a correction as it will be stored; its name."""
    draft = Draft(by())
    draft.goes_on(stream, demo.ledger.story(stream)[-1][1].originator_version)
    made = draft.add(event, stream, **fields)
    demo.ledger.save(draft, {"correct": str(stream)})
    return str(made.act_name)


def place(demo: Services, title: str) -> str:
    """The word for a nomination's place in the announced list."""
    for category in listed(demo)["categories"]:
        for found in category["nominations"]:
            if [title] == [work["title"] for work in found["works"]]:
                return str(found["place"]["word"])
    raise LookupError(title)


def test_announcement_shows_that_an_act_of_unknown_day_had_happened_by_then(demo: Services) -> None:
    act = withdraw(demo, "Static", by(), effective="unknown").acts[0]
    stream, version = UUID(act.partition("@")[0]), int(act.partition("@")[2])
    announce(demo, act, at="21 October 2026")
    story = demo.ledger.story(stream)
    narrowed = story[-1][1]
    assert isinstance(narrowed, Narrowed)
    assert (narrowed.act, narrowed.because) == (version, story[-2][1].originator_version)
    assert narrowed.effective.text == "[..2026-10-21]"
    told = sentence(narrowed, [event for _position, event in story])
    assert told == "Static: “Withdrawn” must have been by 21 October 2026, its announcement shows."
    at = parse_when("21 October 2026", ZONE).latest_us
    history = history_of(story)
    assert [(found := read(history, at=one)) and found.place for one in (at - 1, at)] == ["nominated", "withdrawn"]
    assert (found := read(history, at=at, announced=at)) is not None
    assert found.place == "withdrawn"


def test_act_that_cannot_have_happened_by_then_is_refused_and_nothing_is_written(demo: Services) -> None:
    act = withdraw(demo, "Static", by(), effective="25 October 2026").acts[0]
    head = demo.ledger.recorder.head()
    with pytest.raises(Refused, match="announced_before_it_held"):
        announce(demo, act, at="21 October 2026")
    assert demo.ledger.recorder.head() == head


def test_change_is_not_announced_before_the_list_it_changes(demo: Services) -> None:
    act = withdraw(demo, "Static", by(), effective="unknown").acts[0]
    with pytest.raises(Refused, match="entry_not_announced"):
        announce(demo, act, at="1 September 2026")


def test_withdrawal_entered_in_error_is_put_right_in_public_once_that_is_announced(demo: Services) -> None:
    act = withdraw(demo, "Static", by(), effective="20 October 2026").acts[0]
    announce(demo, act)
    stream, version = UUID(act.partition("@")[0]), int(act.partition("@")[2])
    struck = correct(demo, stream, ActStruck, act=version)
    assert place(demo, "Static") == "withdrawn"
    assert nomination(demo, "Static")["place"]["word"] == "nominated"
    assert unannounced(history_of(demo.ledger.story(stream))) == [int(struck.partition("@")[2])]
    announce(demo, struck)
    assert place(demo, "Static") == "nominated"
    assert unannounced(history_of(demo.ledger.story(stream))) == []


def test_correction_of_what_is_not_public_waits_with_it(demo: Services) -> None:
    act = withdraw(demo, "Static", by(), effective="20 October 2026").acts[0]
    stream, version = UUID(act.partition("@")[0]), int(act.partition("@")[2])
    when = parse_when("22 October 2026", ZONE)
    corrected = correct(demo, stream, TimeCorrected, act=version, effective=when, counts_from=when.latest_us)
    assert unannounced(history_of(demo.ledger.story(stream))) == [version]
    with pytest.raises(Refused, match="corrected_not_announced"):
        announce(demo, corrected)
    announce(demo, act, corrected)
    assert place(demo, "Static") == "withdrawn"


def test_preview_of_an_announcement_writes_nothing_and_counts_what_it_narrows(demo: Services) -> None:
    act = withdraw(demo, "Static", by(), effective="unknown").acts[0]
    head = demo.ledger.recorder.head()
    edition = find_edition(demo.lists, "meridian", "12").edition["subject"]
    everything = [UUID(hex=one) for one in nominations_of(demo.lists, edition)]
    author = by()
    form = {"command": str(author.command), "acts": [act], "effective": "21 October 2026"}
    view = preview_announcement(demo.ledger, author, UUID(hex=edition), form, ZONE, (everything, Called()))
    assert [part["count"] for part in view["before"]["parts"]] == [11, 1]
    assert [part["count"] for part in view["after"]["parts"]] == [10, 2]
    assert demo.ledger.recorder.head() == head


def test_preview_of_an_announcement_counts_apart_what_fell_before_it_was_heard_of(demo: Services) -> None:
    desk = Desk(demo)
    entry = enter_nomination_beside(demo, "Static", "Understudy")
    fell = desk.act("rescind", "Understudy", effective="22 October 2026")
    edition = find_edition(demo.lists, "meridian", "12").edition["subject"]
    everything = [UUID(hex=one) for one in nominations_of(demo.lists, edition)]
    form = {"command": str(by().command), "acts": [entry, fell], "effective": "", "untold": "by_this"}
    view = preview_announcement(demo.ledger, by(), UUID(hex=edition), form, ZONE, (everything, Called()))
    desk.announce(entry, fell)
    assert view["after"] == desk.listed("announced")["count"]


def enter_nomination_beside(demo: Services, beside: str, title: str) -> str:
    """A nomination in the category of another, not announced; the name of its entry."""
    other, draft = demo.ledger.story(UUID(nomination(demo, beside)["id"]))[0][1], Draft(by())
    assert isinstance(other, Entered)
    data = EntryData(other.edition, other.category, UNKNOWN, demo.ledger.now(), [(uuid4(), title)])
    made = enter_nomination(demo.ledger, draft, data)
    demo.ledger.save(draft, {"enter": title})
    return made.act_name


def record_of_the_year(demo: Services) -> UUID:
    """A nomination of two as records of the past tell them: entered and announced some day of the year."""
    ledger, draft = demo.ledger, Draft(by())
    static = ledger.story(UUID(nomination(demo, "Static")["id"]))[0][1]
    assert isinstance(static, Entered)
    year, late = parse_when("2026", ZONE), parse_when("1 November 2026", ZONE).latest_us
    credited = [CreditData(register_party(ledger, draft, name=name, kind="person"), name) for name in ("Ira", "Noor")]
    data = EntryData(
        static.edition, static.category, parse_when("by 2026", ZONE), late, [(uuid4(), "Of the Year")], credited
    )
    stream = enter_nomination(ledger, draft, data).originator_id
    told = AnnouncementData(static.edition, "nominations", "organiser", "record", year, late)
    announce_in(ledger, draft, told, {stream: [ENTRY]})
    ledger.save(draft, {"record": "of the year"})
    return stream


def test_act_announced_alone_needs_no_narrowing_made_for_a_hidden_one(demo: Services) -> None:
    """A name leaves in secret, later the whole is withdrawn and that alone is announced: the entry was before both."""
    stream = record_of_the_year(demo)
    credit = nomination(demo, "Of the Year")["credits"][0]["id"]
    before = "after the list was announced, before {} October 2026".format
    hidden = withdraw(demo, "Of the Year", by(), effective=before(20), credit=credit)
    shown = withdraw(demo, "Of the Year", by(), effective=before(21))
    announce(demo, shown.acts[0])
    narrowed = [event for _position, event in demo.ledger.story(stream) if isinstance(event, Narrowed)]
    assert [one.because for one in narrowed] == [int(one.acts[0].partition("@")[2]) for one in (hidden, shown)]
    at = parse_when("30 October 2026", ZONE).latest_us
    assert narrowed[1].counts_from == narrowed[0].counts_from < at
    announced = read(history_of(demo.ledger.story(stream)), announced=demo.ledger.now())
    assert announced is not None
    assert (announced.place, announced.gone, announced.idle) == ("withdrawn", (), ())
