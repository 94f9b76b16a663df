"""Up to where a version follows the log: one row that moves in the same transaction as the rows it stands for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import BigInteger, Column, Connection, MetaData, Table, Text, bindparam, insert, select, update

from ledger.consumers.storage import Taken
from ledger.persistence.log import LogEntry

BOOKKEEPING = MetaData()
POSITION = Table(
    "consumer_position",
    BOOKKEEPING,
    Column("name", Text, primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("event", Text, nullable=False),
    Column("moved_at", BigInteger, nullable=False),
    Column("rate", BigInteger, nullable=False),
)
PARKED = Table(
    "consumer_parked",
    BOOKKEEPING,
    Column("subject", Text, primary_key=True),
    Column("first_position", BigInteger, nullable=False),
    Column("last_position", BigInteger, nullable=False),
    Column("attempts", BigInteger, nullable=False),
    Column("error", Text, nullable=False),
    Column("failed_at", BigInteger, nullable=False),
    Column("next_try", BigInteger),
)


class Place(NamedTuple):
    """The last entry that the rows stand for; `event` is its name, which tells another log from ours.

    `moved_at` in µs; `rate` in events a second of the last batch large enough to tell, 0 if there was none.
    """

    position: int = 0
    event: str = ""
    moved_at: int = 0
    rate: int = 0


def event_name(entry: LogEntry) -> str:
    """The name of the act an entry records, the same in any database."""
    return f"{entry.originator_id}@{entry.originator_version}"


def place_at(entries: Sequence[LogEntry], moved_at: int, rate: int) -> Place:
    """The place after the last of these entries."""
    return Place(entries[-1].position, event_name(entries[-1]), moved_at, rate) if entries else Place(moved_at=moved_at)


def start(connection: Connection, consumer: str, place: Place) -> None:
    """Write a new version's position row."""
    connection.execute(insert(POSITION).values(name=consumer, **place._asdict()))


def look(connection: Connection, consumer: str) -> Place:
    """The place as committed."""
    return Place(*connection.execute(_LOOK, {"consumer": consumer}).one())


def take(connection: Connection, consumer: str) -> Place:
    """The place, held until the transaction ends; raises `Taken` if another transaction holds it."""
    row = connection.execute(_TAKE, {"consumer": consumer}).one_or_none()
    if row is None:
        raise Taken
    return Place(*row)


def move(connection: Connection, consumer: str, old: Place, new: Place) -> None:
    """Move from `old` to `new`; raises `Taken` if somebody else has moved it meanwhile."""
    moved = connection.execute(_MOVE, {"consumer": consumer, "from_position": old.position, **new._asdict()})
    if moved.rowcount != 1:
        raise Taken


def touch(connection: Connection, consumer: str) -> None:
    """Write the row as it is: rows were changed at the same position, and what was kept of them is to be made anew."""
    connection.execute(_TOUCH, {"consumer": consumer})


_LOOK = select(POSITION.c.position, POSITION.c.event, POSITION.c.moved_at, POSITION.c.rate).where(
    POSITION.c.name == bindparam("consumer")
)
_TAKE = _LOOK.with_for_update(skip_locked=True)
_MOVE = (
    update(POSITION)
    .where(POSITION.c.name == bindparam("consumer"), POSITION.c.position == bindparam("from_position"))
    .values({field: bindparam(field) for field in Place._fields})
)
_TOUCH = (
    update(POSITION).where(POSITION.c.name == bindparam("consumer")).values({POSITION.c.position: POSITION.c.position})
)
