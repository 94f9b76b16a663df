"""Whose shows somebody reads. What several shows share, a party or the log, is told to each as far as it is theirs."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Select, and_, func, or_, select, true

from ledger.consumers.views import View
from ledger.projections.parties import RECORDS
from ledger.projections.parties_search import IN_ONE_QUERY, Credited, naming
from ledger.projections.timeline import ACTS, THINGS
from ledger.projections.told import told_names


class Sight(NamedTuple):
    """Somebody (account, hex), the shows on whose roster they are, and the editions of these (hex). Who sees all has none."""

    person: str
    shows: frozenset[str]
    editions: frozenset[str]


def acts_seen(sight: Sight | None) -> ColumnElement[bool]:
    """The acts of the log that somebody sees: of their shows, of parties and works that nominations there name, and their own."""
    if sight is None:
        return true()
    named = select(THINGS.c.thing).where(THINGS.c.edition.in_(sight.editions))
    shared = and_(ACTS.c.edition.is_(None), ACTS.c.show.is_(None))
    return or_(
        ACTS.c.edition.in_(sight.editions),
        ACTS.c.show.in_(sight.shows),
        and_(shared, or_(ACTS.c.subject.in_(named), ACTS.c.account == sight.person)),
    )


def things_named(sight: Sight | None) -> ColumnElement[bool]:
    """Of the things that acts name, those that somebody sees."""
    if sight is None:
        return true()
    registered = select(ACTS.c.subject).where(ACTS.c.account == sight.person)
    return or_(THINGS.c.edition.in_(sight.editions), and_(THINGS.c.edition.is_(None), THINGS.c.subject.in_(registered)))


def is_seen(timeline: View, command: str, sight: Sight) -> bool:
    """Whether somebody sees every act that a command (hex) recorded; False where the log has none of it."""
    recorded = select(func.count()).select_from(ACTS).where(ACTS.c.command == command)
    with timeline.read() as connection:
        n = connection.execute(recorded).scalar_one()
        return n > 0 and n == connection.execute(recorded.where(acts_seen(sight))).scalar_one()


class Records(NamedTuple):
    """What of parties and works somebody finds (`sight`), by the read models of the log, of parties and of lists, at `now` (µs)."""

    sight: Sight
    timeline: View
    parties: View
    lists: View
    now: int

    def seen(self, things: Collection[str]) -> Mapping[str, int]:
        """Those of these records (hex) that they see, each with how many nominations that they see name it.

        Seen is what a nomination of their shows names, or an announced one as it is announced, and what they registered themselves.
        """
        ids = sorted(things)
        named = naming(self.parties, ids)
        nominations = {subject for subject, _thing, _name in named}
        own = self.own(nominations)
        told = {(subject, thing) for subject, thing, _name in told_names(self.lists, nominations, self.now)}
        registered = select(RECORDS.c.subject).where(RECORDS.c.account == self.sight.person)
        found = dict.fromkeys(_found(self.parties, registered, RECORDS.c.subject, ids), 0)
        pairs = {(subject, thing) for subject, thing, _name in named if subject in own or (subject, thing) in told}
        for _subject, thing in pairs:
            found[thing] = found.get(thing, 0) + 1
        return found

    def credited(self, names: Collection[Credited]) -> set[Credited]:
        """Those of these names in nominations that they see: in those of their shows, and as they are announced."""
        nominations = {subject for subject, _thing, _name in names}
        own = self.own(nominations)
        seen = {one for one in names if one[0] in own}
        return seen | (set(names) & told_names(self.lists, nominations, self.now))

    def sees(self, record: UUID) -> bool:
        """Whether they see this party or work."""
        return record.hex in self.seen([record.hex])

    def own(self, nominations: Collection[str]) -> set[str]:
        """Those of these nominations (hex) that are of their shows."""
        own = select(ACTS.c.subject).where(ACTS.c.edition.in_(self.sight.editions)).distinct()
        return _found(self.timeline, own, ACTS.c.subject, nominations)


def _found(view: View, query: Select[Any], column: Column[str], among: Collection[str]) -> set[str]:
    """What of these ids the query finds."""
    ids, found = sorted(among), set[str]()
    with view.read() as connection:
        for start in range(0, len(ids), IN_ONE_QUERY):
            found.update(connection.execute(query.where(column.in_(ids[start : start + IN_ONE_QUERY]))).scalars())
    return found
