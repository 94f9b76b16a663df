"""Streams as they were read before, so that a form, its preview and its recording do not each read an edition anew."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from ledger.domain.readings import Told

if TYPE_CHECKING:
    from ledger.domain.event import Event
    from ledger.persistence.keyring import Keyring
    from ledger.persistence.mapper import EventMapper
    from ledger.persistence.recorder import LogRecorder

Story = Sequence[tuple[int, "Event"]]
"""A stream as (position, event), by version."""

EVENTS_KEPT = 10_000


class Kept(NamedTuple):
    """A stream with everything up to a position of the log."""

    story: Told
    upto: int


class KeptStories:
    """Reads streams, of those read lately only what has been added since. Safe for many threads.

    What is recorded never changes, so what is kept cannot be wrong, only short. Events remember the personal texts that were asked
    of them: once any key has been destroyed, by whatever process, nothing of what was kept is given again.
    """

    def __init__(
        self, recorder: LogRecorder, mapper: EventMapper, keyring: Keyring, *, events: int = EVENTS_KEPT
    ) -> None:
        self._recorder, self._mapper, self._keyring = recorder, mapper, keyring
        self._room = events
        self._held = 0
        self._mark: object = None
        self._kept: dict[UUID, Kept] = {}
        self._lock = Lock()

    def read(self, streams: Collection[UUID]) -> dict[UUID, Story]:
        """These streams, each up to now; one that does not exist is left out. Raises UnknownTopic, UnreadableEvent."""
        mark, upto = self._keyring.mark(), self._recorder.head()[0]
        before = self._known(mark, streams)
        new = [stream for stream in streams if stream not in before]
        found = {stream: Told(story) for stream, story in self._decoded(new, after=0, upto=upto)}
        added = dict(self._decoded(before, after=min((one.upto for one in before.values()), default=0), upto=upto))
        for stream, one in before.items():
            newest = one.story[-1][1].originator_version
            later = [entry for entry in added.get(stream, ()) if entry[1].originator_version > newest]
            found[stream] = Told((*one.story, *later)) if later else one.story
        self._keep(mark, found, upto)
        return {stream: found[stream] for stream in streams if stream in found}

    def _known(self, mark: object, streams: Collection[UUID]) -> dict[UUID, Kept]:
        with self._lock:
            if mark != self._mark:
                self._kept.clear()
                self._mark, self._held = mark, 0
            return {stream: one for stream in streams if (one := self._kept.get(stream)) is not None}

    def _decoded(
        self, streams: Collection[UUID], after: int, upto: int
    ) -> Iterator[tuple[UUID, list[tuple[int, Event]]]]:
        if not streams or after >= upto:
            return
        decode = self._mapper.decode
        for stream, entries in self._recorder.streams(streams, upto, after=after).items():
            yield stream, [(entry.position, decode(entry)) for entry in entries]

    def _keep(self, mark: object, found: dict[UUID, Told], upto: int) -> None:
        """The longest unread go first."""
        with self._lock:
            if mark != self._mark:
                return
            for stream, story in found.items():
                earlier = self._kept.pop(stream, None)
                if earlier is not None and earlier.upto > upto:
                    self._kept[stream] = earlier
                    continue
                self._kept[stream] = Kept(story, upto)
                self._held += len(story) - (len(earlier.story) if earlier else 0)
            while self._held > self._room:
                self._held -= len(self._kept.pop(next(iter(self._kept))).story)
