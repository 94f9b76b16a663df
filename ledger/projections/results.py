"""Lists for those who may not know results before the public does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from ledger.domain.award_steps import FREE
from ledger.domain.results import TOPICS
from ledger.domain.standing import NO_AWARD
from ledger.projections.public_names import Row


def as_the_public_heard(rows: Iterable[Row], public: Iterable[Row]) -> Sequence[Row]:
    """Rows in force; of who has an award no more than the rows as announced at the same moment tell."""
    heard = {row["subject"]: row for row in public}
    told: list[Row] = []
    for row in rows:
        known = heard.get(row["subject"])
        if row["place"] == NO_AWARD and known is None:
            continue
        award = None if known is None else known["award"]
        told.append(_told(row, award, known) if award in FREE and row["award"] != award else row)
    return told


def _told(row: Row, award: str | None, known: Row | None) -> Row:
    state: dict[str, Any] = msgspec.json.decode(row["state"])
    public: dict[str, Any] = {"award_act": None, "acts": []} if known is None else msgspec.json.decode(known["state"])
    heard = {act["act"] for act in public["acts"]}
    # What rests on an award that is not public is not told either: a refusal would say that there was one.
    state["acts"] = [
        act
        for act in state["acts"]
        if act["act"] in heard or not (act["topic"] in TOPICS or act["topic"].startswith("nomination.award_"))
    ]
    state["award_act"] = public["award_act"]
    return {**row, "award": award, "state": msgspec.json.encode(state).decode()}
