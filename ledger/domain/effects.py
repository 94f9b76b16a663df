"""What a ruling says of a nomination without ending it: reviewed and left standing, or which effects it has (DOMAIN.md, Effects)."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from ledger.domain.nomination import Ruled
from ledger.domain.values import Internal, Public

OF_A_BALLOT = ("on_ballot", "counted")
"""Effects that there are only where people vote: where a jury decides they do not apply and do not appear."""
PAST_LOCK = "past_lock"
"""Why an act is irregular that changes a place or an effect after the ballot was locked."""


class Reviewed(Ruled, frozen=True, kw_only=True):
    """A body looked at the nomination and changed nothing: reviewed, stands."""

    TOPIC: ClassVar[str] = "nomination.reviewed"


class EffectsSet(Ruled, frozen=True, kw_only=True):
    """Effects of the nomination as they are from here on; None leaves one as it was."""

    TOPIC: ClassVar[str] = "nomination.effects_set"

    on_ballot: Public[bool | None] = None
    counted: Public[bool | None] = None
    """Whether votes for it count."""
    may_win: Public[bool | None] = None
    payable: Public[bool | None] = None
    """Whether what the award carries is paid out."""
    payable_to: Internal[UUID | None] = None
    """The party that it is paid to, where that is not who won."""
    override: Public[bool] = False
    """Whether it was decided past the lock, on an explicit word and with a reason."""
