"""Who is looking around: in the demo one of three fictional people, chosen on a page; otherwise nobody."""

from __future__ import annotations

from uuid import UUID, uuid4

from flask import Blueprint, current_app, redirect, request, session, url_for
from werkzeug.wrappers import Response as BaseResponse

from ledger.application.roles import MAY
from ledger.bootstrap import Services
from ledger.demo.people import Person
from ledger.domain.values import Personal, Provenance
from ledger.errors import Invalid, NotAllowed, Problem
from ledger.schemas.views import PeopleView
from ledger.wording.catalogue import gettext as _
from ledger.wording.vocabulary import ROLES
from web.twins import Shown, Twin, twin

chooser = Blueprint("people", __name__)
FIRST_PAGE = {"auditor": "audit.timeline", "administrator": "rosters.every_roster"}
MAY_DO = {
    "organiser": _("Withdraws, announces, reads everything."),
    "deputy": _("Withdraws and reads everything; an organiser announces."),
    "auditor": _("Reads everything, changes nothing."),
    "administrator": _("Says who is on the roster of a show; reads nothing of what is not announced."),
}


def services() -> Services:
    """The process's services."""
    found: Services = current_app.extensions["ledger_services"]
    return found


def current() -> Person | None:
    """The person looking around, None for the public."""
    known: dict[str, Person] = current_app.extensions["ledger_people"]
    return known.get(session.get("person", "")) if known else None


def known_people() -> list[Person]:
    """Everybody who can be put on a roster."""
    known: dict[str, Person] = current_app.extensions["ledger_people"]
    return list(known.values())


def covers(act: str) -> bool:
    """Whether the person looking around may do this."""
    person = current()
    return person is not None and act in MAY[person.role]


def required(act: str) -> Person:
    """The person, if their role covers the act. Raises NotAllowed."""
    person = current()
    if person is None:
        raise NotAllowed("nobody_chosen")
    if act not in MAY[person.role]:
        raise NotAllowed("role_cannot", role=person.role, act=act)
    return person


def provenance(person: Person, command: str | None) -> Provenance:
    """Who does it, by which command: the id that the form carries, so that a form sent twice is one act."""
    try:
        chosen = UUID(command) if command else uuid4()
    except ValueError:
        raise Invalid([Problem("command", "unreadable")]) from None
    return Provenance(
        actor=person.id, name=Personal(person.id, person.name), role=person.role, command=chosen, via="web"
    )


@twin(chooser, "/people", Twin("people.html", PeopleView()))
def people() -> Shown:
    """Choose whom to look around as."""
    known: dict[str, Person] = current_app.extensions["ledger_people"]
    listed = [
        {"key": one.key, "name": one.name, "role": ROLES[one.role], "may": MAY_DO.get(one.role, "")}
        for one in known.values()
    ]
    chosen = current()
    return Shown({"people": listed, "chosen": chosen.key if chosen else None})


@chooser.post("/people")
def choose() -> BaseResponse:
    """Look around as somebody, or as the public."""
    key = request.form.get("person", "")
    known: dict[str, Person] = current_app.extensions["ledger_people"]
    if key not in known:
        session.pop("person", None)
        return redirect(url_for("public.shows"), 303)
    session["person"] = key
    return redirect(url_for(FIRST_PAGE.get(known[key].role, "desk.today")), 303)
