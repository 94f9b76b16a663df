"""Deciding acts on nominations: one act, or the same on several in one append (DOMAIN.md, Acts that end something)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from ledger.application.act_data import ActData
from ledger.application.act_fields import act_fields
from ledger.application.act_kinds import ActKind, act_kind
from ledger.application.announced_before import check_announced
from ledger.application.documents import cite
from ledger.application.draft import Draft
from ledger.application.editions import EditionSeen, check_category, edition_seen
from ledger.application.entered_once import settle_entries
from ledger.application.filling import settle_places
from ledger.application.irregular import check_marked, irregularity
from ledger.application.ledger import Ledger, Receipt, Story
from ledger.application.legality import check_legal, check_said, unsaved
from ledger.application.locking import check_lock
from ledger.application.narrowing import narrow_before, narrow_entry
from ledger.application.nobody import category_of, check_act_on_nobody
from ledger.application.once import once
from ledger.application.places import settle_filled_place, settle_taken_place
from ledger.application.powers import check_body, check_rule, check_withdrawal
from ledger.application.roster import check_covers, check_may
from ledger.application.seen import check_seen
from ledger.application.winners import check_not_ruled_out, settle_winner
from ledger.domain import announcement
from ledger.domain.effects import OF_A_BALLOT, PAST_LOCK
from ledger.domain.event import Act, Event
from ledger.domain.nomination import ENTRY, ActStruck, Announced, CreditWithdrawn, Entered, TimeCorrected
from ledger.domain.readings import history_of, read, standing_of
from ledger.domain.standing import Standing
from ledger.domain.times import FOREVER, propose_counts_from
from ledger.domain.values import Provenance
from ledger.errors import Invalid, Problem, Refused


def as_they_are(_number: int) -> AbstractContextManager[None]:
    """Refusals are told as they are: there is one target."""
    return nullcontext()


@dataclass(frozen=True)
class Deciding:
    """Decided and not recorded: the draft, the stories that it goes on, and the act itself on each nomination."""

    draft: Draft
    stories: Mapping[UUID, Story]
    kind: ActKind
    """That of the first."""
    edition: EditionSeen
    now: int
    acts: list[Event] = field(default_factory=list)
    told: Callable[[int], AbstractContextManager[None]] = as_they_are
    """In which a refusal of the target of that number (from 0) is raised, so that it can be named."""


def decide_act(
    ledger: Ledger,
    by: Provenance,
    data: ActData,
    edition: EditionSeen | None = None,
    others: Mapping[UUID, Story] | None = None,
    onto: Draft | None = None,
) -> Deciding:
    """Decide without writing, by the edition as the author's times were read; `others` are its stories, `onto` a draft with more in it.

    Raises NotAllowed, Conflict `moved_on` (somebody acted on it or on its edition meanwhile), Invalid, Refused.
    """
    check_covers(by, act_kind(data.verb).may)
    return decide_acts(ledger, onto or Draft(by), [data], edition, others)


def decide_acts(
    ledger: Ledger,
    draft: Draft,
    targets: Sequence[ActData],
    edition: EditionSeen | None = None,
    others: Mapping[UUID, Story] | None = None,
    told: Callable[[int], AbstractContextManager[None]] = as_they_are,
) -> Deciding:
    """Decide several acts together, in order, and add them to the draft: what they come to is judged of all of them.

    Raises as `decide_act`, what concerns one target within `told` of its number.
    """
    stories = _stories(ledger, [one for data in targets for one in data.nominations], others or {})
    edition = edition or edition_seen(ledger, _entry(next(iter(stories.values()))).edition)
    for power in dict.fromkeys(act_kind(data.verb).may for data in targets):
        check_may(ledger, draft, power, edition.show)
    newest = max(edition.moved, *(story[-1][0] for story in stories.values()))
    check_seen(ledger, targets[0].seen, newest)
    cite(ledger, draft, targets[0].instrument, edition.stream)
    # Its milestones and rules decide what may be done and when: they must not change in between.
    draft.rely_on(edition.stream, edition.version)
    for nomination, story in stories.items():
        if _entry(story).edition != edition.stream:
            raise Refused("not_of_this_edition")
        if not draft.version(nomination):
            draft.goes_on(nomination, story[-1][1].originator_version)
    deciding = Deciding(draft, stories, act_kind(targets[0].verb), edition, ledger.now(), told=told)
    decided: list[tuple[ActData, list[Event]]] = []
    for number, data in enumerate(targets):
        with told(number):
            decided.append((data, _decide_target(ledger, deciding, data)))
    check_marked(deciding.acts, happened=any(data.happened for data in targets))
    _settle(ledger, deciding, decided, others)
    return deciding


def _decide_target(ledger: Ledger, deciding: Deciding, data: ActData) -> list[Event]:
    kind, edition, now = act_kind(data.verb), deciding.edition, deciding.now
    if data.decided is not None and data.decided.earliest_us > now:
        raise Invalid([Problem("decided", "decided_in_future")])
    _check_edition(kind, data, edition)
    version = edition.version_decided_under(data.rule if kind.ruled else None, data.decided or data.effective, now)
    data = replace(data, version=version) if version is not None else data
    acts = []
    for nomination in dict.fromkeys(data.nominations):
        locked = check_lock(data, edition, category_of(deciding.stories[nomination]), now)
        one = replace(data, irregular=PAST_LOCK) if locked else data
        acts.append(_decide(ledger, deciding.draft, one, deciding.stories[nomination], edition, now))
    deciding.acts.extend(acts)
    return acts


def _settle(
    ledger: Ledger,
    deciding: Deciding,
    decided: Sequence[tuple[ActData, Sequence[Event]]],
    others: Mapping[UUID, Story] | None,
) -> None:
    """What the acts come to among the nominations of the edition: entries, places and winners."""
    draft, everything = deciding.draft, {**(others or {}), **deciding.stories}
    settle_entries(ledger, draft, everything)
    settle_taken_place(draft, deciding.acts, everything)
    if others is None:
        return
    for number, (data, acts) in enumerate(decided):
        with deciding.told(number):
            settle_filled_place(draft, data.place_filled, acts, everything)
    settle_places(ledger, draft, everything)
    settle_winner(ledger, draft, deciding.acts, everything)


def _check_edition(kind: ActKind, data: ActData, edition: EditionSeen) -> None:
    """Raise Invalid where the edition has no such body or category, or the body may not decide this."""
    if not data.happened:
        check_body(kind, data.body, edition)
    check_rule(data.rule if kind.ruled else None, edition)
    if "category" in kind.asks:
        check_category(edition, data.category)
    if not edition.has_ballot and (told := [one for one in OF_A_BALLOT if getattr(data, one) is not None]):
        raise Invalid([Problem(one, "no_ballot_here") for one in told])


def act(
    ledger: Ledger,
    by: Provenance,
    data: ActData,
    request: Mapping[str, object],
    others: Mapping[UUID, Story] | None = None,
) -> Receipt:
    """Record an act. The same command sent twice is one act and gives the same receipt."""
    return once(ledger, by, request, lambda: ledger.save(decide_act(ledger, by, data, None, others).draft, request))


def _stories(ledger: Ledger, nominations: Sequence[UUID], others: Mapping[UUID, Story]) -> dict[UUID, Story]:
    """The stories acted on, those already read as they are: should one have moved on since, the append itself is refused."""
    if not nominations:
        raise Invalid([Problem("nominations", "choose_a_nomination")])
    unread = [one for one in nominations if one not in others]
    stories = {**others, **ledger.stories(unread)}
    for nomination in nominations:
        if nomination not in stories:
            stories[nomination] = ledger.story(nomination)
    return {nomination: stories[nomination] for nomination in dict.fromkeys(nominations)}


def _entry(story: Story) -> Entered:
    entry = story[0][1]
    if not isinstance(entry, Entered):
        raise Refused("not_a_nomination")
    return entry


def _decide(ledger: Ledger, draft: Draft, data: ActData, story: Story, edition: EditionSeen, now: int) -> Event:
    kind, entry, history = act_kind(data.verb), _entry(story), history_of(story)
    # What the draft does to it already stands before this: of a shared nomination several names may leave at once.
    added = draft.added_to(entry.originator_id)
    whole = [*story, *unsaved(added)] if added else story
    standing = standing_of(whole)
    if standing is None and kind.event is not ActStruck:
        raise Refused("was_entered_in_error")
    check_act_on_nobody(kind, story, data.act)
    check_announced(kind, story, data.effective, data.act)
    fields = act_fields(ledger, draft, kind, data, (whole, standing))
    event = CreditWithdrawn if kind.asks == ("credit_optional",) and data.credit else kind.event
    if issubclass(event, Act):
        fields["follows"] = _follows(kind, whole, standing)
    if kind.dated:
        fields["effective"] = data.effective
        fields["counts_from"] = propose_counts_from(data.effective, now, _first_named(story, data.act))
    if kind.ruled or kind.own:
        fields["irregular"] = data.irregular or _irregular(kind, data, edition, fields["counts_from"])
        if fields["irregular"] is None:
            fields["irregular_reason"] = None
    if kind.said:
        fields["announcement"] = _say(ledger, draft, data, entry, fields)
    act_: Event = draft.add(event, entry.originator_id, **fields)
    if isinstance(act_, Act | TimeCorrected) and not (isinstance(act_, TimeCorrected) and act_.act == ENTRY):
        narrow_entry(draft, story, act_, act_.counts_from)
    if isinstance(act_, Act) and act_.follows not in (None, ENTRY) and data.holds == "from_then_on":
        narrow_before(draft, story, act_.follows or ENTRY, act_)
    added = draft.added_to(entry.originator_id)
    check_legal(story, added, history=history)
    check_not_ruled_out(whole, act_)
    if kind.said:
        check_said(story, added)
    return act_


def _irregular(kind: ActKind, data: ActData, edition: EditionSeen, counts_from: int) -> str | None:
    """Which rule it breaks, where it is said to have happened all the same; `counts_from` in µs."""
    return irregularity(
        lambda: check_body(kind, data.body, edition),
        lambda: check_withdrawal(kind, edition, counts_from),
        happened=data.happened,
    )


def _say(ledger: Ledger, draft: Draft, data: ActData, entry: Entered, times: Mapping[str, Any]) -> UUID:
    """The announcement by which the public heard it."""
    stream = ledger.new_id()
    draft.add(
        announcement.Made,
        stream,
        edition=entry.edition,
        what=announcement.RESULTS,
        spoken_as=data.spoken_as,
        through=data.through,
        effective=times["effective"],
        counts_from=times["counts_from"],
        items=(f"{entry.originator_id}@{draft.version(entry.originator_id) + 1}",),
    )
    return stream


def _follows(kind: ActKind, story: Story, standing: Standing | None) -> int:
    if standing is None or kind.rests_on == "entry":
        return ENTRY
    if kind.rests_on == "place":
        return standing.place_act
    if kind.rests_on == "said":
        standing = read(history_of(story), announced=FOREVER) or standing
    return standing.award_act or ENTRY


def _first_named(story: Story, act_: int | None) -> int:
    """When the first announcement told of an act whose time is corrected (µs): it had happened by then."""
    if act_ is None:
        return FOREVER
    told = [one.counts_from for _position, one in story if isinstance(one, Announced) and act_ in one.acts]
    return min(told, default=FOREVER)
