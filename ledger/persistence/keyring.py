"""One key for each person, apart from the log: destroying it erases the person's texts wherever they are stored sealed.

The folder holds `master.key`, which wraps the subjects' keys (RFC 3394), `claims.key`, under which claims are hashed and from
which the key for the digests of commands' data is derived, and `subjects.db`. It is an SQLite file on either database, because it
must not be backed up together with the log.
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

from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from ledger.errors import SettingsError
from ledger.persistence.secret_files import FILE_MODE, SIZE, derived, make_folder, read_secret, refuse_readable
from ledger.persistence.sqlite import IN_ONE_QUERY, TRANSLATED

SEEN_WITHIN = 0.05
"""Seconds within which a key destroyed by another process is forgotten by this one."""

_SCHEMA = "CREATE TABLE IF NOT EXISTS subject_keys (subject BLOB NOT NULL PRIMARY KEY, wrapped BLOB) WITHOUT ROWID"
_NEW = "INSERT INTO subject_keys (subject, wrapped) VALUES (?, ?)"
_DESTROY = (
    "INSERT INTO subject_keys (subject, wrapped) VALUES (?, NULL) ON CONFLICT (subject) DO UPDATE SET wrapped = NULL"
)


class Keyring:
    """The keys in a folder of mode 0700, made on first use. Safe for many threads and several processes.

    Raises SettingsError `keys_readable` (group or world may read), `keys_missing` (one of the files is gone while others are
    there), `keys_wrong` (the master key does not fit the subjects' keys), `keys_unusable`; Unavailable when the file is busy.
    """

    def __init__(self, folder: Path, *, cached: int = 50_000) -> None:
        self._path = folder / "subjects.db"
        make_folder(folder)
        self.is_new = not self._path.exists()
        """Whether this opening made the keys; beside a log that has events it means that their keys are lost."""
        self._master = read_secret(folder / "master.key", create=self.is_new)
        self.claim_key = read_secret(folder / "claims.key", create=self.is_new)
        self.digest_key = derived(self.claim_key, "data of a command")
        self._cached = cached
        self._cache: dict[bytes, bytes] = {}
        self._lock = Lock()
        self._checked, self._version = monotonic(), 0
        with TRANSLATED:
            self._connection = self._connect()
        self._check_master()

    def close(self) -> None:
        """Close the file and forget the keys."""
        with self._lock:
            self._cache.clear()
            self._connection.close()

    def ensure(self, subjects: Collection[UUID]) -> None:
        """Give a key to each subject that never had one, in one transaction; a destroyed key stays destroyed."""
        with self._lock:
            self._forget_destroyed()
            missing = [name for subject in subjects if (name := subject.bytes) not in self._cache]
            if not (missing := self._without_row(missing)):
                return
            with self._transaction():
                # In the order of the table each of its pages is written once.
                made = {name: secrets.token_bytes(SIZE) for name in sorted(self._without_row(missing))}
                wrapped = [(name, aes_key_wrap(self._master, key)) for name, key in made.items()]
                self._connection.executemany(_NEW, wrapped)
            for name, key in made.items():
                self._remember(name, key)

    def key(self, subject: UUID) -> bytes | None:
        """The subject's key (32 bytes), None if it was destroyed or never made."""
        name = subject.bytes
        if monotonic() - self._checked < SEEN_WITHIN and (found := self._cache.get(name)) is not None:
            return found
        with self._lock, TRANSLATED:
            self._forget_destroyed()
            if (found := self._cache.get(name)) is not None:
                return found
            row = self._connection.execute("SELECT wrapped FROM subject_keys WHERE subject = ?", (name,)).fetchone()
            if row is None or row[0] is None:
                return None
            key = aes_key_unwrap(self._master, row[0])
            self._remember(name, key)
            return key

    def destroy(self, subject: UUID) -> None:
        """Destroy the subject's key for ever; it is overwritten in the file, and no new one is ever made."""
        with self._lock:
            with self._transaction():
                self._connection.execute(_DESTROY, (subject.bytes,))
            self._cache.pop(subject.bytes, None)

    def _connect(self) -> sqlite3.Connection:
        os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, FILE_MODE))
        refuse_readable(self._path)
        connection = sqlite3.connect(
            f"file:{quote(str(self._path))}?mode=rw", uri=True, isolation_level=None, check_same_thread=False
        )
        # A write-ahead log would keep what was destroyed; so would free space that is not overwritten.
        for setting in ("journal_mode = TRUNCATE", "synchronous = FULL", "secure_delete = ON"):
            connection.execute(f"PRAGMA {setting}")
        connection.execute(_SCHEMA)
        return connection

    def _check_master(self) -> None:
        with TRANSLATED:
            row = self._connection.execute("SELECT wrapped FROM subject_keys WHERE wrapped IS NOT NULL").fetchone()
        try:
            if row is not None:
                aes_key_unwrap(self._master, row[0])
        except InvalidUnwrap as error:
            self.close()
            raise SettingsError("keys_wrong", path=str(self._path.with_name("master.key"))) from error

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with TRANSLATED, self._connection as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield

    def _without_row(self, names: list[bytes]) -> list[bytes]:
        known: set[bytes] = set()
        with TRANSLATED:
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
