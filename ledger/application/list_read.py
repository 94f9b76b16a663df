"""A list read at the command line is recorded as every reading is, before it is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from ledger.application.ledger import Ledger
from ledger.domain.access import KINDS
from ledger.domain.readings import history_of
from ledger.domain.withheld import withheld
from ledger.persistence.access import Access, AccessRecord


def record_list(ledger: Ledger, access: AccessRecord, by: UUID, view: Mapping[str, Any]) -> None:
    """Record that the operator (`by`) reads this view of a list, if anything in it is not public. Raises Unavailable."""
    shown = _shown(ledger, view)
    if shown:
        kinds = tuple(kind for kind in KINDS if kind in shown)
        subject = f"edition:{UUID(hex=view['edition']['id'])}"
        access.append(Access(by.hex, "operator", "", kinds, subject, view["show"]["id"], "list", "cli"))


def _shown(ledger: Ledger, view: Mapping[str, Any]) -> set[str]:
    now = ledger.now()
    if view["reading"] == "announced" and (view["moment"] is None or view["moment"]["instant"] <= now):
        return set()
    ids = {
        UUID(one["id"])
        for category in view["categories"]
        for one in (*category["nominations"], *category["recorded"], category["no_award"])
        if one is not None
    }
    kinds: set[str] = set()
    for story in ledger.stories(ids).values():
        of = withheld(history_of(story), now)
        kinds |= {"sealed_names"} if of.names else set()
        kinds |= {"results_before_announcement"} if of.results else set()
    return kinds
