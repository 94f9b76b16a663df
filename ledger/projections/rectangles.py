"""A nomination at any moment: half-open rectangles over what was known and over time.

Two sets: over the instant something held (*in force*, *as known*) and over the instant it was announced (*as announced*).
"""

from __future__ import annotations

from typing import NamedTuple

from ledger.domain.readings import History, named_by, placed, read
from ledger.domain.standing import Standing
from ledger.domain.times import FOREVER


class Rectangle(NamedTuple):
    """`standing` holds for known_from <= position < known_to and since <= instant (µs) < until."""

    known_from: int
    known_to: int
    since: int
    until: int
    standing: Standing


def rectangles(history: History, *, announced: bool) -> list[Rectangle]:
    """All moments at which the nomination shows anything, in order; neighbours that are alike are one."""
    positions = _positions(history)
    open_rows: list[Rectangle] = []
    closed: list[Rectangle] = []
    for number, known_from in enumerate(positions):
        known_to = positions[number + 1] if number + 1 < len(positions) else FOREVER
        row = _row(history, known_from, announced=announced)
        before = {(one.since, one.until): one for one in open_rows}
        now: list[Rectangle] = []
        for since, until, standing in row:
            same = before.get((since, until))
            if same is not None and same.standing == standing:
                now.append(same._replace(known_to=known_to))
                del before[since, until]
            else:
                now.append(Rectangle(known_from, known_to, since, until, standing))
        closed.extend(before.values())
        open_rows = now
    closed.extend(open_rows)
    closed.sort(key=lambda one: (one.known_from, one.since))
    return closed


def _positions(history: History) -> list[int]:
    found = {part.position for group in (history.steps, history.changes, history.notices) for part in group}
    return sorted(found)


def _row(history: History, known: int, *, announced: bool) -> list[tuple[int, int, Standing]]:
    cuts = _cuts(history, known, announced=announced)
    row: list[tuple[int, int, Standing]] = []
    for number, since in enumerate(cuts):
        until = cuts[number + 1] if number + 1 < len(cuts) else FOREVER
        standing = read(history, at=since, known=known, announced=since if announced else None)
        if standing is None:
            continue
        if row and row[-1][1] == since and row[-1][2] == standing:
            row[-1] = (row[-1][0], until, standing)
        else:
            row.append((since, until, standing))
    return row


def _cuts(history: History, known: int, *, announced: bool) -> list[int]:
    """Every instant at which the reading may change."""
    if not announced:
        return sorted({step.counts_from for step in placed(history, known, None)})
    cuts = {notice.counts_from for notice in history.notices if notice.position <= known}
    cuts |= {step.counts_from for step in history.steps if step.position <= known}
    cuts |= {change.counts_from for change in history.changes if change.counts_from is not None}
    first = min((notice.counts_from for notice in history.notices if notice.position <= known), default=None)
    if first is None or not named_by(history, FOREVER, known):
        return []
    return sorted(cut for cut in cuts if cut >= first)
