"""From which acts an act follows, and which followed from it: the steps of a chain, one at a time."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from ledger.consumers.views import View
from ledger.projections.timeline import CAUSES


class Link(NamedTuple):
    """That `act` follows from `cause`, both by name; `how` is arises_from, fills or follows."""

    act: str
    cause: str
    how: str


def followed_from(view: View, acts: Collection[str]) -> list[Link]:
    """What followed from these acts (names), in the order of the log."""
    query = select(CAUSES).where(CAUSES.c.cause.in_(acts)).order_by(CAUSES.c.position, CAUSES.c.cause, CAUSES.c.how)
    with view.read() as connection:
        rows = connection.execute(query).mappings()
        return [Link(f"{UUID(hex=row['subject'])}@{row['version']}", row["cause"], row["how"]) for row in rows]
