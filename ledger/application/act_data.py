"""What an act takes, whoever sends it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

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
    fills: str | None = None
    """The act whose empty place it took, learned after it was entered; no form asks for it yet."""
    on_ballot: bool | None = None
    counted: bool | None = None
    may_win: bool | None = None
    payable: bool | None = None
    payable_to: UUID | None = None
    override: bool = False
    """Whether it is recorded though the ballot was locked when it was decided."""
    irregular_reason: str | None = None
    irregular: str | None = None
    """past_lock, found by when it was decided."""
    ruling: UUID | None = None
    arises_from: tuple[str, ...] = ()
    """Names of the acts that it follows from."""
