"""The timeline's filters: what the address asks for, as a form that shows it and as a query."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import request

from ledger.domain.times import parse_when
from ledger.errors import Invalid, Problem
from ledger.projections.browsing import Filters, parties_like, timeline
from ledger.projections.nominees import editions_named, shows
from ledger.wording.catalogue import gettext as _
from ledger.wording.vocabulary import KINDS
from web.desk.citing import cited_by
from web.following import shortcomings
from web.forms import Field, Group, choices, fill
from web.people import services
from web.sight import sees, sight
from web.twins import Shown, wants_json

NAMES = ("edition", "kind", "party", "since", "until")
NOBODY = ""
"""No party's id: a name that is nobody's, or not yet one party's, finds no act."""
LONGEST_POSITION = 15
"""Digits of the largest position that an address may name."""


def browse() -> Shown:
    """The page of the timeline that the address asks for."""
    typed = {name: request.args.get(name, "").strip() for name in NAMES}
    error, filters, parties = None, Filters(before=_before(), sight=sight()), _parties(typed["party"])
    try:
        filters = _filters(typed, parties)
    except Invalid as refused:
        if wants_json():
            raise
        error = refused
    found = services()
    view = timeline(found.timeline, found.ledger.recorder, found.ledger.mapper, filters, sees)
    chosen = None if filters.party == NOBODY else filters.party
    instruments = {one["act"]: one["instrument"] for one in view["entries"]}
    view |= {
        "entries": cited_by(view["entries"], instruments),
        "filters": fill(_fields(), typed, error),
        "is_filtered": any(typed.values()),
        "parties": [] if chosen else [{**one, "href": _address(typed, party_id=one["id"])} for one in parties],
        "nobody": bool(typed["party"]) and not parties,
        "next_href": _address(typed, party_id=chosen or "", before=view["next"]) if view["next"] else None,
        "shortcomings": shortcomings(),
        "first_href": _address(typed, party_id=chosen or "") if filters.before else None,
    }
    return Shown(view, status=error.status if error else 200)


def _fields() -> list[Group]:
    found = services()
    listed = [("", _("All editions"))]
    seen = sight()
    for show in shows(found.lists):
        if seen is not None and show["id"] not in seen.shows:
            continue
        inside = editions_named(found.lists, show["id"])
        listed += [(one["id"], f"{show['name']}, {one['name']}") for one in inside]
    return [
        Group(
            _("Filter"),
            (
                Field("edition", _("Edition"), "choice", tuple(listed)),
                Field("kind", _("Kind of act"), "choice", (("", _("All kinds")), *choices(KINDS))),
                Field("party", _("Party"), help=_("A name or part of it")),
                Field("since", _("Recorded from"), help=_("A day, an instant, a year; UTC")),
                Field("until", _("to"), help=_("It is included")),
            ),
        )
    ]


def _parties(name: str) -> list[dict[str, str]]:
    return parties_like(services().timeline, name, sight()) if name else []


def _filters(typed: dict[str, str], parties: list[dict[str, str]]) -> Filters:
    chosen = request.args.get("party_id") or None
    if typed["party"] and chosen is None and len(parties) == 1:
        chosen = parties[0]["id"]
    return Filters(
        edition=typed["edition"] or None,
        kind=typed["kind"] or None,
        party=(chosen or NOBODY) if typed["party"] else None,
        since=_moment("since", typed["since"], latest=False),
        until=_moment("until", typed["until"], latest=True),
        before=_before(),
        sight=sight(),
    )


def _moment(field: str, text: str, *, latest: bool) -> int | None:
    if not text:
        return None
    try:
        when = parse_when(text, "UTC")
    except Invalid as error:
        raise Invalid([Problem(field, one.code, one.params) for one in error.problems]) from None
    return when.before_us if latest else when.earliest_us


def _before() -> int | None:
    text = request.args.get("before", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_POSITION else None


def _address(typed: dict[str, str], **more: Any) -> str:
    asked = {name: value for name, value in {**typed, **more}.items() if value}
    return "/audit/" + (f"?{urlencode(asked)}" if asked else "")
