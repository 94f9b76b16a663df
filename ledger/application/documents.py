"""Filing a document with an edition, describing it as it is right, adding what was missing, striking what was filed in error."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
from marshmallow import Schema

from ledger.application.document_parts import drafted_parts
from ledger.application.draft import Draft
from ledger.application.editions import EditionSeen, edition_seen
from ledger.application.ledger import Ledger, Receipt
from ledger.application.once import once
from ledger.application.records import standing
from ledger.application.roles import MAY
from ledger.application.roster import check_may
from ledger.application.seen import check_seen
from ledger.application.typed_times import typed_times
from ledger.domain.instrument import Described, Document, Filed, PartAdded, Struck, document_of
from ledger.domain.times import When
from ledger.domain.values import Provenance
from ledger.errors import Invalid, NotFound, Problem, Refused
from ledger.schemas.commands import load, plain
from ledger.schemas.documents import AddPartCommand, DescribeCommand, FileCommand, StrikeDocumentCommand

TIMES = ("sent", "received", "published")
MOST_PARTS = 50


class Standing(NamedTuple):
    """A document as it stands in the log: the position and the version of its newest act."""

    document: Document
    position: int
    version: int


def document_in(ledger: Ledger, document: UUID) -> Standing:
    """The document as it stands. Raises NotFound `no_such_document`."""
    story = ledger.stories([document]).get(document, ())
    found = document_of(event for _position, event in story)
    if found is None:
        raise NotFound("no_such_document")
    return Standing(found, story[-1][0], story[-1][1].originator_version)


def decide_filing(ledger: Ledger, by: Provenance, edition: UUID, data: Mapping[str, Any]) -> Draft:
    """A new document of an edition, decided and not written. Raises NotAllowed, NotFound `no_such_record`, Invalid."""
    draft, seen = Draft(by), edition_seen(ledger, edition)
    check_may(ledger, draft, "file", seen.show)
    # In its zone, and by its milestones, times are read.
    draft.rely_on(seen.stream, seen.version)
    document: UUID = data["document"]
    if document in ledger.stories([document]):
        raise Invalid([Problem("document", "unreadable")])
    told = _telling(ledger, draft, document, data, seen)
    parts = drafted_parts(ledger, draft, document, edition, data["kept"])
    if len(parts) > MOST_PARTS:
        raise Invalid([Problem("files", "document_too_many_parts")])
    draft.add(Filed, document, edition=edition, parts=tuple(parts), **told)
    return draft


def _decide_description(ledger: Ledger, by: Provenance, document: UUID, data: Mapping[str, Any]) -> Draft:
    draft, here = _changing(ledger, by, document, data)
    seen = edition_seen(ledger, here.filed.edition)
    draft.rely_on(seen.stream, seen.version)
    told = _telling(ledger, draft, document, data, seen)
    if all(getattr(here.told, name) == value for name, value in told.items()):
        raise Invalid([Problem("", "document_stands_so")])
    draft.add(Described, document, **told)
    return draft


def _decide_addition(ledger: Ledger, by: Provenance, document: UUID, data: Mapping[str, Any]) -> Draft:
    draft, here = _changing(ledger, by, document, data)
    parts = drafted_parts(ledger, draft, document, here.filed.edition, data["kept"])
    if len(here.parts) + len(parts) > MOST_PARTS:
        raise Invalid([Problem("files", "document_too_many_parts")])
    for part in parts:
        draft.add(PartAdded, document, part=part)
    return draft


def _decide_striking(ledger: Ledger, by: Provenance, document: UUID, data: Mapping[str, Any]) -> Draft:
    draft, _here = _changing(ledger, by, document, data)
    draft.add(Struck, document, note=draft.personal(document, data["note"]))
    return draft


def _changing(ledger: Ledger, by: Provenance, document: UUID, data: Mapping[str, Any]) -> tuple[Draft, Document]:
    """Raises NotAllowed, Conflict `moved_on`, Refused `document_struck`, NotFound `document_erased`."""
    draft, here = Draft(by), document_in(ledger, document)
    check_may(ledger, draft, "file", edition_seen(ledger, here.document.filed.edition).show)
    check_seen(ledger, data["seen"], here.position)
    if here.document.struck is not None:
        raise Refused("document_struck")
    if not ledger.files.is_readable(document):
        raise Refused("document_erased")
    draft.goes_on(document, here.version)
    return draft, here.document


def _telling(
    ledger: Ledger, draft: Draft, document: UUID, data: Mapping[str, Any], edition: EditionSeen
) -> dict[str, Any]:
    """What is told of it. Raises Invalid at a field, NotFound `no_such_record`."""
    times = typed_times(data, edition.zone, edition.references, TIMES)
    _check_times(times, ledger.now())
    if data["sender_party"] is not None:
        standing(ledger, "party", data["sender_party"])
    return {
        "kind": data["kind"],
        "channel": data["channel"],
        "title": draft.named(document, data["title"]),
        "sender": draft.personal(document, data["sender"]),
        "sender_party": data["sender_party"],
        "standing": data["standing"],
        **times,
    }


def _check_times(times: Mapping[str, When | None], now: int) -> None:
    problems = [
        Problem(name, "document_in_future")
        for name, when in times.items()
        if when is not None and when.earliest_us > now
    ]
    sent, received = times["sent"], times["received"]
    if sent is not None and received is not None and received.latest_us < sent.earliest_us:
        problems.append(Problem("received", "received_before_sent"))
    if problems:
        raise Invalid(problems)


Decide = Callable[[Ledger, Provenance, UUID, Mapping[str, Any]], Draft]


class DocumentAct(NamedTuple):
    """One kind of act on documents: what its form must hold, and how it is decided. It is about an edition (filing) or a document."""

    schema: Schema
    decide: Decide


ACTS: dict[str, DocumentAct] = {
    "file": DocumentAct(FileCommand(), decide_filing),
    "describe": DocumentAct(DescribeCommand(), _decide_description),
    "add": DocumentAct(AddPartCommand(), _decide_addition),
    "strike": DocumentAct(StrikeDocumentCommand(), _decide_striking),
}
"""By the last part of their forms' addresses."""


