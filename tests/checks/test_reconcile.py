"""Reconciling finds whatever rows say that the log does not, and never cries wolf while both go on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from threading import Event, Thread
from uuid import UUID, uuid4

import pytest
from eventsourcing.persistence import StoredEvent
from sqlalchemy import Table, insert, select, update

from ledger.bootstrap import Services
from ledger.checks.reconcile import Reconciled, reconcile
from ledger.consumers.consumer import Stream
from ledger.consumers.rebuild import rebuild
from ledger.consumers.views import View
from ledger.projections.lists import AS_ANNOUNCED, IN_FORCE, METADATA, NomineeLists
from tests.application.test_withdrawing import nomination, withdraw
from tests.support.acts import Desk
from tests.support.records import known, recorded
from tests.support.rulings import decide, target
from tests.support.services import by, follow


def reconciled(demo: Services) -> Reconciled:
    return reconcile(demo.lists, demo.ledger.recorder, demo.ledger.mapper)


def changed(lists: View, table: Table, column: str) -> None:
    """Change one column of one row, which is kept a valid row."""
    key = [one.name for one in table.primary_key.columns]
    with lists.storage.write(lists.name, lists.require_live().number) as connection:
        row = connection.execute(select(table).limit(1)).mappings().one()
        value = row[column]
        other = value - 1 if isinstance(value, int) else f"{value or ''}x"
        here = [table.c[name] == row[name] for name in key]
        assert connection.execute(update(table).where(*here).values({column: other})).rowcount == 1


def renamed(demo: Services) -> None:
    """Give every table a row: a party called otherwise now, what may not be shown, what may have happened, and a decision that was told."""
    recorded(demo, known(demo, "Noor Sehr"), "public-name", name="Nur Sahar")
    desk = Desk(demo)
    desk.act("showing", "Static")
    desk.act("withdraw", "Saltwater Psalm", effective="after 14 October 2026, by 20 October 2026")
    desk.announce(*decide(desk, target(desk, "Static", "review")).acts)
    follow(demo)


def test_lists_of_the_demo_equal_the_log(demo: Services) -> None:
    found = reconciled(demo)
    assert found.agrees
    assert (found.position, found.nominations, found.held_back) == (demo.ledger.recorder.head()[0], 21, 0)
    renamed(demo)
    assert reconciled(demo).agrees


@pytest.mark.slow
@pytest.mark.parametrize(
    "table, column",
    [(table, column.name) for table in METADATA.sorted_tables for column in table.columns],
    ids=lambda one: one if isinstance(one, str) else one.name,
)
def test_any_column_changed_in_any_table_is_found(demo_services: Services, table: Table, column: str) -> None:
    renamed(demo_services)
    changed(demo_services.lists, table, column)
    found = reconciled(demo_services)
    assert not found.agrees
    assert table.name in (found.first_difference or "")
    assert found.lines()[0].startswith("They differ, first at ")


@pytest.mark.parametrize("table", METADATA.sorted_tables, ids=lambda table: table.name)
def test_row_too_many_and_row_missing_are_found(demo_services: Services, table: Table) -> None:
    renamed(demo_services)
    lists = demo_services.lists
    with lists.storage.write(lists.name, lists.require_live().number) as connection:
        row = dict(connection.execute(select(table).limit(1)).mappings().one())
        stranger = row | {"subject": "0" * 32} | ({"address": "stranger"} if "address" in row else {})
        connection.execute(insert(table).values(stranger))
    assert f"{table.name}: 1 rows of streams" in (reconciled(demo_services).first_difference or "")
    with lists.storage.write(lists.name, lists.require_live().number) as connection:
        connection.execute(table.delete().where(table.c.subject == row["subject"]))
    assert "a row is missing" in (reconciled(demo_services).first_difference or "")


@pytest.mark.parametrize("table", [IN_FORCE, AS_ANNOUNCED], ids=lambda table: table.name)
def test_names_shown_are_not_put_into_the_difference(demo_services: Services, table: Table) -> None:
    changed(demo_services.lists, table, "state")
    assert (reconciled(demo_services).first_difference or "").endswith(f"in {table.name} (state)")


class Wrong(NomineeLists):
    """Lists whose rows say of every nomination that it stands."""

    def derive(self, stream: Stream) -> Iterable[tuple[Table, Mapping[str, object]]]:
        for table, row in super().derive(stream):
            yield table, {**row, "place": "nominated"} if "place" in row else row


def test_rows_that_are_derived_wrongly_are_found_by_the_fold(demo: Services) -> None:
    wrong = replace(demo, lists=replace(demo.lists, consumer=Wrong()))
    rebuild(wrong.lists, accept=True)
    assert (reconciled(wrong).first_difference or "").endswith(": place or award")


def test_stream_that_this_version_cannot_read_is_held_back_and_told(demo: Services) -> None:
    stream = UUID(nomination(demo, "Static")["id"])
    newer = StoredEvent(stream, 3, "nomination.of_a_newer_version", b"{}")
    demo.ledger.recorder.append([newer], command=uuid4(), digest=b"")
    follow(demo)
    found = reconciled(demo)
    assert (found.first_difference, found.held_back, found.nominations) == (None, 1, 20)
    assert found.lines()[-1].endswith("One stream is held back and was not compared; awards-ledger status counts it.")


def test_acts_recorded_meanwhile_are_no_difference(demo: Services) -> None:
    ended = Event()

    def work() -> None:
        for title in ("Static", "The Weight of Rain", "Saltwater Psalm", "Paper Lanterns"):
            withdraw(demo, title, by())
            follow(demo)
        ended.set()

    thread = Thread(target=work)
    thread.start()
    results = [reconciled(demo)]
    while not ended.is_set():
        results.append(reconciled(demo))
    thread.join()
    results.append(reconciled(demo))
    assert [one.first_difference for one in results] == [None] * len(results)
    assert results[0].position < results[-1].position
