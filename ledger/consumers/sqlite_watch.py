"""Whether an SQLite file has changed, asked at every request of a page."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from threading import Lock


class Watch:
    """One connection kept for asking, shared by all threads: SQLite counts the commits of all others for each connection by itself."""

    def __init__(self, connect: Callable[[], sqlite3.Connection]) -> None:
        self._connect = connect
        self._connection: sqlite3.Connection | None = None
        self._closed = False
        self._lock = Lock()

    def mark(self) -> object:
        """Equal as long as nothing was committed to the file, by whatever process; nothing equals the mark of a closed watch."""
        with self._lock:
            if self._closed:
                return object()
            if self._connection is None:
                self._connection = self._connect()
            return self, self._connection.execute("PRAGMA data_version").fetchall()[0][0]

    def close(self) -> None:
        """Let go of the connection."""
        with self._lock:
            self._closed = True
            if self._connection is not None:
                self._connection.close()
