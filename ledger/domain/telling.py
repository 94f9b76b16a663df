"""What of a nomination the public has not been told (DOMAIN.md, Announcing)."""

from __future__ import annotations

from ledger.domain.award_acts import Chosen
from ledger.domain.endings import Accepted, Declined
from ledger.domain.nomination import ENTRY, Conferred
from ledger.domain.readings import History, changes_of, named_by
from ledger.domain.standing import DECLINED, NOMINATED, RECORDED, WITHDRAWN, Standing
from ledger.domain.times import FOREVER

SILENT = (Declined, Accepted)
"""Never public by themselves: not offered while the nomination is not announced."""


def unannounced(history: History) -> list[int]:
    """Versions of what no announcement has named, in order: acts, and corrections of what one did name.

    What is told by something else is not among them: an act struck before anybody heard of it, a choice once the award is conferred.
    """
    named = named_by(history, FOREVER)
    struck = {act for act, change in changes_of(history).items() if change.counts_from is None}
    conferred = any(isinstance(step.event, Conferred) and step.version not in struck for step in history.steps)
    acts = [
        step.version
        for step in history.steps
        if step.version not in struck
        and not (isinstance(step.event, SILENT) and ENTRY not in named)
        and not (isinstance(step.event, Chosen) and conferred)
    ]
    corrections = [one.version for one in history.changes if one.public_with == one.version and one.act in named]
    return sorted(version for version in (*acts, *corrections) if version not in named)


def disclosed(history: History, standing: Standing, known: int) -> bool:
    """Whether the public never heard that it was a nominee: what ended it was told with it, or before (DOMAIN.md, 2).

    `standing` is one as announced, by what was known at position `known`. What was called off before its moment was never told.
    """
    if standing.place == DECLINED:
        return True
    if standing.place in (NOMINATED, RECORDED, WITHDRAWN):
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
