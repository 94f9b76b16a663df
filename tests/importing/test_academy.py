"""The Academy Awards' record, imported: what comes out equals the file, and a second import adds nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

import pytest
from sqlalchemy import func, select

from ledger.application.announcement_forms import record_announcement
from ledger.bootstrap import Services, build
from ledger.checks.reconcile import reconcile
from ledger.demo.roster_fill import fill_roster
from ledger.domain.nomination import Entered
from ledger.domain.times import FOREVER, moment_of
from ledger.importing.command import Imported, import_file
from ledger.projections.lists import AS_ANNOUNCED, CATEGORIES
from ledger.projections.nominees import Asked, nominee_list
from ledger.settings import Settings
from tests.support.acts import record_withdrawal
from tests.support.services import by, follow

pytestmark = pytest.mark.shared

MAPPING = Path(__file__).parents[2] / "examples" / "academy" / "mapping.toml"
ZONE = "America/Los_Angeles"


class Record(NamedTuple):
    """The file and what was made of it."""

    file: Path
    services: Services
    imported: Imported


@pytest.fixture(scope="module")
def record(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """The whole file, imported once for all tests here."""
    file = shared_data / "academy-awards" / "nominations.tsv"
    folder = tmp_path_factory.mktemp("academy")
    with build(Settings(data=folder, database=f"sqlite:///{folder / 'ledger.db'}")) as services:
        imported = import_file(services.ledger, file, MAPPING)
        fill_roster(services.ledger, services.ledger.holder("show_address", "academy"))
        follow(services)
        yield Record(file, services, imported)


def rows_of(file: Path) -> list[list[str]]:
    """The file read as plainly as can be."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [(line.split("\t") + [""] * 14)[:14] for line in lines[1:]]


def listed(record: Record, edition: str, at: str | None = None) -> dict[str, Any]:
    """The public list of an edition."""
    moment = moment_of(at, ZONE) if at else record.services.ledger.now()
    return nominee_list(record.services.lists, "academy", edition, Asked("announced", moment, text=at))


def test_every_row_arrives_and_nothing_is_refused(record: Record) -> None:
    assert record.imported.refused == 0
    assert record.imported.written.nominations == 12_137


def test_rows_arrive_as_what_the_record_says_they_were(record: Record) -> None:
    table = AS_ANNOUNCED.c
    with record.services.lists.read() as connection:
        query = (
            select(table.place, table.award, func.count())
            .where(table.known_to == FOREVER, table.until == FOREVER)
            .group_by(table.place, table.award)
        )
        counts = {(place, award): n for place, award, n in connection.execute(query)}
        categories = connection.execute(select(func.count()).select_from(CATEGORIES)).scalar_one()
    announced = sum(n for (place, _award), n in counts.items() if place != "recorded")
    assert announced == 12_061
    assert (counts["recorded", None], counts["recorded", "conferred"]) == (68, 8)
    assert counts["nominated", "conferred"] + counts["recorded", "conferred"] == 3_515
    assert categories == 2_672


def test_counts_by_edition_and_category_equal_the_file(record: Record) -> None:
    expected = Counter((row[0], row[4]) for row in rows_of(record.file))
    found: Counter[tuple[str, str]] = Counter()
    for edition in {row[0] for row in rows_of(record.file)}:
        for category in listed(record, edition)["categories"]:
            found[edition, category["name"]] = len(category["nominations"]) + len(category["recorded"])
    assert found == expected


def test_second_edition_announced_no_nominations(record: Record) -> None:
    view = listed(record, "2")
    assert view["count"]["named"] == 0
    assert view["lines"][0]["text"] == "38 recorded, not announced as nominations (7 of them won)"


