"""Streams whose rows cannot be derived: tried again with growing pauses, then parked until somebody asks for another try.

Later acts of such a stream wait with it, its rows stay as they last were, and all other streams go on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from ledger.consumers.position import PARKED
from ledger.consumers.rows import chunks

SECOND = 1_000_000
PAUSES = (1 * SECOND, 5 * SECOND, 30 * SECOND)
"""Microseconds before the second, third and fourth try; after the fourth a stream is parked for good."""
RETRIED_AT_ONCE = 100
ASKED_AT_ONCE = 1000


class Parked(NamedTuple):
    """One stream held back from `first_position` to `last_position`; `next_try` (µs) is None once only a person's `retry` helps.

    `error` is the class and code of what went wrong, `failed_at` when it last did (µs).
    """

    stream: UUID
    first_position: int
    last_position: int
    attempts: int
    error: str
    failed_at: int
    next_try: int | None


def parked_streams(connection: Connection, limit: int = 1000) -> list[Parked]:
    """The streams held back, the longest-waiting first."""
    found = connection.execute(select(PARKED).order_by(PARKED.c.first_position, PARKED.c.subject).limit(limit))
    return [Parked(UUID(hex=subject), *rest) for subject, *rest in found]


def parked_count(connection: Connection) -> int:
    """How many streams are held back."""
    return connection.execute(_COUNT).scalar_one()


def retry_due(connection: Connection, now: int) -> bool:
    """Whether a stream waits for a try that is due."""
    return connection.execute(_DUE, {"now": now, "limit": 1}).first() is not None


def held(connection: Connection, streams: Collection[UUID], now: int) -> dict[UUID, Parked]:
    """Which of these streams are held back, and those whose next try is due (up to a hundred)."""
    if connection.execute(_ANY).first() is None:
        return {}
    found = list(connection.execute(_DUE, {"now": now, "limit": RETRIED_AT_ONCE}))
    for chunk in chunks((stream.hex for stream in streams), ASKED_AT_ONCE):
        found += connection.execute(_AMONG, {"subjects": chunk})
    return {UUID(hex=subject): Parked(UUID(hex=subject), *rest) for subject, *rest in found}


def hold(
    connection: Connection, failed: Mapping[UUID, tuple[str, int, int]], before: Mapping[UUID, Parked], now: int
) -> None:
    """Note failures as (error, first position, last position); a stream held before keeps its first position and counts on."""
    rows = []
    for stream, (error, first, last) in failed.items():
        known = before.get(stream)
        attempts = known.attempts + 1 if known else 1
        next_try = now + PAUSES[attempts - 1] if attempts <= len(PAUSES) else None
        rows.append(
            {
                "subject": stream.hex,
                "first_position": known.first_position if known else first,
                "last_position": last,
                "attempts": attempts,
                "error": error,
                "failed_at": now,
                "next_try": next_try,
            }
        )
    release(connection, failed)
    if rows:
        connection.execute(insert(PARKED), rows)


def lengthen(connection: Connection, last_positions: Mapping[UUID, int]) -> None:
    """Note later acts of streams that are held back."""
    if last_positions:
        connection.execute(
            update(PARKED).where(PARKED.c.subject == bindparam("stream")).values(last_position=bindparam("last")),
            [{"stream": stream.hex, "last": last} for stream, last in last_positions.items()],
        )


def release(connection: Connection, streams: Iterable[UUID]) -> None:
    """Hold these streams back no longer."""
    for chunk in chunks((stream.hex for stream in streams), ASKED_AT_ONCE):
        connection.execute(delete(PARKED).where(PARKED.c.subject.in_(chunk)))


_COUNT = select(func.count()).select_from(PARKED)
_ANY = select(PARKED.c.subject).limit(1)
_DUE = select(PARKED).where(PARKED.c.next_try <= bindparam("now")).order_by(PARKED.c.next_try).limit(bindparam("limit"))
_AMONG = select(PARKED).where(PARKED.c.subject.in_(bindparam("subjects", expanding=True)))
