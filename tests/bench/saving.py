"""One event saved with receipt and claim, against the library's own save on the same database."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from statistics import median
from uuid import uuid4

from eventsourcing.persistence import StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore
from eventsourcing.sqlite import SQLiteApplicationRecorder, SQLiteDatastore

from ledger.bootstrap import clock
from ledger.persistence.log import Claim
from ledger.persistence.store import open_recorder
from tests.bench.result import Measured, seconds
from tests.support.postgres import server

ROUNDS, SAVES = 7, 300
STATE = b'{"nonce":"0123456789012345678901","by":{}}' * 8


def _event() -> StoredEvent:
    return StoredEvent(uuid4(), 1, "nomination.entered", STATE)


def _ours(url: str) -> Callable[[], None]:
    recorder = open_recorder(url, clock)

    def save() -> None:
        for _ in range(SAVES):
            event, command = _event(), uuid4()
            key = hashlib.sha256(command.bytes).digest()
            recorder.append(
                [event], command=command, digest=key, answer=b"[]", claims=[Claim(key, command, "nomination")]
            )

    return save


def _stock(recorder: SQLiteApplicationRecorder | PostgresApplicationRecorder) -> Callable[[], None]:
    recorder.create_table()

    def save() -> None:
        for _ in range(SAVES):
            recorder.insert_events([_event()])

    return save


def _compare(name: str, ours: Callable[[], None], stock: Callable[[], None], target: float) -> Measured:
    ours()
    stock()
    pairs = [(seconds(stock), seconds(ours)) for _ in range(ROUNDS)]
    ratio = median(theirs / mine for theirs, mine in pairs)
    return Measured(name, SAVES / median(mine for _, mine in pairs), "saves/s", ratio, "stock save", target)


def measure(folder: Path) -> list[Measured]:
    """On SQLite, where full sync is the default of both, and on PostgreSQL."""
    datastore = SQLiteDatastore(str(folder / "stock.db"))
    results = [
        _compare(
            "save one event, SQLite",
            _ours(f"sqlite:///{folder / 'ours.db'}"),
            _stock(SQLiteApplicationRecorder(datastore)),
            0.75,
        )
    ]
    url = str(server().get_uri())
    return [*results, _compare("save one event, PostgreSQL", _ours(url), _stock(_postgres(url)), 0.9)]


def _postgres(url: str) -> PostgresApplicationRecorder:
    from psycopg.conninfo import conninfo_to_dict

    told = conninfo_to_dict(url)
    return PostgresApplicationRecorder(
        PostgresDatastore(
            dbname=str(told["dbname"]),
            host=str(told["host"]),
            port=str(told.get("port", 5432)),
            user=str(told["user"]),
            password=str(told.get("password", "")),
        )
    )
