"""One act of the log opened: everything an auditor may ask of it (INTERFACE.md, Audit)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, get_type_hints
from uuid import UUID

import msgspec

from ledger.domain.event import Event
from ledger.domain.nomination import Announced, AnnouncementTakenBack, Entered, Narrowed
from ledger.domain.readings import history_of
from ledger.domain.results import hidden_results, without_results
from ledger.domain.times import FOREVER, When
from ledger.domain.values import Personal, audience_of
from ledger.errors import NotFound
from ledger.history.nomination_story import ALL, Reads
from ledger.history.receipts import parse_act, recorded_together
from ledger.persistence.linked import Sees, everything, names_linked
from ledger.persistence.log import LogEntry
from ledger.persistence.mapper import EventMapper
from ledger.persistence.recorder import LogRecorder
from ledger.wording.acts import ERASED, sentence
from ledger.wording.times import say_instant, say_when
from ledger.wording.vocabulary import KINDS, ROLES, SOURCES

SHOWN = 20
"""How many of the acts of one command a page lists; the log shows the rest."""


def opened(
    recorder: LogRecorder,
    mapper: EventMapper,
    name: str,
    now: int = FOREVER,
    reads: Reads = ALL,
    sees: Sees = everything,
) -> dict[str, Any]:
    """The act as a view, as far as its reader may know it at `now` (µs). Raises NotFound `no_such_act`."""
    stream, version = parse_act(name)
    story = _story(recorder, mapper, stream, now, reads)
    entry, event = next((one for one in story if one[0].originator_version == version), (None, None))
    if entry is None or event is None:
        raise NotFound("no_such_act")
    events = [one for _entry, one in story]
    others = names_linked(recorder, mapper, events, sees)
    return {
        **_author(entry, event, sentence(event, events, others)),
        "effective": _effective(event),
        "decided": _said(getattr(event, "decided", None)),
        "public": _public(story, version),
        "command": _command((recorder, mapper), entry, event, sees, told=reads == ALL),
        "proposed": _proposed(recorder, mapper, event),
        "source": _source(event) if reads.private else None,
        "fields": [one for one in _fields(event) if reads.private or one["audience"] == "public"],
        "stored": {
            "bytes_text": entry.state.decode("utf-8", "replace") if reads.private else "",
            "sha256": hashlib.sha256(entry.state).hexdigest(),
            "size": len(entry.state),
        },
        "follows": _link(stream, getattr(event, "follows", None) or getattr(event, "act", None)),
        "followed_by": [
            one.act_name
            for one in events
            if version in {getattr(one, "follows", None), getattr(one, "act", None), getattr(one, "because", None)}
        ],
        "story": [_line(one, events, others) for one in events],
    }


def _line(event: Event, story: Sequence[Event], others: Mapping[UUID, str]) -> dict[str, Any]:
    """An act of a list of acts."""
    return {
        "act": event.act_name,
        "kind_label": KINDS.get(event.TOPIC, event.TOPIC),
        "sentence": sentence(event, story, others),
    }


def _story(
    recorder: LogRecorder, mapper: EventMapper, stream: UUID, now: int, reads: Reads
) -> list[tuple[LogEntry, Event]]:
    """The stream, as far as the reader may know it."""
    story = [(one, mapper.decode(one)) for one in recorder.streams([stream]).get(stream, [])]
    # A milestone has a time of its own too, but tells no result.
    if reads.results or not (story and isinstance(story[0][1], Entered)):
        return story
    history = history_of([(one.position, event) for one, event in story])
    return without_results(story, hidden_results(history, now))


def _author(entry: LogEntry, event: Event, told: str) -> dict[str, Any]:
    """What it is, who recorded it, and when."""
    return {
        "act": event.act_name,
        "position": entry.position,
        "topic": event.TOPIC,
        "kind_label": KINDS.get(event.TOPIC, event.TOPIC),
        "sentence": told,
        "who": {
            "name": event.by.name.text or ERASED,
            "role": ROLES.get(event.by.role, event.by.role),
            "via": event.by.via,
            "actor": str(event.by.actor),
        },
        "recorded_at": say_instant(entry.recorded_at, "UTC", "second"),
        "recorded_us": entry.recorded_at,
        "instrument": event.by.instrument,
    }


def _link(stream: UUID, version: int | None) -> str | None:
    return f"{stream}@{version}" if version else None


def _said(when: When | None) -> str | None:
    return None if when is None else say_when(when)


def _effective(event: Event) -> dict[str, Any] | None:
    when = getattr(event, "effective", None)
    if not isinstance(when, When):
        return None
    return {
        "text": say_when(when),
        "said": when.text,
        "zone": when.zone,
        "earliest": when.earliest.isoformat() if when.earliest else None,
        "before": when.before.isoformat() if when.before else None,
        "counts_from": say_instant(event.counts_from, when.zone, "second") if hasattr(event, "counts_from") else None,
    }


def _public(story: list[tuple[LogEntry, Event]], version: int) -> dict[str, Any]:
    naming = [one for _entry, one in story if isinstance(one, Announced) and version in one.acts]
    own = next(one for _entry, one in story if one.originator_version == version)
    if isinstance(own, Narrowed):
        naming = [
            one
            for _entry, one in story
            if isinstance(one, Announced) and own.because in (one.originator_version, *one.acts)
        ]
    naming.sort(key=lambda one: one.counts_from)
    return {
        "since": say_when(naming[0].effective) if naming else None,
        "announcements": [f"{one.announcement}@1" for one in naming],
        "can_be": not isinstance(own, Announced | AnnouncementTakenBack) and not own.TOPIC.startswith("proposal."),
    }


def _command(
    log: tuple[LogRecorder, EventMapper], entry: LogEntry, event: Event, sees: Sees, *, told: bool
) -> dict[str, Any]:
    """The command it came from; with the first of the acts recorded together with it, where the reader is told of others."""
    appended = log[0].find_append(event.by.command)
    if appended is None:
        return {"id": str(event.by.command), "n_events": 1, "first": entry.position, "last": entry.position, "acts": []}
    together = recorded_together(*log, appended, SHOWN) if told else []
    others = names_linked(*log, [one for _act, story in together for one in story], sees)
    return {
        "id": str(event.by.command),
        "n_events": appended.n,
        "first": appended.last - appended.n + 1,
        "last": appended.last,
        "acts": [_line(one, story, others) for one, story in together if one.act_name != event.act_name],
    }


def _proposed(recorder: LogRecorder, mapper: EventMapper, event: Event) -> dict[str, Any] | None:
    """Who proposed what this act's author confirmed, where the show was under four eyes."""
    if event.by.proposal is None:
        return None
    stream, version = parse_act(event.by.proposal)
    entry = recorder.streams([stream])[stream][version - 1]
    by = mapper.decode(entry).by
    return {
        "act": event.by.proposal,
        "who": {
            "name": by.name.text or ERASED,
            "role": ROLES.get(by.role, by.role),
            "via": by.via,
            "actor": str(by.actor),
        },
        "recorded_at": say_instant(entry.recorded_at, "UTC", "second"),
    }


def _source(event: Event) -> dict[str, Any] | None:
    source = getattr(event, "source", None)
    if source is None:
        return None
    note = source.note.text if source.note else None
    return {"kind": SOURCES.get(source.kind, source.kind), "note": note}


def _fields(event: Event) -> list[dict[str, Any]]:
    shown = []
    hints = get_type_hints(type(event), include_extras=True)
    for field in msgspec.structs.fields(event):
        if field.name in {"originator_id", "originator_version", "by"}:
            continue
        value = getattr(event, field.name)
        text = msgspec.json.format(msgspec.json.encode(value, enc_hook=_plain), indent=2).decode()
        shown.append({"name": field.name, "value": text, "audience": audience_of(hints[field.name]) or "internal"})
    return shown


def _plain(value: object) -> object:
    return (value.text or ERASED) if isinstance(value, Personal) else str(value)
