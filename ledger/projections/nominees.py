"""Queries on the lists: shows, editions, and the nominee list of an edition at a moment under a reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

import msgspec
from sqlalchemy import Column, Connection, RowMapping, Select, func, select

from ledger.consumers.views import View
from ledger.domain.counts import Counted, Counts, count, count_entered
from ledger.domain.standing import MOVED
from ledger.domain.times import FOREVER, When
from ledger.errors import NotFound
from ledger.projections.lists import (
    ANNOUNCEMENTS,
    AS_ANNOUNCED,
    CATEGORIES,
    EDITIONS,
    IN_FORCE,
    MAYBE,
    MILESTONES,
    SHOWS,
    STILL_KNOWN,
)
from ledger.projections.maybe import maybe_at
from ledger.projections.public_names import Row, under_names_now
from ledger.projections.results import as_the_public_heard
from ledger.projections.showing import counted, shown_categories
from ledger.wording.lists import earlier_note, maybe_note
from ledger.wording.standings import count_view, entered_line, further_lines


class Asked(NamedTuple):
    """Which list: `at` in µs, `known` a position; both default to now.

    With `now` (µs) it is asked for the public, to whom shows and editions of which nothing has been announced by then do not exist.
    Without `results`, what the public has not heard of those at the moment is left out.
    As announced, no list tells what may not be shown in public.
    """

    reading: str = "announced"
    at: int = FOREVER
    known: int = FOREVER
    text: str | None = None
    now: int = FOREVER
    results: bool = True


def shows(view: View, announced: int | None = None) -> list[dict[str, Any]]:
    """Every show by name; with `announced` (µs) those of which something had been announced by then, as the public knows them."""
    query = _told_of(select(SHOWS).order_by(SHOWS.c.name, SHOWS.c.subject), SHOWS.c.subject, EDITIONS.c.show, announced)
    with view.read() as connection:
        rows = connection.execute(query).mappings().all()
        return [
            {"id": row["subject"], "name": row["name"], "address": row["address"], "zone": row["zone"]} for row in rows
        ]


Rows = TypeVar("Rows", bound=tuple[Any, ...])


def _told_of(query: Select[Rows], subject: Column[str], of: Column[str], announced: int | None) -> Select[Rows]:
    """With `announced` (µs), only shows or editions of which something had been announced by then."""
    if announced is None:
        return query
    told = select(of).join(ANNOUNCEMENTS, ANNOUNCEMENTS.c.edition == EDITIONS.c.subject)
    return query.where(subject.in_(told.where(ANNOUNCEMENTS.c.counts_from <= announced)))


def editions(view: View, show_address: str, now: int, *, public: bool = True) -> dict[str, Any]:
    """A show with its editions, the newest first; to the public only those with something announced.

    Raises NotFound `no_such_show`, to the public also where nothing of the show has been announced.
    """
    announced = now if public else None
    with view.read() as connection:
        show = _show(connection, show_address, announced)
        rows = _editions_of(connection, show["subject"], announced)
        tallies = _tallies(connection, now)
        shown = [_edition(row, count(tallies.get(row["subject"], []))) for row in rows]
        return {"show": {"id": show["subject"], "name": show["name"], "address": show["address"]}, "editions": shown}


def editions_named(view: View, show: str, announced: int | None = None) -> list[dict[str, Any]]:
    """What the editions of a show (its id, hex) are called, the newest first, without counting; as `shows` with `announced` (µs)."""
    with view.read() as connection:
        rows = _editions_of(connection, show, announced)
    return [{"id": row["subject"], **{field: row[field] for field in ("name", "address", "label")}} for row in rows]


def _editions_of(connection: Connection, show: str, announced: int | None) -> Sequence[RowMapping]:
    # Never by chance: a row is written anew with every act on its subject, and what is equal would tell of it by changing places.
    listed = select(EDITIONS).where(EDITIONS.c.show == show).order_by(EDITIONS.c.ordinal.desc(), EDITIONS.c.subject)
    query = _told_of(listed, EDITIONS.c.subject, EDITIONS.c.subject, announced)
    return connection.execute(query).mappings().all()


def _edition(row: RowMapping, counts: Counts) -> dict[str, Any]:
    return {
        "id": row["subject"],
        "name": row["name"],
        "address": row["address"],
        "label": row["label"],
        "count": count_view(counts),
        "announced": bool(counts.named or counts.recorded or counts.no_awards),
    }


def _tallies(connection: Connection, now: int) -> dict[str, list[Counted]]:
    table = AS_ANNOUNCED
    rows = connection.execute(
        select(table.c.edition, table.c.place, table.c.award, table.c.apart, func.count())
        .where(STILL_KNOWN, table.c.since <= now, table.c.until > now, table.c.place != MOVED)
        .group_by(table.c.edition, table.c.place, table.c.award, table.c.apart)
    )
    tallies: dict[str, list[Counted]] = {}
    for edition, place, award, apart, n in rows:
        tallies.setdefault(edition, []).extend([Counted(place, award, bool(apart))] * n)
    return tallies


class EditionFound(NamedTuple):
    """An edition by its address: its rows and its milestones' times."""

    show: RowMapping
    edition: RowMapping
    references: dict[str, When]

    @property
    def named(self) -> dict[str, str]:
        """What it is called, and the address of its pages."""
        return {"name": self.edition["name"], "address": f"{self.show['address']}/{self.edition['address']}"}


