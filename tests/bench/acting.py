"""One act on 60 nominations in one append, and one decision with a consequence for each, against the library saving 60 events.

Both stand on the same kind of database.

Measured is all that recording takes once the previewed form is sent: the stories of the edition, of which the preview has read what
there was, the form's fields, the rules, the append.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from statistics import median
from uuid import UUID

import psycopg
from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from ledger.application.act_forms import preview_act, record_act
from ledger.application.ruling_forms import preview_ruling, record_ruling
from ledger.bootstrap import Services, build
from ledger.domain.values import Provenance
from ledger.settings import Settings
from tests.bench.result import Measured, seconds
from tests.stress.setting import CATEGORIES, Setting
from tests.support.postgres import server
from tests.support.services import by, embedded

ACTED_ON, IN_ALL = 60, 72
ACTS = (("void", "category_cancelled", "2 October 2026"), ("reinstate", "reconsidered", "3 October 2026"))
EDITIONS = 8
"""Each is acted on once, as an edition is: stories do not grow from round to round."""


class _Bare(Aggregate):
    """The library's own kind of aggregate."""

    def __init__(self) -> None:
        self.told = ""

    @event("Told")
    def tell(self, what: str) -> None:
        """One more event."""
        self.told = what


TEXT = "As long as one of these acts is stored. " * 25


def measure(folder: Path) -> list[Measured]:
    """On SQLite and on PostgreSQL."""
    embedded_, served = folder / "acting", folder / "acting-served"
    embedded_.mkdir()
    served.mkdir()
    url = _database()
    told = conninfo_to_dict(url)
    stock_served = {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "POSTGRES_DBNAME": str(told["dbname"]),
        "POSTGRES_HOST": str(told["host"]),
        "POSTGRES_PORT": str(told.get("port", 5432)),
        "POSTGRES_USER": str(told["user"]),
        "POSTGRES_PASSWORD": str(told.get("password", "")),
    }
    stock = {"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": str(embedded_ / "bare.db")}
    return [
        _compared("act on 60 nominations, SQLite", embedded(embedded_), stock, 5.0),
        _compared("act on 60 nominations, PostgreSQL", Settings(data=served, database=url), stock_served, 3.5),
        *_rulings(folder, stock, stock_served),
    ]


def _rulings(folder: Path, stock: dict[str, str], stock_served: dict[str, str]) -> list[Measured]:
    """A decision on 60 nominations with different consequences, on ledgers of their own."""
    embedded_, served = folder / "ruling", folder / "ruling-served"
    embedded_.mkdir()
    served.mkdir()
    settings = Settings(data=served, database=_database("ruling"))
    return [
        _compared("decision on 60 nominations, SQLite", embedded(embedded_), stock, 5.0, _decided),
        _compared("decision on 60 nominations, PostgreSQL", settings, stock_served, 3.5, _decided),
    ]


def _compared(
    name: str,
    settings: Settings,
    stock: dict[str, str],
    target: float,
    acted: Callable[[Services, int], list[float]] | None = None,
) -> Measured:
    acted = acted or _acted
    with build(settings) as services:
        bare = _bare(stock)
        acted(services, 0)
        bare()
        pairs = [(seconds(bare), took) for number in range(1, EDITIONS + 1) for took in acted(services, number)]
    ratio = median(ours / theirs for theirs, ours in pairs)
    took = 1000 * median(ours for _theirs, ours in pairs)
    return Measured(name, took, "ms", ratio, "the library saving 60 events", target, at_most=True)


def _acted(services: Services, number: int) -> list[float]:
    """Seconds of each act on an edition of its own."""
    setting = Setting(services.ledger, Random(number), number, nominations=IN_ALL // CATEGORIES)  # noqa: S311 - names, no secrets
    return [_record(services, setting.nominations, *told) for told in ACTS]


CONSEQUENCES: tuple[dict[str, str], ...] = (
    {"verb": "rule-ineligible"},
    {"verb": "review"},
    {"verb": "set-effects", "on_ballot": "true", "counted": "false"},
)


def _decided(services: Services, number: int) -> list[float]:
    """Seconds of a decision on an edition of its own: thirds of its targets fall, stand and lose an effect."""
    setting = Setting(services.ledger, Random(number), number, nominations=IN_ALL // CATEGORIES)  # noqa: S311 - names, no secrets
    ledger, author, inside = services.ledger, by(), setting.nominations
    targets = [
        {"nomination": str(one), **CONSEQUENCES[place % len(CONSEQUENCES)]}
        for place, one in enumerate(inside[:ACTED_ON])
    ]
    form = {
        "command": str(author.command),
        "seen": str(ledger.recorder.head()[0]),
        "effective": "2 October 2026",
        "body": "organiser",
        "took_part": "Nargis Fatima\nFarid Khan",
        "private_reason": "Told by telephone; the letter follows.",
        "targets": targets,
    }
    preview_ruling(ledger, author, setting.edition, form, ledger.stories(inside))

    def send() -> None:
        receipt = record_ruling(ledger, author, setting.edition, form, ledger.stories(inside))
        if receipt.last - receipt.first != ACTED_ON:
            raise AssertionError(receipt)

    return [seconds(send)]


def _record(services: Services, inside: list[UUID], verb: str, reason: str, effective: str) -> float:
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
    preview_act(ledger, author, verb, form, ledger.stories(inside))
    return seconds(lambda: _sent(services, author, inside, verb, form))


def _sent(services: Services, author: Provenance, inside: list[UUID], verb: str, form: Mapping[str, object]) -> None:
    receipt = record_act(services.ledger, author, verb, form, services.ledger.stories(inside))
    if receipt.last - receipt.first + 1 != ACTED_ON:
        raise AssertionError(f"{verb}: {receipt}")


def _bare(environment: dict[str, str]) -> Callable[[], None]:
    """One more event on each of 60 aggregates that are in memory, in one transaction."""
    application = Application[UUID](env=environment)
    aggregates = [_Bare() for _ in range(ACTED_ON)]
    application.save(*aggregates)

    def save() -> None:
        for aggregate in aggregates:
            aggregate.tell(TEXT)
        application.save(*aggregates)

    return save


def _database(name: str = "acting") -> str:
    """A database of its own: what was saved beside is of no ledger."""
    with psycopg.connect(server().get_uri(), autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return str(server().get_uri()).replace("@/postgres?", f"@/{name}?")