def test_quotation_marks_arrive_as_quotation_marks(record: Record) -> None:
    citations = [row[13] for row in rows_of(record.file)]
    wanted = next(text for text in citations if '\\"' in text).replace('\\"', '"')
    editions = {row[0] for row in rows_of(record.file) if row[13].replace('\\"', '"') == wanted}
    view = listed(record, editions.pop())
    every = [one for category in view["categories"] for one in category["nominations"]]
    assert wanted in [one["citation"] for one in every]


def test_earlier_moments_say_what_the_ledger_cannot_date(record: Record) -> None:
    before = listed(record, "29", "1940")
    assert before["categories"] == []
    assert "The ledger holds no dates before that" in before["dates_note"]
    within = listed(record, "29", "1957-06-01")
    assert "may already have been public" in within["dates_note"]


def test_second_import_adds_nothing(record: Record) -> None:
    head = record.services.ledger.recorder.head()
    again = import_file(record.services.ledger, record.file, MAPPING)
    assert (again.written.nominations, again.written.present) == (0, 12_137)
    assert record.services.ledger.recorder.head() == head


def high_society(record: Record) -> dict[str, Any]:
    """The nomination on the public list, and its category."""
    view = listed(record, "29")
    category = next(one for one in view["categories"] if one["name"] == "WRITING (Motion Picture Story)")
    entry = next(one for one in category["nominations"] if one["works"][0]["title"] == "High Society")
    return {"category": category, "entry": entry}


def withdraw_and_announce(record: Record, stream: UUID) -> None:
    """As an organiser would record and announce it."""
    ledger = record.services.ledger
    story = ledger.story(stream)
    entry = story[0][1]
    assert isinstance(entry, Entered)
    author, announcer = by(), by()
    form = {
        "command": str(author.command),
        "seen": str(ledger.recorder.head()[0]),
        "effective": "after the list was announced, before 27 March 1957",
        "reason": "joint_wish",
        "capacity": "nominee",
        "body": "organiser",
        "source_kind": "record",
    }
    receipt = record_withdrawal(ledger, author, stream, form)
    announcing = {"command": str(announcer.command), "acts": [receipt.acts[0]]}
    record_announcement(ledger, announcer, entry.edition, announcing, ZONE)
    follow(record.services)


def test_withdrawal_of_1957_is_recorded_announced_and_told(record: Record) -> None:
    lists = record.services.lists
    entry = high_society(record)["entry"]
    assert entry["marks"] == ["Marked in the source as no longer standing."]
    withdraw_and_announce(record, UUID(entry["id"]))
    told = high_society(record)
    assert told["category"]["count"]["named"] == 5
    assert [part["count"] for part in told["category"]["count"]["parts"]] == [4, 1]
    assert told["entry"]["notices"][0]["text"].startswith(
        "Withdrawn, after the list was announced, before 27 March 1957. At the wish of all who are named."
    )
    in_may = nominee_list(lists, "academy", "29", Asked("force", moment_of("1957-05-01", ZONE), text="1957-05-01"))
    words = [one["place"]["word"] for c in in_may["categories"] for one in c["nominations"] if one["id"] == entry["id"]]
    assert words == ["withdrawn"]
    assert reconcile(lists, record.services.ledger.recorder, record.services.ledger.mapper).agrees


def test_credits_are_shown_as_the_record_words_them(record: Record) -> None:
    """Of five countries no party is known, and a song's line says more than its name."""
    lists, now = record.services.lists, record.services.ledger.now()
    lines = {
        (edition, one["works"][0]["title"]): one["credit_line"]
        for edition in ("29", "65")
        for category in nominee_list(lists, "academy", edition, Asked("announced", now))["categories"]
        for one in category["nominations"]
        if category["name"] in ("FOREIGN LANGUAGE FILM", "MUSIC (Song)", "ACTOR")
    }
    assert lines["65", "A Place in the World"] == "Uruguay"
    assert lines["65", "Indochine"] == "France"
    assert lines["29", "High Society"] == "Music and Lyrics by Cole Porter"
    assert lines["29", "The King and I"] is None
