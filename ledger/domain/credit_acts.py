"""Acts on the names and the wording of a nomination that stands (DOMAIN.md: the same words serve a credit)."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from ledger.domain.nomination import Credit, ListedWork, Ruled
from ledger.domain.values import Personal, Public

EMPTIED = ("details", "citation", "credit_line")
"""Parts that a list can do without."""


class CreditRemoved(Ruled, frozen=True, kw_only=True):
    """A name is taken off a nomination by ruling; the nomination stands."""

    TOPIC: ClassVar[str] = "nomination.credit_removed"

    credit: Public[UUID]
    finding: Public[str]
    """rescinded · ineligible · disqualified · in_error (the name never belonged there)."""


class CreditReinstated(Ruled, frozen=True, kw_only=True):
    """A name that had left is on the nomination again."""

    TOPIC: ClassVar[str] = "nomination.credit_reinstated"

    credit: Public[UUID]


class CreditAdded(Ruled, frozen=True, kw_only=True):
    """A name that was missing is on the nomination."""

    TOPIC: ClassVar[str] = "nomination.credit_added"

    credit: Public[Credit]


class CreditCorrected(Ruled, frozen=True, kw_only=True):
    """How a name stands on the nomination was wrong: whose, how it is written, as what. The whole credit as it is right."""

    TOPIC: ClassVar[str] = "nomination.credit_corrected"

    credit: Public[Credit]
    """With the id of the credit corrected."""


class Corrected(Ruled, frozen=True, kw_only=True):
    """What the list shows of the nomination besides names was wrong: each part given is as it is right, the others stay.

    A part that never should have been there is named among those emptied.
    """

    TOPIC: ClassVar[str] = "nomination.corrected"

    works: Public[tuple[ListedWork, ...] | None] = None
    details: Public[tuple[str, ...] | None] = None
    citation: Public[Personal | None] = None
    credit_line: Public[Personal | None] = None
    fills: Public[str | None] = None
    """The act whose empty place it took, `<stream id>@<version>`, learned after it was entered."""
    emptied: Public[tuple[str, ...]] = ()
    """details · citation · credit_line: parts of which nothing is right."""
