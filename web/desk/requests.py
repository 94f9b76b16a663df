"""The desk's pages of requests and statements: the inbox of an edition, one of each, and their forms."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, g
from werkzeug.wrappers import Response

from ledger.application.request_forms import NEW, REQUEST_ACTS, request_act
from ledger.application.requests import request_seen
from ledger.application.statements import STRIKE, statement_in
from ledger.domain.party_readings import record_of
from ledger.domain.request import OF_PARTY
from ledger.domain.statement import Statement
from ledger.errors import NotFound
from ledger.projections.nominees import EditionFound, edition_by_id, find_edition
from ledger.projections.request_inbox import is_closed, statements_of
from ledger.schemas.form_views import ActFormView
from ledger.schemas.request_views import RequestsView, RequestView, StatementView
from ledger.wording.acts import ERASED, sentence
from ledger.wording.proposals import REQUEST_DOINGS
from ledger.wording.vocabulary import BODIES, SOURCES
from ledger.wording.vocabulary_requests import CHANNELS
from web.desk.citing import link
from web.desk.objection_shown import inbox_rows as objection_rows
from web.desk.proposing import begins, covers_on, required_on
from web.desk.request_forms import about_request, about_statement, answer_form
from web.desk.request_shown import inbox_rows, notes_to_tell, request_view, things
from web.following import shortcomings
from web.people import Person, covers, required, services
from web.twins import Shown, Twin, twin

requests = Blueprint("requests", __name__)
FILE = "file"


@twin(requests, "/desk/<show>/<edition>/requests", Twin("desk/requests.html", RequestsView()))
def inbox(show: str, edition: str) -> Shown:
    """What was asked, contested and said: what is open first, and for how long it has been."""
    required("read")
    found = find_edition(services().lists, show, edition)
    closed = is_closed(services().lists, found.edition["subject"], services().ledger.now())
    asked, contested = inbox_rows(found, closed=closed), objection_rows(found, closed=closed)
    waiting = sorted([*asked[0], *contested[0]], key=lambda one: one["since"])
    decided = sorted([*asked[1], *contested[1]], key=lambda one: one["since"], reverse=True)
    said = [UUID(hex=one) for one in statements_of(services().requests, found.edition["subject"])]
    view = {
        "edition": found.named,
        "closed": closed,
        "waiting": waiting,
        "decided": decided,
        "statements": [_said(one) for one in said],
        "may": {FILE: covers_on(FILE, _show(found))},
        "shortcomings": shortcomings(),
    }
    return Shown(view)


def _show(found: EditionFound) -> UUID:
    return UUID(hex=found.show["subject"])


def _found(act: str, show: str, edition: str) -> tuple[Person, EditionFound]:
    begins(act)
    found = find_edition(services().lists, show, edition)
    return required_on(act, _show(found)), found


@twin(requests, "/desk/<show>/<edition>/requests/new", Twin("desk/act.html", ActFormView()), posts=True)
def ask(show: str, edition: str) -> Shown | Response:
    """Record what somebody asks."""
    person, found = _found(FILE, show, edition)
    return answer_form(person, about_request(found, NEW, None))


@twin(requests, "/desk/requests/<uuid:asked>/", Twin("desk/request.html", RequestView()))
def one_request(asked: UUID) -> Shown:
    """One request, its points, and what became of them."""
    required("read")
    seen = request_seen(services().ledger, asked)
    found = edition_by_id(services().lists, seen.request.made.edition.hex)
    fitting = ("answer",) if seen.request.made.direction == OF_PARTY else ("decide",)
    names = () if seen.request.struck else (*fitting, *(("retract",) if seen.request.waits else ()), "strike")
    doings = [
        {"word": name, "label": REQUEST_DOINGS[seen.request.made.direction][name]}
        for name in names
        if covers_on(REQUEST_ACTS[name].may, _show(found))
    ]
    tells = covers_on("announce", _show(found))
    more = {"doings": doings, "notes": notes_to_tell(seen) if tells else [], "shortcomings": shortcomings()}
    return Shown(request_view(seen, found) | more)


@twin(requests, "/desk/requests/<uuid:asked>/<doing>", Twin("desk/act.html", ActFormView()), posts=True)
def request_form(asked: UUID, doing: str) -> Shown | Response:
    """Decide a request, record an answer, take it back, or say that it was entered in error."""
    if doing == NEW:
        raise NotFound("no_such_kind")
    may = request_act(doing).may
    begins(may)
    seen = request_seen(services().ledger, asked)
    found = edition_by_id(services().lists, seen.request.made.edition.hex)
    return answer_form(required_on(may, _show(found)), about_request(found, doing, seen))


@twin(requests, "/desk/<show>/<edition>/statements/new", Twin("desk/act.html", ActFormView()), posts=True)
def say(show: str, edition: str) -> Shown | Response:
    """Keep what somebody said."""
    person, found = _found(FILE, show, edition)
    return answer_form(person, about_statement(found, NEW, None))


@twin(requests, "/desk/statements/<uuid:said>/", Twin("desk/statement.html", StatementView()), posts=False)
def one_statement(said: UUID) -> Shown:
    """One statement, and what it is about."""
    required("read")
    kept = statement_in(services().ledger, said)
    found = edition_by_id(services().lists, kept.made.edition.hex)
    made, source = kept.made, kept.made.source
    view = _said(said) | {
        "edition": found.named,
        "party": str(made.party) if made.party and covers("private") else None,
        "channel": CHANNELS.get(made.channel, made.channel),
        "source": SOURCES.get(source.kind, source.kind) if source else None,
        "source_note": source.note.text or ERASED if source and source.note and covers("private") else None,
        "document": link(made.instrument),
        "act": made.act_name,
        "may": {FILE: not kept.struck and covers_on(FILE, _show(found))},
        "shortcomings": shortcomings(),
    }
    return Shown(view)


@twin(requests, "/desk/statements/<uuid:said>/strike", Twin("desk/act.html", ActFormView()), posts=True)
def strike_statement(said: UUID) -> Shown | Response:
    """Say that a statement was entered in error."""
    begins(FILE)
    found = edition_by_id(services().lists, statement_in(services().ledger, said).made.edition.hex)
    return answer_form(required_on(FILE, _show(found)), about_statement(found, STRIKE, said))


def _said(said: UUID) -> dict[str, Any]:
    kept = statement_in(services().ledger, said)
    nominations = [one.id for one in kept.made.about if one.kind == "nomination"]
    return {
        "id": str(said),
        "sentence": sentence(kept.made),
        "who": _who(kept),
        "about": things(nominations),
        "struck": kept.struck,
    }


def _who(kept: Statement) -> str | None:
    """Who said it, for whoever may read that; a body of the edition for everybody inside."""
    made = kept.made
    if made.body is not None:
        return BODIES.get(made.body, made.body)
    if not covers("private"):
        return None
    g.told_of_people = True
    if made.party is None:
        return made.words.text or ERASED if made.words else None
    record = record_of(services().ledger.story(made.party))
    return record.main.text or ERASED if record else None
