"""What of a nomination is confidential at a moment: names and results that the public has not been told (DOMAIN.md, Audiences)."""

from __future__ import annotations

from typing import NamedTuple

from ledger.domain import request, statement
from ledger.domain.event import Event
from ledger.domain.nomination import Credit
from ledger.domain.readings import History, named_by
from ledger.domain.results import hidden_results


class Withheld(NamedTuple):
    """Whether it holds names that the public was not told, and the versions of its acts that tell a result which was not."""

    names: bool
    results: frozenset[int]


NOTHING = Withheld(names=False, results=frozenset())


def withheld(history: History, now: int) -> Withheld:
    """What is withheld of a nomination at `now` (µs); what was struck before anybody heard of it is withheld for ever."""
    named = named_by(history, now)
    unheard = [step for step in history.steps if step.version not in named]
    return Withheld(any(names(step.event) for step in unheard), hidden_results(history, now))


def names(event: Event) -> bool:
    """Whether an act brings names or titles."""
    fields = (getattr(event, field, None) for field in ("credits", "works", "credit"))
    return any(isinstance(one, Credit | tuple) and one != () for one in fields)


def has_private_reason(event: Event) -> bool:
    """Whether an act holds a private reason, a note on its source, or who asked or said something."""
    if isinstance(event, request.Made | statement.Made):
        return True
    source = getattr(event, "source", None)
    return getattr(event, "private_reason", None) is not None or (source is not None and source.note is not None)
