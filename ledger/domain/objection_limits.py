"""Until when one may object or appeal, and whether what was received came in time (DOMAIN.md, Times: locks and deadlines)."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar, NamedTuple

from ledger.domain.event import Event
from ledger.domain.objection import IN_TIME, LATE
from ledger.domain.times import When, instant, micros
from ledger.domain.values import Public
from ledger.domain.zones import end_of, zone_named

OBJECTIONS, APPEALS = "objections", "appeals"
OF = (OBJECTIONS, APPEALS)


class ObjectionLimitSet(Event, frozen=True, kw_only=True):
    """Until when one may object, or appeal, from now on. With both, the earlier of the two is the limit; with neither there is none."""

    TOPIC: ClassVar[str] = "edition.objection_limit_set"

    of: Public[str]
    """objections · appeals."""
    days: Public[int | None] = None
    """Whole days after what is contested was announced, or of a decision after the objector was told of it, if that is known."""
    until_milestone: Public[str | None] = None
    """The milestone until which it is possible, wherever that moves."""


class Limit(NamedTuple):
    """When it becomes too late: at the earliest from `since` (µs), certainly from `certain` (µs)."""

    since: int
    certain: int


def limit_of(rule: ObjectionLimitSet | None, known: int | None, until: When | None, zone: str) -> Limit | None:
    """The limit by an edition's rule; None where none runs.

    `known` is from when (µs) the public, or the objector, knew what is contested, `until` when the milestone is; None where that is open.
    Days end as the edition's `zone` (IANA name) has them.
    """
    if rule is None:
        return None
    limits = []
    if rule.days is not None and known is not None:
        in_zone = zone_named(zone)
        last = end_of(instant(known).astimezone(in_zone).date() + timedelta(days=rule.days), in_zone)
        limits += [Limit(micros(last), micros(last))] if last is not None else []
    if rule.until_milestone is not None and until is not None and not until.is_unknown:
        limits.append(Limit(until.earliest_us, until.before_us))
    return min(limits, default=None)


def lateness(received: When, limit: Limit) -> str | None:
    """in_time · late; None where its bounds straddle the limit, so that somebody has to say which."""
    if received.before_us <= limit.since:
        return IN_TIME
    return LATE if received.earliest_us >= limit.certain else None
