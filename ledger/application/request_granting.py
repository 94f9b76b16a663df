"""Deciding a request by form: in one append with what comes of it; where a body had to decide, by a ruling with an act on each target."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple
from uuid import UUID

from ledger.application.act_data import ActData
from ledger.application.acting import decide_act
from ledger.application.draft import Draft
from ledger.application.editions import EditionSeen
from ledger.application.ledger import Ledger, Story
from ledger.application.noting import any_stands, entered_at
from ledger.application.powers import withdrawal_at
from ledger.application.request_deciding import Outcomes, check_outcomes, decide_request
from ledger.application.requests import RequestSeen, Stories
from ledger.application.ruling import RulingData, decide_ruling
from ledger.application.seen import check_seen
from ledger.application.typed_times import now_when, typed_times
from ledger.domain.nomination import ENTRY, Asker
from ledger.domain.readings import history_of, named_by
from ledger.domain.request import Target
from ledger.domain.times import FOREVER, propose_counts_from
from ledger.errors import Invalid, Problem

About = tuple[RequestSeen, EditionSeen, Stories]
"""The request, its edition as the author's times were read with it, and the stories of the edition's nominations."""
OWN_WISH = {"producer": "producer_wish", "co_nominee": "joint_wish", "group": "joint_wish"}
"""The public reason of an act that was asked for, by the capacity in which; else it is their own wish."""
FOLLOWS: Mapping[str, tuple[str, Mapping[str, bool]]] = {
    "rescind": ("rescind", {}),
    "not_counted": ("set-effects", {"counted": False}),
    "off_ballot": ("set-effects", {"on_ballot": False, "counted": False}),
    "may_not_win": ("set-effects", {"may_win": False}),
    "review": ("review", {}),
}
"""What may follow instead of the very wish, by code: a verb, and the effects that it sets."""
GRANTED = ("granted", "granted_in_part")


class Granted(NamedTuple):
    """The act by which a wish is granted: its verb, the name that it is about, and effects that it sets."""

    verb: str
    credit: UUID | None = None
    effects: Mapping[str, bool] = {}


@dataclass(frozen=True)
class _Deciding:
    """What becomes of which target, and the acts by which that is granted; `common` is what they are all told with."""

    ledger: Ledger
    draft: Draft
    about: About
    outcomes: Mapping[int, str]
    granting: Mapping[int, Granted]
    common: ActData
    told: Outcomes

    @property
    def seen(self) -> RequestSeen:
        """The request."""
        return self.about[0]

    def nomination(self, number: int) -> UUID | None:
        """That a target is about."""
        found = self.seen.request.target(number)
        return found.target.nomination if found else None


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
    """Add the acts and what was decided. Raises Conflict `moved_on`, Invalid, Refused, as the acts do, `decide_request` and `decide_ruling`."""
    deciding = _deciding(ledger, draft, about, data)
    check_outcomes(deciding.seen, deciding.outcomes)
    right = [number for number, one in deciding.granting.items() if _of_right(deciding, one)]
    acts = {number: (_grant(deciding, number),) for number in right}
    nobody = {one: how for one, how in deciding.outcomes.items() if one in right or how == "superseded"}
    ruled = {one: how for one, how in deciding.outcomes.items() if one not in nobody}
    of_right = replace(deciding.told, outcomes=nobody, acts=acts)
    if ruled:
        _rule(deciding, ruled, of_right)
    else:
        decide_request(ledger, draft, deciding.seen, of_right)


def _deciding(ledger: Ledger, draft: Draft, about: About, data: Mapping[str, Any]) -> _Deciding:
    seen, edition, stories = about
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
        happened=data["happened"],
        irregular_reason=data["irregular_reason"],
    )
    outcomes = {int(number): outcome for number, outcome in _pairs(data["outcomes"])}
    follows = {int(number): code for number, code in _pairs(data["consequences"])}
    if problems := [
        Problem(f"follows_{one}", "follows_from_nothing") for one in follows if outcomes.get(one) not in GRANTED
    ]:
        raise Invalid(problems)
    granting = dict(_granting(ledger, (seen, stories), outcomes, follows))
    told = Outcomes(outcomes, decided, {}, data["reason"], data["private_reason"])
    return _Deciding(ledger, draft, about, outcomes, granting, common, told)


def _pairs(told: Sequence[str]) -> Iterator[tuple[str, str]]:
    """`<number>:<code>`, apart."""
    for one in told:
        number, _colon, code = one.partition(":")
        yield number, code


def _granting(
    ledger: Ledger, about: tuple[RequestSeen, Stories], outcomes: Mapping[int, str], follows: Mapping[int, str]
) -> Iterator[tuple[int, Granted]]:
    """The act that follows for each target, names first: after the whole nomination left there is none for them to leave.

    What was granted before, and was not entered in error since, is not granted twice.
    """
    seen, stories = about
    for number in sorted(outcomes, key=lambda one: _names_first(seen, one)):
        found = seen.request.target(number)
        if found is None or found.target.nomination is None or outcomes[number] not in GRANTED:
            continue
        if any_stands(ledger, found.acts):
            continue
        if number in follows:
            verb, effects = FOLLOWS[follows[number]]
            yield number, Granted(verb, effects=effects)
        elif outcomes[number] == "granted" and (act := granted_by(found.target, stories.get(found.target.nomination))):
            yield number, act


def _names_first(seen: RequestSeen, number: int) -> tuple[bool, int]:
    found = seen.request.target(number)
    return (found is None or found.target.kind != "credit", number)


def _of_right(deciding: _Deciding, act: Granted) -> bool:
    """Whether nobody had to decide: it was theirs to do before the announcement, or by the edition's rule on withdrawals."""
    when = deciding.common.effective
    rule = withdrawal_at(deciding.about[1], min(when.latest_us, deciding.ledger.now()))
    return act.verb == "decline" or (act.verb == "withdraw" and rule == "as_of_right")