def decide_document(ledger: Ledger, by: Provenance, act: str, about: UUID, form: Mapping[str, Any]) -> Draft:
    """Decide what a form says; nothing is written."""
    return ACTS[act].decide(ledger, by, about, load(ACTS[act].schema, form))


def record_document(ledger: Ledger, by: Provenance, act: str, about: UUID, form: Mapping[str, Any]) -> Receipt:
    """Record what the form says. The same command sent twice is one act."""
    data = load(ACTS[act].schema, form)
    request = {"document": act, "about": str(about), **plain(data)}
    # The files are there when the event that names them is recorded, and are not swept in between.
    with ledger.files.holding():
        receipt = once(ledger, by, request, lambda: ledger.save(ACTS[act].decide(ledger, by, about, data), request))
    for digest in data.get("kept", ()):
        ledger.files.forget_note(digest)
    return receipt


def cite(ledger: Ledger, draft: Draft, instrument: UUID | None, edition: UUID) -> None:
    """What the draft adds from here on rests on this document of the edition; nothing where there is none.

    Raises Invalid `document_not_of_this_edition` at `instrument`, also where the author's role does not read the document.
    """
    if instrument is None:
        return
    try:
        here = document_in(ledger, instrument)
    except NotFound:
        raise Invalid([Problem("instrument", "document_not_of_this_edition")]) from None
    found = here.document
    if found.filed.edition != edition or found.struck is not None or not may_read(found, draft.by.role):
        raise Invalid([Problem("instrument", "document_not_of_this_edition")])
    draft.rely_on(instrument, here.version)
    draft.by = msgspec.structs.replace(draft.by, instrument=instrument)


def may_read(document: Document, role: str) -> bool:
    """Whether a role on the show reads the document: a confidential one with `private`, one that was filed in error with the log."""
    powers = MAY.get(role, frozenset())
    if document.struck is not None:
        return "log" in powers
    return "private" in powers or (document.told.standing == "public" and "read" in powers)
