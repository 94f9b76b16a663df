"""The access record: who read what is confidential, as rows that are only ever added, each holding the hash of the one before.

A row is a line of canonical JSON (RFC 8785: ASCII keys in their order, strings and integers), stored as bytes and never made again;
its hash is their SHA-256, which `sha256sum` gives as well. 16 random bytes in each keep the hash from telling what is in it. Nothing
in it names anybody but by an id. The other columns repeat what rows are looked for by. They have no index: a reading is added with every
page, and each index would cost it as much as the row does.
"""

from __future__ import annotations

import hashlib
import os
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec

from ledger.errors import LedgerError

NONE_BEFORE = b"\0" * 32
"""What the first row holds for the hash of the one before it."""
VERSION = 1
_COLUMNS = "number, at, account, kinds, show, entry, hash"


class Access(NamedTuple):
    """What somebody read: who as what, what of it was confidential, on what, by which page."""

    account: str
    """The account's id."""
    role: str
    """As what they read."""
    capacity: str
    """As what they stand on the show's roster; empty where they are on none, and where no one show was read."""
    kinds: tuple[str, ...]
    """Of `ledger.domain.access.KINDS`, in their order; never empty."""
    subject: str
    """`<what>:<id>`, or `ledger` for a page of the whole log."""
    show: str
    """The show's id (hex), empty where it was no one show's."""
    page: str
    """The page's name or the command's, never what was asked of it."""
    via: str = "web"
    """web · cli."""


class AccessRow(NamedTuple):
    """A reading as it stands in the record; `at` in µs since 1970, `entry` the line that is hashed."""

    number: int
    at: int
    account: str
    kinds: str
    show: str
    entry: bytes
    hash: bytes

    @property
    def told(self) -> dict[str, Any]:
        """What the line says. Raises UnreadableAccess."""
        try:
            return msgspec.json.decode(self.entry, type=dict[str, Any])
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise UnreadableAccess("unreadable_access", number=self.number) from error

    @property
    def head(self) -> str:
        """Its hash as the next row and the log hold it."""
        return hash_text(self.hash)


class UnreadableAccess(LedgerError):
    """A row of the access record is not what it was written as (`unreadable_access`, `number`)."""


class Looked(NamedTuple):
    """Which rows are looked for: those of a person (id), of a kind, of a show (hex), from and before instants (µs), before a number.

    `shows` bounds them to these shows (hex) and what is of no one show; None to nothing.
    """

    account: str = ""
    kind: str = ""
    show: str = ""
    since: int | None = None
    until: int | None = None
    before: int | None = None
    shows: tuple[str, ...] | None = None


def hash_text(digest: bytes) -> str:
    """A hash as it is written in lines and in the log."""
    return f"sha256:{digest.hex()}"


def instant_text(at: int) -> str:
    """An instant (µs) as it is written in lines."""
    seconds, us = divmod(at, 1_000_000)
    return f"{_second_text(seconds)}.{us:06}Z"


@lru_cache(maxsize=16)
def _second_text(seconds: int) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds))


def kinds_text(kinds: Sequence[str]) -> str:
    """Kinds as the column holds them, each between spaces."""
    return f" {' '.join(kinds)} "


def next_row(newest: AccessRow | None, access: Access, now: int) -> AccessRow:
    """The row that follows; its instant never lies before the newest one's."""
    number, previous, at = (newest.number + 1, newest.hash, max(now, newest.at)) if newest else (1, NONE_BEFORE, now)
    line = {
        "account": access.account,
        "at": instant_text(at),
        "capacity": access.capacity,
        "kinds": list(access.kinds),
        "n": number,
        "nonce": os.urandom(16).hex(),
        "page": access.page,
        "previous": hash_text(previous),
        "role": access.role,
        "show": access.show,
        "subject": access.subject,
        "v": VERSION,
        "via": access.via,
    }
    entry = msgspec.json.encode(line, order="sorted")
    digest = hashlib.sha256(entry).digest()
    return AccessRow(number, at, access.account, kinds_text(access.kinds), access.show, entry, digest)


class AccessRecord(ABC):
    """One record. Safe for many threads; several processes may open the same.

    Every method raises Unavailable `store_busy`, `store_full` or `store_gone` when the database cannot answer.
    """

    def __init__(self, clock: Callable[[], int]) -> None:
        self.clock = clock

    @abstractmethod
    def close(self) -> None:
        """Let go of the database."""

    @abstractmethod
    def settle(self) -> None:
        """Whatever is in the record is on the disk when this returns."""

    @abstractmethod
    def _append(self, make: Callable[[AccessRow | None], AccessRow]) -> AccessRow:
        """Add the row made from the newest one; no other is added meanwhile."""

    @abstractmethod
    def _read(self, sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
        """The rows of one query with `?` for parameters."""

    def append(self, access: Access) -> AccessRow:
        """Record a reading; it is in the record when this returns."""
        now = self.clock()
        return self._append(lambda newest: next_row(newest, access, now))

    def newest(self, before: int | None = None) -> AccessRow | None:
        """The last row, or the last that is older than an instant (µs); None where there is none."""
        condition, params = ("", []) if before is None else (" WHERE at < ?", [before])
        sql = f"SELECT {_COLUMNS} FROM readings{condition} ORDER BY number DESC LIMIT 1"
        return next(iter(self._rows(sql, params)), None)

    def rows(self, after: int, limit: int) -> list[AccessRow]:
        """Up to `limit` rows after a number, in their order."""
        return self._rows(f"SELECT {_COLUMNS} FROM readings WHERE number > ? ORDER BY number LIMIT ?", [after, limit])

    def find(self, looked: Looked, limit: int) -> list[AccessRow]:
        """Up to `limit` of the rows looked for, the newest first."""
        where, params = _where(looked)
        return self._rows(
            f"SELECT {_COLUMNS} FROM readings WHERE {where} ORDER BY number DESC LIMIT ?", [*params, limit]
        )

    def count(self, looked: Looked) -> int:
        """How many rows are looked for, from whichever number on."""
        where, params = _where(looked._replace(before=None))
        return int(self._read(f"SELECT count(*) FROM readings WHERE {where}", params)[0][0])

    def accounts(self, looked: Looked) -> list[str]:
        """Whose rows are among those looked for, by id."""
        where, params = _where(looked)
        return [row[0] for row in self._read(f"SELECT DISTINCT account FROM readings WHERE {where} ORDER BY 1", params)]

    def _rows(self, sql: str, params: Sequence[Any]) -> list[AccessRow]:
        found = self._read(sql, params)
        return [
            AccessRow(number, at, account, kinds, show, bytes(entry), bytes(digest))
            for number, at, account, kinds, show, entry, digest in found
        ]


def _where(looked: Looked) -> tuple[str, list[Any]]:
    asked: list[tuple[str, Any]] = [
        ("account = ?", looked.account or None),
        ("kinds LIKE ?", f"% {looked.kind} %" if looked.kind else None),
        ("show = ?", looked.show or None),
        ("at >= ?", looked.since),
        ("at < ?", looked.until),
        ("number < ?", looked.before),
    ]
    conditions = [condition for condition, value in asked if value is not None]
    params = [value for _condition, value in asked if value is not None]
    if looked.shows is not None:
        conditions.append(f"show IN ({', '.join('?' * (len(looked.shows) + 1))})")
        params += ["", *looked.shows]
    return " AND ".join(conditions) or "1 = 1", params
