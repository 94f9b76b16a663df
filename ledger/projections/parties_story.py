"""All that a party's or a work's records say, in one story: names, ids, links, nominations and acts, over every record found to be one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from ledger.consumers.views import View
from ledger.domain.event import Event
from ledger.domain.nomination import Announced
from ledger.domain.party_readings import Record, record_of
from ledger.domain.readings import history_of
from ledger.domain.results import hidden_results, without_results
from ledger.domain.times import When
from ledger.errors import NotFound
from ledger.persistence.linked import everything, names_linked
from ledger.persistence.log import LogEntry
from ledger.persistence.mapper import EventMapper
from ledger.persistence.recorder import LogRecorder
from ledger.projections.parties_named import named_inside
from ledger.projections.parties_search import linked_records, name_kind, naming, near_duplicates
from ledger.projections.sight import Records
from ledger.wording.acts import ERASED, sentence
from ledger.wording.catalogue import gettext as _
from ledger.wording.parties import FORMS, PARTIES, REASONS, WORKS
from ledger.wording.times import say_instant, say_when
from ledger.wording.vocabulary import KINDS, ROLES

MOST_ACTS = 500
"""How many acts one page tells, the newest of them; the log shows all."""
Log = tuple[LogRecorder, EventMapper]
Decoded = list[tuple[LogEntry, Event]]


def record_story(
    parties: View,
    lists: View,
    log: Log,
    about: tuple[str, UUID],
    now: int,
    records_: Records | None = None,
    *,
    results: bool = True,
) -> dict[str, Any]:
    """The story as a view, as far as somebody sees it. Raises NotFound `no_such_record` for what is no record of that sort (party, work)."""
    sort, id_ = about
    things = linked_records(parties, id_.hex)
    if records_ is not None:
        seen = records_.seen(things)
        things = [one for one in things if one in seen or one == id_.hex]
    streams = _streams(log, {UUID(hex=one) for one in {*things, id_.hex}})
    records = [record for record in (_record(streams.get(UUID(hex=one), [])) for one in things) if record is not None]
    here = next((one for one in records if one.id == id_), None)
    if here is None or here.sort != sort:
        raise NotFound("no_such_record")
    named = {subject for subject, _thing, _name in naming(parties, things)}
    nominations = {UUID(hex=subject) for subject in (named if records_ is None else records_.own(named))}
    told = [event for stream in streams.values() for _entry, event in stream]
    others = names_linked(*log, told, everything if records_ is None else records_.sees)
    named_in = _streams(log, nominations).values()
    acts = _acts([*streams.values(), *(one if results else _without_results(one, now) for one in named_in)], others)
    texts = [one.text for record in records for one in record.names if one.text]
    ids = [one.text for record in records for one in record.ids if one.text]
    names = {str(one.id): one.main.text or ERASED for one in records}
    return {
        **_told(here, names),
        "notice": _ended(here, now),
        "records": [_told(record, names) for record in records] if len(records) > 1 else [],
        "alike": near_duplicates(parties, sort, list(dict.fromkeys(texts)), ids, beside=things, seen=records_),
        "nominations": named_inside(parties, lists, things, now, records_ and records_.sight, results=results),
        "acts": acts[-MOST_ACTS:],
        "earlier": max(0, len(acts) - MOST_ACTS),
    }


def _streams(log: Log, ids: Iterable[UUID]) -> dict[UUID, Decoded]:
    recorder, mapper = log
    return {
        stream: [(entry, mapper.decode(entry)) for entry in entries]
        for stream, entries in recorder.streams(list(ids)).items()
        if entries
    }


def _without_results(stream: Decoded, now: int) -> Decoded:
    history = history_of([(entry.position, event) for entry, event in stream])
    return without_results(stream, hidden_results(history, now))


def _record(stream: Decoded) -> Record | None:
    return record_of((entry.position, event) for entry, event in stream)


def _told(record: Record, called: Mapping[str, str]) -> dict[str, Any]:
    """One record: what it is called, every name and id with the act behind it, where it leads, how it may be named."""
    kinds: Mapping[str, str] = PARTIES if record.sort == "party" else WORKS
    return {
        "sort": record.sort,
        "id": str(record.id),
        "name": record.main.text or ERASED,
        "kind": kinds.get(record.kind, record.kind),
        "names": [
            {
                "name": one.text or ERASED,
                "kind": name_kind(record.sort, one.kind),
                "language": one.language,
                "act": f"{record.id}@{one.version}",
                "version": one.version,
                "former": one in record.former,
                "now": one.version == record.main.version,
            }
            for one in record.names
        ],
        "ids": [
            {"external": one.text or ERASED, "act": f"{record.id}@{one.version}", "version": one.version}
            for one in record.ids
        ],
        "link": {
            "to": str(record.link.to),
            "name": called.get(str(record.link.to), ERASED),
            "reasons": [REASONS.get(reason, reason) for reason in record.link.reasons],
            "act": f"{record.id}@{record.link.version}",
        }
        if record.link
        else None,
        "terms": _terms(record),
    }


def _terms(record: Record) -> dict[str, Any] | None:
    terms = record.terms
    if terms is None:
        return None
    return {
        "form": FORMS.get(terms.form, terms.form),
        "shown_as": (terms.shown_as.text or ERASED) if terms.shown_as else None,
        "until": say_when(terms.until) if terms.until else None,
        "act": f"{record.id}@{terms.version}",
        "version": terms.version,
    }


def _ended(record: Record, now: int) -> str:
    """What there is to do where a guardian's agreement has ended; empty where none has."""
    until = record.terms.until if record.terms else None
    if until is None or until.before_us > now:
        return ""
    return _(
        "The guardian’s agreement ended %(when)s. Public pages go on as agreed: ask how the name may appear now, and record it."
    ) % {"when": say_when(until)}


def _acts(streams: Iterable[Decoded], others: Mapping[UUID, str]) -> list[dict[str, Any]]:
    """Every act of these streams in the order of time: by when it counts, else by when it was recorded."""
    found: list[tuple[tuple[int, int], dict[str, Any]]] = []
    for stream in streams:
        events = [event for _entry, event in stream]
        for entry, event in stream:
            order = (getattr(event, "counts_from", None) or entry.recorded_at, entry.position)
            found.append((order, _act(entry, event, sentence(event, events, others), events)))
    return [act for _order, act in sorted(found, key=lambda one: one[0])]


def _act(entry: LogEntry, event: Event, told: str, events: Sequence[Event]) -> dict[str, Any]:
    effective: When | None = getattr(event, "effective", None)
    public = next((one for one in events if isinstance(one, Announced) and event.originator_version in one.acts), None)
    return {
        "act": event.act_name,
        "position": entry.position,
        "topic": event.TOPIC,
        "kind_label": KINDS.get(event.TOPIC, event.TOPIC),
        "sentence": told,
        "recorded_at": say_instant(entry.recorded_at, "UTC", "minute"),
        "in_force": say_when(effective) if effective is not None and not effective.is_unknown else None,
        "public_since": say_when(public.effective) if public else None,
        "actor": {"name": event.by.name.text or ERASED, "role": ROLES.get(event.by.role, event.by.role)},
    }
