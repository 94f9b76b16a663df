"""Statements: kept beside what they are about; they ask nothing, decide nothing, and are never public."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from ledger.application.documents import cite
from ledger.application.draft import Draft
from ledger.application.editions import EditionSeen, edition_seen
from ledger.application.ledger import Ledger, Receipt
from ledger.application.once import once
from ledger.application.records import standing
from ledger.application.requests import Stories
from ledger.application.roster import check_may
from ledger.application.seen import check_seen
from ledger.application.typed_times import typed_times
from ledger.domain.statement import About, Made, Statement, Struck, statement_of
from ledger.domain.times import UNKNOWN, propose_counts_from
from ledger.domain.values import Provenance, Source
from ledger.errors import Invalid, NotFound, Problem, Refused
from ledger.schemas.commands import load, plain
from ledger.schemas.requests import StatementForm, StrikeForm

NEW, STRIKE = "new", "strike"
STATEMENT_ACTS = (NEW, STRIKE)
POWER = "file"


def statement_in(ledger: Ledger, stream: UUID) -> Statement:
    """The statement as it stands. Raises NotFound `no_such_statement`."""
    found = statement_of(event for _position, event in ledger.stories([stream]).get(stream, ()))
    if found is None:
        raise NotFound("no_such_statement")
    return found


def decide_statement_form(
    ledger: Ledger, by: Provenance, form: tuple[str, UUID], typed: Mapping[str, Any], stories: Stories
) -> Draft:
    """Decide a form without writing: a new statement of an edition, or one that is struck. Raises NotAllowed, NotFound, Invalid, Refused."""
    name, about = form
    draft = Draft(by)
    if name == STRIKE:
        _strike(ledger, draft, about, load(StrikeForm(), typed))
        return draft
    data, edition = load(StatementForm(), typed), edition_seen(ledger, about)
    check_may(ledger, draft, POWER, edition.show)
    check_seen(ledger, data["seen"], edition.moved)
    draft.rely_on(edition.stream, edition.version)
    cite(ledger, draft, data["instrument"], edition.stream)
    _make(ledger, draft, edition, data, stories)
    return draft


def _strike(ledger: Ledger, draft: Draft, stream: UUID, data: Mapping[str, Any]) -> None:
    found = statement_in(ledger, stream)
    check_may(ledger, draft, POWER, edition_seen(ledger, found.made.edition).show)
    if found.struck:
        raise Refused("statement_struck")
    draft.goes_on(stream, ledger.story(stream)[-1][1].originator_version)
    draft.add(Struck, stream, source=Source(kind="none", note=draft.personal(stream, data["private_reason"])))


def _make(ledger: Ledger, draft: Draft, edition: EditionSeen, data: Mapping[str, Any], stories: Stories) -> None:
    if not (data["party"] or data["body"] or data["words"]):
        raise Invalid([Problem("party", "who_said_it")])
    if data["body"] is not None and data["body"] not in {one.code for one in edition.bodies}:
        raise Invalid([Problem("body", "unknown_choice")])
    if not set(data["nominations"]) <= stories.keys():
        raise Invalid([Problem("nominations", "unknown_choice")])
    for party in filter(None, (data["party"], data["about_party"])):
        standing(ledger, "party", party)
    when = typed_times(data, edition.zone, edition.references, ("effective",))["effective"] or UNKNOWN
    try:
        counts_from = propose_counts_from(when, ledger.now())
    except Refused as refused:
        raise Invalid([Problem("effective", refused.code, refused.params)]) from None
    about = [("nomination", one) for one in data["nominations"]]
    about += [("party", data["about_party"])] if data["about_party"] else []
    stream = ledger.new_id()
    draft.add(
        Made,
        stream,
        edition=edition.stream,
        instrument=data["instrument"],
        source=Source(kind=data["source_kind"], note=draft.personal(stream, data["source_note"])),
        party=data["party"],
        body=data["body"],
        words=draft.personal(stream, data["words"]),
        capacity=data["capacity"],
        channel=data["channel"],
        effective=when,
        counts_from=counts_from,
        about=tuple(About(kind=kind, id=id_) for kind, id_ in about or [("edition", edition.stream)]),
    )


def record_statement_form(
    ledger: Ledger, by: Provenance, form: tuple[str, UUID], typed: Mapping[str, Any], stories: Stories
) -> Receipt:
    """Record what the form says; the same command sent twice is one act."""
    name, about = form
    schema = StrikeForm() if name == STRIKE else StatementForm()
    request = {"statement": name, "about": str(about), **plain(load(schema, typed))}
    return once(
        ledger, by, request, lambda: ledger.save(decide_statement_form(ledger, by, form, typed, stories), request)
    )
