"""What an act takes, whoever sends it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from ledger.domain.nomination import Asker
from ledger.domain.times import UNKNOWN, When


@dataclass(frozen=True)
class ActData:
    """What an act takes; each kind reads what it asks for. `seen` is the position of the log up to which the author had read."""

    verb: str
    nominations: tuple[UUID, ...]
    effective: When = UNKNOWN
    reason: str = "not_given"
    capacity: str | None = None
    body: str = "organiser"
    rule: str | None = None
    version: str | None = None
    """The rulebook's version that the rule is cited from, found by when it was decided."""
    holds: str = "from_then_on"
    seen: int | None = None
    instrument: UUID | None = None
    """The filed document that it rests on."""
    decided: When | None = None
    private_reason: str | None = None
    source_kind: str = "none"
    source_note: str | None = None
    source_word: str | None = None
    credit: UUID | None = None
    finding: str | None = None
    category: UUID | None = None
    act: int | None = None
    tie: bool = False
    spoken_as: str = "presenter"
    through: str = "stage"
    place_filled: str | None = None
    """further · replacement_falls: what happens where its place has been filled."""
    name: str | None = None
    role: str | None = None
    party: UUID | None = None
    whose: str | None = None
    """same · new: whether a name put right is still the same party’s, where none is chosen."""
    works: tuple[str, ...] | None = None
    details: tuple[str, ...] | None = None
    citation: str | None = None
    credit_line: str | None = None
    emptied: tuple[str, ...] = ()
    """details · citation · credit_line: parts of which nothing is right."""
    happened: bool = False
    """Whether it is recorded though it was against the rules, or the ballot was locked when it was decided."""
    next: str | None = None
    shown: bool | None = None
    part: str | None = None
    credit_of_part: UUID | None = None
    shown_why: str | None = None
    ordered_by: str | None = None
    before_court: bool | None = None
    told: bool | None = None
    how: str | None = None
    told_by: str | None = None
    why_not: str | None = None
    report_who: str | None = None
    sure: str | None = None
    says: str | None = None
    report_when: When | None = None
    report_words: str | None = None
    read_by: bool = False
    fills: str | None = None
    """The act whose empty place it took, learned after it was entered; no form asks for it yet."""
    on_ballot: bool | None = None
    counted: bool | None = None
    may_win: bool | None = None
    payable: bool | None = None
    payable_to: UUID | None = None
    irregular_reason: str | None = None
    irregular: str | None = None
    """past_lock, found by when it was decided."""
    ruling: UUID | None = None
    askers: tuple[Asker, ...] = ()
    """Who asked, where a request says so; else `capacity` does."""
    arises_from: tuple[str, ...] = ()
    """Names of the acts that it follows from."""
