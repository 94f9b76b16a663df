"""What is left of a time when something later shows that it must have been earlier (DOMAIN.md, Times)."""

from __future__ import annotations

from datetime import UTC, date

from ledger.domain.edtf_text import read_canonical
from ledger.domain.instants import instant
from ledger.domain.time_terms import LONGEST, After, Among, Before, Clause, Clock, Date, Reference, Span, canonical
from ledger.domain.times import When


def no_later_than(told: When, shown_by: When, at: int) -> When:
    """`told`, and no later than `shown_by`, the time of what shows it, which counts from `at` (µs).

    The text says what the bounds say: the end of `shown_by`, or the instant `at` where that has none or is told in another zone.
    Of two ends it says the earlier one; what is told by a milestone can move, and is said beside the other.
    """
    before = shown_by.before
    limit = _ends(shown_by) if told.zone == shown_by.zone else ()
    if before is None or not limit:
        limit, before = (Among((Span(None, Clock(instant(at).astimezone(UTC))),)),), instant(at + 1)
    ends_first = told.before is not None and told.before < before
    kept = read_canonical(told.text) if ends_first or told.earliest is not None else ()
    if ends_first and not any(map(_moves, kept)):
        return told
    kept = kept if ends_first else tuple(clause for clause in kept if _moves(clause) or not _is_end(clause))
    text = canonical((*kept, *(clause for clause in limit if clause not in kept)))
    return When(
        text=text if len(text) <= LONGEST else canonical(limit),
        zone=told.zone if kept else shown_by.zone,
        earliest=told.earliest,
        before=told.before if ends_first else before,
    )


def _ends(when: When) -> tuple[Clause, ...]:
    """The clauses that say until when it can have been."""
    return tuple(end for clause in read_canonical(when.text) if (end := _end(clause)) is not None)


def _moves(clause: Clause) -> bool:
    """Whether it is told by a milestone or an act."""
    return not isinstance(clause, Among) and isinstance(clause.point, Reference)


def _is_end(clause: Clause) -> bool:
    """Whether it says only until when."""
    return isinstance(clause, Before) or _end(clause) == clause


def _end(clause: Clause) -> Clause | None:
    """The clause's end by itself, None where it has none."""
    if not isinstance(clause, Among):
        return None if isinstance(clause, After) else clause
    lasts = [item.last if isinstance(item, Span) else item for item in clause.items]
    known = [last for last in lasts if last is not None]
    return Among((Span(None, max(known, key=_last_day)),)) if len(known) == len(lasts) else None


def _last_day(said: Date | Clock) -> date:
    return said.last if isinstance(said, Date) else said.local.date()
