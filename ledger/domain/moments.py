"""Times as people type them, read into bounds (DOMAIN.md, Times)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from ledger.domain.time_bounds import bounds_of
from ledger.domain.time_phrases import read_phrase
from ledger.domain.time_terms import canonical
from ledger.domain.times import BEGINNING, FOREVER, When
from ledger.domain.zones import zone_named
from ledger.errors import Invalid, Problem


def parse_when(text: str, zone: str, references: Mapping[str, When] | None = None, today: date | None = None) -> When:
    """What `text` says, in `zone` where it names none; `references` are the times of milestones by key.

    Raises Invalid with a code for each kind of mistake.
    """
    clauses = read_phrase(text, today)
    bounds = bounds_of(clauses, zone_named(zone), references or {})
    return When(text=canonical(clauses), zone=zone, earliest=bounds.earliest, before=bounds.before)


@lru_cache(maxsize=1024)
def year_in(year: int, zone: str) -> When:
    """A whole year in a zone."""
    return parse_when(str(year), zone)


def moment_of(text: str, zone: str) -> int:
    """A moment to look at a list, in µs: an instant itself, a day or a longer time its end.

    Raises Invalid `moment_unknown` where the text says no end.
    """
    when = parse_when(text, zone)
    if when.before_us == FOREVER or when.earliest_us == BEGINNING:
        raise Invalid([Problem("", "moment_unknown", {"text": text[:60]})])
    return when.latest_us
