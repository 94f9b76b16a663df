"""The log as a timeline, and any act opened."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request

from ledger.domain.moments import parse_when
from ledger.errors import Invalid, Problem
from ledger.history.opened import opened
from ledger.projections.browsing import Filters, parties_like
from ledger.projections.browsing import timeline as browse
from ledger.projections.nominees import editions, shows
from ledger.schemas.views import EventView, TimelineView
from ledger.wording.acts import KINDS
from web.people import required, services
from web.twins import page

audit = Blueprint("audit", __name__, url_prefix="/audit")


@audit.get("/")
@audit.get("/index.json")
def timeline() -> Response:
    """The log, newest first, by edition, kind of act, party and time."""
    required("read")
    found = services()
    name = request.args.get("party", "").strip()
    parties = parties_like(found.timeline, name) if name else []
    chosen = request.args.get("party_id") or (parties[0]["id"] if len(parties) == 1 else None)
    filters = Filters(
        edition=request.args.get("edition") or None,
        kind=request.args.get("kind") or None,
        party=chosen,
        since=_moment("since", latest=False),
        until=_moment("until", latest=True),
        before=_number("before"),
    )
    view = browse(found.timeline, found.ledger.recorder, found.ledger.mapper, filters)
    listed: list[dict[str, Any]] = []
    for show in shows(found.lists):
        inside = editions(found.lists, show["address"], found.ledger.now(), public=False)
        listed += [{"id": one["id"], "name": f"{show['name']}, {one['name']}"} for one in inside["editions"]]
    return page(
        "audit/timeline.html",
        TimelineView(),
        view,
        editions=listed,
        kinds=KINDS,
        parties=parties if name and not chosen else [],
        nobody=bool(name) and not parties,
        asked=request.args,
    )


@audit.get("/acts/<act>")
def event(act: str) -> Response:
    """One act opened; with `.json`, its twin."""
    required("read")
    ledger = services().ledger
    return page("audit/event.html", EventView(), opened(ledger.recorder, ledger.mapper, act.removesuffix(".json")))


def _moment(field: str, *, latest: bool) -> int | None:
    text = request.args.get(field, "").strip()
    if not text:
        return None
    try:
        when = parse_when(text, "UTC")
    except Invalid as error:
        raise Invalid([Problem(field, one.code, one.params) for one in error.problems]) from None
    return when.before_us if latest else when.earliest_us


def _number(field: str) -> int | None:
    text = request.args.get(field, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None
