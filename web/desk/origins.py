"""What an act can be said to follow from, for the forms: what was asked, contested or said in the edition, in sentences that name nobody."""

from __future__ import annotations

from uuid import UUID

from ledger.application.origins import origin_names
from ledger.projections.nominees import EditionFound
from ledger.projections.objection_inbox import objections_of
from ledger.projections.request_inbox import requests_of, statements_of
from ledger.wording.acts import sentence
from web.people import services

Choices = tuple[tuple[str, str], ...]


def origins(found: EditionFound) -> Choices:
    """By the names of their acts, what waits before what is decided."""
    view, edition = services().requests, found.edition["subject"]
    asked, contested = requests_of(view, edition), objections_of(view, edition)
    waiting = [one.subject for some in (contested[0], asked[0]) for one in some if not one.struck]
    decided = [one.subject for some in (contested[1], asked[1]) for one in some if not one.struck]
    streams = [UUID(hex=one) for one in (*waiting, *decided, *statements_of(view, edition))]
    named = origin_names(services().ledger, streams, UUID(hex=edition))
    order = {stream: number for number, stream in enumerate(streams)}
    return tuple(
        (name, sentence(made)) for name, made in sorted(named.items(), key=lambda one: order[one[1].originator_id])
    )
