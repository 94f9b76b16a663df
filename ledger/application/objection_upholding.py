"""Deciding an objection by form: what is upheld becomes the act that is chosen, in one append with the decision.

The acts are those that have forms of their own; until a ruling over several targets is one event they name the objection, and it names them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from ledger.application.act_data import ActData
from ledger.application.act_kinds import ACT_KINDS
from ledger.application.acting import decide_act
from ledger.application.draft import Draft
from ledger.application.editions import EditionSeen
from ledger.application.ledger import Ledger
from ledger.application.noting import Stories
from ledger.application.objection_deciding import Rulings, check_outcomes, decide_objection
from ledger.application.objections import ObjectionSeen
from ledger.application.seen import check_seen
from ledger.application.typed_times import now_when, typed_times
from ledger.domain.award_acts import AwardRevoked, AwardVacated
from ledger.domain.credit_acts import CreditRemoved
from ledger.domain.endings import AnnouncedInError
from ledger.domain.event import Event
from ledger.domain.nomination import CreditWithdrawn
from ledger.domain.objection import RULING, UPHELD, Point
from ledger.errors import Invalid, Problem

About = tuple[ObjectionSeen, EditionSeen, Stories]
"""The objection, its edition as the author's times were read with it, and the stories of the edition's nominations."""
FOLLOWS = {
    "nomination": ("rule-ineligible", "disqualify", "rescind", "announced-in-error"),
    "credit": ("remove-name",),
    "award": ("revoke-award", "vacate-award"),
}
"""The acts that may come of a point upheld, by its kind."""


def may_follow(point: Point, stories: Stories) -> tuple[str, ...]:
    """The verbs of the acts that may come of a point upheld; of a decision the one that undoes it."""
    if point.kind != RULING:
        return FOLLOWS.get(point.kind, ())
    act = _contested(point, stories)
    if isinstance(act, CreditWithdrawn | CreditRemoved):
        return ("reinstate-name",)
    if isinstance(act, AwardRevoked | AwardVacated):
        return ("restore-award",)
    return ("enter-anew",) if isinstance(act, AnnouncedInError) else ("reinstate",) if act else ()


def _contested(point: Point, stories: Stories) -> Event | None:
    """The act by which a decision was made."""
    story = stories.get(point.id) if point.id else None
    return next((event for _position, event in story or () if event.act_name == point.act), None)


def decide_points(ledger: Ledger, draft: Draft, about: About, data: Mapping[str, Any]) -> None:
    """Add the acts and what was decided. Raises Conflict `moved_on`, Invalid, Refused, as the acts do and `decide_objection`."""
    seen, edition, stories = about
    outcomes = {int(number): outcome for number, outcome in _pairs(data["outcomes"])}
    check_outcomes(seen, outcomes)
    concerned = [stories[one] for one in seen.nominations if one in stories]
    check_seen(ledger, data["seen"], max((story[-1][0] for story in concerned), default=0))
    times = typed_times(data, edition.zone, edition.references)
    decided = times["decided"] or now_when(ledger.now(), edition.zone)
    common = ActData(
        verb="",
        nominations=(),
        effective=times["effective"] or decided,
        decided=decided,
        body=data["body"],
        rule=data["rule"],
        private_reason=data["private_reason"],
        finding=data["finding"],
        place_filled=data["place_filled"],
        arises_from=(seen.objection.made.act_name,),
    )
    acts = {}
    for number, verb in sorted(((int(number), verb) for number, verb in _pairs(data["follows"])), key=_names_first):
        if outcomes.get(number) not in UPHELD:
            raise Invalid([Problem(f"follows_{number}", "act_needs_upheld")])
        acts[number] = (_act(ledger, (draft, common), about, (number, verb)),)
    told = Rulings(outcomes, decided, acts, data["why"], data["unheard"], data["private_reason"])
    decide_objection(ledger, draft, seen, told)


def _pairs(told: list[str]) -> list[tuple[str, str]]:
    return [(number, what) for number, _colon, what in (one.partition(":") for one in told)]


def _names_first(one: tuple[int, str]) -> tuple[bool, int]:
    """A name leaves before the whole nomination does: after that there is none for it to leave."""
    return (one[1] != "remove-name", one[0])


def _act(ledger: Ledger, into: tuple[Draft, ActData], about: About, chosen: tuple[int, str]) -> str:
    """Add the act that comes of a point; its name."""
    draft, common = into
    seen, edition, stories = about
    number, verb = chosen
    found = seen.objection.target(number)
    point = found.target if found else None
    if point is None or point.id is None or verb not in may_follow(point, stories):
        raise Invalid([Problem(f"follows_{number}", "unknown_choice")])
    if verb == "remove-name" and common.finding is None:
        raise Invalid([Problem("finding", "required")])
    kind = ACT_KINDS[verb]
    data = replace(
        common,
        verb=verb,
        nominations=(point.id,),
        holds=kind.holds[0],
        reason=kind.reasons[0],
        credit=_credit(point, stories),
    )
    try:
        deciding = decide_act(ledger, draft.by, data, edition, stories, draft)
    except Invalid as error:
        raise Invalid([_at_the_form(one, number) for one in error.problems]) from None
    return deciding.acts[0].act_name


def _credit(point: Point, stories: Stories) -> UUID | None:
    act = _contested(point, stories) if point.kind == RULING else None
    return act.credit if isinstance(act, CreditWithdrawn | CreditRemoved) else point.credit


def _at_the_form(problem: Problem, number: int) -> Problem:
    """What is wrong with an act is said at the field of this form that decides it."""
    here = ("effective", "decided", "body", "rule", "finding", "place_filled")
    return problem if problem.field in here else replace(problem, field=f"follows_{number}")
