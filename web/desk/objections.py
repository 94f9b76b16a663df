"""The desk's pages of objections: one of each, and their forms. They wait in the inbox of what is asked."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint
from werkzeug.wrappers import Response

from ledger.application.objection_forms import FILE, OBJECTION_ACTS, objection_act
from ledger.application.objections import ObjectionSeen, objection_seen
from ledger.application.request_forms import NEW
from ledger.projections.nominees import EditionFound, edition_by_id, find_edition
from ledger.schemas.form_views import ActFormView
from ledger.schemas.objection_views import ObjectionView
from ledger.wording.proposals import OBJECTION_FORMS
from web.desk.objection_shown import objection_view
from web.desk.proposing import begins, covers_on, required_on
from web.desk.request_forms import about_objection, answer_form
from web.following import shortcomings
from web.people import required, services
from web.twins import Shown, Twin, twin

objections = Blueprint("objections", __name__)


def _show(found: EditionFound) -> UUID:
    return UUID(hex=found.show["subject"])


@twin(objections, "/desk/<show>/<edition>/objections/new", Twin("desk/act.html", ActFormView()), posts=True)
def contest(show: str, edition: str) -> Shown | Response:
    """Record what somebody contests."""
    begins(FILE)
    found = find_edition(services().lists, show, edition)
    return answer_form(required_on(FILE, _show(found)), about_objection(found, NEW, None))


@twin(objections, "/desk/objections/<uuid:contested>/", Twin("desk/objection.html", ObjectionView()))
def one_objection(contested: UUID) -> Shown:
    """One objection, its points, the other side, and what became of it."""
    required("read")
    seen = objection_seen(services().ledger, contested)
    found = edition_by_id(services().lists, seen.objection.made.edition.hex)
    doings = [
        {"word": name, "label": OBJECTION_FORMS[name]}
        for name in _fitting(seen)
        if covers_on(OBJECTION_ACTS[name].may, _show(found))
    ]
    return Shown(objection_view(seen, found) | {"doings": doings, "shortcomings": shortcomings()})


def _fitting(seen: ObjectionSeen) -> list[str]:
    """The forms that make sense as it stands."""
    if seen.objection.struck:
        return []
    heard = ["heard"] if seen.objection.hearings else []
    return ["decide", "put-to", *heard, *(["take-back"] if seen.objection.waits else []), "strike"]


@twin(objections, "/desk/objections/<uuid:contested>/<doing>", Twin("desk/act.html", ActFormView()), posts=True)
def objection_form(contested: UUID, doing: str) -> Shown | Response:
    """Put it to the other side, record what that did, decide it, take it back, or say that it was entered in error."""
    may = objection_act(doing).may
    begins(may)
    seen = objection_seen(services().ledger, contested)
    found = edition_by_id(services().lists, seen.objection.made.edition.hex)
    return answer_form(required_on(may, _show(found)), about_objection(found, doing, seen))
