"""The rules of an edition as the public reads them: the versions that stand as public, where the edition is announced."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request

from ledger.projections.called import call_also, rules_view
from ledger.projections.nominees import find_edition
from ledger.schemas.settings_views import RulesView
from web.people import services
from web.public.standing import standing_now
from web.twins import Shown, Twin, twin

rules_pages = Blueprint("rules", __name__)


@twin(rules_pages, "/<show>/<edition>/rules", Twin("public/rules.html", RulesView()))
def rules(show: str, edition: str) -> Shown:
    """The version in force last, or the one asked for (`?version=`); each rule is found by its number (`#rule-7.2`)."""
    now, holds = standing_now(show, edition)
    found = find_edition(services().lists, show, edition, announced=now)
    told = rules_view(services().editions, found.edition["subject"], request.args.get("version"))
    view: dict[str, Any] = {
        "show": {"id": found.show["subject"], "name": found.show["name"], "address": found.show["address"]},
        "edition": {
            "id": found.edition["subject"],
            **{key: found.edition[key] for key in ("name", "address", "label", "zone")},
        },
    }
    call_also(services().editions, view["show"], view["edition"])
    return Shown(view | told, {"inside": False}, holds=holds)
