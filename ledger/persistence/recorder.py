"""The recorder of the log: everything that is the same on both databases.

A save is written in one transaction under the database's write lock. Positions and `recorded_at` come from the newest row of
`appends`: positions have no gaps, and time never runs backwards, whatever the clock does. When anything in the log contradicts
the save, nothing is written and the reason is looked up afterwards. That is as good as looking first, because rows never change:
what was taken stays taken.
"""

from __future__ import annotations

import hashlib
from abc import abstractmethod
from collections.abc import Callable, Collection, Sequence
from time import sleep
from typing import Any
from uuid import UUID, uuid4

from eventsourcing.persistence import StoredEvent

from ledger.errors import Unavailable
from ledger.persistence.log import (
    AnswerLost,
    Append,
    Appended,
    Claim,
    ClaimTaken,
    CommandReused,
    Contradicted,
    Guard,
    GuardFailed,
    StreamMoved,
    prepared_claims,
    stream_id,
)
from ledger.persistence.reading import LogReader

ATTEMPTS = 3
PAUSE = 0.1
"""Seconds before another attempt, times the number of attempts made."""


class LogRecorder(LogReader):
    """One log. Safe for use by many threads; several processes may open the same log.

    Every method raises Unavailable `store_busy`, `store_full` or `store_gone` when the database cannot answer.
    """

    def __init__(self, clock: Callable[[], int]) -> None:
        self._clock = clock

    @abstractmethod
    def close(self) -> None:
        """Close all connections."""

    def owning_role(self) -> str:
        """The database's role of this process where it owns the log, and so could change it; empty if not, and where there are no roles."""
        return ""

    @abstractmethod
    def _write(self, append: Append) -> tuple[int, int]:
        """Write it in one transaction and return (last, recorded_at); raises Contradicted or AnswerLost."""

    @abstractmethod
    def _remember_key_set(self, fingerprint: bytes) -> None:
        """Keep it unless one is kept already."""

    def remember_key_set(self, fingerprint: bytes) -> bytes:
        """Keep for ever with which keys this log is written; the one that is kept, which may be an earlier caller's."""
        self._remember_key_set(fingerprint)
        return self.key_set() or fingerprint

    def append(
        self,
        stored_events: Sequence[StoredEvent],
        *,
        command: UUID,
        digest: bytes,
        answer: bytes = b"",
        guards: Collection[Guard] = (),
        claims: Collection[Claim] = (),
    ) -> Appended:
        """Write events, receipt and claims, all or nothing; a command that stands in the log already writes nothing.

        `digest` is the keyed hash of the command's data, `answer` the JSON to give again when the command is repeated.
        Raises CommandReused, GuardFailed, ClaimTaken or StreamMoved, in this order, and Unavailable.
        """
        if not stored_events:
            raise ValueError("an accepted command appends at least one event")
        append = Append(stored_events, command, digest, answer, guards, prepared_claims(claims))
        for attempt in range(1, ATTEMPTS + 1):
            try:
                last, recorded_at = self._write(append)
            except Contradicted:
                if (found := self._explain(append)) is not None:
                    return found
            except AnswerLost as lost:
                # If it was written after all, the next attempt is contradicted by its own command, and finds it.
                if attempt == ATTEMPTS:
                    raise Unavailable("store_gone") from lost
                sleep(PAUSE * attempt)
            else:
                return Appended(last, len(stored_events), command, digest, answer, recorded_at)
        raise Unavailable("store_busy")

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> list[int]:
        """The library's front door: `append` with the arguments it is given, else under a command of its own; the positions."""
        if not stored_events:
            return []
        command = kwargs.get("command") or uuid4()
        digest = kwargs.get("digest") or _digest(stored_events)
        given = {name: kwargs[name] for name in ("answer", "guards", "claims") if name in kwargs}
        return list(self.append(stored_events, command=command, digest=digest, **given).positions)

    def _repeated(self, append: Append) -> Appended | None:
        found = self.find_append(append.command)
        if found is not None and found.digest != append.digest:
            raise CommandReused("command_reused", command=append.command)
        return found

    def _explain(self, append: Append) -> Appended | None:
        """Raise what contradicts the save, return the earlier save of the same command, or None to try again."""
        if (found := self._repeated(append)) is not None:
            return found
        versions = self._versions(
            {g.stream for g in append.guards} | {stream_id(e.originator_id) for e in append.events}
        )
        for guard in append.guards:
            if (actual := versions.get(guard.stream, 0)) != guard.version:
                raise GuardFailed("guard_failed", stream=guard.stream, expected=guard.version, actual=actual)
        held = self.claimed([claim.key for claim in append.claims])
        for claim in append.claims:
            if claim.key in held:
                raise ClaimTaken("claim_taken", meant=claim.meant, holder=held[claim.key])
        self._explain_versions(append.events, versions)
        return None

    def _explain_versions(self, events: Sequence[StoredEvent], versions: dict[UUID, int]) -> None:
        named = [(stream_id(e.originator_id), e.originator_version) for e in events]
        if len(set(named)) < len(named):
            raise ValueError("two events of one save have the same stream and version")
        if moved := sorted({id_ for id_, version in named if version <= versions.get(id_, -1)}):
            raise StreamMoved("stream_moved", streams=moved)


def _digest(events: Sequence[StoredEvent]) -> bytes:
    digest = hashlib.sha256()
    for event in events:
        digest.update(f"{event.originator_id}@{event.originator_version} {event.topic} ".encode())
        digest.update(hashlib.sha256(event.state).digest())
    return digest.digest()
