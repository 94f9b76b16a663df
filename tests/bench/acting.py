"""One act on 60 nominations in one append, against the bare save of 60 events on the same kind of database.

Measured is all that recording takes once the form is sent: the stories of the edition, the form's fields, the rules, the append.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import median
from uuid import UUID, uuid4

from eventsourcing.persistence import StoredEvent

from ledger.application.act_forms import record_act
from ledger.bootstrap import Services, build
from ledger.persistence.log import Claim
from ledger.settings import Settings
from tests.bench.result import Measured, seconds
from tests.stress.setting import CATEGORIES, Setting
from tests.support.postgres import server
from tests.support.services import by, embedded

ACTED_ON, IN_ALL = 60, 72
ACTS = (("void", "category_cancelled", "2 October 2026"), ("reinstate", "reconsidered", "3 October 2026"))
EDITIONS = 8
"""Each is acted on once, as an edition is: stories do not grow from round to round."""
STATE = b'{"nonce":"0123456789012345678901","by":{}}' * 16
"""As long as one of these acts is stored."""


def measure(folder: Path) -> list[Measured]:
    """On SQLite and on PostgreSQL."""
    embedded_, served = folder / "acting", folder / "acting-served"
    embedded_.mkdir()
    served.mkdir()
    return [
        _compared("act on 60 nominations, SQLite", embedded(embedded_), 5.0),
        _compared("act on 60 nominations, PostgreSQL", Settings(data=served, database=_database()), 3.5),
    ]


def _compared(name: str, settings: Settings, target: float) -> Measured:
    with build(settings) as services:
        bare = _bare(services)
        _acted(services, 0)
        bare()
        pairs = [(seconds(bare), took) for number in range(1, EDITIONS + 1) for took in _acted(services, number)]
    ratio = median(ours / theirs for theirs, ours in pairs)
    took = 1000 * median(ours for _theirs, ours in pairs)
    return Measured(name, took, "ms", ratio, "a save of 60 events", target, at_most=True)


def _acted(services: Services, number: int) -> list[float]:
    """Seconds of each act on an edition of its own."""
    setting = Setting(services.ledger, Random(number), number, nominations=IN_ALL // CATEGORIES)  # noqa: S311 - names, no secrets
    return [seconds(lambda: _record(services, setting.nominations, *told)) for told in ACTS]  # noqa: B023 - asked at once


def _record(services: Services, inside: list[UUID], verb: str, reason: str, effective: str) -> None:
    ledger, author = services.ledger, by()
    form = {
        "command": str(author.command),
        "seen": str(ledger.recorder.head()[0]),
        "nominations": [str(one) for one in inside[:ACTED_ON]],
        "effective": effective,
        "reason": reason,
        "body": "organiser",
        "source_kind": "letter",
        "source_note": "Folder 12, second drawer",
        "private_reason": "Told by telephone; the letter follows.",
    }
    receipt = record_act(ledger, author, verb, form, ledger.stories(inside))
    if receipt.last - receipt.first + 1 != ACTED_ON:
        raise AssertionError(f"{verb}: {receipt}")


def _bare(services: Services) -> Callable[[], None]:
    recorder = services.ledger.recorder

    def save() -> None:
        command = uuid4()
        key = services.ledger.claim_key("measured", str(command))
        events = [StoredEvent(uuid4(), 1, "nomination.voided", STATE) for _ in range(ACTED_ON)]
        recorder.append(events, command=command, digest=key, answer=b"[]", claims=[Claim(key, command, "measured")])

    return save


def _database() -> str:
    """A database of its own: what was saved beside is of no ledger."""
    import psycopg

    with psycopg.connect(server().get_uri(), autocommit=True) as connection:
        connection.execute("CREATE DATABASE acting")
    return str(server().get_uri()).replace("@/postgres?", "@/acting?")
