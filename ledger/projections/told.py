"""Which parties and works the public knows: those that an announced nomination names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from uuid import UUID

import msgspec
from sqlalchemy import select

from ledger.consumers.views import View
from ledger.domain.times import FOREVER
from ledger.projections.lists import AS_ANNOUNCED
from ledger.projections.not_shown import hidden_now, without_hidden
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
    """Those of the parties and works (hex) that a nomination announced by `now` (µs) names, as it is announced."""
    named: set[str] = set()
    with parties.read() as connection:
        for chunk in _chunks(things):
            query = select(NAMES.c.subject).where(NAMES.c.thing.in_(chunk), NAMES.c.source == CREDITED)
            named.update(connection.execute(query).scalars())
    return {thing for _nomination, thing, _name in told_names(lists, named, now)} & set(things)


def told_names(lists: View, nominations: Collection[str], now: int) -> set[tuple[str, str, str]]:
    """Those of these nominations (hex) that are announced by `now` (µs), with each party and work (hex) that they are announced to name, and as what.

    What an act added that is not announced, a name say, is none of them; nor is what may not be shown in public.
    """
    names: set[tuple[str, str, str]] = set()
    with lists.read() as connection:
        hidden = hidden_now(connection)
        for chunk in _chunks(nominations):
            announced = select(AS_ANNOUNCED.c.subject, AS_ANNOUNCED.c.state).where(
                AS_ANNOUNCED.c.subject.in_(chunk),
                AS_ANNOUNCED.c.known_to == FOREVER,
                AS_ANNOUNCED.c.since <= now,
                AS_ANNOUNCED.c.until > now,
            )
            for subject, told in connection.execute(announced):
                state = without_hidden(msgspec.json.decode(told), hidden.get(subject, ()))
                told_of_it = [(one["work"], one["title"]) for one in state["works"]]
                told_of_it += [(one["party"], one["name"]) for one in state["credits"]]
                names |= {(subject, UUID(thing).hex, name or "") for thing, name in told_of_it if thing}
    return names
