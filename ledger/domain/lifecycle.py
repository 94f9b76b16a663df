"""What each act does to a nomination, and at which place it may stand (DOMAIN.md, Acts that end something).

Each act sets components of the state to stated values; the fold applies them in the order in which they count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.domain.standing import CONFERRED, NOMINATED, RECORDED, WITHDRAWN, Illegal, NameGone, Standing

if TYPE_CHECKING:
    from ledger.domain.readings import Step


class _State:
    """The components while a fold runs."""

    __slots__ = ("acts", "award", "award_act", "gone", "idle", "illegal", "place", "place_act", "since")

    def __init__(self) -> None:
        self.place = ""
        self.place_act = 0
        self.since = 0
        self.award: str | None = None
        self.award_act: int | None = None
        self.gone: list[NameGone] = []
        self.acts: list[int] = []
        self.idle: list[int] = []
        self.illegal: list[Illegal] = []

    def refuse(self, step: Step, code: str, contradicts: int) -> None:
        self.idle.append(step.version)
        self.illegal.append(Illegal(step.version, code, contradicts))


def apply(steps: list[Step]) -> tuple[Standing | None, tuple[Illegal, ...]]:
    """Fold acts that are in the order in which they count. None while the entry does not count yet."""
    if not steps:
        return None, ()
    state = _State()
    for step in steps:
        state.acts.append(step.version)
        _STEPS.get(step.kind, _entered)(state, step)
    if not state.place:
        return None, tuple(state.illegal)
    standing = Standing(
        place=state.place,
        place_act=state.place_act,
        since=state.since,
        award=state.award,
        award_act=state.award_act,
        gone=tuple(state.gone),
        acts=tuple(state.acts),
        idle=tuple(state.idle),
    )
    return standing, tuple(state.illegal)


def _set_place(state: _State, step: Step, word: str) -> None:
    state.place, state.place_act, state.since = word, step.version, step.counts_from


def _entered(state: _State, step: Step) -> None:
    _set_place(state, step, RECORDED if step.kind.startswith(RECORDED) else NOMINATED)


def _withdrawn(state: _State, step: Step) -> None:
    if not state.place:
        state.refuse(step, "not_entered_yet", 1)
    elif state.place == RECORDED:
        state.refuse(step, "never_a_nomination", state.place_act)
    elif state.place != NOMINATED:
        state.refuse(step, "already_off_the_list", state.place_act)
    elif state.award is not None:
        state.refuse(step, "already_won", state.award_act or 0)
    else:
        _set_place(state, step, WITHDRAWN)


def _credit_withdrawn(state: _State, step: Step) -> None:
    earlier = next((gone for gone in state.gone if gone.credit == step.credit), None)
    if not state.place:
        state.refuse(step, "not_entered_yet", 1)
    elif earlier is not None:
        state.refuse(step, "name_already_gone", earlier.act)
    elif state.place == RECORDED:
        state.refuse(step, "never_a_nomination", state.place_act)
    elif state.place != NOMINATED:
        state.refuse(step, "already_off_the_list", state.place_act)
    elif state.award is not None:
        state.refuse(step, "already_won", state.award_act or 0)
    elif step.credit is not None:
        state.gone.append(NameGone(step.credit, WITHDRAWN, step.version, step.counts_from))


def _conferred(state: _State, step: Step) -> None:
    if not state.place:
        state.refuse(step, "not_entered_yet", 1)
    elif state.award is not None:
        state.refuse(step, "already_won", state.award_act or 0)
    elif state.place not in (NOMINATED, RECORDED):
        state.refuse(step, "already_off_the_list", state.place_act)
    else:
        state.award, state.award_act = CONFERRED, step.version


_STEPS = {
    "entered": _entered,
    "withdrawn": _withdrawn,
    "credit_withdrawn": _credit_withdrawn,
    "conferred": _conferred,
}
