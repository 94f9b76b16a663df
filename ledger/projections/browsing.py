"""The log as pages of a timeline: filtered, newest first, by keyset."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import RowMapping, Select, func, select

from ledger.consumers.views import View
from ledger.domain.event import Event
from ledger.domain.nomination import Announced
from ledger.persistence.linked import Sees, everything, names_linked
from ledger.persistence.mapper import EventMapper
from ledger.persistence.recorder import LogRecorder
from ledger.projections.sight import Sight, acts_seen, things_named
from ledger.projections.timeline import ACTS, THINGS
from ledger.wording.acts import sentence
from ledger.wording.times import say_instant, say_when
from ledger.wording.vocabulary import KINDS, ROLES

PAGE = 50


class Filters(NamedTuple):
    """What is asked for: an edition (hex id), a kind (topic), a party (hex id), recorded since/until (µs), before a position.

    `sight` is whose acts are told at all; None tells every one.
    """

    edition: str | None = None
    kind: str | None = None
    party: str | None = None
    since: int | None = None
    until: int | None = None
    before: int | None = None
    sight: Sight | None = None


def timeline(
    view: View, recorder: LogRecorder, mapper: EventMapper, filters: Filters, sees: Sees = everything
) -> dict[str, Any]:
    """A page of the timeline as a view: entries newest first, how many there are in all, and where the next page begins."""
    with view.read() as connection:
        query = _filtered(select(ACTS), filters)
        total = connection.execute(_filtered(select(func.count()).select_from(ACTS), filters)).scalar_one()
        if filters.before is not None:
            query = query.where(ACTS.c.position < filters.before)
        rows = connection.execute(query.order_by(ACTS.c.position.desc()).limit(PAGE + 1)).mappings().all()
    more = len(rows) > PAGE
    rows = rows[:PAGE]
    streams = recorder.streams({UUID(hex=row["subject"]) for row in rows})
    stories = {stream: [mapper.decode(entry) for entry in entries] for stream, entries in streams.items()}
    others = names_linked(recorder, mapper, [event for story in stories.values() for event in story], sees)
    return {
        "entries": [_entry(row, stories[UUID(hex=row["subject"])], others) for row in rows],
        "next": rows[-1]["position"] if more else None,
        "total": total,
    }


def _filtered(query: Select[Any], filters: Filters) -> Select[Any]:
    if filters.sight is not None:
        query = query.where(acts_seen(filters.sight))
    if filters.edition:
        query = query.where(ACTS.c.edition == filters.edition)
    if filters.kind:
        query = query.where(ACTS.c.topic == filters.kind)
    if filters.party is not None:
        query = query.where(ACTS.c.subject.in_(select(THINGS.c.subject).where(THINGS.c.thing == filters.party)))
    if filters.since is not None:
        query = query.where(ACTS.c.recorded_at >= filters.since)
    if filters.until is not None:
        query = query.where(ACTS.c.recorded_at < filters.until)
    return query


def _entry(row: RowMapping, story: list[Event], others: Mapping[UUID, str]) -> dict[str, Any]:
    event = story[row["version"] - 1]
    effective = getattr(event, "effective", None)
    public = next((one for one in story if isinstance(one, Announced) and row["version"] in one.acts), None)
    return {
        "position": row["position"],
        "recorded_at": say_instant(row["recorded_at"], "UTC", "minute"),
        "act": event.act_name,
        "topic": event.TOPIC,
        "kind_label": KINDS.get(event.TOPIC, event.TOPIC),
        "sentence": sentence(event, story, others),
        "edition": row["edition"],
        "subject_label": row["label"],
        "actor": {"name": row["actor"], "role": ROLES.get(row["role"], row["role"])},
        "in_force": say_when(effective) if effective is not None else None,
        "instrument": event.by.instrument,
        "public_since": say_when(public.effective) if public else None,
    }


def parties_like(view: View, text: str, sight: Sight | None, limit: int = 20) -> list[dict[str, str]]:
    """Parties whose name as credited contains the text, as far as somebody sees them: id and name, for the filter."""
    pattern = "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    with view.read() as connection:
        rows = connection.execute(
            select(THINGS.c.thing, func.min(THINGS.c.name))
            .where(THINGS.c.sort == "party", THINGS.c.name.ilike(pattern, escape="\\"), things_named(sight))
            .group_by(THINGS.c.thing)
            .order_by(func.min(THINGS.c.name))
            .limit(limit)
        ).all()
    return [{"id": party, "name": name} for party, name in rows]
