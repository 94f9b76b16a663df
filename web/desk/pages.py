"""The desk: an edition's nominations by everything known now, withdrawing, announcing, receipts."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from ledger.application.desk import (
    preview_announcement,
    preview_withdrawal,
    record_announcement,
    record_withdrawal,
    waiting,
)
from ledger.domain.nomination import Entered
from ledger.errors import Conflict, Invalid, LedgerError, NotFound, Refused
from ledger.history.opened import receipt_view
from ledger.projections.nominees import (
    Asked,
    EditionFound,
    edition_by_id,
    editions,
    find_edition,
    nominations_of,
    nominee_list,
    shows,
)
from ledger.schemas.views import WaitingView
from ledger.wording.acts import BODIES, CAPACITIES, CHANNELS, REASONS, SOURCES, SPEAKERS, label_of_entry, sentence
from ledger.wording.errors import error_sentence, problem_sentence
from web.people import provenance, required, services
from web.twins import page

desk = Blueprint("desk", __name__, url_prefix="/desk")


@desk.get("/")
def today() -> str:
    """Where to begin: the editions."""
    required("read")
    found = services()
    listed = [editions(found.lists, show["address"], found.ledger.now(), public=False) for show in shows(found.lists)]
    return render_template("desk/today.html", shows=listed)


@desk.get("/<show>/<edition>/")
@desk.get("/<show>/<edition>.json")
def nominations(show: str, edition: str) -> Response:
    """The list by everything known now, and what is not announced yet."""
    required("read")
    found = services()
    view = {
        "list": nominee_list(found.lists, show, edition, Asked("force", found.ledger.now())),
        "waiting": waiting(_stories(find_edition(found.lists, show, edition))),
    }
    return page("desk/edition.html", WaitingView(), view)


def _stories(found: EditionFound) -> Any:
    ids = nominations_of(services().lists, found.edition["subject"])
    return services().ledger.stories([UUID(hex=one) for one in ids])


@desk.route("/nominations/<uuid:nomination>/withdraw", methods=["GET", "POST"])
def withdraw(nomination: UUID) -> BaseResponse | Response | tuple[str, int]:
    """Withdraw a nomination or one name of it: form, preview, record."""
    person = required("withdraw")
    ledger = services().ledger
    story = ledger.story(nomination)
    entry = story[0][1]
    if not isinstance(entry, Entered):
        raise NotFound("not_a_nomination")
    found = edition_by_id(services().lists, entry.edition.hex)
    typed = dict(request.form) or _fresh(request.args.get("credit"), story[-1][1].originator_version)
    context: dict[str, Any] = {
        "entry": entry,
        "label": label_of_entry(entry),
        "found": found,
        "typed": typed,
        "problems": {},
        "refusal": None,
        "preview": None,
        "changed": [],
        "choices": {"reason": REASONS, "capacity": CAPACITIES, "body": BODIES, "source_kind": SOURCES},
    }
    if request.method == "GET":
        return render_template("desk/withdraw.html", **context), 200
    by = provenance(person, typed.get("command"))
    zone = found.edition["zone"]
    try:
        if typed.get("step") == "record":
            receipt = record_withdrawal(ledger, by, nomination, typed, zone, found.references)
            services().shown(receipt.last)
            return redirect(url_for("desk.receipt", command=receipt.command), 303)
        context["preview"] = preview_withdrawal(ledger, by, nomination, typed, zone, found.references)
    except (Invalid, Refused, Conflict) as error:
        _refuse(context, error)
        if isinstance(error, Conflict) and error.code in ("moved_on", "stream_moved"):
            events = [event for _position, event in ledger.story(nomination)]
            seen = int(typed["seen"]) if typed.get("seen", "").isdigit() else 0
            context["changed"] = [sentence(one, events) for one in events if one.originator_version > seen]
            context["typed"] = {**typed, "seen": events[-1].originator_version, "command": str(uuid4())}
        return render_template("desk/withdraw.html", **context), error.status
    return render_template("desk/withdraw.html", **context), 200


def _fresh(credit: str | None, seen: int) -> dict[str, Any]:
    return {
        "command": str(uuid4()),
        "seen": seen,
        "credit": credit or "",
        "reason": "own_wish",
        "capacity": "nominee",
        "body": "organiser",
        "source_kind": "letter",
    }


def _refuse(context: dict[str, Any], error: LedgerError) -> None:
    """Put each problem at its field; what belongs to none stands on top."""
    context["refusal"] = error_sentence(error)
    if isinstance(error, Invalid):
        context["problems"] = {one.field: problem_sentence(one) for one in error.problems}
    elif error.code in ("counts_from_impossible", "before_it_was_entered"):
        context["problems"] = {"effective": error_sentence(error)}


@desk.route("/<show>/<edition>/announce", methods=["GET", "POST"])
def announce(show: str, edition: str) -> BaseResponse | Response | tuple[str, int]:
    """Announce acts: choose, see what the public will read, announce."""
    person = required("announce")
    ledger = services().ledger
    found = find_edition(services().lists, show, edition)
    stories = _stories(found)
    typed: dict[str, Any] = {**request.form.to_dict(), "acts": request.form.getlist("acts")}
    if request.method == "GET":
        chosen = request.args.getlist("act")
        typed = {"command": str(uuid4()), "spoken_as": "organiser", "through": "page", "acts": chosen}
    context: dict[str, Any] = {
        "found": found,
        "waiting": waiting(stories),
        "typed": typed,
        "problems": {},
        "refusal": None,
        "preview": None,
        "choices": {"spoken_as": SPEAKERS, "through": CHANNELS},
    }
    if request.method == "GET":
        return render_template("desk/announce.html", **context), 200
    by = provenance(person, typed.get("command"))
    subject, zone = UUID(hex=found.edition["subject"]), found.edition["zone"]
    try:
        if typed.get("step") == "record":
            receipt = record_announcement(ledger, by, subject, typed, zone)
            services().shown(receipt.last)
            return redirect(url_for("desk.receipt", command=receipt.command), 303)
        context["preview"] = preview_announcement(ledger, by, subject, typed, zone, list(stories))
    except (Invalid, Refused, Conflict) as error:
        _refuse(context, error)
        return render_template("desk/announce.html", **context), error.status
    return render_template("desk/announce.html", **context), 200


@desk.get("/receipts/<uuid:command>")
def receipt(command: UUID) -> str:
    """What a command recorded, for its author and auditors."""
    required("read")
    ledger = services().ledger
    view = receipt_view(ledger.recorder, ledger.mapper, command)
    found = edition_by_id(services().lists, view["edition"]) if view["edition"] else None
    return render_template("desk/receipt.html", view=view, found=found)