def find_edition(view: View, show_address: str, edition_address: str, announced: int | None = None) -> EditionFound:
    """Raises NotFound `no_such_show` or `no_such_edition`; with `announced` (µs) also where nothing had been announced by then."""
    with view.read() as connection:
        return _found(connection, show_address, edition_address, announced)


def _found(
    connection: Connection, show_address: str, edition_address: str, announced: int | None = None
) -> EditionFound:
    show = _show(connection, show_address, announced)
    named = select(EDITIONS).where(EDITIONS.c.show == show["subject"], EDITIONS.c.address == edition_address)
    query = _told_of(named, EDITIONS.c.subject, EDITIONS.c.subject, announced)
    edition = connection.execute(query).mappings().first()
    if edition is None:
        raise NotFound("no_such_edition", address=edition_address)
    marks = connection.execute(
        select(MILESTONES.c.milestone, MILESTONES.c.effective).where(MILESTONES.c.subject == edition["subject"])
    )
    references = {name: msgspec.json.decode(text, type=When) for name, text in marks}
    return EditionFound(show, edition, references)


def _show(connection: Connection, address: str, announced: int | None = None) -> RowMapping:
    query = _told_of(select(SHOWS).where(SHOWS.c.address == address), SHOWS.c.subject, EDITIONS.c.show, announced)
    row = connection.execute(query).mappings().first()
    if row is None:
        raise NotFound("no_such_show", address=address)
    return row


def categories_of(view: View, edition: str) -> dict[str, str]:
    """The names of an edition's categories by id (hex), in their order."""
    query = select(CATEGORIES.c.category, CATEGORIES.c.name).where(CATEGORIES.c.subject == edition)
    with view.read() as connection:
        rows = connection.execute(query.order_by(CATEGORIES.c.sort, CATEGORIES.c.category)).all()
    return {row.category: row.name for row in rows}


def rows_of(connection: Connection, edition: str, asked: Asked) -> Sequence[RowMapping]:
    """The rectangles of an edition at the moment asked for, in the order of the list."""
    table = AS_ANNOUNCED if asked.reading == "announced" else IN_FORCE
    at = min(asked.at, FOREVER - 1)
    known = [table.c.known_to == FOREVER]
    if asked.known != FOREVER:
        known = [table.c.known_from <= asked.known, table.c.known_to > asked.known]
    query = (
        select(table)
        .where(table.c.edition == edition, *known, table.c.since <= at, table.c.until > at)
        .order_by(table.c.category, table.c.sort, table.c.subject)
    )
    return connection.execute(query).mappings().all()


