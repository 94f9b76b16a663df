"""What is asked about a nomination or contested of it, and what becomes of that: a note beside its standing, which changes nothing of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from ledger.domain.asked import Asked, AskEnded
from ledger.domain.contested import Contested, ContestEnded
from ledger.domain.folding import State
from ledger.domain.standing import CONTESTED, Note

if TYPE_CHECKING:
    from ledger.domain.readings import Step


def _noted(state: State, step: Step) -> None:
    if isinstance(step.event, Asked):
        state.notes.append(Note(step.version, step.event.wish, step.event.credit, step.event.direction))
    elif isinstance(step.event, Contested):
        state.notes.append(Note(step.version, step.event.what, step.event.credit, CONTESTED))


def _ended(state: State, step: Step) -> None:
    here = next((number for number, note in enumerate(state.notes) if note.act == step.follows), None)
    if here is None:
        state.refuse(step, "not_asked", 1)
    elif isinstance(step.event, AskEnded | ContestEnded):
        note = state.notes[here]
        state.notes[here] = msgspec.structs.replace(note, outcome=step.event.outcome, ended=step.version)


NOTE_STEPS: dict[str, Callable[[State, Step], None]] = {
    "asked": _noted,
    "ask_ended": _ended,
    "contested": _noted,
    "contest_ended": _ended,
}