def _reason(seen: RequestSeen) -> str:
    capacities = [one.capacity for one in seen.request.made.askers]
    if len(capacities) > 1:
        return "joint_wish"
    return OWN_WISH.get(capacities[0] if capacities else "", "own_wish")


def _act(deciding: _Deciding, number: int) -> ActData:
    """The act that grants a target, told with what is told of all."""
    act, nomination = deciding.granting[number], deciding.nomination(number)
    reason = {"withdraw": deciding.common.reason, "decline": deciding.common.reason, "reinstate": "reconsidered"}
    return replace(
        deciding.common,
        verb=act.verb,
        nominations=(nomination,) if nomination else (),
        credit=act.credit,
        reason=reason.get(act.verb, "by_request" if act.effects else "not_given"),
        on_ballot=act.effects.get("on_ballot"),
        counted=act.effects.get("counted"),
        may_win=act.effects.get("may_win"),
    )


def _grant(deciding: _Deciding, number: int) -> str:
    """Add an act that was theirs by right; its name."""
    _seen, edition, stories = deciding.about
    data = replace(_act(deciding, number), arises_from=(deciding.seen.request.made.act_name,))
    try:
        return decide_act(deciding.ledger, deciding.draft.by, data, edition, stories, deciding.draft).acts[0].act_name
    except Invalid as error:
        raise Invalid([_at_the_form(one) for one in error.problems]) from None


def _rule(deciding: _Deciding, ruled: Mapping[int, str], of_right: Outcomes) -> None:
    """Add the ruling with its acts, then what is decided on the request: what took no ruling, and what this one decides, which names it."""
    draft, seen, common = deciding.draft, deciding.seen, deciding.common
    granting = [number for number in deciding.granting if number in ruled]
    targets = [_act(deciding, number) for number in granting]
    reviewed = _reviewed(deciding)
    targets += [replace(common, verb="review", nominations=(one,), reason="not_given") for one in reviewed]

    def along(stream: UUID, names: Sequence[str]) -> list[str]:
        if of_right.outcomes:
            decide_request(deciding.ledger, draft, seen, of_right)
        by_number = {number: (name,) for number, name in zip(granting, names, strict=False)}
        told = replace(deciding.told, outcomes=ruled, acts=by_number, ruling=stream)
        return [one.act_name for one in decide_request(deciding.ledger, draft, seen, told)]

    data = RulingData(
        edition=seen.request.made.edition,
        body=common.body,
        effective=deciding.told.decided,
        targets=tuple(targets),
        reason=common.reason if granting else "reviewed" if reviewed else "not_given",
        rule=common.rule,
        private_reason=common.private_reason,
        requests=(seen.id,),
        arises_from=(seen.request.made.act_name,),
        happened=common.happened,
        irregular_reason=common.irregular_reason,
    )
    try:
        decide_ruling(deciding.ledger, draft.by, data, deciding.about[2], draft, along)
    except Invalid as error:
        raise Invalid([_at_the_form(_of_the_ruling(one)) for one in error.problems]) from None


def _reviewed(deciding: _Deciding) -> list[UUID]:
    """Nominations of which everything that was decided was refused: they were reviewed, and stand.

    One can be refused before there is a nomination: then there was none to review.
    """
    by_nomination: dict[UUID, set[str]] = {}
    for number, outcome in deciding.outcomes.items():
        if (nomination := deciding.nomination(number)) is not None:
            by_nomination.setdefault(nomination, set()).add(outcome)
    decided = propose_counts_from(deciding.told.decided, deciding.ledger.now())
    stories = deciding.about[2]
    there = {one for one in by_nomination if one in stories and -FOREVER < entered_at(stories[one]) < decided}
    return [one for one, outcomes in by_nomination.items() if outcomes == {"refused"} and one in there]


def _of_the_ruling(problem: Problem) -> Problem:
    """What a ruling calls `effective` is when it was decided; the time of an act is its target's."""
    if problem.field == "effective":
        return replace(problem, field="decided")
    return replace(problem, field="effective") if problem.field.endswith(".effective") else problem


def _at_the_form(problem: Problem) -> Problem:
    """What is wrong with an act is said at the field of this form that decides it."""
    own = ("effective", "decided", "body", "rule", "happened", "irregular_reason", "instrument")
    return (
        problem if problem.field in own or problem.field.startswith("outcome_") else replace(problem, field="outcomes")
    )
