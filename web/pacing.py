"""gunicorn's worker of threads, whose connections have to hurry: a request that trickles in would keep a thread from everybody else."""

from __future__ import annotations

import socket
import time
from errno import ECONNRESET, EPIPE
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

from web.limits import ARRIVING_SECONDS, LEAVING_SECONDS, SLOWEST


class Hurried(socket.socket):
    """A connection that is taken for broken when a request takes too long to arrive, or an answer to leave."""

    _until = 0.0

    def begin(self) -> None:
        """Another request: its time begins."""
        self._until = time.monotonic() + ARRIVING_SECONDS

    def recv(self, size: int, flags: int = 0, /) -> bytes:
        """What arrives in time. Raises ConnectionResetError."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise ConnectionResetError(ECONNRESET, "the request came too slowly")
        before = self.gettimeout()
        self.settimeout(left)
        try:
            came = super().recv(size, flags)
        except TimeoutError:
            raise ConnectionResetError(ECONNRESET, "the request came too slowly") from None
        finally:
            self.settimeout(before)
        self._until += len(came) / SLOWEST
        return came

    def sendall(self, data: Any, flags: int = 0, /) -> None:
        """All of it, in time. Raises BrokenPipeError."""
        before = self.gettimeout()
        self.settimeout(LEAVING_SECONDS)
        try:
            super().sendall(data, flags)
        except TimeoutError:
            raise BrokenPipeError(EPIPE, "the answer was read too slowly") from None
        finally:
            self.settimeout(before)


class HurriedWorker(ThreadWorker):
    """The worker, with such connections."""

    def handle(self, conn: Any) -> Any:
        """See `ThreadWorker`: one request, in a thread."""
        if not isinstance(conn.sock, Hurried):
            conn.sock = Hurried(fileno=conn.sock.detach())
            conn.sock.settimeout(0.0)
        conn.sock.begin()
        return super().handle(conn)
