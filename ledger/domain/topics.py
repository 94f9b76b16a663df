"""Every event the ledger can hold. Importing this module registers all topics."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, get_args, get_type_hints

import msgspec

from ledger.domain import (
    access,
    announcement,
    asked,
    award_acts,
    contested,
    credit_acts,
    edition,
    edition_categories,
    edition_rules,
    edition_running,
    effects,
    endings,
    instrument,
    nomination,
    objection,
    objection_limits,
    party,
    party_told,
    proposal,
    publicity,
    reports,
    request,
    roster,
    rulebook,
    ruling,
    show,
    statement,
    succession,
    work,
)
from ledger.domain.event import TOPICS, Event

_MODULES = (
    show,
    roster,
    edition,
    edition_categories,
    edition_rules,
    edition_running,
    rulebook,
    party,
    work,
    nomination,
    party_told,
    reports,
    succession,
    publicity,
    endings,
    credit_acts,
    award_acts,
    asked,
    effects,
    ruling,
    contested,
    announcement,
    request,
    objection,
    objection_limits,
    statement,
    access,
    proposal,
    instrument,
)  # importing them is what registers their topics

ALL: tuple[type[Event], ...] = tuple(TOPICS[topic] for topic in sorted(TOPICS))


def _shapes(events: Iterable[type[msgspec.Struct]]) -> list[type[msgspec.Struct]]:
    found: set[type[msgspec.Struct]] = set()
    waiting = list(events)
    while waiting:
        hints = get_type_hints(waiting.pop(), include_extras=True)
        for part in {part for hint in hints.values() for part in _structures(hint)} - found:
            found.add(part)
            waiting.append(part)
    return sorted(found, key=lambda part: part.__name__)


def _structures(hint: Any) -> Iterator[type[msgspec.Struct]]:
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        yield hint
    for inner in get_args(hint):
        yield from _structures(inner)


SHAPES = _shapes(ALL)
"""Every structure that fields of events are made of, at whatever depth, by name."""
