"""What of a nomination is confidential at a moment: names and results that the public has not been told (DOMAIN.md, Audiences)."""

from __future__ import annotations

from typing import NamedTuple

from ledger.domain.award_acts import (
    AwardAccepted,
    AwardRefused,
    AwardRestored,
    AwardReturned,
    AwardRevoked,
    AwardVacated,
    Chosen,
    NotConferred,
)
from ledger.domain.event import Event
from ledger.domain.nomination import Conferred, Credit
from ledger.domain.readings import History, named_by

RESULTS = (
    Chosen,
    Conferred,
    NotConferred,
    AwardAccepted,
    AwardRefused,
    AwardRestored,
    AwardReturned,
    AwardRevoked,
    AwardVacated,
)
"""Acts that say what became of an award."""


class Withheld(NamedTuple):
    """Whether it holds names that the public was not told, and the versions of its acts that tell a result which was not."""

    names: bool
    results: frozenset[int]


NOTHING = Withheld(names=False, results=frozenset())


def withheld(history: History, now: int) -> Withheld:
    """What is withheld of a nomination at `now` (µs); what was struck before anybody heard of it is withheld for ever."""
    named = named_by(history, now)
    unheard = [step for step in history.steps if step.version not in named]
    results = [step for step in unheard if isinstance(step.event, RESULTS)]
    if any(isinstance(step.event, Conferred) and step.version in named for step in history.steps):
        # Who was chosen is told by the award.
        results = [step for step in results if not isinstance(step.event, Chosen)]
    return Withheld(any(names(step.event) for step in unheard), frozenset(step.version for step in results))


def names(event: Event) -> bool:
    """Whether an act brings names or titles."""
    fields = (getattr(event, field, None) for field in ("credits", "works", "credit"))
    return any(isinstance(one, Credit | tuple) and one != () for one in fields)


def has_private_reason(event: Event) -> bool:
    """Whether an act holds a private reason, or a note on its source."""
    source = getattr(event, "source", None)
    return getattr(event, "private_reason", None) is not None or (source is not None and source.note is not None)
