"""What acts on names and wording do to a nomination."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from ledger.domain.credit_acts import CreditRemoved
from ledger.domain.folding import State
from ledger.domain.standing import RECORDED, WITHDRAWN, NameGone

if TYPE_CHECKING:
    from ledger.domain.readings import Step


def _not_there(state: State, step: Step, credit: UUID | None) -> bool:
    """Refuse where the nomination, or the name on it, is not there."""
    if not state.place:
        state.refuse(step, "not_entered_yet", 1)
    elif credit not in state.names:
        state.refuse(step, "no_such_name", state.place_act)
    else:
        return False
    return True


def _gone(state: State, credit: UUID | None) -> NameGone | None:
    return next((gone for gone in state.gone if gone.credit == credit), None)


def _leaves(state: State, step: Step) -> None:
    credit = step.credit
    own_wish = step.kind == "credit_withdrawn"
    if _not_there(state, step, credit) or credit is None:
        return
    earlier = _gone(state, credit)
    if earlier is not None:
        state.refuse(step, "name_already_gone", earlier.act)
    elif own_wish and state.place == RECORDED:
        state.refuse(step, "never_a_nomination", state.place_act)
    elif state.ended:
        state.refuse(step, "already_off_the_list", state.ended[0].act)
    elif own_wish and state.won:
        state.refuse(step, "already_won", state.award_act or 0)
    else:
        word = step.event.finding if isinstance(step.event, CreditRemoved) else WITHDRAWN
        state.gone.append(NameGone(credit, word, step.version, step.counts_from))


def _reinstated(state: State, step: Step) -> None:
    if _not_there(state, step, step.credit):
        return
    if _gone(state, step.credit) is None:
        state.refuse(step, "name_not_gone", state.place_act)
    else:
        state.gone = [gone for gone in state.gone if gone.credit != step.credit]


def _added(state: State, step: Step) -> None:
    if not state.place:
        state.refuse(step, "not_entered_yet", 1)
    elif step.credit is None or step.credit in state.names:
        state.refuse(step, "name_already_there", state.place_act)
    else:
        state.names.add(step.credit)
        state.changed.append(step.version)


def _credit_corrected(state: State, step: Step) -> None:
    if not _not_there(state, step, step.credit):
        state.changed.append(step.version)


def _corrected(state: State, step: Step) -> None:
    if not state.place:
        state.refuse(step, "not_entered_yet", 1)
    else:
        state.changed.append(step.version)


NAME_STEPS: dict[str, Callable[[State, Step], None]] = {
    "credit_withdrawn": _leaves,
    "credit_removed": _leaves,
    "credit_reinstated": _reinstated,
    "credit_added": _added,
    "credit_corrected": _credit_corrected,
    "corrected": _corrected,
}
