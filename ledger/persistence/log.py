"""What is written to the log and read from it, and how the log says no.

The log is four tables: `events` (the acts, by position), `appends` (one row per save: its receipt, the ledger's clock and the
source of positions), `claims` (what may exist only once) and `key_set` (one row: which keys it is written with). Rows are added,
never changed.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple
from uuid import UUID

from eventsourcing.persistence import IntegrityError, StoredEvent

from ledger.errors import Conflict, LedgerError, Refused


class LogEntry(NamedTuple):
    """One event as it stands in the log; `recorded_at` in µs since 1970, `command` None where it was not read along."""

    position: int
    recorded_at: int
    originator_id: UUID
    originator_version: int
    topic: str
    state: bytes
    command: UUID | None = None


class Claim(NamedTuple):
    """What may exist only once, as a keyed hash (HMAC-SHA256, 32 bytes), who holds it, and as a short code what it means."""

    key: bytes
    holder: UUID
    meant: str


class Guard(NamedTuple):
    """A stream that a command relied on without changing it, at the version it saw (0: the stream does not exist)."""

    stream: UUID
    version: int


class Appended(NamedTuple):
    """One save: positions `last - n + 1` to `last`, by which command, answered how, recorded when (µs).

    `repeated`: the command was already in the log and this call wrote nothing.
    """

    last: int
    n: int
    command: UUID
    digest: bytes
    answer: bytes
    recorded_at: int
    repeated: bool = False

    @property
    def positions(self) -> range:
        """The positions of its events."""
        return range(self.last - self.n + 1, self.last + 1)


class CommandReused(Conflict):
    """The command id stands in the log with other data (`command_reused`)."""


class StreamMoved(Conflict, IntegrityError):
    """Somebody else added to a stream meanwhile (`stream_moved`, `streams`: their ids)."""


class GuardFailed(Conflict):
    """What the command relied on has changed meanwhile (`guard_failed`, `stream`, `expected`, `actual`)."""


class ClaimTaken(Refused):
    """What may exist only once exists already (`claim_taken`, `meant`, `holder`)."""


class Contradicted(Exception):
    """The write was refused as a whole: something in the log contradicts it."""


class AnswerLost(LedgerError):
    """The connection ended before the answer came: the save may or may not have happened (`answer_lost`, kept inside)."""


class Append(NamedTuple):
    """What one save is to write, all or nothing; claims are sorted, so that two saves never wait for each other crosswise."""

    events: Sequence[StoredEvent]
    command: UUID
    digest: bytes
    answer: bytes
    guards: Collection[Guard]
    claims: Sequence[Claim]


def prepared_claims(claims: Collection[Claim]) -> list[Claim]:
    """The claims of one save sorted, each once; refused if two different holders want the same."""
    held: dict[bytes, Claim] = {}
    for claim in claims:
        first = held.setdefault(claim.key, claim)
        if first.holder != claim.holder:
            raise ClaimTaken("claim_taken", meant=claim.meant, holder=first.holder)
    return [held[key] for key in sorted(held)]


def stream_id(originator_id: UUID | str) -> UUID:
    """The stream's id; the library allows text, the log holds UUIDs."""
    return originator_id if isinstance(originator_id, UUID) else UUID(originator_id)
