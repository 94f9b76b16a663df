"""What becomes of the award of a category: chosen, conferred, refused, given back, taken away, misread (DOMAIN.md)."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from ledger.domain.event import Act
from ledger.domain.nomination import Own, Ruled
from ledger.domain.values import Internal, Public, Source


class Chosen(Ruled, frozen=True, kw_only=True):
    """The award is decided for this nomination; a secret of organisers and tabulators until it is announced."""

    TOPIC: ClassVar[str] = "nomination.chosen"

    tie: Public[bool] = False
    """Whether the award goes to several nominations of its category, and this is one of them."""


class NotConferred(Ruled, frozen=True, kw_only=True):
    """It was chosen, but is not announced as the winner, or not handed the award."""

    TOPIC: ClassVar[str] = "nomination.not_conferred"


class AwardRefused(Own, frozen=True, kw_only=True):
    """The winner does not take the award. It stays in the list: won, refused."""

    TOPIC: ClassVar[str] = "nomination.award_refused"


class AwardReturned(Own, frozen=True, kw_only=True):
    """The winner gives the award back."""

    TOPIC: ClassVar[str] = "nomination.award_returned"


class AwardAccepted(Own, frozen=True, kw_only=True):
    """An award refused or returned, the act it follows, is accepted later."""

    TOPIC: ClassVar[str] = "nomination.award_accepted"


class AwardRevoked(Ruled, frozen=True, kw_only=True):
    """The award is taken away with a finding."""

    TOPIC: ClassVar[str] = "nomination.award_revoked"


class AwardVacated(Ruled, frozen=True, kw_only=True):
    """The award is taken away without a finding against anyone."""

    TOPIC: ClassVar[str] = "nomination.award_vacated"


class AwardRestored(Ruled, frozen=True, kw_only=True):
    """The award is the winner's again; the act it follows no longer holds."""

    TOPIC: ClassVar[str] = "nomination.award_restored"


class Misread(Act, frozen=True, kw_only=True):
    """It was announced as the winner, and was not: what was said, with no act behind it. Public by being said."""

    TOPIC: ClassVar[str] = "nomination.misread"

    announcement: Public[UUID]
    source: Internal[Source | None] = None


class MisreadingPutRight(Act, frozen=True, kw_only=True):
    """The public was told that it is not the winner; follows what was said in error. Public by being said."""

    TOPIC: ClassVar[str] = "nomination.misreading_put_right"

    announcement: Public[UUID]
    source: Internal[Source | None] = None
