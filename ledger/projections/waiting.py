"""Queries for the desk's first page: what was just recorded, what is set for later, what fell, what is not announced, every edition.

None of them reads the stories of an edition: what they show of one is in a row or two.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
from sqlalchemy import Column, ColumnElement, Connection, RowMapping, Select, and_, func, select, true

from ledger.consumers.views import View
from ledger.domain.announcement import RESULTS
from ledger.domain.times import FOREVER, When
from ledger.persistence.linked import Sees, everything, names_linked
from ledger.persistence.mapper import EventMapper
from ledger.persistence.recorder import LogRecorder
from ledger.projections.boundaries import Span
from ledger.projections.lists import ANNOUNCEMENTS, EDITIONS, IN_FORCE, MILESTONES, SHOWS
from ledger.projections.settings import POLICIES
from ledger.projections.shows import announced_in
from ledger.projections.sight import Sight, acts_seen
from ledger.projections.timeline import ACTS
from ledger.projections.today import FALLEN, PLANNED, UNTOLD, WAITING
from ledger.wording.acts import sentence
from ledger.wording.standings import PLACES
from ledger.wording.times import say_instant, say_when
from ledger.wording.today import say_due, say_milestone, say_places, say_policy
from ledger.wording.vocabulary import ROLES

NEWEST = 8
DUE = 20
FELL = 20
LOOKED_AT = 1000
"""Of what fell last; older ones wait for nobody."""


class Known(NamedTuple):
    """Every show and edition by id (hex), the editions announced, and the announcements still to come."""

    shows: dict[str, dict[str, Any]]
    editions: dict[str, dict[str, Any]]
    announced: set[str]
    to_come: list[RowMapping]

    def named(self, edition: str | None) -> dict[str, str] | None:
        """An edition's name with its show's, and its address."""
        found = self.editions.get(edition or "")
        if found is None:
            return None
        return {"name": f"{self.shows[found['show']]['name']}, {found['name']}", "address": found["path"]}


def known(lists: View, now: int, sight: Sight | None = None) -> Known:
    """What the lists hold of shows and editions, as far as somebody sees them."""
    with lists.read() as connection:
        shows = {
            row["subject"]: dict(row) for row in connection.execute(select(SHOWS).order_by(SHOWS.c.name)).mappings()
        }
        listed = select(EDITIONS).order_by(EDITIONS.c.ordinal.desc(), EDITIONS.c.subject)
        editions = {row["subject"]: dict(row) for row in connection.execute(listed).mappings() if row["show"] in shows}
        if sight is not None:
            shows = {id_: row for id_, row in shows.items() if id_ in sight.shows}
            editions = {id_: row for id_, row in editions.items() if id_ in sight.editions}
        later = select(ANNOUNCEMENTS).where(ANNOUNCEMENTS.c.counts_from > now, among(ANNOUNCEMENTS.c.edition, sight))
        to_come = list(connection.execute(later.order_by(ANNOUNCEMENTS.c.counts_from).limit(DUE)).mappings())
        announced = announced_in(connection, now)
    for edition in editions.values():
        edition["path"] = f"{shows[edition['show']]['address']}/{edition['address']}"
    return Known(shows, editions, announced, to_come)


def among(column: Column[str], sight: Sight | None) -> ColumnElement[bool]:
    """The editions (hex) that somebody sees."""
    return true() if sight is None else column.in_(sight.editions)


def _sentence_of(log: tuple[LogRecorder, EventMapper], row: RowMapping, sees: Sees) -> str:
    """An act of the timeline in a sentence."""
    (recorder, mapper), stream = log, UUID(hex=row["subject"])
    # Up to the act: what was told later of an edition may be hundreds of acts.
    story = [mapper.decode(entry) for entry in recorder.streams([stream], row["position"])[stream]]
    return sentence(story[row["version"] - 1], story, names_linked(recorder, mapper, story, sees))


def newest(
    timeline: View,
    log: tuple[LogRecorder, EventMapper],
    about: Known,
    sight: Sight | None,
    by: UUID | None = None,
    sees: Sees = everything,
) -> list[dict[str, Any]]:
    """The last commands whose acts somebody sees, newest first: the first act of each in a sentence, and how many more it recorded.

    With `by`, those of that account alone.
    """
    wanted = acts_seen(sight) if by is None else and_(acts_seen(sight), ACTS.c.account == by.hex)
    found: list[dict[str, Any]] = []
    with timeline.read() as connection:
        before = FOREVER
        while len(found) < NEWEST:
            row = connection.execute(
                select(ACTS).where(ACTS.c.position < before, wanted).order_by(ACTS.c.position.desc()).limit(1)
            ).mappings().first()  # fmt: skip
            appended = log[0].find_append(UUID(hex=row["command"])) if row is not None else None
            if row is None or appended is None:
                break
            before = appended.last - appended.n + 1
            first = connection.execute(select(ACTS).where(ACTS.c.position == before)).mappings().first() or row
            found.append(
                {
                    "command": str(appended.command),
                    "first": _sentence_of(log, first, sees),
                    "n": appended.n,
                    "more": appended.n - 1,
                    "href": f"/desk/receipts/{appended.command}",
                    "recorded_at": say_instant(appended.recorded_at, "UTC", "minute"),
                    "who": {"name": row["actor"], "role": ROLES.get(row["role"], row["role"])},
                    "edition": about.named(first["edition"] or row["edition"]),
                }
            )
    return found


def due(today: View, about: Known, now: int, sight: Sight | None, *, results: bool = True) -> list[dict[str, Any]]:
    """Announcements and milestones whose time has not come, the next first; announcements of results only with `results`."""
    later = [
        (
            row["counts_from"],
            {
                "sentence": say_due(row["what"], row["spoken_as"], row["through"]),
                "when": _say(row["effective"]),
                "edition": about.named(row["edition"]),
                "href": f"/audit/acts/{UUID(hex=row['subject'])}@1",
            },
        )
        for row in about.to_come
        if results or row["what"] != RESULTS
    ]
    planned = select(PLANNED).where(PLANNED.c.counts_from > now, among(PLANNED.c.subject, sight))
    query = planned.order_by(PLANNED.c.counts_from).limit(DUE)
    with today.read() as connection:
        for row in connection.execute(query).mappings():
            told = {
                "sentence": say_milestone(row["milestone"]),
                "when": _say(row["effective"]),
                "edition": about.named(row["subject"]),
                "href": f"/audit/acts/{row['act']}",
            }
            later.append((row["counts_from"], told))
    return [told for _at, told in sorted(later, key=lambda one: one[0])][:DUE]


def _say(effective: str) -> str:
    return say_when(msgspec.json.decode(effective, type=When))


def fallen(
    views: tuple[View, View, View], about: Known, now: int, sight: Sight | None
) -> tuple[list[dict[str, Any]], int]:
    """What fell in force by `now` (µs) and left an empty place in an edition that is not over, the newest first, and how many in all.

    The views are those of today, of settings, of lists. A category that does not say how many places it has may have an empty one.
    """
    today, settings, lists = views
    with lists.read() as connection:
        over = set(connection.execute(_over(now)).scalars())
    with today.read() as connection:
        fell = select(FALLEN).where(FALLEN.c.since <= now, among(FALLEN.c.edition, sight))
        query = fell.order_by(FALLEN.c.since.desc(), FALLEN.c.subject)
        rows = [row for row in connection.execute(query.limit(LOOKED_AT)).mappings() if row["edition"] not in over]
    if not rows:
        return [], 0
    with settings.read() as connection:
        chosen = select(POLICIES).where(POLICIES.c.category.in_({row["category"] for row in rows}))
        policies = {row["category"]: row for row in connection.execute(chosen).mappings()}
    with lists.read() as connection:
        filled = _filled(connection, {row["edition"] for row in rows}, now)
    empty = [row for row in rows if _has_an_empty_place(row["category"], policies, filled)]
    return [_fell(row, policies.get(row["category"]), filled, about) for row in empty[:FELL]], len(empty)


def _over(now: int) -> Select[tuple[str]]:
    """Editions whose places wait for nobody: results, ceremony or end have come."""
    come = MILESTONES.c.milestone.in_(("results_announced", "ceremony", "edition_closed"))
    return select(MILESTONES.c.subject).where(come, MILESTONES.c.counts_from <= now)


def _has_an_empty_place(category: str, policies: Mapping[str, RowMapping], filled: Mapping[str, int]) -> bool:
    policy = policies.get(category)
    return policy is None or policy["places"] is None or filled.get(category, 0) < policy["places"]


def _filled(connection: Connection, editions: set[str], now: int) -> dict[str, int]:
    """How many places are filled, by category."""
    table = IN_FORCE
    query = (
        select(table.c.category, func.count())
        .where(table.c.edition.in_(editions), table.c.known_to == FOREVER, table.c.place == "nominated")
        .where(table.c.since <= now, table.c.until > now)
        .group_by(table.c.category)
    )
    return {row[0]: int(row[1]) for row in connection.execute(query)}


def _fell(row: RowMapping, policy: RowMapping | None, filled: Mapping[str, int], about: Known) -> dict[str, Any]:
    places = policy["places"] if policy else None
    return {
        "label": row["label"],
        "place": {"word": row["place"], "label": PLACES.get(row["place"], row["place"])},
        "category": policy["name"] if policy else "",
        "policy": say_policy(policy["vacancy"], policy["vacancy_until"]) if policy else "",
        "places": say_places(filled.get(row["category"], 0), places) if places is not None else None,
        "edition": about.named(row["edition"]),
        "nomination": str(UUID(hex=row["subject"])),
        "act": f"{UUID(hex=row['subject'])}@{row['act']}",
        "category_id": str(UUID(hex=row["category"])),
    }


def unannounced(today: View, *, results: bool) -> dict[str, int]:
    """How many acts of each edition (id, hex) no announcement has named, where there are any; `results` among them or left out."""
    acts = func.sum(WAITING.c.acts if results else WAITING.c.acts - WAITING.c.results)
    with today.read() as connection:
        query = select(WAITING.c.edition, acts).group_by(WAITING.c.edition).having(acts > 0)
        return {edition: int(waiting) for edition, waiting in connection.execute(query)}


def waiting_in(today: View, edition: str) -> list[str]:
    """Ids (hex) of the nominations of an edition (hex) with acts that no announcement has named."""
    query = select(WAITING.c.subject).where(WAITING.c.edition == edition).order_by(WAITING.c.subject)
    with today.read() as connection:
        return [row.subject for row in connection.execute(query)]


def waiting_span(lists: View, today: View, now: int) -> Span:
    """The span from `now` (µs) in which nothing of the page comes due by itself."""
    with lists.read() as connection:
        announced = select(func.min(ANNOUNCEMENTS.c.counts_from)).where(ANNOUNCEMENTS.c.counts_from > now)
        until = [connection.execute(announced).scalar()]
    with today.read() as connection:
        until += [
            connection.execute(select(func.min(instant)).where(instant > now)).scalar()
            for instant in (PLANNED.c.counts_from, FALLEN.c.since, UNTOLD.c.since)
        ]
    return Span(now, min((one for one in until if one is not None), default=FOREVER))
