"""Queries on documents: which are filed with an edition, and which acts rest on one. What they say stands in their own streams."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import func, select

from ledger.consumers.views import View
from ledger.domain.instrument import Filed
from ledger.projections.timeline import ACTS

ECHOES = ("nomination.announced", "nomination.announcement_taken_back", "nomination.asked", "nomination.ask_ended")
"""What an announcement or a request leaves in the stream of each subject: the announcement, the request itself is told."""


class Citing(NamedTuple):
    """An act that rests on a document: its stream (hex) and version, its position, when it was recorded (µs)."""

    subject: str
    version: int
    position: int
    recorded_at: int


def filed_in(timeline: View, edition: str) -> dict[str, int]:
    """The documents (hex) of an edition (hex), the newest first, each with when it was filed (µs)."""
    query = select(ACTS.c.subject, ACTS.c.recorded_at).where(ACTS.c.edition == edition, ACTS.c.topic == Filed.TOPIC)
    with timeline.read() as connection:
        return {row[0]: row[1] for row in connection.execute(query.order_by(ACTS.c.position.desc()))}


def citing(timeline: View, document: str, limit: int) -> tuple[list[Citing], int]:
    """Acts that rest on a document (hex), the newest first; and how many in all."""
    cited = (ACTS.c.instrument == document, ACTS.c.topic.not_in(ECHOES))
    columns = (ACTS.c.subject, ACTS.c.version, ACTS.c.position, ACTS.c.recorded_at)
    query = select(*columns).where(*cited).order_by(ACTS.c.position.desc()).limit(limit)
    with timeline.read() as connection:
        rows = connection.execute(query).all()
        total = connection.execute(select(func.count()).select_from(ACTS).where(*cited)).scalar_one()
    return [Citing(*row) for row in rows], int(total)
