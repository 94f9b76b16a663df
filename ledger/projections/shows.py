"""Queries on shows and editions as the desk lists them: all there are, announced or not."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from ledger.consumers.views import View
from ledger.errors import NotFound
from ledger.projections.lists import ANNOUNCEMENTS, EDITIONS, SHOWS


def find_show(view: View, address: str) -> dict[str, Any]:
    """A show by its address: id (hex), name, address, zone. Raises NotFound `no_such_show`."""
    with view.read() as connection:
        row = connection.execute(select(SHOWS).where(SHOWS.c.address == address)).mappings().first()
    if row is None:
        raise NotFound("no_such_show", address=address)
    return {"id": row["subject"], "name": row["name"], "address": row["address"], "zone": row["zone"]}


def show_by_id(view: View, subject: str) -> dict[str, Any] | None:
    """The show of that id (hex), None where the lists know none."""
    with view.read() as connection:
        row = connection.execute(select(SHOWS).where(SHOWS.c.subject == subject)).mappings().first()
    return None if row is None else {"id": row["subject"], "name": row["name"], "address": row["address"]}


def every_show(view: View) -> list[dict[str, Any]]:
    """Every show, by name, whether anything of it is announced or not."""
    with view.read() as connection:
        rows = connection.execute(select(SHOWS).order_by(SHOWS.c.name, SHOWS.c.subject)).mappings().all()
    return [{"id": row["subject"], "name": row["name"], "address": row["address"]} for row in rows]


def editions_of(view: View, show: str) -> list[dict[str, Any]]:
    """The editions of a show (its id, hex), the newest first."""
    query = select(EDITIONS).where(EDITIONS.c.show == show).order_by(EDITIONS.c.ordinal.desc(), EDITIONS.c.subject)
    with view.read() as connection:
        rows = connection.execute(query).mappings().all()
    fields = ("name", "address", "label", "ordinal", "zone")
    return [{"id": row["subject"], **{field: row[field] for field in fields}} for row in rows]


def every_edition(view: View) -> list[tuple[str, str]]:
    """Every edition with its show, ids (hex)."""
    with view.read() as connection:
        return [(row.subject, row.show) for row in connection.execute(select(EDITIONS.c.subject, EDITIONS.c.show))]


def announced_editions(view: View, now: int) -> set[str]:
    """Ids (hex) of the editions of which something had been announced by `now` (µs)."""
    with view.read() as connection:
        return announced_in(connection, now)


def announced_in(connection: Connection, now: int) -> set[str]:
    """The same, within a transaction on the lists."""
    query = select(ANNOUNCEMENTS.c.edition).where(ANNOUNCEMENTS.c.counts_from <= now).distinct()
    return set(connection.execute(query).scalars())


def is_announced(view: View, edition: str, now: int) -> bool:
    """Whether the public had been told anything of the edition (its id, hex) by `now` (µs)."""
    with view.read() as connection:
        query = select(ANNOUNCEMENTS.c.subject).where(
            ANNOUNCEMENTS.c.edition == edition, ANNOUNCEMENTS.c.counts_from <= now
        )
        return connection.execute(query.limit(1)).first() is not None
