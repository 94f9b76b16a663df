"""What those at the desk can find: every show, edition, party and work, announced or not, and acts by name or entry number."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from typing import Any, NamedTuple
from uuid import UUID

from ledger.consumers.views import View
from ledger.domain.event import Event
from ledger.domain.party_names import asked_for
from ledger.persistence.linked import names_linked
from ledger.persistence.log import LogEntry
from ledger.persistence.mapper import EventMapper
from ledger.persistence.recorder import LogRecorder
from ledger.projections.nominees import editions_named, shows
from ledger.projections.parties_search import SHORTEST, find
from ledger.projections.parties_search import Seen as SeenRecords
from ledger.projections.search_public import MOST, fits
from ledger.wording.acts import sentence

NUMBER = re.compile(r"#?\s*([0-9]{1,15})")
ACT = re.compile(r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@([0-9]{1,9})", re.IGNORECASE)


class Seen(NamedTuple):
    """What somebody sees: streams by id, their own shows (hex) and records; whose sight is not bounded sees all."""

    stream: Callable[[UUID], bool] = lambda _stream: True
    shows: Collection[str] | None = None
    records: SeenRecords | None = None


def search_desk(
    parties: View, lists: View, log: tuple[LogRecorder, EventMapper], text: str, seen: Seen | None = None
) -> dict[str, Any]:
    """All that fits and is seen, as a view."""
    seen = seen or Seen()
    typed = text.strip()
    query = asked_for(typed)
    long_enough = len(query.replace(" ", "")) >= SHORTEST
    acts = list(_acts(log, typed, seen))
    return {
        "query": text,
        "too_short": bool(typed) and not long_enough and not acts,
        "acts": acts,
        "places": list(_places(lists, query, seen))[:MOST] if long_enough else [],
        "works": find(parties, typed, "work", MOST, seen.records) if typed else [],
        "parties": find(parties, typed, "party", MOST, seen.records) if typed else [],
    }


def _acts(log: tuple[LogRecorder, EventMapper], typed: str, seen: Seen) -> Iterator[dict[str, Any]]:
    """The act of an entry number, or of a name `<stream id>@<version>`."""
    recorder, mapper = log
    numbered, named = NUMBER.fullmatch(typed.replace(",", "")), ACT.fullmatch(typed)
    entry: LogEntry | None = None
    if numbered:
        position = int(numbered[1])
        entry = next((one for one in recorder.entries(position - 1, 1) if one.position == position), None)
    elif named:
        entries = recorder.streams([UUID(named[1])]).get(UUID(named[1]), [])
        entry = next((one for one in entries if one.originator_version == int(named[2])), None)
    if entry is None or not seen.stream(entry.originator_id):
        return
    story: list[Event] = [mapper.decode(one) for one in recorder.streams([entry.originator_id])[entry.originator_id]]
    event = story[entry.originator_version - 1]
    yield {
        "act": event.act_name,
        "position": entry.position,
        "sentence": sentence(event, story, names_linked(recorder, mapper, story, seen.stream)),
    }


def _places(lists: View, query: str, seen: Seen) -> Iterator[dict[str, str]]:
    for show in shows(lists):
        if seen.shows is not None and show["id"] not in seen.shows:
            continue
        for one in editions_named(lists, show["id"]):
            if fits(query, f"{show['name']} {one['name']} {one['label']}"):
                yield {"name": one["name"], "about": show["name"], "address": f"{show['address']}/{one['address']}/"}
