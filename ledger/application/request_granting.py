"""Deciding a request by form: what is granted becomes an act where there is one that says it, in one append with the decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple
from uuid import UUID

from ledger.application.act_data import ActData
from ledger.application.acting import decide_act
from ledger.application.draft import Draft
from ledger.application.editions import EditionSeen
from ledger.application.ledger import Ledger, Story
from ledger.application.noting import any_stands
from ledger.application.request_deciding import Outcomes, decide_request
from ledger.application.requests import RequestSeen, Stories
from ledger.application.seen import check_seen
from ledger.application.typed_times import now_when, typed_times
from ledger.domain.nomination import ENTRY, Asker
from ledger.domain.readings import history_of, named_by
from ledger.domain.request import Target
from ledger.domain.times import FOREVER
from ledger.errors import Invalid, Problem

About = tuple[RequestSeen, EditionSeen, Stories]
"""The request, its edition as the author's times were read with it, and the stories of the edition's nominations."""
OWN_WISH = {"producer": "producer_wish", "co_nominee": "joint_wish", "group": "joint_wish"}
"""The public reason of an act that was asked for, by the capacity in which; else it is their own wish."""


class Granted(NamedTuple):
    """The act by which a wish is granted: its verb, and the name that it is about."""

    verb: str
    credit: UUID | None = None


def granted_by(target: Target, story: Story | None) -> Granted | None:
    """The act that grants a target as its nomination stands; None where none says it by itself: it is recorded by its own form.

    What a nominee asks is the word decline before the announcement, and withdraw after it (DOMAIN.md, Acts that end something).
    """
    if story is None or target.kind not in ("nomination", "credit"):
        return None
    announced = ENTRY in named_by(history_of(story), FOREVER)
    if target.kind == "credit":
        leaves = target.wish in ("take_name_off", "withdraw", "decline")
        return Granted("withdraw", target.credit) if leaves and announced else None
    if target.wish in ("withdraw", "decline"):
        return Granted("withdraw" if announced else "decline")
    return Granted("reinstate") if target.wish == "reinstate" else None


def decide_outcomes(ledger: Ledger, draft: Draft, about: About, data: Mapping[str, Any]) -> None:
    """Add the acts and what was decided. Raises Conflict `moved_on`, Invalid, Refused, as the acts do and `decide_request`."""
    seen, edition, stories = about
    outcomes = _outcomes(data["outcomes"])
    concerned = {one: stories[one] for one in seen.nominations if one in stories}
    check_seen(ledger, data["seen"], max((story[-1][0] for story in concerned.values()), default=0))
    times = typed_times(data, edition.zone, edition.references)
    decided = times["decided"] or now_when(ledger.now(), edition.zone)
    common = ActData(
        verb="withdraw",
        nominations=(),
        effective=times["effective"] or decided,
        decided=decided,
        body=data["body"],
        rule=data["rule"],
        private_reason=data["private_reason"],
        reason=_reason(seen),
        askers=tuple(Asker(capacity=one.capacity, party=one.party) for one in seen.request.made.askers),
        source_kind=seen.request.made.source.kind if seen.request.made.source else "none",
    )
    acts = {
        number: (name,)
        for number, outcome in sorted(outcomes.items(), key=lambda one: _names_first(seen, one[0]))
        if outcome == "granted" and (name := _grant(ledger, (draft, common), about, number))
    }
    told = Outcomes(outcomes, decided, acts, data["reason"], data["private_reason"])
    decide_request(ledger, draft, seen, told)


def _outcomes(told: list[str]) -> dict[int, str]:
    pairs = (one.partition(":") for one in told)
    return {int(number): outcome for number, _colon, outcome in pairs}


def _names_first(seen: RequestSeen, number: int) -> tuple[bool, int]:
    """A name leaves before the whole nomination does: after that there is none for it to leave."""
    found = seen.request.target(number)
    return (found is None or found.target.kind != "credit", number)


def _reason(seen: RequestSeen) -> str:
    capacities = [one.capacity for one in seen.request.made.askers]
    if len(capacities) > 1:
        return "joint_wish"
    return OWN_WISH.get(capacities[0] if capacities else "", "own_wish")


def _grant(ledger: Ledger, into: tuple[Draft, ActData], about: About, number: int) -> str | None:
    """Add the act that grants a target; its name. What was granted before is not granted twice."""
    draft, common = into
    seen, edition, stories = about
    found = seen.request.target(number)
    if found is None or found.target.nomination is None or any_stands(ledger, found.acts):
        return None
    nomination = found.target.nomination
    act = granted_by(found.target, stories.get(nomination))
    if act is None:
        return None
    data = replace(
        common,
        verb=act.verb,
        nominations=(nomination,),
        credit=act.credit,
        reason="reconsidered" if act.verb == "reinstate" else common.reason,
        arises_from=(seen.request.made.act_name,),
    )
    try:
        deciding = decide_act(ledger, draft.by, data, edition, stories, draft)
    except Invalid as error:
        raise Invalid([_at_the_form(one) for one in error.problems]) from None
    return deciding.acts[0].act_name


def _at_the_form(problem: Problem) -> Problem:
    """What is wrong with an act is said at the field of this form that decides it."""
    return problem if problem.field in ("effective", "decided", "body", "rule") else replace(problem, field="outcomes")
