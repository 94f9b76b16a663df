"""Rows of the access record as a page tells them: ids joined with the names that the log holds, as far as they were not erased."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from ledger.domain import edition, party, show, work
from ledger.domain.event import Event
from ledger.domain.nomination import Entered
from ledger.domain.roster import RoleGranted
from ledger.errors import LedgerError
from ledger.persistence.access import AccessRow
from ledger.persistence.mapper import EventMapper
from ledger.persistence.recorder import LogRecorder
from ledger.wording.access import KINDS, PAGES, SUBJECTS, VIA, at_the_machine
from ledger.wording.acts import ERASED, label_of_entry
from ledger.wording.catalogue import gettext as _
from ledger.wording.times import say_instant
from ledger.wording.vocabulary import ROLES

LEADS = {
    "nomination": "/desk/nominations/{}/",
    "party": "/desk/parties/{}/",
    "work": "/desk/works/{}/",
    "act": "/audit/acts/{}",
    "document": "/desk/documents/{}/",
    "announcement": "/audit/acts/{}@1",
    "command": "/desk/receipts/{}",
}
"""The page of each subject that an id leads to, where auditors are let in."""


def readers(recorder: LogRecorder, mapper: EventMapper) -> dict[str, str]:
    """By account (hex) the name of everybody who was ever on a roster, as last granted."""
    names: dict[str, str] = {}
    for entries in recorder.streams(recorder.holders("show_address")).values():
        for entry in entries:
            if entry.topic == RoleGranted.TOPIC and isinstance(granted := mapper.decode(entry), RoleGranted):
                names[granted.person.hex] = granted.name.text or ERASED
    return names


def readings(
    recorder: LogRecorder,
    mapper: EventMapper,
    rows: Sequence[AccessRow],
    shows: Mapping[str, str],
    seen: Callable[[UUID], bool],
) -> list[dict[str, Any]]:
    """The rows as a view; `shows` are names by id (hex). What a stream that is not `seen` is called is not told."""
    told = [(row, row.told) for row in rows]
    named = {stream for _row, one in told if (stream := _stream(one["subject"])) is not None}
    streams = {stream for stream in named if seen(stream)}
    firsts: dict[UUID, Event] = {}
    for stream, entries in recorder.streams(streams).items() if streams else ():
        try:
            firsts[stream] = mapper.decode(entries[0])
        except LedgerError:
            # The row is told by the id alone.
            continue
    names = readers(recorder, mapper)
    return [
        {
            "number": row.number,
            "at": say_instant(row.at, "UTC", "second"),
            "reader": _reader(one, names),
            "kinds": [{"key": kind, "label": KINDS.get(kind, kind)} for kind in one["kinds"]],
            "subject": _subject(one["subject"], firsts),
            "show": shows.get(row.show) if row.show else None,
            "page": PAGES.get(one["page"], one["page"]),
            "via": VIA.get(one["via"], one["via"]),
            "hash": row.head,
        }
        for row, one in told
    ]


def _reader(told: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """Who read; as what they stood on the roster is told where it was not what they read as."""
    role, capacity = told["role"], told["capacity"]
    aside = None
    if told["show"] and capacity != role:
        stood = ROLES.get(capacity, capacity) if capacity else _("not on the roster")
        aside = stood if capacity == "" else _("on the roster as: %(role)s") % {"role": stood}
    operator = role == "operator"
    return {
        "id": told["account"],
        "name": at_the_machine() if operator else names.get(told["account"], _("an account without a name here")),
        "role": ROLES.get(role, role),
        "capacity": None if operator else aside,
    }


def _stream(subject: str) -> UUID | None:
    """The stream of a subject, None where it has none of its own."""
    what, _colon, id_ = subject.partition(":")
    if what in ("", "ledger", "command", "import"):
        return None
    try:
        return UUID(id_.partition("@")[0])
    except ValueError:
        return None


def _subject(subject: str, firsts: Mapping[UUID, Event]) -> dict[str, Any]:
    what, _colon, id_ = subject.partition(":")
    stream = _stream(subject)
    first = firsts.get(stream) if stream is not None else None
    return {
        "key": what,
        "label": SUBJECTS.get(what, what),
        "name": _name(first) if first is not None else "",
        "href": LEADS[what].format(id_) if what in LEADS and (stream is None or first is not None) else None,
    }


def _name(first: Event) -> str:
    """What the stream that begins so is called."""
    if isinstance(first, Entered):
        return label_of_entry(first)
    if isinstance(first, party.Registered):
        return first.name.text or ERASED
    if isinstance(first, work.Registered):
        return first.title
    return first.name if isinstance(first, show.Established | edition.Opened) else ""
