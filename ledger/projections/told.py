"""Which parties and works the public knows: those that an announced nomination names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from sqlalchemy import select

from ledger.consumers.views import View
from ledger.domain.times import FOREVER
from ledger.projections.lists import AS_ANNOUNCED
from ledger.projections.parties import CREDITED, NAMES, RECORDS

IN_ONE_QUERY = 500


def _chunks(ids: Collection[str]) -> Iterator[list[str]]:
    listed = sorted(ids)
    for start in range(0, len(listed), IN_ONE_QUERY):
        yield listed[start : start + IN_ONE_QUERY]


def records_among(parties: View, ids: Collection[str]) -> dict[str, int]:
    """Those of the ids (hex) that are parties or works, with how many names each has in its own records."""
    found: dict[str, int] = {}
    with parties.read() as connection:
        for chunk in _chunks(ids):
            found |= dict.fromkeys(
                connection.execute(select(RECORDS.c.subject).where(RECORDS.c.subject.in_(chunk))).scalars(), 0
            )
            own = select(NAMES.c.subject).where(NAMES.c.subject.in_(chunk), NAMES.c.source != CREDITED)
            found |= Counter(connection.execute(own).scalars())
    return found


def told_of(parties: View, lists: View, things: Collection[str], now: int) -> set[str]:
    """Those of the parties and works (hex) that a nomination announced by `now` (µs) names."""
    named: dict[str, set[str]] = {}
    with parties.read() as connection:
        for chunk in _chunks(things):
            query = select(NAMES.c.subject, NAMES.c.thing).where(NAMES.c.thing.in_(chunk), NAMES.c.source == CREDITED)
            for subject, thing in connection.execute(query):
                named.setdefault(subject, set()).add(thing)
    told: set[str] = set()
    with lists.read() as connection:
        for chunk in _chunks(named):
            announced = select(AS_ANNOUNCED.c.subject).where(
                AS_ANNOUNCED.c.subject.in_(chunk),
                AS_ANNOUNCED.c.known_to == FOREVER,
                AS_ANNOUNCED.c.since <= now,
                AS_ANNOUNCED.c.until > now,
            )
            for subject in connection.execute(announced).scalars():
                told |= named[subject]
    return told
