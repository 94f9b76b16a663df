"""Links for parties, and a party's own page, at their extremes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from ledger.errors import Invalid, Problem
from tests.web.extremes import HOSTILE, LONG_NAME, LONG_NAME_IN_ONE, LONG_WORD, URDU
from tests.web.gallery_requests import OWN_REQUESTS, asking
from web.desk.party_links import form_of_link

Page = tuple[str, dict[str, Any]]
THEN = "26 November 2026, 21:00 Karachi time"
PARTY = {"id": UUID(int=3), "name": LONG_NAME}
SHOWS = [{"id": UUID(int=number), "name": name} for number, name in enumerate((LONG_NAME_IN_ONE, URDU, HOSTILE), 1)]
ADDRESS = "https://awards.example.org/p/" + "x" * 22


def _link(number: int, standing: str) -> dict[str, Any]:
    used = THEN if number % 3 else None
    return {
        "id": UUID(int=number),
        "show": (LONG_NAME_IN_ONE, URDU, HOSTILE, LONG_WORD)[number % 4],
        "purpose": (URDU, LONG_WORD)[number % 2],
        "made_by": (URDU, LONG_NAME, HOSTILE)[number % 3],
        "made": THEN,
        "expires": THEN,
        "used": used,
        "first_used": used,
        "standing": standing,
        "ended": THEN if standing == "ended" else None,
    }


def links(named: list[dict[str, Any]], many: list[dict[str, Any]]) -> dict[str, Page]:
    """The pages, with these nominations and where each stands."""
    told = {"when": THEN, "how": "through their link", "about": LONG_NAME_IN_ONE, "act": HOSTILE}
    asked = {
        "requests": OWN_REQUESTS,
        "may_ask": True,
        "told": [told, told | {"how": "", "about": URDU, "act": LONG_WORD}],
    }
    ends = {"until": THEN, "link_until": THEN}
    own = {"name": LONG_NAME, "nominations": [one | {"announced": THEN} for one in named]} | ends | asked
    listed = [_link(n, "open") for n in range(20)] + [_link(n, "ended" if n % 2 else "expired") for n in range(20, 60)]
    refused = Invalid([Problem("show", "unknown_choice"), Problem("days", "unknown_choice")])
    view = {"party": PARTY, "records": SHOWS, "shows": SHOWS, "links": listed, "form": form_of_link(SHOWS, {}, refused)}
    one = view | {"records": [], "links": [], "form": form_of_link(SHOWS[:1], {})}
    return {
        **asking(named),
        "personal-link": ("links/come_by.html", {"hours": 2}),
        "own-page": ("links/own.html", {"view": own}),
        "own-page-500": ("links/own.html", {"view": own | {"name": URDU, "nominations": many}}),
        "own-page-empty": (
            "links/own.html",
            {"view": own | {"name": LONG_NAME_IN_ONE, "nominations": [], "requests": [], "told": []}},
        ),
        "party-links": ("desk/party_links.html", {"view": view}),
        "party-links-first": ("desk/party_links.html", {"view": one}),
        "party-links-none": ("desk/party_links.html", {"view": one | {"form": None}}),
        "party-links-left": ("desk/party_links.html", {"view": one | {"form": None, "links": listed[:3]}}),
        "party-link": ("desk/party_link.html", {"address": ADDRESS, "party": PARTY, "good": "60 days"}),
    }
