"""Withdrawing a nomination, or one name of a shared one, after it was announced (DOMAIN.md, Acts that end something)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from ledger.application.draft import Draft
from ledger.application.editions import EditionSeen, edition_seen
from ledger.application.ledger import Ledger, Receipt, Story
from ledger.application.legality import check_legal
from ledger.application.narrowing import narrow_entry
from ledger.application.once import once
from ledger.application.roles import require
from ledger.domain.nomination import (
    ENTRY,
    Announced,
    Asker,
    Credit,
    CreditWithdrawn,
    Entered,
    Withdrawn,
)
from ledger.domain.times import When, propose_counts_from, relation
from ledger.domain.values import Authority, Provenance, Source
from ledger.errors import Conflict, Invalid, Problem, Refused


@dataclass(frozen=True)
class WithdrawalData:
    """What withdrawing takes. `seen` is the position of the log up to which the author had read."""

    nomination: UUID
    effective: When
    reason: str
    capacity: str
    body: str
    seen: int | None = None
    credit: UUID | None = None
    rule: str | None = None
    private_reason: str | None = None
    source_kind: str = "none"
    source_note: str | None = None
    decided: When | None = None


@dataclass(frozen=True)
class Deciding:
    """A decided, unrecorded withdrawal: the draft and the story it goes on."""

    draft: Draft
    story: Story
    entry: Entered
    act: Withdrawn | CreditWithdrawn


def decide_withdrawal(
    ledger: Ledger, by: Provenance, data: WithdrawalData, edition: EditionSeen | None = None
) -> Deciding:
    """Decide without writing, by the edition as the author's times were read with it.

    Raises NotAllowed, Conflict `moved_on` (somebody acted on the nomination or moved a milestone meanwhile), Invalid, Refused.
    """
    require(by.role, "withdraw")
    story = ledger.story(data.nomination)
    entry = story[0][1]
    if not isinstance(entry, Entered):
        raise Refused("not_a_nomination")
    edition = edition or edition_seen(ledger, entry.edition)
    newest = max(story[-1][0], edition.moved)
    if data.seen is not None and newest > data.seen:
        raise Conflict("moved_on", nomination=str(data.nomination), seen=data.seen, now=newest)
    _check_announced(story, data.effective)
    now = ledger.now()
    if data.decided is not None and data.decided.earliest_us > now:
        raise Invalid([Problem("decided", "decided_in_future")])
    counts_from = propose_counts_from(data.effective, now)
    draft = Draft(by)
    draft.goes_on(data.nomination, story[-1][1].originator_version)
    # Its milestones and rules decide what may be withdrawn and when: they must not change in between.
    draft.rely_on(edition.stream, edition.version)
    act = _add_act(draft, entry, data, counts_from)
    narrow_entry(draft, story, act, act.counts_from)
    check_legal(story, draft.events)
    return Deciding(draft, story, entry, act)


def withdraw(ledger: Ledger, by: Provenance, data: WithdrawalData, request: Mapping[str, object]) -> Receipt:
    """Record a withdrawal. The same command sent twice is one act and gives the same receipt."""
    return once(ledger, by, request, lambda: ledger.save(decide_withdrawal(ledger, by, data).draft, request))


def _add_act(draft: Draft, entry: Entered, data: WithdrawalData, counts_from: int) -> Withdrawn | CreditWithdrawn:
    credit = _credit(entry, data.credit)
    # What is told about one person is sealed under that person's key; only what concerns several under the nomination's own.
    parties = {one.party for one in entry.credits} if credit is None else {credit.party}
    about = parties.pop() if len(parties) == 1 else entry.originator_id
    fields = {
        "effective": data.effective,
        "counts_from": counts_from,
        "follows": ENTRY,
        "authority": Authority(body=data.body, rule=data.rule),
        "reason": data.reason,
        "asked_by": (Asker(capacity=data.capacity, party=None if credit is None else credit.party),),
        "private_reason": draft.personal(about, data.private_reason),
        "source": Source(kind=data.source_kind, note=draft.personal(about, data.source_note)),
        "decided": data.decided,
    }
    if credit is None:
        return draft.add(Withdrawn, entry.originator_id, **fields)
    return draft.add(CreditWithdrawn, entry.originator_id, credit=credit.id, **fields)


def _credit(entry: Entered, credit: UUID | None) -> Credit | None:
    if credit is None:
        return None
    found = next((one for one in entry.credits if one.id == credit), None)
    if found is None:
        raise Invalid([Problem("credit", "no_such_credit")])
    if len(entry.credits) == 1:
        raise Invalid([Problem("credit", "only_name")])
    return found


def _check_announced(story: Story, effective: When) -> None:
    """Before it was announced the word is *decline*; what straddles the announcement must say on which side it was."""
    notices = [event for _position, event in story if isinstance(event, Announced) and ENTRY in event.acts]
    if not notices:
        raise Refused("not_announced_yet")
    first = min(notices, key=lambda notice: notice.counts_from)
    side = relation(effective, first.effective)
    if side == "before" or effective.before_us <= first.effective.earliest_us or _says(effective, "before"):
        raise Invalid([Problem("effective", "before_the_list", {"announced": first.effective})])
    if side == "straddles" and not _says(effective, "after") and not effective.is_unknown:
        if effective.earliest_us >= first.effective.earliest_us and effective.earliest_us >= first.counts_from:
            return
        raise Invalid([Problem("effective", "which_side_of_the_list", {"announced": first.effective})])


def _says(effective: When, side: str) -> bool:
    """Whether the time itself says on which side of the list's announcement it was."""
    return f"{side}:nominations_announced" in effective.text.split(";")
