"""Real events of the domain to store."""

from __future__ import annotations

from uuid import UUID, uuid4

from ledger.domain.party import Registered
from ledger.domain.values import Personal, Provenance


def provenance(name: str = "Anila Khan") -> Provenance:
    return Provenance(
        actor=uuid4(), name=Personal(uuid4(), name), role="organiser", command=uuid4(), via="web", note=None
    )


def party_registered(
    name: str, *, by: Provenance | None = None, version: int = 1, kind: str = "person", subject: UUID | None = None
) -> Registered:
    stream = subject or uuid4()
    return Registered(
        originator_id=stream,
        originator_version=version,
        by=by or provenance(),
        name=Personal(stream, name),
        kind=kind,
    )
