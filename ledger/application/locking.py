"""The lock of the ballot: after it places and effects change only on an explicit word, with a reason (DOMAIN.md, Effects)."""

from __future__ import annotations

from uuid import UUID

from ledger.application.act_data import ActData
from ledger.application.act_kinds import ActKind, act_kind
from ledger.application.editions import LOCK, EditionSeen
from ledger.application.powers import POWERS
from ledger.domain.credit_acts import CreditReinstated, CreditRemoved
from ledger.domain.effects import EffectsSet
from ledger.domain.endings import Accepted, Declined, Left
from ledger.domain.nomination import Withdrawn
from ledger.domain.times import When, relation
from ledger.errors import Invalid, Problem

OF_PLACES = ("withdrawals", "eligibility", "breaches", "places")
"""Powers over who is on the list, and with what effects."""
OF_A_NAME = (CreditRemoved, CreditReinstated)
"""Rulings by such a power that leave the place, and what holds of it, as they are."""


def check_lock(data: ActData, edition: EditionSeen, category: UUID, now: int) -> bool:
    """Whether it was decided past the lock, and changes what that holds fast.

    By when it was decided, else by its own time; what is of no known time was decided by `now` (µs).
    Raises Invalid at `decided` or `effective` `which_side_of_the_lock`, at `happened` `past_the_lock`, at `irregular_reason` `required`.
    """
    lock = edition.references_in(category).get(LOCK)
    if lock is None or not _changes_a_place(data):
        return False
    kind = act_kind(data.verb)
    by_decision = kind.ruled and data.decided is not None
    when, field = (data.decided if by_decision else None) or data.effective, "decided" if by_decision else "effective"
    if not _is_past(when, field, lock, now):
        return False
    _check_word(lock, data.irregular_reason, happened=data.happened)
    return True


def check_replacement_lock(
    edition: EditionSeen, category: UUID, since: When, word: tuple[bool, str | None], now: int
) -> bool:
    """The same of somebody who is entered in an empty place, as a nominee `since`; `word` is whether it happened all the same, and why.

    Raises also Invalid at `happened` `nothing_irregular`, `reason_of_nothing`.
    """
    happened, reason = word
    lock = edition.references_in(category).get(LOCK)
    if lock is not None and _is_past(since, "effective", lock, now):
        _check_word(lock, reason, happened=happened)
        return True
    if happened:
        raise Invalid([Problem("happened", "nothing_irregular")])
    return False


def _check_word(lock: When, reason: str | None, *, happened: bool) -> None:
    if not happened:
        raise Invalid([Problem("happened", "past_the_lock", {"locked": lock})])
    if not reason:
        raise Invalid([Problem("irregular_reason", "required")])


def _changes_a_place(data: ActData) -> bool:
    kind = act_kind(data.verb)
    # One name that leaves a shared nomination leaves its place as it is.
    return held_by_the_lock(kind) and not (kind.event is Withdrawn and data.credit is not None)


def held_by_the_lock(kind: ActKind) -> bool:
    """Whether acts of a kind change what the lock holds fast: who is on the list, and with what effects."""
    event = kind.event
    return issubclass(event, Declined | Accepted | Left | EffectsSet) or (
        POWERS.get(event) in OF_PLACES and not issubclass(event, OF_A_NAME)
    )


def _is_past(when: When, field: str, lock: When, now: int) -> bool:
    if min(when.latest_us, now) < lock.earliest_us:
        return False
    side = relation(when, lock)
    clauses = when.text.split(";")
    if f"before:{LOCK}" in clauses:
        return False
    if side in ("after", "same") or f"after:{LOCK}" in clauses:
        return True
    if side == "before":
        return False
    raise Invalid([Problem(field, "which_side_of_the_lock", {"locked": lock})])
