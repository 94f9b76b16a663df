"""Withdrawing a nomination, or one name of a shared one, after it was announced (DOMAIN.md, Acts that end something)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

import msgspec

from ledger.application.draft import Draft
from ledger.application.ledger import Ledger, Receipt, Story
from ledger.application.roles import require
from ledger.domain.event import Act, Event
from ledger.domain.nomination import (
    ENTRY,
    Announced,
    Asker,
    Credit,
    CreditWithdrawn,
    Entered,
    Narrowed,
    Withdrawn,
)
from ledger.domain.readings import history_of, judge, placed
from ledger.domain.times import FOREVER, When, instant, propose_counts_from, relation
from ledger.domain.values import Authority, Provenance, Source
from ledger.errors import Conflict, Invalid, Problem, Refused


@dataclass(frozen=True)
class WithdrawalData:
    """What withdrawing takes. `seen` is the version of the nomination's stream that the author had before them."""

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


def decide_withdrawal(ledger: Ledger, by: Provenance, data: WithdrawalData) -> Deciding:
    """Decide without writing. Raises NotAllowed, Conflict `moved_on` (somebody acted meanwhile), Invalid, Refused."""
    require(by.role, "withdraw")
    story = ledger.story(data.nomination)
    entry = story[0][1]
    if not isinstance(entry, Entered):
        raise Refused("not_a_nomination")
    version = story[-1][1].originator_version
    if data.seen is not None and data.seen != version:
        raise Conflict("moved_on", nomination=str(data.nomination), seen=data.seen, now=version)
    _check_announced(story, data.effective)
    counts_from = propose_counts_from(data.effective, ledger.now())
    draft = Draft(by)
    draft.goes_on(data.nomination, version)
    # Its milestones and rules decide what may be withdrawn and when: they must not change in between.
    draft.rely_on(entry.edition, ledger.story(entry.edition)[-1][1].originator_version)
    act = _add_act(draft, entry, data, counts_from)
    _narrow_entry(draft, story, entry, act)
    _check_legal(story, draft)
    return Deciding(draft, story, entry, act)


def withdraw(ledger: Ledger, by: Provenance, data: WithdrawalData, request: Mapping[str, object]) -> Receipt:
    """Record a withdrawal. The same command sent twice is one act and gives the same receipt."""
    earlier = ledger.repeated(by.command, request)
    if earlier is not None:
        return earlier
    return ledger.save(decide_withdrawal(ledger, by, data).draft, request)


def _add_act(draft: Draft, entry: Entered, data: WithdrawalData, counts_from: int) -> Withdrawn | CreditWithdrawn:
    credit = _credit(entry, data.credit)
    about = entry.originator_id if credit is None else credit.party
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
    if side == "before" or effective.before_us <= first.effective.earliest_us:
        raise Invalid([Problem("effective", "before_the_list", {"announced": first.effective})])
    if side == "straddles" and not _says_after(effective) and not effective.is_unknown:
        if effective.earliest_us >= first.effective.earliest_us and effective.earliest_us >= first.counts_from:
            return
        raise Invalid([Problem("effective", "which_side_of_the_list", {"announced": first.effective})])


def _says_after(effective: When) -> bool:
    return any(clause.strip() == "after:nominations_announced" for clause in effective.text.split(";"))


def _narrow_entry(draft: Draft, story: Story, entry: Entered, act: Act) -> None:
    """The entry must have been before what rests on it; where its bounds allowed more, the same append says so."""
    steps = placed(history_of(story), FOREVER, None)
    now_at = next((step.counts_from for step in steps if step.version == ENTRY), entry.counts_from)
    if now_at < act.counts_from:
        return
    if entry.effective.earliest_us >= act.counts_from:
        raise Refused("before_it_was_entered")
    bounds = msgspec.structs.replace(entry.effective, before=instant(act.counts_from))
    draft.add(
        Narrowed,
        entry.originator_id,
        act=ENTRY,
        because=act.originator_version,
        effective=bounds,
        counts_from=act.counts_from - 1,
    )


def _check_legal(story: Story, draft: Draft) -> None:
    """Raise Refused with the first fact that the new act contradicts (DOMAIN.md, An act is legal)."""
    before = set(judge(history_of(story))[1])
    added: list[tuple[int, Event]] = [(FOREVER, event) for event in draft.events]
    after = judge(history_of([*story, *added]))[1]
    for illegal in after:
        if illegal not in before:
            raise Refused(illegal.code, act=illegal.act, contradicts=illegal.contradicts)
