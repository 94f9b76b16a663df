"""Pages of the desk that parties and works have alike: found by search, and all that is known of one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import request

from ledger.application.refusals import refusals_of
from ledger.errors import NotFound
from ledger.history.receipts import receipt_view
from ledger.projections.parties_search import find
from ledger.projections.parties_story import record_story
from ledger.wording.catalogue import gettext as _
from web.desk.keeping import leave_unkept
from web.desk.recording import ACTS
from web.following import shortcomings
from web.forms import Field
from web.people import covers, required, services
from web.sight import records, sees, sees_command
from web.twins import Shown

FOUND = 50
QUERY = Field("q", _("Name or id"), help=_("Any name or spelling, in any script, or an id such as imdb:nm0000000."))


def search_records(sort: str) -> Shown:
    """Records that fit what is asked for; the twin is what a form's field suggests from."""
    required("read")
    asked = request.args.get("q", "").strip()
    found = find(services().parties, asked, sort, FOUND, records()) if asked else []
    view = {
        "sort": sort,
        "query": asked,
        "found": found,
        "may": {"enter": covers("enter")},
        "shortcomings": shortcomings(),
    }
    return Shown(view, {"asked": replace(QUERY, value=asked)})


def record_page(sort: str, id_: UUID) -> Shown:
    """One record's story, with what was just recorded of it (`?recorded=`)."""
    required("read")
    found = services()
    log = (found.ledger.recorder, found.ledger.mapper)
    view: dict[str, Any] = record_story(
        found.parties, found.lists, log, (sort, id_), found.ledger.now(), records(), results=covers("results")
    )
    if view["terms"] and view["terms"]["until"]:
        # When a guardian's agreement ends, the page says so by itself.
        leave_unkept()
    may = {name: covers(act.may) for name, act in ACTS[sort].items()}
    more = {"receipt": _recorded(), "refusal": bool(refusals_of(found.ledger, [id_]))}
    return Shown(view | more | {"may": may, "shortcomings": shortcomings()})


def _recorded() -> dict[str, Any] | None:
    try:
        command = UUID(request.args.get("recorded", ""))
    except ValueError:
        return None
    ledger = services().ledger
    if not sees_command(command):
        return None
    try:
        return receipt_view(ledger.recorder, ledger.mapper, command, sees)
    except NotFound:
        return None
