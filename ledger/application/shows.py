"""Commands that set up shows, editions, categories and milestones."""

from __future__ import annotations

from uuid import UUID

import msgspec

from ledger.application.draft import Draft
from ledger.application.ledger import Ledger
from ledger.application.roster import grant_role
from ledger.domain import edition, show
from ledger.domain.times import When
from ledger.errors import Invalid, Problem

RESERVED = frozenset(
    {
        "api",
        "audit",
        "desk",
        "door",
        "establish",
        "healthz",
        "index",
        "log",
        "metrics",
        "p",
        "parties",
        "party",
        "people",
        "readyz",
        "roles",
        "rosters",
        "search",
        "static",
        "works",
    }
)
"""Addresses that pages of the house have or will have; no show can take one."""


def establish_show(ledger: Ledger, draft: Draft, *, name: str, address: str, zone: str) -> UUID:
    """Add a show under a public address of its own; a taken address is refused when saved, one of the pages' own at once.

    An organiser who establishes it is the first on its roster.
    """
    if address in RESERVED:
        raise Invalid([Problem("address", "address_reserved", {"address": address})])
    stream = ledger.new_id()
    draft.claim("show_address", [address], stream)
    draft.add(show.Established, stream, name=name, address=address, zone=zone)
    if draft.by.role == "organiser":
        # Else nobody but an administrator could go on with it.
        grant_role(draft, stream, (draft.by.actor, draft.by.name.text or ""), "organiser")
    return stream


class EditionData(msgspec.Struct, frozen=True):
    """What opening an edition takes."""

    show: UUID
    name: str
    address: str
    label: str
    ordinal: int
    zone: str


def open_edition(ledger: Ledger, draft: Draft, data: EditionData) -> UUID:
    """Add an edition; its address is unique within the show."""
    stream = ledger.new_id()
    draft.claim("edition_address", [str(data.show), data.address], stream)
    draft.add(
        edition.Opened,
        stream,
        show=data.show,
        name=data.name,
        address=data.address,
        label=data.label,
        ordinal=data.ordinal,
        zone=data.zone,
    )
    return stream


class CategoryData(msgspec.Struct, frozen=True):
    """What adding a category takes."""

    edition: UUID
    name: str
    address: str
    order: int
    group: str | None = None
    places: int | None = None
    vacancy: str = "stays_empty"


def add_category(ledger: Ledger, draft: Draft, data: CategoryData) -> UUID:
    """Add a category to an edition that the draft opens or goes on; its address is unique within the edition."""
    category = ledger.new_id()
    draft.claim("category_address", [str(data.edition), data.address], category)
    draft.add(
        edition.CategoryAdded,
        data.edition,
        category=category,
        name=data.name,
        address=data.address,
        order=data.order,
        group=data.group,
        places=data.places,
        vacancy=data.vacancy,
    )
    return category


def record_milestone(
    draft: Draft, stream: UUID, *, milestone: str, effective: When, counts_from: int
) -> edition.MilestoneRecorded:
    """Record when a milestone of an edition is reached."""
    return draft.add(
        edition.MilestoneRecorded, stream, milestone=milestone, effective=effective, counts_from=counts_from
    )
