"""A nomination at any moment: half-open rectangles over what was known and over time.

Two sets: over the instant something held (*in force*, *as known*) and over the instant it was announced (*as announced*).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from ledger.domain.lifecycle import apply
from ledger.domain.readings import History, placed, read
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
    positions = _positions(history, announced=announced)
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


def _positions(history: History, *, announced: bool) -> list[int]:
    """Every position at which the rows may change: what no announcement names changes nothing in public, announcing nothing in force."""
    found = {change.position for change in history.changes}
    found |= {step.position for step in history.steps if step.spoken or not announced}
    if announced:
        found |= {notice.position for notice in history.notices} | {back.position for back in history.backs}
        found |= {
            step.position
            for step in history.steps
            for notice in history.notices
            if notice.position < step.position and step.version in notice.acts
        }
    return sorted(found)


def _row(history: History, known: int, *, announced: bool) -> list[tuple[int, int, Standing]]:
    seen = _announced(history, known) if announced else _in_force(history, known)
    row: list[tuple[int, int, Standing]] = []
    for (since, standing), (until, _next) in pairwise([*seen, (FOREVER, None)]):
        if standing is None:
            continue
        if row and row[-1][1] == since and row[-1][2] == standing:
            row[-1] = (row[-1][0], until, standing)
        else:
            row.append((since, until, standing))
    return row


def _in_force(history: History, known: int) -> Iterator[tuple[int, Standing | None]]:
    """What holds from each instant (µs) at which that may change; the acts are placed once for all of them."""
    steps = placed(history, known, None)
    for since in sorted({step.counts_from for step in steps}):
        yield since, apply([step for step in steps if step.counts_from <= since])[0]


def _announced(history: History, known: int) -> Iterator[tuple[int, Standing | None]]:
    """The same of what is announced: which acts are placed, and where, follows the announcements so far."""
    notices = [notice for notice in history.notices if notice.position <= known]
    cuts = {notice.counts_from for notice in notices}
    first = min(cuts, default=FOREVER)
    cuts |= {back.counts_from for back in history.backs if back.position <= known}
    cuts |= {step.counts_from for step in history.steps if step.position <= known}
    cuts |= {change.counts_from for change in history.changes if change.counts_from is not None}
    for since in sorted(cut for cut in cuts if cut >= first):
        yield since, read(history, at=since, known=known, announced=since)
