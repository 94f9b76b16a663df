"""The connection ends between the commit and its answer: the save is found again by its command, never made twice."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from ledger.errors import Unavailable
from ledger.persistence.postgres import PostgresRecorder
from tests.persistence.logs import Clock, acts, check_whole, claim, digest
from tests.persistence.wire import Wire


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
