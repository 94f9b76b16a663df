"""Made-up stories of nominations and announcements, at their extremes."""

from __future__ import annotations

from typing import Any

from tests.web.extremes import HOSTILE, LONG_NAME, LONG_NAME_IN_ONE, LONG_WORD, ROWS, URDU
from tests.web.gallery_log import entry
from tests.web.gallery_objections import OBJECTIONS_GALLERY
from tests.web.gallery_requests import REQUESTS_GALLERY
from web.forms import Field, Form, Group


def act(number: int) -> dict[str, Any]:
    """One act of a story."""
    return entry(number) | {
        "decided": "13 October 2026" if number % 2 else None,
        "grounds": ["asked by the nominee", LONG_WORD, URDU][: number % 4],
        "notes": ["entered in error: it never was so", "not announced"][: number % 3],
    }


EDITION = {"name": LONG_NAME, "address": "meridian/12"}
STORY: dict[str, Any] = {
    "id": "f" * 32,
    "subject": LONG_NAME_IN_ONE,
    "edition": EDITION,
    "category": LONG_WORD,
    "in_force": [{"word": "disqualified", "label": "disqualified"}, {"word": "revoked", "label": "won · revoked"}],
    "public": [{"word": "nominated", "label": "nominated"}, {"word": "conferred", "label": "won"}],
    "credits": [
        {"id": "1", "party": "1", "name": URDU, "role": LONG_WORD, "named": True},
        {"id": "2", "party": "2", "name": HOSTILE, "role": None, "named": False},
    ],
    "works": [{"id": "1", "title": LONG_NAME_IN_ONE}],
    "took_place_of": {"id": "a" * 32, "name": LONG_NAME},
    "place_went_to": [{"id": "b" * 32, "name": URDU}],
    "asked": [{"id": "r", "wish": LONG_WORD, "outcome": URDU}, {"id": "s", "wish": URDU, "outcome": "open"}],
    "acts": [act(number) for number in range(ROWS)],
    "families": [
        {"name": "On the list", "doings": [{"verb": "withdraw", "label": "Withdraw"}, {"verb": "void", "label": URDU}]}
    ],
}
BARE_STORY = STORY | {
    "in_force": [],
    "public": [],
    "credits": [],
    "took_place_of": None,
    "place_went_to": [],
    "acts": [act(0)],
    "families": [],
}
ANNOUNCED = [
    {
        "id": f"{number:032x}",
        "position": ROWS - number,
        "when": "13 October 2026, 11:20 Karachi time",
        "who": "The organiser",
        "through": "on the page",
        "acts": number,
        "state": ("made", "planned", "taken_back")[number % 3],
        "state_label": ("", "set for later", LONG_WORD)[number % 3],
    }
    for number in range(ROWS)
]
ANNOUNCEMENTS: dict[str, Any] = {"edition": EDITION, "announcements": ANNOUNCED, "may": {"announce": True}}
TAKE_BACK: dict[str, Any] = {
    "subject": LONG_NAME,
    "edition": EDITION,
    "form": Form(
        (Group("When and why", (Field("effective", "Taken back at", problem="That is no time.", focused=True),)),),
        {"command": "1", "seen": "3"},
        "Something in the form needs to be put right.",
    ),
    "changed": [HOSTILE],
    "planned": False,
    "announcement": ANNOUNCED[2],
}
STORIES: dict[str, tuple[str, dict[str, Any]]] = {
    **REQUESTS_GALLERY,
    **OBJECTIONS_GALLERY,
    "nomination": ("desk/nomination.html", {"view": STORY}),
    "nomination-bare": ("desk/nomination.html", {"view": BARE_STORY}),
    "announcements": ("desk/announcements.html", {"view": ANNOUNCEMENTS}),
    "announcements-empty": ("desk/announcements.html", {"view": ANNOUNCEMENTS | {"announcements": []}}),
    "take-back": ("desk/take_back.html", {"view": TAKE_BACK}),
    "take-back-planned": (
        "desk/take_back.html",
        {"view": TAKE_BACK | {"planned": True, "announcement": None, "proposes": True}},
    ),
}

NOBODY = {
    "id": f"{901:032x}",
    "text": "No award was made in this category.",
    "grounds": f"Decided by {LONG_NAME_IN_ONE}, rule {LONG_WORD}. No nominee was left.",
    "acts": [],
}
