"""A decision that was entered in error: the body never decided it. What it recorded is struck with it in one append, or nothing is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from ledger.application.act_data import ActData
from ledger.application.acting import decide_acts
from ledger.application.draft import Draft
from ledger.application.editions import edition_seen
from ledger.application.ledger import Ledger, Receipt, Story
from ledger.application.once import once
from ledger.application.roster import check_covers, check_may
from ledger.application.ruling import by_target, ruling_in
from ledger.application.seen import check_seen
from ledger.domain import request, ruling
from ledger.domain.asked import NOTES
from ledger.domain.event import Act
from ledger.domain.nomination import ActStruck
from ledger.domain.readings import changes_of, history_of
from ledger.domain.values import Provenance
from ledger.errors import Refused
from ledger.history.receipts import parse_act
from ledger.schemas.commands import load, plain
from ledger.schemas.requests import StrikeForm
from ledger.wording.acts import sentence

Stories = Mapping[UUID, Story]
STRIKE = "strike"


def decide_ruling_strike(
    ledger: Ledger, by: Provenance, stream: UUID, typed: Mapping[str, Any], stories: Stories
) -> Draft:
    """Decide without writing; `stories` are those of the edition's nominations.

    Raises NotAllowed, NotFound, Conflict `moved_on`, Refused `ruling_struck`, `ruling_announced`, `others_rest_on_ruling`, and as acts do
    that strike.
    """
    data = load(StrikeForm(), typed)
    check_covers(by, "rule")
    draft, found = Draft(by), ruling_in(ledger, stream)
    edition = edition_seen(ledger, found.made.edition)
    check_may(ledger, draft, "rule", edition.show)
    if found.struck:
        raise Refused("ruling_struck")
    if found.named():
        raise Refused("ruling_announced")
    story = ledger.story(stream)
    acts = [act for name in reversed(found.made.acts) if not _is_struck(ledger, *(act := parse_act(name)))]
    seen = [story, *(ledger.story(nomination) for nomination, _version in acts)]
    check_seen(ledger, data["seen"], max(one[-1][0] for one in seen))
    _strike_acts(ledger, draft, acts, (edition.stream, stories))
    draft.goes_on(stream, story[-1][1].originator_version)
    draft.add(ruling.Struck, stream, private_reason=draft.personal(stream, data["private_reason"]))
    for asked in found.made.requests:
        _reopen(ledger, draft, asked, stream)
    return draft


def _is_struck(ledger: Ledger, nomination: UUID, version: int) -> bool:
    change = changes_of(history_of(ledger.story(nomination))).get(version)
    return change is not None and change.counts_from is None


def _strike_acts(ledger: Ledger, draft: Draft, acts: list[tuple[UUID, int]], of: tuple[UUID, Stories]) -> None:
    """The last first: each rests at most on those before it."""
    (edition, stories), targets, notes = of, list[ActData](), list[tuple[UUID, int]]()
    for nomination, version in acts:
        story = ledger.story(nomination)
        _check_nothing_rests(story, version, {one for on, one in acts if on == nomination})
        event = story[version - 1][1]
        if isinstance(event, NOTES):
            notes.append((nomination, version))
        else:
            targets.append(ActData(verb="entered-in-error", nominations=(nomination,), act=version))
    if targets:
        decide_acts(ledger, draft, targets, edition_seen(ledger, edition), stories, by_target(ledger, targets, stories))
    for nomination, version in notes:
        if not draft.version(nomination):
            draft.goes_on(nomination, ledger.story(nomination)[-1][1].originator_version)
        draft.add(ActStruck, nomination, act=version)


def _check_nothing_rests(story: Story, version: int, along: set[int]) -> None:
    """Raise Refused `others_rest_on_ruling`, which names it, where a later act that stands follows this one."""
    changes = changes_of(history_of(story))
    events = [event for _position, event in story]
    for event in events:
        change = changes.get(event.originator_version)
        stands = change is None or change.counts_from is not None
        if isinstance(event, Act) and event.follows == version and stands and event.originator_version not in along:
            raise Refused("others_rest_on_ruling", rests=sentence(event, events))


def _reopen(ledger: Ledger, draft: Draft, asked: UUID, by_ruling: UUID) -> None:
    """What the decision said of a request never was: its points are as they were before."""
    story = ledger.story(asked)
    draft.goes_on(asked, story[-1][1].originator_version)
    for _position, event in story:
        if isinstance(event, request.Decided) and event.ruling == by_ruling:
            draft.add(request.DecisionStruck, asked, decision=event.originator_version)


def record_ruling_strike(
    ledger: Ledger, by: Provenance, form: tuple[str, UUID], typed: Mapping[str, Any], stories: Stories
) -> Receipt:
    """Record it. The same command sent twice is one act."""
    said = {"strike_ruling": str(form[1]), **plain(load(StrikeForm(), typed))}
    return once(ledger, by, said, lambda: ledger.save(decide_ruling_strike(ledger, by, form[1], typed, stories), said))
