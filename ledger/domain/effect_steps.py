"""What rulings that end nothing do to a nomination: its effects, and that it was reviewed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from ledger.domain.effects import EffectsSet
from ledger.domain.folding import State
from ledger.domain.standing import EFFECTS, RECORDED

if TYPE_CHECKING:
    from ledger.domain.readings import Step


def _reviewed(state: State, step: Step) -> None:
    if not state.place:
        state.refuse(step, "not_entered_yet", 1)


def _set(state: State, step: Step) -> None:
    event = step.event
    if not state.place:
        state.refuse(step, "not_entered_yet", 1)
    elif state.place == RECORDED:
        state.refuse(step, "never_a_nomination", state.place_act)
    elif isinstance(event, EffectsSet):
        given = {name: value for name in EFFECTS if (value := getattr(event, name)) is not None}
        # What is usual at this place may not be at the next: only what a ruling said already is said again for nothing.
        changed = {name: value for name, value in given.items() if getattr(state.effects, name) != value}
        if changed or event.payable_to is not None:
            state.effects = msgspec.structs.replace(state.effects, **given, act=step.version)
        else:
            state.refuse(step, "effects_as_they_are", state.effects.act or state.place_act)


EFFECT_STEPS: dict[str, Callable[[State, Step], None]] = {"reviewed": _reviewed, "effects_set": _set}
