"""Standing refusals: a party, or for a work somebody who may, asks not to be nominated. It decides nothing; it is shown when they are entered."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from ledger.application.ledger import Ledger
from ledger.application.records import Ground, RecordAct
from ledger.domain import party, work
from ledger.domain.party_readings import record_of
from ledger.domain.values import Source
from ledger.errors import Invalid, Problem
from ledger.schemas.requests import RefusalForm


def _set_refusal(on: Ground) -> None:
    if on.data["stands"] == (on.here.record.refusal is not None):
        raise Invalid([Problem("stands", "stands_already")])
    event = party.RefusalStanding if on.here.record.sort == "party" else work.RefusalStanding
    on.draft.add(
        event,
        on.id,
        stands=on.data["stands"],
        words=on.draft.personal(on.id, on.data["words"]),
        source=Source(kind=on.data["source_kind"], note=on.draft.personal(on.id, on.data["source_note"])),
    )


REFUSAL = RecordAct(RefusalForm(), "file", _set_refusal)


class Refusing(NamedTuple):
    """A record with a standing refusal: what it is called, and the words of the refusal where there are any."""

    id: UUID
    name: str | None
    words: str | None


def refusals_of(ledger: Ledger, records: Iterable[UUID]) -> list[Refusing]:
    """Those of these parties and works for which a refusal stands."""
    stories = ledger.stories(list(dict.fromkeys(records)))
    found = (record_of(story) for story in stories.values())
    return [
        Refusing(one.id, one.main.text, one.refusal.words.text if one.refusal.words else None)
        for one in found
        if one is not None and one.refusal is not None
    ]
