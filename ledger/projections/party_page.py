"""The page of one party: the announced nominations that credit it, over every record found to be one with it, on one page.

All that stands on it is public by itself; what is the party's alone is that it stands together. Links between records are followed
here, and on no public page.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Connection, func, select

from ledger.consumers.views import View
from ledger.domain.times import When
from ledger.errors import NotFound
from ledger.projections.lists import ANNOUNCEMENTS, AS_ANNOUNCED, EDITIONS, IN_FORCE, SHOWS, STILL_KNOWN
from ledger.projections.parties import RECORDS
from ledger.projections.parties_named import IN_ONE_QUERY, by_edition, named_view, rows_by_id
from ledger.projections.parties_search import linked_records, naming
from ledger.projections.public_names import Row, names_now, under_names_now
from ledger.wording.times import say_when


def own_page(parties: View, lists: View, party: UUID, now: int) -> dict[str, Any]:
    """What the public was told by `now` (µs) of a party, and the name public pages call it by. Raises NotFound `no_such_record`.

    Where its name is not public, or was erased, the nominations stand here all the same.
    """
    label = _labels(parties, [party.hex]).get(party.hex)
    if label is None:
        raise NotFound("no_such_record")
    records = linked_records(parties, party.hex)
    ids = {str(UUID(hex=one)) for one in records}
    nominations = {subject for subject, _thing, _name in naming(parties, records)}
    with lists.read() as connection:
        rows = [row for row in rows_by_id(connection, nominations, now, public=True) if _credits(row) & ids]
        told = sorted(under_names_now(connection, rows, public=True), key=by_edition)
        called = names_now(connection).get(str(party))
        since = _announced(connection, rows, now)
    shown = [named_view(row, public=True) | {"announced": since.get(row["subject"])} for row in told]
    return {"name": called.public if called else label, "nominations": shown}


def _credits(row: Row) -> set[str]:
    return {one["party"] for one in msgspec.json.decode(row["state"])["credits"] if one["party"]}


def _announced(connection: Connection, rows: Sequence[Row], now: int) -> Mapping[str, str]:
    """When each was first announced, in the words of the announcement."""
    first = (
        select(AS_ANNOUNCED.c.subject, AS_ANNOUNCED.c.edition, func.min(AS_ANNOUNCED.c.since).label("since"))
        .where(STILL_KNOWN, AS_ANNOUNCED.c.since <= now)
        .group_by(AS_ANNOUNCED.c.subject, AS_ANNOUNCED.c.edition)
    )
    subjects = sorted({str(row["subject"]) for row in rows})
    told: dict[str, str] = {}
    for start in range(0, len(subjects), IN_ONE_QUERY):
        some = first.where(AS_ANNOUNCED.c.subject.in_(subjects[start : start + IN_ONE_QUERY])).subquery()
        at_once = (ANNOUNCEMENTS.c.edition == some.c.edition) & (ANNOUNCEMENTS.c.counts_from == some.c.since)
        query = select(some.c.subject, ANNOUNCEMENTS.c.effective).join(ANNOUNCEMENTS, at_once)
        for subject, effective in connection.execute(query.order_by(ANNOUNCEMENTS.c.subject)):
            told.setdefault(subject, say_when(msgspec.json.decode(effective, type=When)))
    return told


def shows_by_id(lists: View, shows: Collection[UUID]) -> dict[UUID, dict[str, Any]]:
    """What each of these shows is called, and its zone; those that are not there are left out."""
    query = select(SHOWS.c.subject, SHOWS.c.name, SHOWS.c.zone).where(SHOWS.c.subject.in_([one.hex for one in shows]))
    with lists.read() as connection:
        return {UUID(hex=row.subject): _show(row) for row in connection.execute(query)}


def _show(row: Any) -> dict[str, Any]:
    return {"id": UUID(hex=row.subject), "name": row.name, "zone": row.zone}


def party_inside(parties: View, lists: View, party: UUID) -> dict[str, Any]:
    """A party as the desk links to it: `name`, the `records` found to be one with it, and the `shows` in whose nominations any is named.

    Raises NotFound `no_such_record`.
    """
    things = linked_records(parties, party.hex)
    labels = _labels(parties, [*things, party.hex])
    if party.hex not in labels:
        raise NotFound("no_such_record")
    nominations = sorted({subject for subject, _thing, _name in naming(parties, things)})
    records = [{"id": str(UUID(hex=one)), "name": labels[one]} for one in things if one in labels]
    return {"id": str(party), "name": labels[party.hex], "records": records, "shows": _shows(lists, nominations)}


def _labels(parties: View, records: Sequence[str]) -> Mapping[str, str]:
    """What the desk calls each of these parties (hex)."""
    query = select(RECORDS.c.subject, RECORDS.c.label).where(RECORDS.c.sort == "party", RECORDS.c.subject.in_(records))
    with parties.read() as connection:
        return {row.subject: row.label for row in connection.execute(query)}


def _shows(lists: View, nominations: Sequence[str]) -> list[dict[str, Any]]:
    query = (
        select(SHOWS.c.subject, SHOWS.c.name, SHOWS.c.zone)
        .join(EDITIONS, EDITIONS.c.show == SHOWS.c.subject)
        .join(IN_FORCE, IN_FORCE.c.edition == EDITIONS.c.subject)
        .distinct()
    )
    found: dict[str, dict[str, Any]] = {}
    with lists.read() as connection:
        for start in range(0, len(nominations), IN_ONE_QUERY):
            some = nominations[start : start + IN_ONE_QUERY]
            for row in connection.execute(query.where(IN_FORCE.c.subject.in_(some))):
                found[row.subject] = _show(row)
    return sorted(found.values(), key=lambda one: (one["name"], one["id"]))