def nominee_list(view: View, show_address: str, edition_address: str, asked: Asked) -> dict[str, Any]:
    """The nominee list as a view: what the page shows and its JSON twin dumps. NotFound `no_such_show`, `no_such_edition`."""
    with view.read() as connection:
        found = _found(connection, show_address, edition_address, None if asked.now == FOREVER else asked.now)
        listed: Sequence[Row] = rows_of(connection, found.edition["subject"], asked)
        if not asked.results and asked.reading != "announced":
            told = rows_of(connection, found.edition["subject"], asked._replace(reading="announced"))
            listed = as_the_public_heard(listed, told)
        rows = under_names_now(connection, listed, public=asked.reading == "announced")
        categories = _categories(connection, found.edition["subject"])
        note = _dates_note(connection, found.edition["subject"], asked) if not rows else None
        public = _public_subjects(connection, found.edition["subject"], asked) if asked.reading != "announced" else None
        maybe = maybe_at(connection, MAYBE, found.edition["subject"], asked) if asked.reading != "announced" else {}
    counts = count(counted(row) for row in rows if row["place"] != MOVED)
    entered = "" if public is None else entered_line(count_entered(_entered(rows, public)))
    return {
        "show": {"id": found.show["subject"], "name": found.show["name"], "address": found.show["address"]},
        "edition": {
            "id": found.edition["subject"],
            "name": found.edition["name"],
            "address": found.edition["address"],
            "label": found.edition["label"],
            "zone": found.edition["zone"],
        },
        "reading": asked.reading,
        "moment": {"text": asked.text, "instant": asked.at} if asked.text else None,
        "dates_note": note,
        "count": count_view(counts),
        "entered": entered,
        "lines": further_lines(counts),
        "categories": shown_categories(
            categories,
            rows,
            bodies=msgspec.json.decode(found.edition["bodies"], type=dict[str, str]),
            public=asked.reading == "announced",
            maybe=maybe,
        ),
    }


def _categories(connection: Connection, edition: str) -> Sequence[RowMapping]:
    query = select(CATEGORIES).where(CATEGORIES.c.subject == edition)
    return connection.execute(query.order_by(CATEGORIES.c.sort, CATEGORIES.c.category)).mappings().all()


def _public_subjects(connection: Connection, edition: str, asked: Asked) -> set[str]:
    """The nominations that the public had been told of at the moment asked for."""
    return {row["subject"] for row in rows_of(connection, edition, asked._replace(reading="announced"))}


def _entered(rows: Sequence[Row], public: set[str]) -> Iterator[tuple[str, bool]]:
    return ((row["place"], row["subject"] in public) for row in rows if row["place"] != MOVED)


def _dates_note(connection: Connection, edition: str, asked: Asked) -> str | None:
    """What to say where the list is empty because the moment lies before, or within, what the ledger can date."""
    row = connection.execute(
        select(ANNOUNCEMENTS.c.effective, ANNOUNCEMENTS.c.counts_from)
        .where(ANNOUNCEMENTS.c.edition == edition, ANNOUNCEMENTS.c.counts_from <= asked.now)
        .order_by(ANNOUNCEMENTS.c.counts_from, ANNOUNCEMENTS.c.position)
        .limit(1)
    ).first()
    if row is None or asked.at >= row.counts_from:
        return None
    announced = msgspec.json.decode(row.effective, type=When)
    return maybe_note(announced) if announced.earliest_us <= asked.at else earlier_note(announced)


def edition_by_id(view: View, subject: str) -> EditionFound:
    """The edition of a nomination. Raises NotFound `no_such_edition`."""
    with view.read() as connection:
        row = connection.execute(
            select(EDITIONS.c.address, SHOWS.c.address.label("show"))
            .join(SHOWS, SHOWS.c.subject == EDITIONS.c.show)
            .where(EDITIONS.c.subject == subject)
        ).first()
        if row is None:
            raise NotFound("no_such_edition", address=subject)
        return _found(connection, row.show, row.address)


def nominations_of(view: View, edition: str) -> list[str]:
    """Ids (hex) of every nomination of an edition, announced or not."""
    with view.read() as connection:
        query = select(IN_FORCE.c.subject).where(IN_FORCE.c.edition == edition, IN_FORCE.c.known_to == FOREVER)
        return sorted({row.subject for row in connection.execute(query)})


def may_have_taken(view: View, edition: str, nomination: UUID) -> list[str]:
    """Ids (hex) of nominations of an edition (hex) that say they took the place of this one; their stories tell which did."""
    query = select(IN_FORCE.c.subject).where(
        IN_FORCE.c.edition == edition,
        IN_FORCE.c.known_to == FOREVER,
        IN_FORCE.c.state.contains(f'"fills":"{nomination}@', autoescape=True),
    )
    with view.read() as connection:
        return sorted({row.subject for row in connection.execute(query)})
