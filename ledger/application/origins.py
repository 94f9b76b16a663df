"""What an act says it follows from: something that was asked, contested or said in the same edition (DOMAIN.md, acts cite what they arise from)."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from ledger.application.ledger import Ledger
from ledger.domain import objection, request, statement
from ledger.errors import Invalid, Problem

ORIGINS = (request.Made, objection.Made, statement.Made)
FIELD = "arises_from"


def origin_names(
    ledger: Ledger, streams: Iterable[UUID], edition: UUID
) -> dict[str, request.Made | objection.Made | statement.Made]:
    """The acts by which these were asked, contested or said in an edition, by name."""
    firsts = [story[0][1] for story in ledger.stories(list(streams)).values()]
    return {one.act_name: one for one in firsts if isinstance(one, ORIGINS) and one.edition == edition}


def check_origin(ledger: Ledger, name: str | None, edition: UUID) -> tuple[str, ...]:
    """What an act follows from, as its event keeps it. Raises Invalid at `arises_from` where it is nothing of the edition."""
    if name is None:
        return ()
    try:
        stream = UUID(name.partition("@")[0])
    except ValueError:
        raise Invalid([Problem(FIELD, "unknown_choice")]) from None
    if name not in origin_names(ledger, [stream], edition):
        raise Invalid([Problem(FIELD, "unknown_choice")])
    return (name,)
