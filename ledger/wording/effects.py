"""Effects that differ from the usual, and acts that are irregular, as words."""

from __future__ import annotations

from collections.abc import Mapping

from ledger.domain.event import Event
from ledger.domain.nomination import Entered, Own, Ruled
from ledger.wording.catalogue import Words, noted
from ledger.wording.catalogue import gettext as _
from ledger.wording.times import say_when

HAS = Words(
    {
        "on_ballot": noted("on the ballot"),
        "counted": noted("votes counted"),
        "may_win": noted("may win"),
        "payable": noted("paid out"),
    }
)
HAS_NOT = Words(
    {
        "on_ballot": noted("not on the ballot"),
        "counted": noted("votes not counted"),
        "may_win": noted("may not win"),
        "payable": noted("not paid out"),
    }
)
IRREGULAR = Words(
    {
        "late": noted("Against the rules: it was too late for it."),
        "not_provided": noted("Against the rules: they do not provide for it."),
        "past_lock": noted("Decided after the ballot was locked."),
        "without_power": noted("Against the rules: this was not theirs to decide."),
    }
)
SAYS_WHICH = (":ballot_locked",)
"""In a time by which somebody said on which side of the lock it was."""


def say_effects(effects: Mapping[str, bool]) -> str:
    """Effects as they are, in a fixed order: "on the ballot · votes not counted"."""
    return " · ".join((HAS if effects[name] else HAS_NOT)[name] for name in HAS if name in effects)


def say_irregular(code: str | None) -> str:
    """Why it was against the rules though it happened, as a sentence; empty for what was not."""
    return IRREGULAR.get(code, code) if code else ""


def irregular(event: Event) -> str:
    """What the sentence of an act adds: that it was irregular, and on which side of the lock somebody said that it was decided."""
    if not isinstance(event, Entered | Ruled | Own):
        return ""
    told = [say_irregular(event.irregular)] if event.irregular else []
    decided = getattr(event, "decided", None)
    if decided is not None and any(part in decided.text for part in SAYS_WHICH):
        template = _("Said to have been decided %(when)s.")
        told.append(template % {"when": say_when(decided)})
    return "".join(f" {one}" for one in told)
