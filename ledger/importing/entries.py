"""What one or several rows of a spreadsheet become before they become events."""

from __future__ import annotations

import msgspec

from ledger.domain.times import When
from ledger.domain.values import ExternalId

ANNOUNCED = "announced"
NOT_STANDING = "announced:not_standing"
"""Announced as a nomination; the source no longer counts it."""
RECORDED = ("recorded:no_announced_nominations", "recorded:preliminary", "recorded:write_in")
"""The record holds it, but it was never announced as a nomination."""
REVIEWED = (NOT_STANDING, *RECORDED)
"""What a reviewed table may say of a row."""


class ImportedShow(msgspec.Struct, frozen=True, gc=False):
    """The programme that the file is about; `zone` is an IANA name."""

    name: str
    address: str
    zone: str


class ImportedEdition(msgspec.Struct, frozen=True, gc=False):
    """`key` tells it from the other editions of the file; `announced` is the year of its list and its ceremony, None if it is not yet."""

    key: str
    label: str
    name: str
    address: str
    ordinal: int
    """Its number, or that year where the file has no numbers."""
    announced: When | None


class ImportedCategory(msgspec.Struct, frozen=True, gc=False):
    """A category by the name it had in its edition; `canonical` is the source's name for it across editions."""

    name: str
    canonical: str | None = None
    group: str | None = None


class ImportedWork(msgspec.Struct, frozen=True, gc=False):
    """A work; without an external id it is a work of its own, whatever its title."""

    title: str
    external: ExternalId | None
    kind: str


class ImportedParty(msgspec.Struct, frozen=True, gc=False):
    """A credited party under the name as credited; without external ids it is one of its own, whatever its name."""

    name: str
    kind: str
    external: tuple[ExternalId, ...]
    role: str | None = None
    """As what it is credited, in the source's words."""


class ImportedNomination(msgspec.Struct, frozen=True, gc=False):
    """One nomination. `canonical` is the same for the same cells on any day, whatever the order of columns or rows."""

    rows: tuple[int, ...]
    edition: ImportedEdition
    category: ImportedCategory
    works: tuple[ImportedWork, ...]
    parties: tuple[ImportedParty, ...]
    credit_line: str | None
    details: tuple[str, ...]
    citation: str | None
    note: str | None
    """What the source says beside it; the parts of a cell on lines of their own."""
    won: bool
    outcome: str
    canonical: bytes

    @property
    def row(self) -> int:
        """Where it stands in the source."""
        return self.rows[0]

    @property
    def announced(self) -> bool:
        """Whether it was ever announced as a nomination."""
        return self.outcome in (ANNOUNCED, NOT_STANDING)

    @property
    def because(self) -> str | None:
        """For a recorded entry, why it was never announced."""
        kind, _, why = self.outcome.partition(":")
        return why if kind == "recorded" else None
