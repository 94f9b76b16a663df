"""The decision log of an edition as the public reads it: a page, its twin, and a file."""

from __future__ import annotations

from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from ledger.projections.called import call_also
from ledger.projections.decisions import decisions
from ledger.projections.nominees import find_edition
from ledger.schemas.ruling_views import DecisionsView
from ledger.wording.catalogue import gettext as _
from web.caching import Holds
from web.csv_file import csv_file
from web.people import services
from web.public.standing import standing_now
from web.twins import Shown, Twin, twin

public_decisions = Blueprint("decisions", __name__)


@twin(public_decisions, "/<show>/<edition>/decisions", Twin("public/decisions.html", DecisionsView()))
def decision_log(show: str, edition: str) -> Shown:
    """Every decision that was announced, in the order in which it was; `#decision-3` is the third."""
    view, holds = _view(show, edition)
    return Shown(view, holds=holds)


@public_decisions.get("/<show>/<edition>/decisions.csv")
def decision_file(show: str, edition: str) -> Response:
    """The same as a file: a line for each nomination that a decision is about."""
    view, _holds = _view(show, edition)
    return csv_file(f"{show}-{edition}-decisions", heads(), lines(view["decisions"]))


def _view(show: str, edition: str) -> tuple[dict[str, Any], Holds]:
    now, holds = standing_now(show, edition)
    found = find_edition(services().lists, show, edition, announced=now)
    view: dict[str, Any] = {
        "show": {"id": found.show["subject"], "name": found.show["name"], "address": found.show["address"]},
        "edition": {
            "id": found.edition["subject"],
            **{key: found.edition[key] for key in ("name", "address", "label", "zone")},
        },
        "decisions": decisions(services().lists, found, now),
    }
    call_also(services().editions, view["show"], view["edition"])
    return view, holds


def heads() -> list[str]:
    """What the columns of the file are called."""
    return [
        _("Number"),
        _("Decided"),
        _("Announced"),
        _("By"),
        _("Rule"),
        _("Reason"),
        _("Text"),
        _("Nomination"),
        _("What follows"),
    ]


def lines(told: list[dict[str, Any]]) -> list[list[object]]:
    """A line for each nomination that a decision is about, one for a decision about none."""
    found: list[list[object]] = []
    for one in told:
        common = [
            one["number"],
            one["decided"],
            one["announced"],
            one["by"],
            one["rule"],
            one["reason"],
            one["text"] or "",
        ]
        if one["taken_back"]:
            found.append([*common, "", _("Its announcement was taken back.")])
            continue
        about = one["targets"] or [{"label": "", "text": ""}]
        found += [[*common, target["label"], target["text"]] for target in about]
    return found
