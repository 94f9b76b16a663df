"""What each act does to a nomination, and at which place it may stand (DOMAIN.md, Acts that end something).

Each act sets components of the state to stated values; the fold applies them in the order in which they count.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ledger.domain.award_steps import AWARD_STEPS
from ledger.domain.effect_steps import EFFECT_STEPS
from ledger.domain.endings import Moved
from ledger.domain.folding import State
from ledger.domain.name_steps import NAME_STEPS
from ledger.domain.nomination import Entered
from ledger.domain.note_steps import NOTE_STEPS
from ledger.domain.standing import (
    DECLINED,
    DISQUALIFIED,
    IN_ERROR,
    INELIGIBLE,
    LEFT,
    NO_AWARD,
    NOMINATED,
    RECORDED,
    RESCINDED,
    VOID,
    WITHDRAWN,
    Ended,
    Illegal,
    MovedAway,
    Standing,
)

if TYPE_CHECKING:
    from ledger.domain.readings import Step

FINDINGS = (INELIGIBLE, DISQUALIFIED, IN_ERROR)
"""Words that may also be found of a nomination that has won; what becomes of its award is an act of its own."""


ENTERED = {RECORDED: RECORDED, NO_AWARD: NO_AWARD}
"""The word for the place of an entry that is no nomination."""
OF_NOBODY = (NO_AWARD, "chosen", "conferred", "not_conferred")
"""All that can happen where a category confers on nobody: there is no nominee of whom anything else could be told."""


def apply(steps: list[Step]) -> tuple[Standing | None, tuple[Illegal, ...]]:
    """Fold acts that are in the order in which they count. None while the entry does not count yet."""
    if not steps:
        return None, ()
    state = State()
    for step in steps:
        state.acts.append(step.version)
        if state.place == NO_AWARD and step.kind not in OF_NOBODY:
            state.refuse(step, "confers_on_nobody", state.place_act)
        else:
            STEPS[step.kind](state, step)
    return state.standing(), tuple(state.illegal)


def _entered(state: State, step: Step) -> None:
    if isinstance(step.event, Entered):
        state.entered(step, step.event, ENTERED.get(step.kind, NOMINATED))


def _ends(word: str) -> Callable[[State, Step], None]:
    def ended(state: State, step: Step) -> None:
        same = next((one for one in state.ended if one.word == word), None)
        if not state.place:
            state.refuse(step, "not_entered_yet", 1)
        elif state.place == RECORDED and word != IN_ERROR:
            state.refuse(step, "never_a_nomination", state.place_act)
        elif same is not None:
            state.refuse(step, "already_off_the_list", same.act)
        elif state.won and word not in FINDINGS:
            state.refuse(step, "already_won", state.award_act or 0)
        else:
            state.ended.append(Ended(word, step.version, step.counts_from))
            state.from_start = step.from_start and (state.from_start or len(state.ended) == 1)

    return ended


def _undoes(words: tuple[str, ...], code: str) -> Callable[[State, Step], None]:
    """Back on the list, where the first word that keeps it off is one of these; nothing else keeps it off any more."""

    def undone(state: State, step: Step) -> None:
        if not state.place:
            state.refuse(step, "not_entered_yet", 1)
        elif not state.ended or any(one.word not in words for one in state.ended):
            state.refuse(step, code, state.ended[0].act if state.ended else state.place_act)
        else:
            state.ended.clear()
            state.from_start = False
            state.place_act, state.since = step.version, step.counts_from

    return undone


def _moved(state: State, step: Step) -> None:
    category = step.event.category if isinstance(step.event, Moved) else None
    if not state.place:
        state.refuse(step, "not_entered_yet", 1)
    elif state.ended:
        state.refuse(step, "already_off_the_list", state.ended[0].act)
    elif category == (state.category or state.home):
        state.refuse(step, "already_in_category", state.place_act)
    else:
        left = MovedAway(state.category, step.version, step.counts_from)
        state.category = None if category == state.home else category
        state.away = [one for one in (*state.away, left) if one.category != state.category]
        state.place_act, state.since = step.version, step.counts_from


OFF = (WITHDRAWN, RESCINDED, INELIGIBLE, DISQUALIFIED, VOID, LEFT)

STEPS: dict[str, Callable[[State, Step], None]] = {
    "entered": _entered,
    RECORDED: _entered,
    NO_AWARD: _entered,
    "declined": _ends(DECLINED),
    "withdrawn": _ends(WITHDRAWN),
    "rescinded": _ends(RESCINDED),
    "ruled_ineligible": _ends(INELIGIBLE),
    "disqualified": _ends(DISQUALIFIED),
    "announced_in_error": _ends(IN_ERROR),
    "voided": _ends(VOID),
    "left": _ends(LEFT),
    "accepted": _undoes((DECLINED,), "not_declined"),
    "reinstated": _undoes(OFF, "nothing_to_reinstate"),
    "entered_anew": _undoes((IN_ERROR,), "not_in_error"),
    "moved": _moved,
    **NAME_STEPS,
    **AWARD_STEPS,
    **NOTE_STEPS,
    **EFFECT_STEPS,
}
