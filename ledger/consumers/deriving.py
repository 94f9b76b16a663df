"""From a stream's log entries to its rows, with a stream at fault kept apart from all others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from ledger.consumers.consumer import Consumer, Stream
from ledger.consumers.rows import Rows, error_text
from ledger.domain.event import Event
from ledger.persistence.log import LogEntry

Decode = Callable[[LogEntry], Event]


class Deriving:
    """Derives streams into `rows`; `failed` says which raised, by class and code, `spans` their first and last positions."""

    def __init__(self, consumer: Consumer, decode: Decode, rows: Rows) -> None:
        self.rows = rows
        self.failed: dict[UUID, str] = {}
        self.spans: dict[UUID, tuple[int, int]] = {}
        self._derive = consumer.derive
        self._decode = decode
        self._follows = consumer.follows
        self._topics: dict[str, bool] = {}

    def follows(self, topic: str) -> bool:
        """Whether the consumer follows the topic, remembered: asked for every entry."""
        known = self._topics.get(topic)
        if known is None:
            known = self._topics[topic] = self._follows(topic)
        return known

    def derive(self, entries: Sequence[LogEntry]) -> None:
        """Add the rows of one whole stream; what it raises is noted, never raised."""
        followed = [entry for entry in entries if self.follows(entry.topic)]
        if not followed:
            return
        stream = followed[0].originator_id
        self.spans[stream] = (followed[0].position, followed[-1].position)
        try:
            decoded = [(entry, self._decode(entry)) for entry in followed]
            self.rows.add(stream, self._derive(Stream(stream, decoded)))
        except Exception as error:  # noqa: BLE001 - whatever one stream raises must not stop the others
            self.failed[stream] = error_text(error)

    def derive_all(self, streams: Mapping[UUID, Sequence[LogEntry]]) -> None:
        """`derive` for each."""
        for entries in streams.values():
            self.derive(entries)

    def clear(self) -> None:
        """Forget everything derived so far."""
        self.rows.clear()
        self.failed.clear()
        self.spans.clear()
