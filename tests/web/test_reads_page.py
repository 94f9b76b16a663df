"""The page of the access record: for auditors, of their shows, filtered, in pages, with the chain's state at the top."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from uuid import UUID, uuid4

from werkzeug.test import TestResponse

from ledger.application.access_heads import DAY_US, record_head
from ledger.application.roles import MAY
from ledger.bootstrap import Services
from ledger.demo.people import PEOPLE
from ledger.persistence.access import Access
from tests.support.rosters import another_show, as_, grant, meridian
from tests.support.services import follow
from tests.web.conftest import Visit
from tests.web.hidden_records import MARKER
from tests.web.planning import Clock

ORGANISER, DEPUTY, AUDITOR = PEOPLE[:3]
MORNING = 1_800_000_000_000_000 // DAY_US * DAY_US + 9 * 3_600_000_000


def read(demo: Services, by: UUID = ORGANISER.id, kinds: tuple[str, ...] = ("sealed_names",), show: str = "") -> None:
    """One reading."""
    subject = f"show:{UUID(hex=show)}" if show else "ledger"
    demo.access.append(Access(by.hex, "organiser", "organiser" if show else "", kinds, subject, show, "desk.today"))


def numbers(answer: TestResponse) -> list[int]:
    assert answer.json is not None
    return [one["number"] for one in answer.json["readings"]]


def test_only_auditors_read_who_read_what(visit: Visit) -> None:
    assert {role for role, may in MAY.items() if "read_access" in may} == {"auditor"}
    answers = {key: visit(key).get("/log/reads").status_code for key in ("public", *(one.key for one in PEOPLE))}
    assert answers == {key: 200 if key == AUDITOR.key else 403 for key in answers}


def test_page_says_who_read_what_and_is_itself_a_reading(visit: Visit, demo: Services) -> None:
    show = meridian(demo.ledger)
    read(demo, kinds=("private_reasons", "sealed_names"), show=show.hex)
    auditor = visit("auditor")
    answer = auditor.get("/log/reads")
    assert "1 reading; the chain is whole." in answer.text
    first = auditor.get("/log/reads.json").json
    assert first is not None
    assert [one["kinds"][0]["key"] for one in first["readings"]] == ["access_record", "private_reasons"]
    mine, theirs = first["readings"]
    assert (mine["reader"]["name"], mine["subject"]["key"], mine["page"]) == (AUDITOR.name, "ledger", "this page")
    assert (theirs["reader"]["name"], theirs["reader"]["role"], theirs["show"]) == (
        ORGANISER.name,
        "Organiser",
        "Meridian Awards",
    )
    assert theirs["subject"] == {"key": "show", "label": "Show", "name": "Meridian Awards", "href": None}
    assert len(demo.access.rows(0, 10)) == 3


def test_readings_are_filtered_by_person_kind_show_and_day(visit: Visit, demo: Services) -> None:
    clock = demo.ledger.clock = Clock(MORNING)
    show = meridian(demo.ledger).hex
    read(demo, ORGANISER.id)
    read(demo, DEPUTY.id, ("private_reasons",), show)
    clock.now += DAY_US
    read(demo, DEPUTY.id, ("sealed_names",), show)
    follow(demo)
    client = visit("auditor")

    def found(**asked: str) -> list[int]:
        return [one for one in numbers(client.get("/log/reads.json", query_string=asked)) if one <= 3]

    assert found() == [3, 2, 1]
    assert found(person=DEPUTY.id.hex) == [3, 2]
    assert found(kind="sealed_names") == [3, 1]
    assert found(show=show) == [3, 2]
    assert found(day="2027-01-15") == [2, 1]
    assert found(day="January 2027", kind="private_reasons") == [2]
    assert found(before="3") == [2, 1]
    assert found(kind="' OR 1=1 --") == []
    assert client.get("/log/reads?day=nonsense").status_code == 422
    assert client.get("/log/reads.json?day=nonsense").status_code == 422
    assert 'value="nonsense"' in client.get("/log/reads?day=nonsense").text


def test_more_than_a_page_goes_on_where_it_ended(visit: Visit, demo: Services) -> None:
    for _ in range(60):
        read(demo)
    client = visit("auditor")
    first = client.get("/log/reads.json?kind=sealed_names")
    assert first.json is not None
    assert numbers(first) == list(range(60, 10, -1))
    assert (first.json["next_href"], first.json["total"]) == ("/log/reads?kind=sealed_names&before=11", 60)
    second = client.get("/log/reads.json?kind=sealed_names&before=11")
    assert second.json is not None
    assert (numbers(second), second.json["next"]) == (list(range(10, 0, -1)), None)


def test_auditor_sees_the_shows_on_whose_roster_they_are(visit: Visit, demo: Services) -> None:
    other = another_show(demo.ledger, ORGANISER.id, "organiser")
    follow(demo)
    read(demo, show=other.hex)
    read(demo)
    client = visit("auditor")
    assert numbers(client.get("/log/reads.json")) == [2]
    assert [one for one in numbers(client.get(f"/log/reads.json?show={other.hex}")) if one <= 2] == []
    grant(demo.ledger, as_("administrator", PEOPLE[3].id), AUDITOR.id, "auditor", other)
    assert [one for one in numbers(client.get("/log/reads.json")) if one <= 2] == [2, 1]


def test_head_in_the_log_is_told(visit: Visit, demo: Services) -> None:
    clock = demo.ledger.clock = Clock(MORNING)
    read(demo)
    clock.now += DAY_US
    receipt = record_head(demo.ledger, demo.access)
    assert receipt is not None
    follow(demo)
    client = visit("auditor")
    page = client.get("/log/reads").text
    assert f"up to reading 1, is held fast by entry {receipt.last:,} of the log" in page
    event = client.get(f"/audit/acts/{receipt.acts[0]}").text
    assert "The access record held one reading by then; its hash stands here." in event
    assert "Awards Ledger" in client.get("/audit/").text
    assert MARKER not in page


def test_record_that_was_changed_is_told_at_the_top(visit: Visit, demo: Services) -> None:
    for _ in range(3):
        read(demo)
    client = visit("auditor")
    assert "3 readings; the chain is whole." in client.get("/log/reads").text
    with closing(sqlite3.connect(demo.settings.data / "access.db")) as rows:
        rows.execute("DROP TRIGGER readings_refuse_UPDATE")
        rows.execute("UPDATE readings SET at = at - 1 WHERE number = 2")
        rows.commit()
    answer = client.get("/log/reads")
    assert "Reading 2 of the access record is not what was written" in answer.text
    assert client.get("/log/reads.json").json["chain"]["whole"] is False  # type: ignore[index]


def test_account_without_a_name_and_an_operator_are_told_as_such(visit: Visit, demo: Services) -> None:
    read(demo, uuid4())
    demo.access.append(Access("0" * 32, "operator", "", ("sealed_names",), "ledger", "", "list", "cli"))
    view = visit("auditor").get("/log/reads.json").json
    assert view is not None
    operator, stranger = (one["reader"]["name"] for one in view["readings"])
    assert (operator, stranger) == ("Whoever has the machine", "an account without a name here")
    assert (view["readings"][0]["page"], view["readings"][0]["via"]) == ("the command `list`", "at the command line")
