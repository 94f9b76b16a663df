"""The versions of an edition's rulebook, as the edition knows them: which there are, from when, and the numbers of their rules.

The texts stand in a stream of their own (`ledger.domain.rulebook`), so that whoever reads an edition need not read them.
"""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

import msgspec

from ledger.domain.event import Act, Event
from ledger.domain.values import Public

RULEBOOK_STANDINGS = ("internal", "public", "in_error")


class RuleNumber(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A rule by its number, with its heading, empty where it has none."""

    number: Public[str]
    heading: Public[str] = ""


class RulebookFiled(Act, frozen=True, kw_only=True):
    """A version of the rulebook holds from its time on. Public, once the edition is, if and as long as it stands as public."""

    TOPIC: ClassVar[str] = "edition.rulebook_filed"

    rulebook: Public[UUID]
    """The stream that holds its text."""
    label: Public[str]
    """What the version is called ("2026", "2026, second"): unique within the edition."""
    digest: Public[str]
    """SHA-256 of the text (UTF-8), as 64 hex digits."""
    rules: Public[tuple[RuleNumber, ...]]
    """In the order of the text."""
    standing: Public[str] = "internal"
    """internal · public."""


class RulebookStandingSet(Event, frozen=True, kw_only=True):
    """Who may read a version from now on, or that it was filed in error and holds nothing."""

    TOPIC: ClassVar[str] = "edition.rulebook_standing_set"

    rulebook: Public[UUID]
    standing: Public[str]
    """internal · public · in_error."""
