"""Commands that bring parties, works and nominations into the ledger, and confer awards on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from uuid import UUID

import msgspec

from ledger.application.draft import Draft
from ledger.application.entered_once import MEANT, claim_entry, entry_parts, no_award_parts
from ledger.application.ledger import Ledger
from ledger.application.records import claim_parts
from ledger.domain import nomination, party, work
from ledger.domain.times import When
from ledger.domain.values import ExternalId, Source

FIRST: Mapping[ExternalId, int] = MappingProxyType({})


def register_party(
    ledger: Ledger,
    draft: Draft,
    *,
    name: str,
    kind: str,
    external: Sequence[ExternalId] = (),
    turns: Mapping[ExternalId, int] = FIRST,
) -> UUID:
    """Add a party; an external id belongs to one party only, in each of its `turns` (the first where nothing is said)."""
    stream = ledger.new_id()
    sealed = []
    for known_as in external:
        draft.claim("party_id", claim_parts(known_as.scheme, known_as.value, turns.get(known_as, 1)), stream)
        sealed.append(draft.named(stream, f"{known_as.scheme}:{known_as.value}"))
    draft.add(party.Registered, stream, name=draft.named(stream, name), kind=kind, external=tuple(sealed))
    return stream


def register_work(
    ledger: Ledger,
    draft: Draft,
    *,
    title: str,
    kind: str,
    external: Sequence[ExternalId] = (),
    turns: Mapping[ExternalId, int] = FIRST,
) -> UUID:
    """Add a work; its external ids as a party's."""
    stream = ledger.new_id()
    for known_as in external:
        draft.claim("work_id", claim_parts(known_as.scheme, known_as.value, turns.get(known_as, 1)), stream)
    draft.add(work.Registered, stream, title=title, kind=kind, external=tuple(external))
    return stream


class CreditData(msgspec.Struct, frozen=True, gc=False):
    """One name on a nomination: whose, as credited, as what."""

    party: UUID
    name: str
    role: str | None = None


class EntryData(msgspec.Struct, frozen=True, gc=False):
    """What entering a nomination takes. `counts_from` in µs."""

    edition: UUID
    category: UUID
    effective: When
    counts_from: int
    works: Sequence[tuple[UUID, str]] = ()
    credits: Sequence[CreditData] = ()
    details: Sequence[str] = ()
    citation: str | None = None
    credit_line: str | None = None
    listing: str = "nominee"
    because: str | None = None
    marks: Sequence[str] = ()
    order: int = 0
    source_kind: str = "none"
    source_note: str | None = None
    fills: str | None = None
    """The act whose empty place it takes, `<stream id>@<version>`."""
    irregular: str | None = None
    """past_lock, where it takes one after the ballot was locked …"""
    irregular_reason: str | None = None
    """… and why it is entered all the same."""
    named: Sequence[str] = ()
    """What alone tells it from every other entry, such as the row it is imported from; the details where empty."""


def enter_nomination(ledger: Ledger, draft: Draft, data: EntryData) -> nomination.Entered:
    """Add a nomination, not announced by this. The same works, parties and named thing enter a category once.

    Raises Refused `claim_taken`.
    """
    stream = ledger.new_id()
    works, parties = [one for one, _title in data.works], [credit.party for credit in data.credits]
    parts = entry_parts(data.category, works, parties, data.named or data.details, data.citation)
    if data.named:
        draft.claim(MEANT, parts, stream)
    else:
        none = data.because == "no_award"
        claim_entry(ledger, draft, no_award_parts(data.category) if none else (MEANT, parts), stream)
    if len(set(parties)) != 1:
        # Later acts seal under its own key what concerns several people: made with those of its names, it costs them no write of its own.
        draft.subjects.add(stream)
    return draft.add(
        nomination.Entered,
        stream,
        effective=data.effective,
        counts_from=data.counts_from,
        edition=data.edition,
        category=data.category,
        works=tuple(nomination.ListedWork(work=one, title=title) for one, title in data.works),
        credits=tuple(_credit(ledger, draft, one) for one in data.credits),
        details=tuple(data.details),
        citation=draft.personal(stream, data.citation),
        credit_line=draft.personal(stream, data.credit_line),
        listing=data.listing,
        because=data.because,
        marks=tuple(data.marks),
        order=data.order,
        source=Source(kind=data.source_kind, note=draft.personal(stream, data.source_note)),
        fills=data.fills,
        irregular=data.irregular,
        irregular_reason=draft.personal(stream, data.irregular_reason),
    )


def _credit(ledger: Ledger, draft: Draft, one: CreditData) -> nomination.Credit:
    return nomination.Credit(id=ledger.new_id(), party=one.party, name=draft.named(one.party, one.name), role=one.role)


def confer(
    draft: Draft, entry: nomination.Entered, *, effective: When, counts_from: int, source_kind: str = "none"
) -> nomination.Conferred:
    """The category's award goes to a nomination that the draft enters or goes on."""
    return draft.add(
        nomination.Conferred,
        entry.originator_id,
        effective=effective,
        counts_from=counts_from,
        follows=nomination.ENTRY,
        source=Source(kind=source_kind),
    )
