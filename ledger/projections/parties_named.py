"""Nominations that name a party or a work, wherever they stand: as the desk knows them now, and as the public has been told."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Connection, RowMapping, select

from ledger.consumers.views import View
from ledger.domain.standing import MOVED
from ledger.domain.times import FOREVER
from ledger.errors import NotFound
from ledger.projections.lists import AS_ANNOUNCED, CATEGORIES, EDITIONS, IN_FORCE, SHOWS
from ledger.projections.parties_search import naming
from ledger.projections.public_names import Row, under_names_now
from ledger.projections.results import as_the_public_heard
from ledger.projections.showing import nomination_view
from ledger.projections.sight import Sight

IN_ONE_QUERY = 500


def rows_by_id(connection: Connection, nominations: Collection[str], now: int, *, public: bool) -> Iterator[RowMapping]:
    """The row of each of these nominations (hex) at `now` (µs), with where it stands; of those announced alone if `public`."""
    table = AS_ANNOUNCED if public else IN_FORCE
    query = (
        select(
            table,
            EDITIONS.c.name.label("edition_name"),
            EDITIONS.c.address.label("edition_address"),
            EDITIONS.c.ordinal,
            EDITIONS.c.bodies,
            SHOWS.c.name.label("show_name"),
            SHOWS.c.address.label("show_address"),
            CATEGORIES.c.name.label("category_name"),
        )
        .join(EDITIONS, EDITIONS.c.subject == table.c.edition)
        .join(SHOWS, SHOWS.c.subject == EDITIONS.c.show)
        .join(CATEGORIES, (CATEGORIES.c.subject == table.c.edition) & (CATEGORIES.c.category == table.c.category))
        .where(table.c.known_to == FOREVER, table.c.since <= now, table.c.until > now, table.c.place != MOVED)
    )
    ordered = sorted(nominations)
    for start in range(0, len(ordered), IN_ONE_QUERY):
        chunk = ordered[start : start + IN_ONE_QUERY]
        yield from connection.execute(query.where(table.c.subject.in_(chunk))).mappings()


def named_view(row: Row, *, public: bool) -> dict[str, Any]:
    """A nomination with where it stands, as a page of a party or a work lists it."""
    return {
        **nomination_view(row, bodies=msgspec.json.decode(row["bodies"], type=dict[str, str]), public=public),
        "edition": {
            "id": row["edition"],
            "name": row["edition_name"],
            "address": f"{row['show_address']}/{row['edition_address']}",
        },
        "show": {"name": row["show_name"], "address": row["show_address"]},
        "category": row["category_name"],
    }


def by_edition(row: Row) -> tuple[Any, ...]:
    """The newest edition first; what is equal by itself, never by chance."""
    return (row["show_name"], -row["ordinal"], row["edition"], row["category_name"], row["sort"], row["subject"])


def named_inside(
    parties: View, lists: View, things: Sequence[str], now: int, sight: Sight | None = None, *, results: bool = True
) -> list[dict[str, Any]]:
    """Every nomination in force that names one of these records (hex), for the desk; of the shows of others what is announced."""
    nominations = {subject for subject, _thing, _name in naming(parties, things)}
    with lists.read() as connection:
        told: list[tuple[Row, bool]] = []
        for public in (False,) if sight is None else (False, True):
            rows: Iterable[Row] = rows_by_id(connection, nominations, now, public=public)
            if not (results or public):
                rows = as_the_public_heard(rows, rows_by_id(connection, nominations, now, public=True))
            own = [row for row in rows if sight is None or (row["edition"] in sight.editions) is not public]
            told += [(row, public) for row in under_names_now(connection, own, public=public)]
    return [named_view(row, public=public) for row, public in sorted(told, key=lambda one: by_edition(one[0]))]


def announced_of(parties: View, lists: View, sort: str, thing: UUID, now: int) -> dict[str, Any]:
    """What the public was told of a party or a work by `now` (µs): its name as public pages tell it, and the nominations that name it.

    Raises NotFound `no_such_record` where no announced nomination names it, the same whether there is such a record or not.
    Links are not followed: that two records are one is not public.
    """
    mentions = naming(parties, [thing.hex])
    with lists.read() as connection:
        rows = list(rows_by_id(connection, {subject for subject, _thing, _name in mentions}, now, public=True))
        told = [row for row in under_names_now(connection, rows, public=True) if public_title(row, sort, str(thing))]
    if not told:
        raise NotFound("no_such_record")
    told = sorted(told, key=by_edition)
    return {
        "sort": sort,
        "id": str(thing),
        "name": public_title(told[0], sort, str(thing)),
        "nominations": [named_view(row, public=True) for row in told],
    }


def announced_count(parties: View, lists: View, things: Sequence[str], now: int) -> int:
    """How many announced nominations name any of these records (hex)."""
    nominations = {subject for subject, _thing, _name in naming(parties, things)}
    with lists.read() as connection:
        return sum(1 for _row in rows_by_id(connection, nominations, now, public=True))


def public_title(row: Row, sort: str, thing: str) -> str:
    """What the row calls the party or work, empty where it does not name it: also where its name is not public."""
    return names_in(row, sort).get(thing, "")


def names_in(row: Row, sort: str) -> Mapping[str, str]:
    """The parties or works that a row names, by id."""
    state = msgspec.json.decode(row["state"])
    if sort == "work":
        return {one["work"]: one["title"] for one in state["works"] if one["work"]}
    return {one["party"]: one["name"] for one in state["credits"] if one["party"] and one["name"]}
