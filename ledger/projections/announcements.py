"""The announcements of an edition, as organisers see them: made, set for later, taken back, called off."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import RowMapping, select

from ledger.consumers.views import View
from ledger.domain.announcement import RESULTS
from ledger.domain.times import FOREVER, When
from ledger.projections.lists import ANNOUNCEMENTS
from ledger.wording.catalogue import gettext as _
from ledger.wording.times import say_when
from ledger.wording.vocabulary import CHANNELS, SPEAKERS


def announcements(view: View, edition: str, now: int, *, results: bool = True) -> list[dict[str, Any]]:
    """The newest first; `edition` is its id (hex), `now` in µs. Those of results to come only with `results`."""
    query = select(ANNOUNCEMENTS).where(ANNOUNCEMENTS.c.edition == edition)
    if not results:
        query = query.where((ANNOUNCEMENTS.c.counts_from <= now) | (ANNOUNCEMENTS.c.what != RESULTS))
    with view.read() as connection:
        rows = connection.execute(query.order_by(ANNOUNCEMENTS.c.position.desc())).mappings().all()
    return [_row(row, now) for row in rows]


def _row(row: RowMapping, now: int) -> dict[str, Any]:
    effective = msgspec.json.decode(row["effective"], type=When)
    state = "made" if row["counts_from"] <= now else "called_off" if row["counts_from"] == FOREVER else "planned"
    label = {"made": "", "planned": _("set for later"), "called_off": _("called off, never made")}[state]
    if row["back"] is not None and state == "made":
        back = msgspec.json.decode(row["back"], type=When)
        state, label = "taken_back", _("taken back %(when)s") % {"when": say_when(back)}
    return {
        "id": str(UUID(hex=row["subject"])),
        "position": row["position"],
        "when": say_when(effective),
        "who": SPEAKERS.get(row["spoken_as"], row["spoken_as"]).capitalize(),
        "through": CHANNELS.get(row["through"], row["through"]),
        "acts": row["acts"],
        "state": state,
        "state_label": label,
    }
