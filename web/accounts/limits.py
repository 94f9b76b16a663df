"""What holds off guessing: each failure counts where it came from, and past a few the next try has to wait, longer each time.

Strangers cannot lock anybody out: in a browser where an account was signed in to before, only that browser's own failures count.
Addresses that have no account are counted alike, so the answer does not tell which have one.
"""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

import structlog
from sqlalchemy import delete
from sqlalchemy.orm import Session

from ledger.errors import TooOften
from web.accounts.tables import Attempt

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
FORGOTTEN_US = 24 * HOUR
"""How long failures count (µs)."""
log = structlog.get_logger("ledger.accounts")


class Bucket(NamedTuple):
    """Tries of one kind from one place: `free` may fail, then each waits twice as long, from `first` to `most` (µs)."""

    kind: str
    place: str
    free: int
    first: int
    most: int
    own: bool = False
    """Whether success forgets earlier failures; those of a whole network or account are nobody's to forget."""


def sign_in_buckets(source: str, email: str, device: str | None) -> list[Bucket]:
    """Where a try at a password counts. `device` is a browser known to the account, None for any other."""
    if device is not None:
        return [Bucket("device", device, 10, 30 * SECOND, HOUR, own=True)]
    return [
        Bucket("pair", f"{source} {email}", 5, 30 * SECOND, HOUR, own=True),
        Bucket("source", source, 30, 30 * SECOND, HOUR),
        Bucket("account", email, 50, 10 * SECOND, 10 * MINUTE),
    ]


def factor_buckets(account: str, device: str | None) -> list[Bucket]:
    """Where a try at a second factor counts: whoever gets so far has the password."""
    place = f"{account} {device}" if device is not None else account
    return [Bucket("factor", place, 5, MINUTE, HOUR, own=True)]


def again_buckets(sign_in: str) -> list[Bucket]:
    """Where a try at confirming oneself counts, in a browser that is signed in."""
    return [Bucket("again", sign_in, 5, MINUTE, HOUR, own=True)]


def link_buckets(source: str) -> list[Bucket]:
    """Where a link that is none counts."""
    return [Bucket("link", source, 20, 30 * SECOND, HOUR)]


def ask_buckets(source: str) -> list[Bucket]:
    """Where asking for a challenge counts, so that nobody fills the disk with them."""
    return [Bucket("ask", source, 300, SECOND, MINUTE)]


def take(session: Session, key: bytes, buckets: Sequence[Bucket], now: int) -> None:
    """Count a try as failed before it is made, so that many at once are no more than one after the other.

    Raises TooOften `too_often` where it has to wait; then nothing is counted.
    """
    found = [session.get(Attempt, _name(key, one)) for one in buckets]
    waits = max((row.closed_until - now for row in found if row is not None), default=0)
    if waits > 0:
        log.warning("held_off", minutes=max(1, round(waits / MINUTE)))
        raise TooOften("too_often", minutes=max(1, round(waits / MINUTE)))
    for bucket, row in zip(buckets, found, strict=True):
        kept = row or Attempt(bucket=_name(key, bucket), failures=0, last_at=now, closed_until=0)
        if now - kept.last_at > FORGOTTEN_US:
            kept.failures = 0
        kept.failures, kept.last_at = kept.failures + 1, now
        over = kept.failures - bucket.free
        if over >= 0:
            kept.closed_until = now + min(bucket.most, bucket.first * 2 ** min(over, 20))
        session.add(kept)


def give_back(session: Session, key: bytes, buckets: Sequence[Bucket], now: int) -> None:
    """The try was good after all."""
    for bucket in buckets:
        row = session.get(Attempt, _name(key, bucket))
        if row is None:
            continue
        if bucket.own:
            session.delete(row)
        else:
            row.failures, row.closed_until = max(0, row.failures - 1), min(row.closed_until, now)


def forget_old(session: Session, now: int) -> None:
    """Let go of failures that count no more."""
    session.execute(delete(Attempt).where(Attempt.last_at < now - FORGOTTEN_US))


def _name(key: bytes, bucket: Bucket) -> bytes:
    return hmac.new(key, f"{bucket.kind}\n{bucket.place}".encode(), sha256).digest()
