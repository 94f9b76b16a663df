"""Who waits to be told of what took something from them, for the desk's first page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, func, select

from ledger.consumers.views import View
from ledger.projections.sight import Sight
from ledger.projections.today import UNTOLD
from ledger.projections.waiting import Known, among
from ledger.wording.catalogue import gettext as _
from ledger.wording.times import say_instant
from ledger.wording.vocabulary import KINDS, WHY_NOT

SHOWN = 20
LIVE = 366 * 24 * 3600 * 1_000_000
"""What was recorded longer than this (µs) after it held is history told later: nobody waits to hear of it from us."""


def untold(
    today: View, about: Known, now: int, sight: Sight | None, *, results: bool
) -> tuple[list[dict[str, Any]], int]:
    """Who has not been told of what holds by `now` (µs), the longest waiting first, and how many in all."""
    wanted = (
        UNTOLD.c.since <= now,
        UNTOLD.c.recorded_at - UNTOLD.c.since < LIVE,
        UNTOLD.c.result <= int(results),
        among(UNTOLD.c.edition, sight),
        UNTOLD.c.edition.in_(about.editions),
    )
    with today.read() as connection:
        in_all = connection.execute(select(func.count()).select_from(UNTOLD).where(*wanted)).scalar_one()
        query = select(UNTOLD).where(*wanted).order_by(UNTOLD.c.since, UNTOLD.c.subject, UNTOLD.c.act, UNTOLD.c.party)
        rows = connection.execute(query.limit(SHOWN)).mappings().all()
    return [_row(row, about) for row in rows], int(in_all)


def _row(row: RowMapping, about: Known) -> dict[str, Any]:
    nomination = str(UUID(hex=row["subject"]))
    return {
        "who": row["name"] or _("all who are named"),
        "label": row["label"],
        "act": KINDS.get(row["topic"], row["topic"]),
        "number": row["act"],
        "why": WHY_NOT.get(row["why"] or "", ""),
        "since": say_instant(row["since"], about.editions[row["edition"]]["zone"], "day"),
        "edition": about.named(row["edition"]),
        "nomination": nomination,
    }
