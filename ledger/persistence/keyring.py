"""One key for each person, apart from the log: destroying it erases the person's texts wherever they are stored sealed.

The folder holds `master.key`, which wraps the subjects' keys (RFC 3394), `claims.key`, under which claims are hashed and from which
the key for the digests of commands' data is derived, both with later generations beside them (`master.2.key` …), and `subjects.db`. It
is an SQLite file on either database, because it must not be backed up together with the log.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from time import monotonic
from urllib.parse import quote
from uuid import UUID

from ledger.errors import SettingsError
from ledger.persistence.claim_keys import ClaimKeys
from ledger.persistence.master_key import MasterKey
from ledger.persistence.secret_files import (
    FILE_MODE,
    SIZE,
    derived,
    find_folder,
    make_folder,
)
from ledger.persistence.sqlite import IN_ONE_QUERY, Translated
from ledger.settings import refuse_readable

SEEN_WITHIN = 0.05
"""Seconds within which a key destroyed by another process is forgotten by this one."""

_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS subject_keys (subject BLOB NOT NULL PRIMARY KEY, wrapped BLOB) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS key_set (one INTEGER PRIMARY KEY CHECK (one = 1), wrapped BLOB NOT NULL)",
)
_NEW = "INSERT INTO subject_keys (subject, wrapped) VALUES (?, ?)"
_KNOWN = "SELECT wrapped FROM key_set"
_WRAP = "UPDATE subject_keys SET wrapped = ? WHERE subject = ?"
_KNOW = "INSERT OR IGNORE INTO key_set (one, wrapped) VALUES (1, ?)"
_DESTROY = (
    "INSERT INTO subject_keys (subject, wrapped) VALUES (?, NULL) ON CONFLICT (subject) DO UPDATE SET wrapped = NULL"
)


class Keyring:
    """The keys in a folder of mode 0700. Safe for many threads and several processes.

    With `create` they are made where there are none. The three files belong together: `subjects.db` holds the fingerprint of
    `claims.key` wrapped by `master.key`.
    Raises SettingsError `others_can_read` (group or world may read), `keys_missing` (something is gone that must not be new),
    `keys_wrong` (one of the files is another set's), `keys_unusable`; Unavailable when the file is busy.
    """

    def __init__(self, folder: Path, *, create: bool = True, cached: int = 50_000) -> None:
        self._path = folder / "subjects.db"
        self._translated = Translated(folder)
        (make_folder if create else find_folder)(folder)
        new = create and not self._path.exists()
        self._master = MasterKey(folder / "master.key", create=new)
        self.claims = ClaimKeys(folder, create=new)
        self.fingerprint = derived(self.claims.first, "fingerprint of a set of keys")
        """Tells this set of keys from any other, and nothing of what is in it (32 bytes)."""
        self._cached = cached
        self._cache: dict[bytes, bytes] = {}
        self._lock = Lock()
        self._checked, self._version = monotonic(), 0
        self._destroyed = 0
        with self._translated:
            self._connection = self._connect(create=create)
        try:
            self._check_set()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close the file and forget the keys."""
        with self._lock:
            self._cache.clear()
            self._connection.close()

    def ensure(self, subjects: Collection[UUID]) -> None:
        """Give a key to each subject that never had one, in one transaction; a destroyed key stays destroyed."""
        with self._lock, self._translated:
            self._forget_destroyed()
            missing = [name for subject in subjects if (name := subject.bytes) not in self._cache]
            if not (missing := self._without_row(missing)):
                return
            with self._transaction():
                # In the order of the table each of its pages is written once.
                self._follow_master()
                made = {name: secrets.token_bytes(SIZE) for name in sorted(self._without_row(missing))}
                wrapped = [(name, self._master.wrap(key)) for name, key in made.items()]
                self._connection.executemany(_NEW, wrapped)
            for name, key in made.items():
                self._remember(name, key)

    def key(self, subject: UUID) -> bytes | None:
        """The subject's key (32 bytes), None if it was destroyed or never made."""
        name = subject.bytes
        if monotonic() - self._checked < SEEN_WITHIN and (found := self._cache.get(name)) is not None:
            return found
        with self._lock, self._translated:
            self._forget_destroyed()
            if (found := self._cache.get(name)) is not None:
                return found
            row = self._connection.execute("SELECT wrapped FROM subject_keys WHERE subject = ?", (name,)).fetchone()
            if row is None or row[0] is None:
                return None
            key = self._master.unwrap(row[0])
            self._remember(name, key)
            return key

    def destroy(self, subject: UUID) -> None:
        """Destroy the subject's key for ever; it is overwritten in the file, and no new one is ever made."""
        with self._lock:
            with self._transaction():
                self._connection.execute(_DESTROY, (subject.bytes,))
            self._cache.pop(subject.bytes, None)
            self._destroyed += 1

    def mark(self) -> object:
        """Equal marks: no key was destroyed in between, by whatever process; what is read from now on knows of all before."""
        with self._lock, self._translated:
            self._forget_destroyed()
            return self._version, self._destroyed

    def is_wrapped_by_newest(self) -> bool:
        """Whether the newest master key wraps what is here; else a change of it was interrupted."""
        with self._lock, self._translated:
            return self._master.is_newest(self._connection.execute(_KNOWN).fetchone()[0])

    def wrap_anew(self) -> int:
        """Wrap every key under the newest master key, all or none; how many there are. A destroyed key stays destroyed.

        Raises SettingsError `keys_wrong` where one was wrapped by a master key that is not here.
        """
        with self._lock, self._transaction():
            self._master.read_again()
            rows = self._connection.execute(
                "SELECT subject, wrapped FROM subject_keys WHERE wrapped IS NOT NULL"
            ).fetchall()
            self._connection.executemany(_WRAP, ((self._anew(wrapped), subject) for subject, wrapped in rows))
            known = self._connection.execute(_KNOWN).fetchone()[0]
            self._connection.execute("UPDATE key_set SET wrapped = ?", (self._anew(known),))
        return len(rows)

    def _anew(self, wrapped: bytes) -> bytes:
        return self._master.wrap(self._master.unwrap(wrapped))

    def _follow_master(self) -> None:
        """Within a transaction: what is wrapped from here on is not wrapped by a master key that another process has left behind."""
        if not self._master.is_newest(self._connection.execute(_KNOWN).fetchone()[0]):
            self._master.read_again()

    def _connect(self, *, create: bool) -> sqlite3.Connection:
        if create:
            os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, FILE_MODE))
        elif not self._path.exists():
            raise SettingsError("keys_missing", path=str(self._path))
        refuse_readable(self._path)
        connection = sqlite3.connect(
            f"file:{quote(str(self._path))}?mode=rw", uri=True, isolation_level=None, check_same_thread=False
        )
        # A write-ahead log would keep what was destroyed; so would free space that is not overwritten.
        for setting in ("journal_mode = TRUNCATE", "synchronous = FULL", "secure_delete = ON"):
            connection.execute(f"PRAGMA {setting}")
        if not create and not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'subject_keys'").fetchone():
            connection.close()
            raise SettingsError("keys_missing", path=str(self._path))
        for statement in _SCHEMA:
            connection.execute(statement)
        return connection

    def _check_set(self) -> None:
        """Refuse files that do not belong together; a file made before it held a fingerprint is given one."""
        with self._translated:
            known = self._connection.execute(_KNOWN).fetchone()
            any_ = "SELECT wrapped FROM subject_keys WHERE wrapped IS NOT NULL LIMIT 1"
            one = known or self._connection.execute(any_).fetchone()
        opened = self._master.unwrap(one[0]) if one else None
        if known is None:
            with self._transaction():
                self._connection.execute(_KNOW, (self._master.wrap(self.fingerprint),))
        elif opened != self.fingerprint:
            raise SettingsError("keys_wrong", path=str(self._path.parent))

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._translated, self._connection as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield

    def _without_row(self, names: list[bytes]) -> list[bytes]:
        known: set[bytes] = set()
        with self._translated:
            for start in range(0, len(names), IN_ONE_QUERY):
                chunk = names[start : start + IN_ONE_QUERY]
                sql = f"SELECT subject FROM subject_keys WHERE subject IN ({', '.join('?' * len(chunk))})"
                known.update(row[0] for row in self._connection.execute(sql, chunk))
        return [name for name in names if name not in known]

    def _forget_destroyed(self) -> None:
        """Drop the cache when another process has changed the file."""
        version = self._connection.execute("PRAGMA data_version").fetchone()[0]
        if version != self._version:
            self._cache.clear()
            self._version = version
        self._checked = monotonic()

    def _remember(self, name: bytes, key: bytes) -> None:
        while len(self._cache) >= self._cached:
            self._cache.pop(next(iter(self._cache)))
        self._cache[name] = key
