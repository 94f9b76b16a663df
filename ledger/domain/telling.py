"""What of a nomination the public has not been told (DOMAIN.md, Announcing)."""

from __future__ import annotations

from ledger.domain.asked import NOTES
from ledger.domain.award_acts import Chosen
from ledger.domain.endings import Accepted, Declined
from ledger.domain.nomination import ENTRY, Conferred, Entered
from ledger.domain.readings import History, Step, changes_of, named_by
from ledger.domain.standing import DECLINED, NO_AWARD, NOMINATED, RECORDED, WITHDRAWN, Standing
from ledger.domain.times import FOREVER

SILENT = (Declined, Accepted)
"""Never public by themselves: not offered while the nomination is not announced."""


def unannounced(history: History) -> list[int]:
    """Versions of what no announcement has named, in order: acts, and corrections of what one did name.

    What is told by something else is not among them: an act struck before anybody heard of it, a choice once the award is conferred.
    Nor is what was asked: that waits for nobody to announce it (`unannounced_notes`).
    """
    named = named_by(history, FOREVER)
    struck = {act for act, change in changes_of(history).items() if change.counts_from is None}
    standing = [step for step in history.steps if step.version not in struck]
    told_by_others = _told_with_the_decision(standing, named) if _is_no_award(history) else _told_by_the_award(standing)
    acts = [
        step.version
        for step in standing
        if not (isinstance(step.event, SILENT) and ENTRY not in named)
        and step.version not in told_by_others
        and not isinstance(step.event, NOTES)
    ]
    corrections = [one.version for one in history.changes if one.public_with == one.version and one.act in named]
    return sorted(version for version in (*acts, *corrections) if version not in named)


def unannounced_notes(history: History) -> list[int]:
    """Versions of what was asked of an announced nomination, and became of that, as far as no announcement has named it, in order.

    It may be told; unlike what changes a nomination it need not be.
    """
    named = named_by(history, FOREVER)
    struck = {act for act, change in changes_of(history).items() if change.counts_from is None}
    return [
        step.version
        for step in history.steps
        if isinstance(step.event, NOTES) and ENTRY in named and step.version not in named | struck
    ]


def _is_no_award(history: History) -> bool:
    return any(isinstance(step.event, Entered) and step.event.is_no_award for step in history.steps)


def _told_by_the_award(standing: list[Step]) -> set[int]:
    """Choices of what the award was then conferred on."""
    if not any(isinstance(step.event, Conferred) for step in standing):
        return set()
    return {step.version for step in standing if isinstance(step.event, Chosen)}


def _told_with_the_decision(standing: list[Step], named: frozenset[int]) -> set[int]:
    """Where a category confers on nobody: the entry, and the conferral beside a decision that is to be told, which has the grounds."""
    deciding = any(isinstance(step.event, Chosen) and step.version not in named for step in standing)
    return {ENTRY, *(step.version for step in standing if deciding and isinstance(step.event, Conferred))}


def told_along(history: History) -> tuple[int, ...]:
    """What any announcement about a category that confers on nobody names with it: the entry, and all that says so and is not public.

    The one makes no sentence without the other. Nothing for a nomination, whose entry and award are news of their own.
    """
    if not _is_no_award(history):
        return ()
    named = named_by(history, FOREVER)
    struck = {act for act, change in changes_of(history).items() if change.counts_from is None}
    return tuple(
        step.version
        for step in history.steps
        if step.version not in named | struck and isinstance(step.event, Entered | Chosen | Conferred)
    )


def disclosed(history: History, standing: Standing, known: int) -> bool:
    """Whether the public never heard that it was a nominee: what ended it was told with it, or before (DOMAIN.md, 2).

    `standing` is one as announced, by what was known at position `known`. What was called off before its moment was never told.
    """
    if standing.place == DECLINED:
        return True
    if standing.place in (NOMINATED, RECORDED, NO_AWARD, WITHDRAWN):
        return False
    called_off = {
        notice.version
        for notice in history.notices
        for back in history.backs
        if back.notice == notice.version and back.counts_from <= notice.counts_from and back.position <= known
    }
    first = {
        act: min(
            (
                notice.counts_from
                for notice in history.notices
                if act in notice.acts and notice.version not in called_off and notice.position <= known
            ),
            default=FOREVER,
        )
        for act in (ENTRY, standing.place_act)
    }
    return first[standing.place_act] <= first[ENTRY]
