"""The wire between a recorder and the PostgreSQL server, to be cut where a machine, a network or a process ends."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

from psycopg.conninfo import conninfo_to_dict

COMMITTED = b"COMMIT\x00"


class Wire:
    """Passes messages between clients and the server of `url`, over a socket in `folder`.

    With `cut_next` set, it cuts a client off instead of passing on that it has committed.
    """

    def __init__(self, url: str, folder: Path) -> None:
        self.cut_next = Event()
        self.cuts = 0
        self.let_go = Event()
        self._server = f"{conninfo_to_dict(url)['host']}/.s.PGSQL.5432"
        self._victim: int | None = None
        self._left = 0
        self._open: list[socket.socket] = []
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(folder / Path(self._server).name))
        self._listener.listen()
        self._threads = [Thread(target=self._accept)]
        self._threads[0].start()

    def kill_after(self, messages: int, process: int) -> None:
        """Pass on so many messages more, then kill the process that sends them; `let_go` is set once the server knows."""
        self.let_go.clear()
        self._left, self._victim = messages, process

    def close(self) -> None:
        """Cut everybody off."""
        for end in (self._listener, *self._open):
            _shut(end)
        for thread in self._threads:
            thread.join()
        for end in (self._listener, *self._open):
            end.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                server = socket.socket(socket.AF_UNIX)
                server.connect(self._server)
                self._open += (client, server)
                for passing in (self._ask, self._answer):
                    self._threads.append(Thread(target=passing, args=(client, server)))
                    self._threads[-1].start()

    def _ask(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            for message in _messages(client):
                if self._victim is not None and self._left == 0:
                    os.kill(self._victim, signal.SIGKILL)
                    self._victim = None
                    break
                self._left -= 1
                server.sendall(message)
        # Only this direction: that the server ends its own is how it says that it is done.
        with suppress(OSError):
            server.shutdown(socket.SHUT_WR)

    def _answer(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while data := server.recv(65536):
                if COMMITTED in data and self.cut_next.is_set():
                    self.cut_next.clear()
                    self.cuts += 1
                    _shut(server)
                    break
                with suppress(OSError):
                    client.sendall(data)
        self.let_go.set()
        _shut(client)


def _messages(client: socket.socket) -> Iterator[bytes]:
    """What a client sends, message by message: a byte for its kind, but for the first, and four for the length."""
    with client.makefile("rb") as stream:
        kind = 0
        while header := stream.read(kind + 4):
            yield header + stream.read(int.from_bytes(header[kind:], "big") - 4)
            kind = 1


def _shut(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
