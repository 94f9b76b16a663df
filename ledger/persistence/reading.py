"""What can be read of the log: the same queries on both databases."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any
from uuid import UUID

from eventsourcing.persistence import (
    ApplicationRecorder,
    Notification,
    NotSupportedError,
    StoredEvent,
    Subscription,
)

from ledger.persistence.log import Appended, LogEntry, stream_id

ALL = 2**63 - 1

_ENTRY = "position, recorded_at, originator_id, originator_version, topic, state"
_APPEND = "last, n, command, digest, answer, recorded_at"


class LogReader(ApplicationRecorder):
    """The reading half of a recorder. No method keeps a transaction open after it has returned or between two pages."""

    @abstractmethod
    def _read(self, sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
        """The rows of one query with `?` for parameters."""

    @abstractmethod
    def _among(self, column: str, keys: Collection[Any]) -> Iterator[tuple[str, list[Any]]]:
        """Conditions, with parameters, that together select the rows whose column is one of these keys."""

    @abstractmethod
    def _key(self, id_: UUID) -> Any:
        """An id as the database's parameter."""

    @abstractmethod
    def _id(self, key: Any) -> UUID:
        """An id from the database's column."""

    def find_append(self, command: UUID) -> Appended | None:
        """The save of a command, with `repeated` set; None if it is not in the log."""
        rows = self._read(f"SELECT {_APPEND} FROM appends WHERE command = ?", [self._key(command)])
        for last, n, _, digest, answer, recorded_at in rows:
            return Appended(last, n, command, bytes(digest), bytes(answer), recorded_at, repeated=True)
        return None

    def claimed(self, keys: Collection[bytes]) -> dict[bytes, UUID]:
        """Those of the keys that are taken, with their holders."""
        held: dict[bytes, UUID] = {}
        for condition, params in self._among("key", keys):
            rows = self._read(f"SELECT key, holder FROM claims WHERE {condition}", params)
            held.update((bytes(key), self._id(holder)) for key, holder in rows)
        return held

    def holders(self, meant: str) -> list[UUID]:
        """Every stream that holds a claim of this kind, once each, by the first of its keys."""
        rows = self._read("SELECT holder FROM claims WHERE meant = ? ORDER BY key", [meant])
        return list(dict.fromkeys(self._id(row[0]) for row in rows))

    def head(self) -> tuple[int, int]:
        """The newest position and its `recorded_at` (µs); (0, 0) when the log is empty."""
        rows = self._read("SELECT last, recorded_at FROM appends ORDER BY last DESC LIMIT 1", [])
        return (int(rows[0][0]), int(rows[0][1])) if rows else (0, 0)

    def key_set(self) -> bytes | None:
        """The fingerprint of the keys that this log is written with (32 bytes); None before it was first opened with any."""
        rows = self._read("SELECT fingerprint FROM key_set", [])
        return bytes(rows[0][0]) if rows else None

    def entries(self, after: int, limit: int, upto: int | None = None) -> list[LogEntry]:
        """Up to `limit` entries with `after` < position <= `upto`, by position, each with its command."""
        sql = f"SELECT {_ENTRY} FROM events WHERE position > ? AND position <= ? ORDER BY position LIMIT ?"
        entries = self._entries(self._read(sql, [after, ALL if upto is None else upto, limit]))
        if not entries:
            return []
        sql = "SELECT last, command FROM appends WHERE last >= ? ORDER BY last LIMIT ?"
        appends = iter(self._read(sql, [entries[0].position, len(entries)]))
        last, command = 0, None
        found: list[LogEntry] = []
        for entry in entries:
            while last < entry.position:
                last, key = next(appends, (ALL, None))
                command = None if key is None else self._id(key)
            found.append(entry._replace(command=command))
        return found

    def streams(self, ids: Collection[UUID], upto: int | None = None, *, after: int = 0) -> dict[UUID, list[LogEntry]]:
        """The entries of these streams with `after` < position <= `upto`, by version; ids without entries are left out."""
        found: dict[UUID, list[LogEntry]] = {}
        for condition, params in self._among("originator_id", [self._key(id_) for id_ in set(ids)]):
            sql = (
                f"SELECT {_ENTRY} FROM events WHERE {condition} AND position > ? AND position <= ? "
                "ORDER BY originator_id, originator_version"
            )
            entries = self._entries(self._read(sql, [*params, after, ALL if upto is None else upto]))
            found.update((id_, list(stream)) for id_, stream in groupby(entries, attrgetter("originator_id")))
        return found

    def iter_streams(self, upto: int, page_events: int = 2000) -> Iterator[list[LogEntry]]:
        """Every stream as it was at position `upto`, one list each, by stream id.

        Memory holds one page of events and the longest stream. No transaction stays open between pages.
        """
        sql = (
            f"SELECT {_ENTRY} FROM events WHERE (originator_id, originator_version) > (?, ?) AND position <= ? "
            "ORDER BY originator_id, originator_version LIMIT ?"
        )
        pending: list[LogEntry] = []
        after: tuple[UUID, int] = (UUID(int=0), -1)
        while True:
            page = self._entries(self._read(sql, [self._key(after[0]), after[1], upto, page_events]))
            for entry in page:
                if pending and pending[0].originator_id != entry.originator_id:
                    yield pending
                    pending = []
                pending.append(entry)
            if len(page) < page_events:
                break
            after = (page[-1].originator_id, page[-1].originator_version)
        if pending:
            yield pending

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> list[StoredEvent]:
        """One stream by version, as the library reads it."""
        id_ = stream_id(originator_id)
        sql = (
            "SELECT originator_version, topic, state FROM events "
            "WHERE originator_id = ? AND originator_version > ? AND originator_version <= ? "
            f"ORDER BY originator_version {'DESC' if desc else 'ASC'} LIMIT ?"
        )
        bounds = [-1 if gt is None else gt, ALL if lte is None else lte, ALL if limit is None else limit]
        return [
            StoredEvent(id_, version, topic, bytes(state))
            for version, topic, state in self._read(sql, [self._key(id_), *bounds])
        ]

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> list[Notification]:
        """The log by position, as the library reads it; the notification id is the position."""
        after = 0 if start is None else start - inclusive_of_start
        bounds = [after, ALL if stop is None else stop]
        sql = f"SELECT {_ENTRY} FROM events WHERE position > ? AND position <= ? "
        if topics:
            sql += f"AND topic IN ({', '.join('?' * len(topics))}) "
        entries = self._entries(self._read(f"{sql}ORDER BY position LIMIT ?", [*bounds, *topics, limit]))
        return [Notification(e.originator_id, e.originator_version, e.topic, e.state, e.position) for e in entries]

    def max_notification_id(self) -> int | None:
        """The newest position, None when the log is empty."""
        return self.head()[0] or None

    def subscribe(self, gt: int | None = None, topics: Sequence[str] = ()) -> Subscription[ApplicationRecorder]:
        """Not offered: consumers follow the log with `entries` from a position of their own."""
        raise NotSupportedError("the log is followed with entries(after, limit)", gt, topics)

    def _entries(self, rows: Iterable[tuple[Any, ...]]) -> list[LogEntry]:
        """Rows as entries; an id is made once per run of rows that share it."""
        entries: list[LogEntry] = []
        key, id_ = None, UUID(int=0)
        for position, recorded_at, row_key, version, topic, state in rows:
            if row_key != key:
                key, id_ = row_key, self._id(row_key)
            entries.append(LogEntry(position, recorded_at, id_, version, topic, state))
        return entries

    def _versions(self, ids: Collection[UUID]) -> dict[UUID, int]:
        """The newest version of each stream that exists."""
        found: dict[UUID, int] = {}
        for condition, params in self._among("originator_id", [self._key(id_) for id_ in ids]):
            sql = f"SELECT originator_id, max(originator_version) FROM events WHERE {condition} GROUP BY originator_id"
            found.update((self._id(key), version) for key, version in self._read(sql, params))
        return found
