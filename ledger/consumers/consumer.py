"""What a consumer is: a pure function from one stream of the log to rows of its own tables."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple, Protocol
from uuid import UUID

from sqlalchemy import MetaData, Table

from ledger.domain.event import Event
from ledger.persistence.log import LogEntry

NAME = re.compile(r"[a-z][a-z_]{0,40}")


class Stream(NamedTuple):
    """The acts of one stream that a consumer follows, in order of version, each with the log's own record of it."""

    id: UUID
    entries: list[tuple[LogEntry, Event]]


class Log(Protocol):
    """What a consumer reads of the log; positions are dense and start at 1."""

    def head(self) -> tuple[int, int]:
        """The newest position and when it was recorded (µs), (0, 0) when the log is empty."""

    def entries(self, after: int, limit: int, upto: int | None = None) -> list[LogEntry]:
        """Up to `limit` entries with `after` < position <= `upto`, by position."""

    def streams(self, ids: Collection[UUID], upto: int | None = None) -> dict[UUID, list[LogEntry]]:
        """The entries of these streams with position <= `upto`, by version."""

    def iter_streams(self, upto: int, page_events: int = 2000) -> Iterator[list[LogEntry]]:
        """Every stream as it was at `upto`, by stream id, in constant memory."""


class Consumer(ABC):
    """A read model: which streams it follows and which rows each of them gives.

    Every table of `metadata` has a text column `subject` (the stream's id as 32 hex digits) by which its rows are deleted and rewritten,
    and a natural primary key; a row names every column of its table. `revision` is raised whenever `derive` or a table changes.
    """

    name: str
    revision: int
    metadata: MetaData
    kinds: frozenset[str]
    """Topics are followed by what stands before their first dot: "nomination" follows "nomination.withdrawn"."""

    @abstractmethod
    def derive(self, stream: Stream) -> Iterable[tuple[Table, Mapping[str, object]]]:
        """The rows of one stream: a function of the stream alone, so that any rebuild gives the same rows."""

    def follows(self, topic: str) -> bool:
        """Whether events of this topic reach `derive`."""
        return topic.partition(".")[0] in self.kinds


def require_sound(consumer: Consumer) -> None:
    """Raise TypeError where the consumer's declarations could not hold: found at the start, not at the first event."""
    if not NAME.fullmatch(consumer.name):
        raise TypeError(f"a consumer's name is lower-case letters and underscores, not {consumer.name!r}")
    if not consumer.kinds:
        raise TypeError(f"{consumer.name} follows nothing")
    for table in consumer.metadata.sorted_tables:
        if table.schema is not None or "subject" not in table.columns or not table.primary_key.columns:
            raise TypeError(f"{consumer.name}.{table.name} needs a primary key, a column subject and no schema")
        leading = [next(iter(table.primary_key.columns)).name, *(index.columns[0].name for index in table.indexes)]
        if "subject" not in leading:
            raise TypeError(f"{consumer.name}.{table.name} needs a key or an index that begins with subject")
