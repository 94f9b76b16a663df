"""The rows of settings and of the desk's first page: what live rows say, a rebuild and the log say too."""

from __future__ import annotations

import pytest
from sqlalchemy import Table, delete, select

from ledger.bootstrap import Services
from ledger.checks.reconcile import reconcile
from ledger.consumers.rebuild import rebuild
from ledger.consumers.views import View
from ledger.projections import settings, today
from ledger.projections.settings import NAMES, POLICIES, RULES
from ledger.projections.today import FALLEN, PLANNED, WAITING
from tests.support.acts import Desk
from tests.support.rulings import decide, target
from tests.support.services import demo_folder, demo_services, follow
from tests.web.hidden import ALL, hide
from tests.web.hidden_settings import announced_edition, change, first_category

__all__ = ["demo_folder", "demo_services"]


@pytest.fixture
def filled(demo_services: Services) -> Services:
    """The demo with everything of settings recorded, and acts that nobody has announced."""
    for name in ALL:
        hide(demo_services, name)
    edition, song = announced_edition(demo_services), first_category(demo_services)
    change(demo_services, edition, "names", about=song, language="ur", name="سال کا گانا")
    desk = Desk(demo_services)
    desk.act("showing", "Static")
    desk.act("left", "Static", effective="after 14 October 2026, by 20 October 2026")
    desk.announce(*decide(desk, target(desk, "Half the Sky", "review")).acts)
    follow(demo_services)
    return demo_services


def rows(view: View) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, sorted."""
    with view.read() as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for table in view.consumer.metadata.sorted_tables
        }


def test_rebuilt_rows_are_the_live_ones(filled: Services) -> None:
    for view in (filled.lists, filled.editions, filled.today):
        live = rows(view)
        assert all(live[table.name] for table in view.consumer.metadata.sorted_tables), view.name
        rebuild(view)
        assert rows(view) == live


@pytest.mark.parametrize("table", [*settings.METADATA.sorted_tables, *today.METADATA.sorted_tables], ids=str)
def test_reconciling_finds_a_missing_row(filled: Services, table: Table) -> None:
    view = filled.editions if table.metadata is settings.METADATA else filled.today
    assert reconcile(view, filled.ledger.recorder, filled.ledger.mapper).agrees
    with view.storage.write(view.name, view.require_live().number) as connection:
        connection.execute(delete(table))
    assert table.name in (reconcile(view, filled.ledger.recorder, filled.ledger.mapper).first_difference or "")


def test_rows_say_what_waits_and_what_stands(filled: Services) -> None:
    with filled.today.read() as connection:
        assert connection.execute(select(WAITING.c.acts)).scalars().all()
        assert "withdrawn" in connection.execute(select(FALLEN.c.place)).scalars().all()
        assert "results_announced" in connection.execute(select(PLANNED.c.milestone)).scalars().all()
    with filled.editions.read() as connection:
        assert ("ur", "سال کا گانا") in [
            tuple(row) for row in connection.execute(select(NAMES.c.language, NAMES.c.name))
        ]
        assert 77 in connection.execute(select(POLICIES.c.places)).scalars().all()
        assert "1.1" in connection.execute(select(RULES.c.number)).scalars().all()
