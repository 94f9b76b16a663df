"""Which nomination is in which place, by a reading; each place is filled at most once at a time (DOMAIN.md, What must always hold, 3).

A place is called by the act that opened it: the entry of who was in it first, an extension of the list, or a move to another category.
Who takes the place of what fell is in that same place, through any number of links.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from ledger.application.ledger import Story
from ledger.application.legality import unsaved
from ledger.domain.credit_acts import Corrected
from ledger.domain.endings import Moved, Reinstated
from ledger.domain.event import Act, Event
from ledger.domain.nomination import ENTRY, Entered, Narrowed, TimeCorrected
from ledger.domain.readings import changes_of, history_of, read
from ledger.domain.standing import Standing
from ledger.domain.times import FOREVER, When, relation
from ledger.wording.acts import label_of_entry

Stories = Mapping[UUID, Story]
START = "from_the_start"


class Stood(NamedTuple):
    """A nomination that a reading shows: its acts by version, how it stands, and the act whose empty place it took."""

    events: Mapping[int, Event]
    standing: Standing
    fills: str | None


Shown = Mapping[UUID, Stood]


def parted(act: str) -> tuple[UUID, int]:
    """The stream and the version in the name of an act."""
    stream, _at, version = act.partition("@")
    return UUID(stream), int(version)


def with_added(stories: Stories, added: Iterable[Event]) -> dict[UUID, Story]:
    """The stories as they would go on."""
    whole: dict[UUID, Story] = dict(stories)
    for event in added:
        whole[event.originator_id] = [*whole.get(event.originator_id, []), *unsaved([event])]
    return whole


def linked(stories: Stories, around: Iterable[UUID]) -> dict[UUID, Story]:
    """Those of the stories that are linked to one of these by who took whose place, through any number of links."""
    links: dict[UUID, set[UUID]] = {}
    for stream, story in stories.items():
        for _position, event in story:
            fills = getattr(event, "fills", None)
            if fills is not None:
                fallen = parted(fills)[0]
                links.setdefault(stream, set()).add(fallen)
                links.setdefault(fallen, set()).add(stream)
    found: set[UUID] = set()
    waiting = [stream for stream in around if stream in links]
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting += links[here]
    return {stream: stories[stream] for stream in found if stream in stories}


def stood(story: Story, at: int = FOREVER, announced: int | None = None) -> Stood | None:
    """A nomination as a reading shows it at a moment (µs), in force or as announced; None where it does not, or is none."""
    entry, standing = story[0][1], read(history_of(story), at=at, announced=announced)
    if not isinstance(entry, Entered) or standing is None:
        return None
    events = {event.originator_version: event for _position, event in story}
    return Stood(events, standing, _fills(entry, standing, events))


def shown(stories: Stories, at: int = FOREVER, announced: int | None = None) -> dict[UUID, Stood]:
    """The nominations that a reading shows at a moment (µs): in force, or as announced."""
    found = {stream: stood(story, at, announced) for stream, story in stories.items()}
    return {stream: one for stream, one in found.items() if one is not None}


def called(stories: Stories, stream: UUID) -> str:
    """What a nomination is called."""
    entry = stories[stream][0][1]
    return label_of_entry(entry) if isinstance(entry, Entered) else ""


def _fills(entry: Entered, standing: Standing, events: Mapping[int, Event]) -> str | None:
    fills = entry.fills
    for version in standing.changed:
        event = events[version]
        if isinstance(event, Corrected) and event.fills is not None:
            fills = event.fills
    return fills


def place_of(shown_: Shown, stream: UUID, before: int | None = None) -> str:
    """The place that a nomination is in, or was in before an act (version) of its own; its own first one where no reading shows it."""
    seen: set[UUID] = set()
    while stream in shown_ and stream not in seen:
        seen.add(stream)
        here = shown_[stream]
        opened = _opened(here, before)
        if opened != ENTRY or here.fills is None:
            return f"{stream}@{opened}"
        stream, before = parted(here.fills)
    return f"{stream}@{ENTRY}"


def _opened(here: Stood, before: int | None) -> int:
    """The act (version) that gave it a place of its own last."""
    opened = ENTRY
    for version in here.standing.acts:
        if version == before:
            break
        event = here.events[version]
        own = isinstance(event, Moved) or (isinstance(event, Reinstated) and event.further_place)
        if own and version not in here.standing.idle:
            opened = version
    return opened


def occupants(shown_: Shown) -> dict[str, list[UUID]]:
    """Who is on the list, by the place."""
    found: dict[str, list[UUID]] = {}
    for stream, one in shown_.items():
        if one.standing.listed:
            found.setdefault(place_of(shown_, stream), []).append(stream)
    return found


def doubled(shown_: Shown) -> set[tuple[UUID, UUID]]:
    """Every two nominations that are in one place at once, in both orders."""
    return {(one, other) for both in occupants(shown_).values() for one in both for other in both if one != other}


def on_nothing(shown_: Shown) -> set[tuple[UUID, UUID]]:
    """Every nomination on the list that took the place of something whose fall never was, with that."""
    found = set()
    for stream, one in shown_.items():
        if one.fills is None or not one.standing.listed:
            continue
        fallen, version = parted(one.fills)
        if fallen in shown_ and version not in shown_[fallen].standing.acts:
            found.add((stream, fallen))
    return found


def out_of_order(shown_: Shown, stories: Stories) -> set[tuple[UUID, UUID]]:
    """Every nomination that took a place certainly before that fell empty, by the times told, with what fell."""
    found = set()
    for stream, one in shown_.items():
        fallen, version = parted(one.fills) if one.fills is not None else (stream, ENTRY)
        if (
            fallen == stream
            or fallen not in shown_
            or getattr(shown_[fallen].events.get(version), "holds", "") == START
        ):
            continue
        fell, took = _told(stories[fallen], version), _told(stories[stream], ENTRY)
        if fell is not None and took is not None and relation(fell, took) == "after":
            found.add((stream, fallen))
    return found


def _told(story: Story, version: int) -> When | None:
    """The time that an act was told with, as corrected since."""
    change = changes_of(history_of(story)).get(version)
    told = version if change is None else change.version
    event = next((one for _position, one in story if one.originator_version == told), None)
    return event.effective if isinstance(event, Act | Narrowed | TimeCorrected) else None


def newly(
    before: Sequence[set[tuple[UUID, UUID]]], after: Sequence[set[tuple[UUID, UUID]]]
) -> tuple[UUID, UUID] | None:
    """The first pair that was not there before; what stood wrong already keeps nobody from acting."""
    known = set().union(*before)
    return min((pair for pairs in after for pair in pairs if pair not in known), default=None)
