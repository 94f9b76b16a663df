"""Which acts a nomination is ready for, as it stands by everything known now: what the desk offers."""

from __future__ import annotations

from ledger.application.act_kinds import ACT_KINDS
from ledger.application.ledger import Story
from ledger.application.roles import MAY
from ledger.domain.nomination import ENTRY
from ledger.domain.readings import history_of, named_by, read
from ledger.domain.standing import (
    CHOSEN,
    CONFERRED,
    DECLINED,
    IN_ERROR,
    MISREAD,
    NO_AWARD,
    NOMINATED,
    RECORDED,
    REFUSED,
    RETURNED,
    REVOKED,
    VACATED,
    Standing,
)
from ledger.domain.states import credits_of
from ledger.domain.times import FOREVER

BESIDE = ("tell-party", "add-report", "showing", "before-court")
OURS = ("correct-time", "entered-in-error")
_EVERY = frozenset(kind.may for kind in ACT_KINDS.values())
ALWAYS = ("correct", "add-name", "correct-time", "entered-in-error", "review", *BESIDE)


def offered(story: Story, role: str, *, proposes: bool = False) -> list[str]:
    """The verbs that the rules allow now and the role covers, in the order of `ACT_KINDS`; all of them where anything can be proposed."""
    may = _EVERY if proposes else MAY.get(role, frozenset())
    history = history_of(story)
    standing = read(history)
    if standing is None:
        # Entered in error: only that can be undone.
        return ["entered-in-error"] if "enter" in may else []
    if standing.place == NO_AWARD:
        return _covered({*OURS, *_of_nobody(standing)}, may)
    announced = ENTRY in named_by(history, FOREVER)
    fitting = {*ALWAYS, *_of_the_place(standing, announced=announced), *_of_the_award(standing)}
    if announced:
        fitting |= _of_what_was_heard(read(history, announced=FOREVER))
    if standing.place != RECORDED:
        fitting.add("set-effects")
    named = len(credits_of(story))
    if named:
        fitting.add("correct-name")
    if standing.place not in (NOMINATED, RECORDED):
        fitting.add("name-next")
    if named - len(standing.gone) > 1 and standing.listed:
        fitting.add("remove-name")
    if standing.gone:
        fitting.add("reinstate-name")
    return _covered(fitting, may)


def _of_what_was_heard(heard: Standing | None) -> set[str]:
    if heard is None:
        return set()
    if heard.award == MISREAD:
        return {"put-misreading-right"}
    return {"misread"} if heard.listed and heard.award is None else set()


def _covered(fitting: set[str], may: frozenset[str]) -> list[str]:
    return [verb for verb, kind in ACT_KINDS.items() if verb in fitting and kind.may in may]


def _of_nobody(standing: Standing) -> set[str]:
    """Where a category confers on nobody."""
    if standing.award == CHOSEN:
        return {"confer", "not-conferred"}
    return {"not-conferred"} if standing.award == CONFERRED else {"choose", "confer"}


def _of_the_place(standing: Standing, *, announced: bool) -> set[str]:
    won = standing.award == CONFERRED
    if standing.place == RECORDED:
        return {"announced-in-error"} if announced else set()
    if standing.place == DECLINED:
        return {"accept"}
    if standing.place == IN_ERROR:
        return {"enter-anew"}
    findings = {"rule-ineligible", "disqualify"} | ({"announced-in-error"} if announced else set())
    if standing.place != NOMINATED:
        return {"reinstate"} | findings
    if won:
        return findings
    return {*findings, "withdraw" if announced else "decline", "rescind", "void", "left", "move"}


def _of_the_award(standing: Standing) -> set[str]:
    if standing.award == CHOSEN:
        return {"confer", "not-conferred", "refuse-award", "revoke-award", "vacate-award"}
    if standing.award == CONFERRED:
        return {"refuse-award", "return-award", "revoke-award", "vacate-award"}
    if standing.award in (REFUSED, RETURNED):
        return {"accept-award", "revoke-award", "vacate-award"}
    if standing.award in (REVOKED, VACATED):
        return {"restore-award"}
    return {"choose", "confer"} if standing.place in (NOMINATED, RECORDED) else set()
