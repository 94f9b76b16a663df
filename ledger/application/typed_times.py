"""Times as people type them into forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ledger.domain.times import When, instant, parse_when
from ledger.errors import Invalid, Problem


def typed_when(field: str, text: str, zone: str, references: Mapping[str, When]) -> When:
    """A time as typed into a field. Raises Invalid at that field."""
    try:
        return parse_when(text, zone, references)
    except Invalid as error:
        raise Invalid([Problem(field, one.code, one.params) for one in error.problems]) from None


def typed_times(
    data: Mapping[str, Any], zone: str, references: Mapping[str, When], fields: Sequence[str] = ("effective", "decided")
) -> dict[str, When | None]:
    """The times among what was typed, None where left empty. Raises Invalid with every wrong one at its field."""
    times: dict[str, When | None] = {}
    problems: list[Problem] = []
    for field in fields:
        try:
            times[field] = typed_when(field, data[field], zone, references) if data[field] else None
        except Invalid as error:
            problems += error.problems
    if problems:
        raise Invalid(problems)
    return times


def now_when(now: int, zone: str) -> When:
    """The very instant as a time."""
    moment = instant(now)
    return parse_when(moment.isoformat().replace("+00:00", "Z"), zone)
