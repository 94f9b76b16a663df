"""What acts on the award of its category do to a nomination."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ledger.domain.folding import State
from ledger.domain.standing import (
    CHOSEN,
    CONFERRED,
    MISREAD,
    MISREAD_PUT_RIGHT,
    NO_AWARD,
    NOT_CONFERRED,
    REFUSED,
    RETURNED,
    REVOKED,
    VACATED,
)

if TYPE_CHECKING:
    from ledger.domain.readings import Step

FREE = (None, NOT_CONFERRED, MISREAD, MISREAD_PUT_RIGHT)
"""What stands where the award has not gone to it."""


def _goes_to(word: str, *before: str | None) -> Callable[[State, Step], None]:
    def goes(state: State, step: Step) -> None:
        if not state.place:
            state.refuse(step, "not_entered_yet", 1)
        elif state.award not in before:
            state.refuse(step, "already_won", state.award_act or 0)
        elif state.ended and not state.from_start:
            # What holds from the start was found out later: until then the award went the way it went.
            state.refuse(step, "already_off_the_list", state.ended[0].act)
        elif state.effects.may_win is False and word != MISREAD:
            state.refuse(step, "may_not_win", state.effects.act)
        else:
            state.set_award(step, word)

    return goes


def _becomes(word: str, *before: str, code: str) -> Callable[[State, Step], None]:
    def becomes(state: State, step: Step) -> None:
        if not state.place:
            state.refuse(step, "not_entered_yet", 1)
        elif state.award not in before:
            state.refuse(step, code, state.award_act or state.place_act)
        else:
            state.set_award(step, word)

    return becomes


def _not_conferred(state: State, step: Step) -> None:
    """Where a category conferred on nobody nothing was handed over: that stops holding, with no award to be taken away."""
    before = (CHOSEN, CONFERRED) if state.place == NO_AWARD else (CHOSEN,)
    _becomes(NOT_CONFERRED, *before, code="not_chosen")(state, step)


AWARD_STEPS: dict[str, Callable[[State, Step], None]] = {
    "chosen": _goes_to(CHOSEN, *FREE),
    "conferred": _goes_to(CONFERRED, *FREE, CHOSEN),
    "not_conferred": _not_conferred,
    "award_refused": _becomes(REFUSED, CHOSEN, CONFERRED, code="not_won"),
    "award_returned": _becomes(RETURNED, CHOSEN, CONFERRED, code="not_won"),
    "award_accepted": _becomes(CONFERRED, REFUSED, RETURNED, code="not_refused"),
    "award_revoked": _becomes(REVOKED, CHOSEN, CONFERRED, REFUSED, RETURNED, code="not_won"),
    "award_vacated": _becomes(VACATED, CHOSEN, CONFERRED, REFUSED, RETURNED, code="not_won"),
    "award_restored": _becomes(CONFERRED, REVOKED, VACATED, code="not_revoked"),
    "misread": _goes_to(MISREAD, *FREE),
    "misreading_put_right": _becomes(MISREAD_PUT_RIGHT, MISREAD, code="not_misread"),
}
