"""The connection ends between the commit and its answer: the save is found again by its command, never made twice."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from uuid import uuid4

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from ledger.persistence.postgres import PostgresRecorder
from tests.persistence.logs import Clock, acts, check_whole, claim, digest

COMMITTED = b"COMMIT\x00"


class Wire:
    """Passes bytes between a client and the server, and cuts the client off at the next commit's answer when told to."""

    def __init__(self, server: str, folder: Path) -> None:
        self.cut_next = Event()
        self.cuts = 0
        self._server = server
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(folder / Path(server).name))
        self._listener.listen()
        self._accepting = Thread(target=self._accept)
        self._accepting.start()

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._accepting.join()

    def _accept(self) -> None:
        passing: list[Thread] = []
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                server = socket.socket(socket.AF_UNIX)
                server.connect(self._server)
                for source, target in ((client, server), (server, client)):
                    passing.append(Thread(target=self._pass, args=(source, target)))
                    passing[-1].start()
        for thread in passing:
            thread.join()

    def _pass(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError), source, target:
            while data := source.recv(65536):
                if COMMITTED in data and self.cut_next.is_set():
                    self.cut_next.clear()
                    self.cuts += 1
                    break
                target.sendall(data)
            for end in (source, target):
                end.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def wire(postgres_url: str, tmp_path: Path) -> Iterator[Wire]:
    host = conninfo_to_dict(postgres_url)["host"]
    passing = Wire(f"{host}/.s.PGSQL.5432", tmp_path)
    yield passing
    passing.close()


@pytest.mark.server
def test_save_whose_answer_was_lost_is_found_by_its_command(postgres_url: str, wire: Wire, tmp_path: Path) -> None:
    recorder = PostgresRecorder(make_conninfo(postgres_url, host=str(tmp_path)), Clock())
    recorder.insert_events(acts())
    wire.cut_next.set()
    command = uuid4()
    done = recorder.append(acts(n=2), command=command, digest=digest(), answer=b"a", claims=[claim("a")])
    assert wire.cuts == 1
    assert (done.last, done.n, done.command, done.answer, done.repeated) == (3, 2, command, b"a", True)
    assert check_whole(recorder) == 3
    assert recorder.insert_events(acts()) == [4]
    recorder.close()
    with psycopg.connect(postgres_url) as connection:
        assert connection.execute("SELECT count(*) FROM ledger.appends").fetchone() == (3,)
