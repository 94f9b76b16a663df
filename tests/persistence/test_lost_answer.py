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

from ledger.errors import Unavailable
from ledger.persistence.postgres import PostgresRecorder
from tests.persistence.logs import Clock, acts, check_whole, claim, digest

COMMITTED = b"COMMIT\x00"


class Wire:
    """Passes bytes between clients and the server; told to, it cuts a client off instead of passing on that it has committed."""

    def __init__(self, server: str, folder: Path) -> None:
        self.cut_next = Event()
        self.cuts = 0
        self._server = server
        self._open: list[socket.socket] = []
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(folder / Path(server).name))
        self._listener.listen()
        self._threads = [Thread(target=self._accept)]
        self._threads[0].start()

    def close(self) -> None:
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
                for source, target, answers in ((client, server, False), (server, client, True)):
                    self._threads.append(Thread(target=self._pass, args=(source, target, answers)))
                    self._threads[-1].start()

    def _pass(self, source: socket.socket, target: socket.socket, answers: bool) -> None:  # noqa: FBT001
        with suppress(OSError):
            while data := source.recv(65536):
                if answers and COMMITTED in data and self.cut_next.is_set():
                    self.cut_next.clear()
                    self.cuts += 1
                    break
                target.sendall(data)
        for end in (source, target):
            _shut(end)


def _shut(end: socket.socket) -> None:
    with suppress(OSError):
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


@pytest.mark.server
def test_server_that_went_away_is_said(postgres_url: str, wire: Wire, tmp_path: Path) -> None:
    recorder = PostgresRecorder(make_conninfo(postgres_url, host=str(tmp_path)), Clock(), lock_timeout=0.3)
    recorder.insert_events(acts())
    wire.close()
    with pytest.raises(Unavailable, match="store_gone"):
        recorder.append(acts(), command=uuid4(), digest=digest())
    with pytest.raises(Unavailable, match="store_gone"):
        recorder.head()
    recorder.close()
