"""A decision of a body on one or more targets: one ruling, and an act on each target, in one append (DOMAIN.md, Rulings)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from typing import NamedTuple
from uuid import UUID

from ledger.application.act_data import ActData
from ledger.application.act_kinds import ACT_KINDS, act_kind
from ledger.application.acting import Deciding, decide_acts
from ledger.application.documents import cite
from ledger.application.draft import Draft
from ledger.application.editions import EditionSeen, edition_seen
from ledger.application.ledger import Ledger, Receipt, Story
from ledger.application.once import once
from ledger.application.powers import check_rule
from ledger.application.roster import check_covers, check_may
from ledger.domain import ruling
from ledger.domain.nomination import Entered, Ruled
from ledger.domain.times import When, propose_counts_from
from ledger.domain.values import Provenance
from ledger.errors import Invalid, NotFound, Problem, Refused
from ledger.wording.acts import label_of_entry

CONSEQUENCES = tuple(verb for verb, kind in ACT_KINDS.items() if kind.ruled and verb != "choose" and not kind.said)
"""What a ruling may do to a target, by verb: whatever a body decides, but for who wins, which is the tabulator's."""
REASONS = (
    "not_given", "condition_not_met", "rule_broken", "own_slip", "reconsidered", "appeal_upheld", "correction", "own_wish",
    "joint_wish", "producer_wish", "by_request", "after_lock", "reviewed", "other_category", "category_cancelled", "edition_cancelled",
)  # fmt: skip
"""Public reasons of a ruling; an act of it has the same where that fits its kind."""
OF_ALL = {
    "body": "body",
    "rule": "rule",
    "decided": "effective",
    "happened": "happened",
    "irregular_reason": "irregular_reason",
}
"""What is told once for all targets: the field of an act, and that of the ruling."""


@dataclass(frozen=True)
class RulingData:
    """What a ruling takes. Each target is an act with a verb and fields of its own; what is told once is taken from here.

    `effective` is when it was decided, `seen` the position of the log up to which the author had read.
    """

    edition: UUID
    body: str
    effective: When
    targets: tuple[ActData, ...]
    reason: str = "not_given"
    rule: str | None = None
    seen: int | None = None
    members: tuple[tuple[str, str], ...] = ()
    """Names, each with took_part · stood_aside · absent."""
    public_text: str | None = None
    private_reason: str | None = None
    requests: tuple[UUID, ...] = ()
    objections: tuple[UUID, ...] = ()
    follows_rulings: tuple[UUID, ...] = ()
    replaces: UUID | None = None
    arises_from: tuple[str, ...] = ()
    """Names of the acts that it follows from: what was asked or objected to."""
    happened: bool = False
    instrument: UUID | None = None
    irregular_reason: str | None = None


class RulingDecided(NamedTuple):
    """Decided and not recorded: the ruling stands first in the draft, its acts after it. `acts` is None where it has no target."""

    draft: Draft
    made: ruling.Made
    acts: Deciding | None


Along = Callable[[UUID, Sequence[str]], Sequence[str]]
"""Adds to a draft what a ruling decides besides acts on targets. It is given the ruling's id and the name of each target's act, and
gives the names of acts of nominations that tell it."""


def decide_ruling(
    ledger: Ledger,
    by: Provenance,
    data: RulingData,
    others: Mapping[UUID, Story],
    draft: Draft | None = None,
    along: Along | None = None,
) -> RulingDecided:
    """Decide without writing; `others` are the edition's stories.

    With `draft`, whose author is `by`, the ruling joins what that records in the same append: what it decided on is then named in
    `requests` or `objections`, and it may have no target at all. `along` adds what was asked and became of it by this ruling.
    Raises NotAllowed, NotFound, Conflict `moved_on`, Invalid (fields of a target as `targets.<number>.<field>`), Refused with `on_target`.
    """
    check_covers(by, "rule")
    draft, edition = draft or Draft(by), edition_seen(ledger, data.edition)
    check_may(ledger, draft, "rule", edition.show)
    now = ledger.now()
    cite(ledger, draft, data.instrument, edition.stream)
    _check(ledger, draft, data, edition, now)
    stream = ledger.new_id()
    acts = None
    if data.targets:
        targets = [_target(data, one, stream) for one in data.targets]
        named = by_target(ledger, targets, others)
        acts = decide_acts(ledger, draft, targets, edition, others, named)
    else:
        draft.rely_on(edition.stream, edition.version)
    said = along(stream, [one.act_name for one in acts.acts] if acts else []) if along else ()
    return RulingDecided(draft, _made(draft, data, (stream, said), edition, now), acts)


def _check(ledger: Ledger, draft: Draft, data: RulingData, edition: EditionSeen, now: int) -> None:
    """What is told once: when, by whom, on which rule, after which earlier decisions."""
    problems = []
    if not data.targets and not (data.requests or data.objections):
        problems.append(Problem("targets", "choose_a_target"))
    if data.effective.earliest_us > now:
        problems.append(Problem("effective", "decided_in_future"))
    if data.body not in [one.code for one in edition.bodies]:
        problems.append(Problem("body", "unknown_choice"))
    if any(part not in ruling.PARTS for _name, part in data.members):
        problems.append(Problem("members", "unknown_choice"))
    names = [name for name, _part in data.members]
    if len(names) != len(set(names)):
        problems.append(Problem("members", "member_twice"))
    if problems:
        raise Invalid(problems)
    check_rule(data.rule, edition)
    for field, earlier in (("follows_rulings", data.follows_rulings), ("replaces", (data.replaces,))):
        for one in earlier:
            if one is not None:
                _rely_on(ledger, draft, one, (field, data.edition))


