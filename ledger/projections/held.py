"""Streams of the log that some read model holds back: which they are, where they are missing, since when, and what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from ledger.consumers.parked import Parked
from ledger.consumers.views import View
from ledger.domain import edition, show
from ledger.domain.event import Event
from ledger.domain.nomination import Entered
from ledger.domain.party import Registered as Party
from ledger.domain.work import Registered as Work
from ledger.errors import LedgerError, Unavailable
from ledger.persistence.log import LogEntry
from ledger.persistence.mapper import EventMapper
from ledger.persistence.recorder import LogRecorder
from ledger.projections.waiting import Known
from ledger.wording.acts import ERASED, label_of_entry
from ledger.wording.held import SORTS, say_held, say_tries, say_wrong
from ledger.wording.times import say_instant

SHOWN = 20


class Held(NamedTuple):
    """One stream with each read model that holds it back, by the read model's name."""

    stream: UUID
    by: dict[str, Parked]

    @property
    def first_position(self) -> int:
        """From which entry on it is held back somewhere."""
        return min(one.first_position for one in self.by.values())


def held_streams(views: Sequence[View]) -> list[Held]:
    """Every stream held back, the longest-waiting first; what a read model that is being built holds back is not known yet."""
    found: dict[UUID, Held] = {}
    for view in views:
        try:
            parked = view.parked()
        except Unavailable:
            continue
        for one in parked:
            found.setdefault(one.stream, Held(one.stream, {})).by[view.name] = one
    return sorted(found.values(), key=lambda one: (one.first_position, one.stream))


def held_back(
    views: Sequence[View], log: tuple[LogRecorder, EventMapper], about: Known, seen: Callable[[UUID], bool]
) -> tuple[list[dict[str, Any]], int]:
    """The first of the streams held back that somebody sees (`seen`), in words, and how many there are in all."""
    recorder, mapper = log
    held = [one for one in held_streams(views) if seen(one.stream)]
    shown = held[:SHOWN]
    entries = recorder.streams([one.stream for one in shown]) if shown else {}
    return [_told(one, entries[one.stream], mapper, about) for one in shown], len(held)


def _told(held: Held, entries: Sequence[LogEntry], mapper: EventMapper, about: Known) -> dict[str, Any]:
    first = next(one for one in entries if one.position == held.first_position)
    newest = max(held.by.values(), key=lambda one: one.failed_at)
    story = _readable(entries, mapper)
    sort = entries[0].topic.partition(".")[0]
    return {
        "stream": str(held.stream),
        "sort": SORTS.get(sort, sort),
        "name": _name(story[0]) if story else "",
        "edition": _edition(story[0], about) if story else None,
        # Its own page reads the same acts: where one of them cannot be read, that page cannot be shown either.
        "href": _address(held.stream, sort, story[0], about) if len(story) == len(entries) else None,
        "log_href": f"/audit/?before={held.first_position + 1}",
        "where": say_held(list(held.by), f"{held.first_position:,}", say_instant(first.recorded_at, "UTC", "minute")),
        "wrong": say_wrong(newest.error),
        "tries": say_tries(
            max(one.attempts for one in held.by.values()),
            say_instant(newest.failed_at, "UTC", "second"),
            again=any(one.next_try is not None for one in held.by.values()),
        ),
    }


def _readable(entries: Sequence[LogEntry], mapper: EventMapper) -> list[Event]:
    """The acts up to the first that cannot be read."""
    story: list[Event] = []
    for entry in entries:
        try:
            story.append(mapper.decode(entry))
        except LedgerError:
            break
    return story


def _name(first: Event) -> str:
    try:
        if isinstance(first, Entered):
            return label_of_entry(first)
        if isinstance(first, show.Established | edition.Opened):
            return first.name
        if isinstance(first, Party):
            return first.name.text or ERASED
        return first.title if isinstance(first, Work) else ""
    except LedgerError:
        return ""


def _edition(first: Event, about: Known) -> dict[str, str] | None:
    of = getattr(first, "edition", None)
    return about.named(of.hex) if isinstance(of, UUID) else None


def _address(stream: UUID, sort: str, first: Event, about: Known) -> str | None:
    if sort == "nomination":
        return f"/desk/nominations/{stream}/"
    if sort in {"party", "work"}:
        return f"/desk/{'parties' if sort == 'party' else 'works'}/{stream}/"
    if sort == "edition":
        named = about.named(stream.hex)
        return f"/desk/{named['address']}/" if named else None
    if isinstance(first, show.Established):
        return f"/desk/{first.address}/"
    return f"/audit/acts/{stream}@1"
