"""The demo's fictional people: who looks around as whom is chosen on a page. Only a log marked as the demo's has them."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, Flask, redirect, request, session, url_for
from werkzeug.wrappers import Response as BaseResponse

from ledger.demo.people import PEOPLE
from ledger.domain.roster import ROLES as ROSTERED
from ledger.errors import NotAllowed
from ledger.schemas.views import PeopleView
from ledger.wording.catalogue import gettext as _
from ledger.wording.vocabulary import ROLES
from web.people import Person, current
from web.twins import Shown, Twin, twin

chooser = Blueprint("people", __name__)
MAY_DO = {
    "organiser": _("Withdraws, announces, reads everything."),
    "deputy": _("Withdraws, and reads all but the log and results to come; an organiser announces."),
    "auditor": _("Reads everything, changes nothing."),
    "administrator": _("Says who is on the roster of a show; reads nothing of what is not announced."),
}
FIRST_PAGE = {"auditor": "audit.timeline", "administrator": "rosters.every_roster"}
KNOWN: dict[str, Person] = {person.key: person for person in PEOPLE}


class LookingAround:
    """One of the demo's people, as chosen in this browser."""

    def current(self) -> Person | None:
        """See `web.people.Present`."""
        return KNOWN.get(session.get("person", ""))

    def nobody(self) -> NotAllowed:
        """See `web.people.Present`."""
        return NotAllowed("nobody_chosen")

    def colleagues(self) -> Sequence[Person]:
        """See `web.people.Present`."""
        return [person for person in PEOPLE if person.role in ROSTERED]

    def ready(self, act: str) -> None:
        """See `web.people.Present`; nobody of the demo has anything to prove."""


def install(app: Flask) -> None:
    """Let people be chosen."""
    app.extensions["ledger_present"] = LookingAround()
    app.register_blueprint(chooser)


@twin(chooser, "/people", Twin("people.html", PeopleView()))
def people() -> Shown:
    """Choose whom to look around as."""
    listed = [
        {"key": one.key, "name": one.name, "role": ROLES[one.role], "may": MAY_DO.get(one.role, "")}
        for one in KNOWN.values()
    ]
    chosen = current()
    return Shown({"people": listed, "chosen": chosen.key if chosen else None})


@chooser.post("/people")
def choose() -> BaseResponse:
    """Look around as somebody, or as the public."""
    key = request.form.get("person", "")
    if key not in KNOWN:
        session.pop("person", None)
        return redirect(url_for("public.shows"), 303)
    session["person"] = key
    return redirect(url_for(FIRST_PAGE.get(KNOWN[key].role, "desk.today")), 303)
