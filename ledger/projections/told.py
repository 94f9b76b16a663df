"""Which parties and works the public knows: those that an announced nomination names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from sqlalchemy import select

from ledger.consumers.views import View
from ledger.domain.times import FOREVER
from ledger.projections.lists import AS_ANNOUNCED
from ledger.projections.parties import CREDITED, NAMES

IN_ONE_QUERY = 500


def _chunks(ids: Collection[str]) -> Iterator[list[str]]:
    listed = sorted(ids)
    for start in range(0, len(listed), IN_ONE_QUERY):
        yield listed[start : start + IN_ONE_QUERY]


def own_names(parties: View, things: Collection[str]) -> Counter[str]:
    """How many names each of these parties and works (hex) has in its own records."""
    found: Counter[str] = Counter()
    with parties.read() as connection:
        for chunk in _chunks(things):
            own = select(NAMES.c.subject).where(NAMES.c.subject.in_(chunk), NAMES.c.source != CREDITED)
            found.update(connection.execute(own).scalars())
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
