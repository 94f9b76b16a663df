"""Who read what is confidential: noted of every answer to a person, and recorded before it is given. What cannot be recorded is not shown.

What a page *can* show stands in a table. What it *did* show is told by the ids in it: every page names nominations, parties, works and
acts by them, so that one without any that the public does not know shows nothing confidential, whichever page it is.
"""

from __future__ import annotations

from typing import NamedTuple

import structlog
from flask import Flask, Response, g, request
from werkzeug.wrappers import Response as BaseResponse

from ledger.domain.access import KINDS
from ledger.errors import Unavailable
from ledger.logs import told_error
from ledger.persistence.access import Access
from ledger.wording.errors import error_sentence
from web import errors
from web.people import Person, covers, current, services
from web.read_subjects import capacity_on, subject_of
from web.shown import page_name, shown_kinds

log = structlog.get_logger("ledger.access")

NAMES, RESULTS, REASONS, RECORD = "sealed_names", "results_before_announcement", "private_reasons", "access_record"
DOCUMENTS = frozenset({"documents"})
NOTHING: frozenset[str] = frozenset()
TOLD = frozenset({NAMES, RESULTS})
ALL = TOLD | {REASONS}
MAY_SHOW: dict[str, frozenset[str]] = {
    "desk.today": TOLD,
    "desk.retry_held": NOTHING,
    "desk.nominations": TOLD,
    "desk.nomination_story": TOLD,
    "desk.announced": TOLD,
    "desk.take_back": TOLD,
    "desk.act": TOLD,
    "desk.enter": TOLD,
    "desk.no_award": TOLD,
    "desk.act_on_several": TOLD,
    "desk.announce": TOLD,
    "desk.receipt": TOLD,
    "importing.imports": NOTHING,
    "importing.standing": frozenset({NAMES}),
    "importing.mapping": frozenset({NAMES}),
    "importing.mapping_file": NOTHING,
    "importing.preview": frozenset({NAMES}),
    "importing.fates": frozenset({NAMES}),
    "desk_parties.search": TOLD,
    "desk_parties.register": TOLD,
    "desk_parties.story": TOLD,
    "desk_parties.form": TOLD,
    "desk_parties.party_links": TOLD,
    "desk_parties.end": NOTHING,
    "desk_works.search": TOLD,
    "desk_works.register": TOLD,
    "desk_works.story": TOLD,
    "desk_works.form": TOLD,
    "desk_search.search": TOLD,
    "settings.settings_page": NOTHING,
    "settings.settings_rules": NOTHING,
    "settings.setting": NOTHING,
    "shows.show_page": NOTHING,
    "shows.establish": NOTHING,
    "shows.names": NOTHING,
    "shows.open_another": NOTHING,
    "requests.inbox": ALL,
    "requests.ask": ALL,
    "requests.one_request": ALL,
    "requests.request_form": ALL,
    "requests.say": ALL,
    "requests.one_statement": ALL,
    "requests.strike_statement": ALL,
    "documents.edition_documents": DOCUMENTS,
    "documents.new": DOCUMENTS | {NAMES},
    "documents.one_document": DOCUMENTS | TOLD,
    "documents.change": DOCUMENTS | {NAMES},
    "documents.part": DOCUMENTS,
    "rulings.ruling_log": TOLD,
    "rulings.ruling_file": TOLD,
    "rulings.decide": TOLD,
    "rulings.one_ruling": ALL,
    "rulings.approve": NOTHING,
    "rulings.strike": TOLD,
    "objections.contest": ALL,
    "objections.one_objection": ALL,
    "objections.objection_form": ALL,
    "proposals.proposed_on": TOLD,
    "proposals.one_proposal": ALL,
    "audit.timeline": TOLD,
    "audit.event": ALL,
    "audit.chain": TOLD,
    "audit.reads": frozenset({RECORD, NAMES}),
}
"""By the name of every page inside, its twin's being the same."""
ALWAYS: dict[str, frozenset[str]] = {
    "importing.standing": frozenset({NAMES}),
    "importing.mapping": frozenset({NAMES}),
    "importing.preview": frozenset({NAMES}),
    "importing.fates": frozenset({NAMES}),
    "proposals.one_proposal": frozenset({NAMES, REASONS}),
    "proposals.proposed_on": frozenset({NAMES}),
    "audit.reads": frozenset({RECORD}),
}
"""What a page shows whatever ids are in it: names of a spreadsheet that nobody announced, what was typed to be proposed, the access record."""


class Noted(NamedTuple):
    """What an answer showed, and on what; `kinds` in the order of `KINDS`, empty for nothing confidential."""

    kinds: tuple[str, ...] = ()
    subject: str = ""
    show: str = ""
    capacity: str = ""


UNREAD = Noted()
PEOPLE = frozenset({REASONS})
"""What a page shows that says who asked, or said something, and in which words."""
FILLED = frozenset({NAMES, REASONS})
"""What a form shows that is filled in from a proposal, and a decision with who took part in it and why."""
NOTHING_SHOWN = frozenset({*range(300, 400), 403, 404})
"""What leads on, and what is refused before anything was looked up."""


def install(app: Flask) -> None:
    """Record what is read before it is given out."""
    app.after_request(_recorded)


def noted(response: BaseResponse) -> Noted:
    """What an answer shows to the person looking around; remembered for when it is given out."""
    if "noted" not in g:
        g.noted = _noted(response)
    told: Noted = g.noted
    return told


def note_again(told: Noted) -> None:
    """A page that is kept shows again what it showed when it was rendered."""
    g.noted = told


def _noted(response: BaseResponse) -> Noted:
    may = MAY_SHOW.get(page_name(), NOTHING)
    person = current() if may else None
    # What leads on shows nothing, nor what is refused unlooked at; a fault is told in words of ours alone.
    if person is None or not may or response.status_code in NOTHING_SHOWN or response.status_code >= 500:
        return UNREAD
    filled = (FILLED if g.get("filled_from_proposal") or g.get("private_shown") else NOTHING) | (
        TOLD if g.get("told_in_words") else NOTHING
    )
    filled |= PEOPLE if g.get("told_of_people") else NOTHING
    filled |= DOCUMENTS if g.get("told_documents") else NOTHING
    may = (may | filled) - {kind for kind, power in ((RESULTS, "results"), (REASONS, "private")) if not covers(power)}
    # A refusal shows what is in it, never what its address leads to.
    answered = response.status_code == 200
    shown = set(ALWAYS.get(page_name(), NOTHING)) if answered else set()
    shown |= filled & may
    if may - shown:
        shown |= shown_kinds(response.get_data(), (request.view_args or {}) if answered else {}) & may
    if not shown:
        return UNREAD
    subject, show = subject_of(request.view_args or {})
    kinds = tuple(kind for kind in KINDS if kind in shown)
    return Noted(kinds, subject, show, capacity_on(show, person) if show else "")


def _recorded(response: Response) -> Response:
    person: Person | None = None
    try:
        told = noted(response)
        person = current() if told.kinds else None
        if person is not None:
            services().access.append(
                Access(person.id.hex, person.role, told.capacity, told.kinds, told.subject, told.show, page_name())
            )
    except Exception as error:  # noqa: BLE001 - whatever keeps it from being recorded keeps it from being shown
        log.error("reading_not_recorded", page=page_name(), **told_error(error))  # noqa: TRY400 - its message stays out
        return errors.answer(503, error_sentence(Unavailable("reading_not_recorded")))
    return response