def _rely_on(ledger: Ledger, draft: Draft, earlier: UUID, asked: tuple[str, UUID]) -> None:
    """An earlier decision is one of the same edition that was not entered in error; it must not be struck meanwhile."""
    field, edition = asked
    story = ledger.stories([earlier]).get(earlier, ())
    found = ruling.ruling_of(event for _position, event in story)
    if found is None or found.made.edition != edition or found.struck:
        raise Invalid([Problem(field, "no_such_ruling")])
    if not draft.version(earlier):
        draft.rely_on(earlier, story[-1][1].originator_version)


def _target(data: RulingData, one: ActData, stream: UUID) -> ActData:
    """A target with what is told once; of its own it keeps the reason that it gives, and from when it takes effect."""
    kind = act_kind(one.verb)
    if one.verb not in CONSEQUENCES:
        raise Invalid([Problem("targets", "no_consequence")])
    reason = data.reason if one.reason == "not_given" and data.reason in kind.reasons else one.reason
    return replace(
        one,
        seen=data.seen,
        body=data.body,
        rule=data.rule,
        reason=reason,
        decided=data.effective,
        effective=data.effective if one.effective.is_unknown else one.effective,
        ruling=stream,
        arises_from=(*data.arises_from, *one.arises_from),
        happened=data.happened,
        irregular_reason=data.irregular_reason,
    )


def by_target(
    ledger: Ledger, targets: Sequence[ActData], others: Mapping[UUID, Story]
) -> Callable[[int], AbstractContextManager[None]]:
    """For acts decided together: in which a refusal of one says of which target it is."""

    @contextmanager
    def told(number: int) -> Iterator[None]:
        try:
            yield
        except Invalid as error:
            label = _label(ledger, targets[number], others)
            raise Invalid([_of_target(one, number, label) for one in error.problems]) from error
        except Refused as error:
            raise Refused(error.code, **error.params, on_target=_label(ledger, targets[number], others)) from error

    return told


def _of_target(one: Problem, number: int, label: str) -> Problem:
    field = OF_ALL.get(one.field) or f"targets.{number}.{one.field}"
    return replace(one, field=field, params={**one.params, "on_target": label})


def _label(ledger: Ledger, data: ActData, others: Mapping[UUID, Story]) -> str:
    stream = data.nominations[0]
    entry = (others.get(stream) or ledger.story(stream))[0][1]
    return label_of_entry(entry) if isinstance(entry, Entered) else ""


def _made(
    draft: Draft, data: RulingData, this: tuple[UUID, Sequence[str]], edition: EditionSeen, now: int
) -> ruling.Made:
    stream, said = this
    acts = tuple(one.act_name for one in draft.events if isinstance(one, Ruled) and one.ruling == stream)
    return draft.add_first(
        ruling.Made,
        stream,
        edition=data.edition,
        body=data.body,
        effective=data.effective,
        counts_from=propose_counts_from(data.effective, now),
        reason=data.reason,
        rule=data.rule,
        version=edition.version_decided_under(data.rule, data.effective, now),
        members=tuple(ruling.Member(name=draft.named(stream, name), part=part) for name, part in data.members),
        public_text=draft.personal(stream, data.public_text),
        private_reason=draft.personal(stream, data.private_reason),
        acts=(*acts, *said),
        requests=data.requests,
        objections=data.objections,
        follows_rulings=data.follows_rulings,
        replaces=data.replaces,
    )


def rule(
    ledger: Ledger, by: Provenance, data: RulingData, request: Mapping[str, object], others: Mapping[UUID, Story]
) -> Receipt:
    """Record a ruling. The same command sent twice is one ruling and gives the same receipt."""
    return once(ledger, by, request, lambda: ledger.save(decide_ruling(ledger, by, data, others).draft, request))


def ruling_in(ledger: Ledger, stream: UUID) -> ruling.Ruling:
    """A decision by its id. Raises NotFound `no_such_ruling`."""
    found = ruling.ruling_of(event for _position, event in ledger.stories([stream]).get(stream, ()))
    if found is None:
        raise NotFound("no_such_ruling")
    return found


def approve_text(ledger: Ledger, by: Provenance, stream: UUID, request: Mapping[str, object]) -> Receipt:
    """Find a decision's text fit for the public. The same command sent twice is one approval.

    Raises NotAllowed `own_text`, NotFound, Refused `no_text`, `text_approved_already`.
    """
    return once(ledger, by, request, lambda: ledger.save(decide_approval(ledger, by, stream), request))


def decide_approval(ledger: Ledger, by: Provenance, stream: UUID) -> Draft:
    """The same without writing."""
    draft, found = Draft(by), ruling_in(ledger, stream)
    check_may(ledger, draft, "rule", edition_seen(ledger, found.made.edition).show)
    if found.made.public_text is None or found.struck:
        raise Refused("no_text")
    if found.approved is not None:
        raise Refused("text_approved_already")
    if found.made.by.actor == by.actor:
        raise Refused("own_text")
    draft.goes_on(stream, ledger.story(stream)[-1][1].originator_version)
    draft.add(ruling.TextApproved, stream)
    return draft
