"""Who is looking around: in the demo one of three fictional people, chosen on a page; otherwise nobody."""

from __future__ import annotations

from uuid import UUID, uuid4

from flask import Blueprint, Response, current_app, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response as BaseResponse

from ledger.application.roles import MAY
from ledger.bootstrap import Services
from ledger.demo.people import Person
from ledger.domain.values import Personal, Provenance
from ledger.errors import Invalid, NotAllowed, Problem

chooser = Blueprint("people", __name__)


def services() -> Services:
    """The process's services."""
    found: Services = current_app.extensions["ledger_services"]
    return found


def current() -> Person | None:
    """The person looking around, None for the public."""
    known: dict[str, Person] = current_app.extensions["ledger_people"]
    return known.get(session.get("person", "")) if known else None


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


@chooser.get("/people")
def people() -> str:
    """Choose whom to look around as."""
    return render_template("people.html", people=current_app.extensions["ledger_people"].values())


@chooser.post("/people")
def choose() -> BaseResponse | Response:
    """Look around as somebody, or as the public."""
    key = request.form.get("person", "")
    known: dict[str, Person] = current_app.extensions["ledger_people"]
    if key not in known:
        session.pop("person", None)
        return redirect(url_for("public.shows"))
    session["person"] = key
    return redirect(url_for("audit.timeline" if known[key].role == "auditor" else "desk.today"))
