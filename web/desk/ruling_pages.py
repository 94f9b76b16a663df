"""Decisions on the desk: an edition's log of them, one of them, and the form of a new one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, g, redirect, request
from werkzeug.wrappers import Response

from ledger.application.proposable import Form
from ledger.application.requests import request_seen
from ledger.application.ruling import approve_text, ruling_in
from ledger.domain.ruling import Ruling
from ledger.errors import NotFound
from ledger.projections.nominees import EditionFound, edition_by_id, find_edition
from ledger.schemas.form_views import ActFormView
from ledger.schemas.ruling_views import OneRulingView, RulingsView
from ledger.wording.acts import ERASED
from ledger.wording.catalogue import gettext as _
from ledger.wording.ruling_kinds import MEMBERS
from web.csv_file import csv_file
from web.desk.citing import link
from web.desk.keeping import kept_until_due
from web.desk.proposing import author_on, begins, covers_on, proposed_form, required_on, two_needed
from web.desk.request_forms import about_ruling, answer_form
from web.desk.request_shown import title_of
from web.desk.ruling_form import deciding_form
from web.desk.ruling_views import rulings_view
from web.desk.stories import rulings_of, stories_of
from web.forms import fresh_command
from web.people import covers, required, services
from web.twins import Shown, Twin, twin

rulings = Blueprint("rulings", __name__)


@twin(rulings, "/desk/<show>/<edition>/rulings", Twin("desk/rulings.html", RulingsView()), around=kept_until_due)
def ruling_log(show: str, edition: str) -> Shown:
    """Every decision of an edition, told to the public or not."""
    required("read")
    found = find_edition(services().lists, show, edition)
    may = {one: covers_on(one, UUID(hex=found.show["subject"])) for one in ("rule", "announce")}
    return Shown({"edition": found.named, "rulings": rulings_view(found), "may": may})


@rulings.get("/desk/<show>/<edition>/rulings.csv")
def ruling_file(show: str, edition: str) -> Response:
    """The same as a file: a line for each nomination that a decision is about, with the name of the act."""
    required("read")
    told = rulings_view(find_edition(services().lists, show, edition))
    heads = [_("Decided"), _("By"), _("Rule"), _("Reason"), _("Public"), _("Nomination"), _("What follows"), _("Act")]
    lines = [
        [
            one["decided"],
            one["by"],
            one["rule"],
            one["reason"],
            one["state_label"],
            target["label"],
            target["text"],
            target["act"],
        ]
        for one in told
        for target in one["targets"] or [{"label": "", "text": "", "act": ""}]
    ]
    return csv_file(f"{show}-{edition}-decisions", heads, lines)


@twin(rulings, "/desk/<show>/<edition>/rulings/new", Twin("desk/act.html", ActFormView()), posts=True)
def decide(show: str, edition: str) -> Shown | Response:
    """Choose nominations and what follows for each, look at it, record it."""
    begins("rule")
    found = find_edition(services().lists, show, edition)
    return deciding_form(required_on("rule", UUID(hex=found.show["subject"])), found)


@twin(rulings, "/desk/rulings/<uuid:ruling>/", Twin("desk/ruling.html", OneRulingView()))
def one_ruling(ruling: UUID) -> Shown:
    """One decision: who took part, why, what it did, what the public was told."""
    required("read")
    told, found = _known(ruling)
    view = next(one for one in rulings_view(found) if one["id"] == str(ruling))
    made, private = told.made, covers("private")
    if private and (made.members or made.private_reason or made.public_text):
        g.private_shown = True
    show = UUID(hex=found.show["subject"])
    waits = view["text_state"] == "waiting"
    more: dict[str, Any] = {
        "edition": found.named,
        "ruling": view,
        "members": [{"name": one.name.text or ERASED, "part": MEMBERS[one.part]} for one in made.members if private],
        "text": made.public_text.text or ERASED if made.public_text and private else None,
        "private_reason": made.private_reason.text or ERASED if made.private_reason and private else None,
        "document": link(made.by.instrument),
        "requests": [
            {"id": str(one), "label": title_of(request_seen(services().ledger, one))} for one in made.requests
        ],
        "recorded": made.act_name if covers("log") else "",
        "may": {
            "approve": waits and covers_on("rule", show) and made.by.actor != _me(),
            "announce": covers_on("announce", show),
            "strike": covers_on("rule", show) and view["state"] in ("not_announced", "taken_back"),
        },
        "command": fresh_command(),
    }
    return Shown(more)


@rulings.post("/desk/rulings/<uuid:ruling>/approve")
def approve(ruling: UUID) -> Response:
    """Find its text fit for the public: by another account than the one that recorded it."""
    begins("rule")
    _told, found = _known(ruling)
    show = UUID(hex=found.show["subject"])
    person = required_on("rule", show)
    command = request.form.get("command")
    if two_needed(show):
        return proposed_form(person, Form("approve_text", None, ruling, {"command": command}), stories_of(found))
    receipt = approve_text(services().ledger, author_on(person, command, show), ruling, {"approve": str(ruling)})
    services().shown(receipt.last)
    return redirect(f"/desk/rulings/{ruling}/", 303)


@twin(rulings, "/desk/rulings/<uuid:ruling>/strike", Twin("desk/act.html", ActFormView()), posts=True)
def strike(ruling: UUID) -> Shown | Response:
    """Say that a decision was entered in error."""
    begins("rule")
    _told, found = _known(ruling)
    return answer_form(required_on("rule", UUID(hex=found.show["subject"])), about_ruling(found, ruling))


def _known(ruling: UUID) -> tuple[Ruling, EditionFound]:
    """A decision of which the person may know. Raises NotFound `no_such_ruling`."""
    told = ruling_in(services().ledger, ruling)
    found = edition_by_id(services().lists, told.made.edition.hex)
    if ruling not in rulings_of(found):
        raise NotFound("no_such_ruling")
    return told, found


def _me() -> UUID:
    return required("read").id
