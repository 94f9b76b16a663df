"""Made-up views of settings, shows, rules and the desk's first page at their extremes."""

from __future__ import annotations

from typing import Any

from ledger.errors import Invalid, Problem
from tests.web.extremes import HOSTILE, LONG_NAME, LONG_NAME_IN_ONE, LONG_WORD, ROWS, URDU
from web.desk.category_fields import name_fields
from web.desk.shows import edition_fields
from web.forms import Field, Group, fill

ALSO = [
    {"name": LONG_NAME, "language": "ur", "direction": "rtl", "label": "Urdu"},
    {"name": LONG_WORD, "language": "pa-Arab", "direction": "ltr", "label": "Punjabi (Arabic)"},
    {"name": HOSTILE, "language": "de", "direction": "ltr", "label": "German"},
]
SHOW = {"name": LONG_NAME_IN_ONE, "address": "meridian", "names": ALSO}
EDITION = {"name": LONG_NAME, "address": "12", "label": LONG_WORD, "zone": "Asia/Karachi", "names": ALSO}


def row(title: str, facts: list[str], **more: Any) -> dict[str, Any]:
    """A row of settings."""
    acts = [{"label": "Name", "act": "a@2"}, {"label": LONG_WORD, "act": "a@3"}]
    changes = [{"label": "Name …", "form": "names"}, {"label": LONG_WORD, "form": "places?category=1"}]
    return {"title": title, "facts": facts, "acts": acts, "changes": changes, "names": []} | more


def section(key: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """A section of settings."""
    return {"key": key, "title": key.capitalize(), "public": "The public does not read this.", "rows": rows}


SECTIONS = ("names", "categories", "bodies", "stages", "milestones", "withdrawal", "objections", "rules")
WHERE: dict[str, Any] = {"show": SHOW, "edition": EDITION, "announced": True}
SETTINGS = WHERE | {
    "may": {"set_up": True},
    "sections": [
        section("names", [row(LONG_NAME, [], names=ALSO)]),
        section("categories", [row(URDU, [LONG_WORD, HOSTILE], names=ALSO), row(LONG_WORD, [])]),
        section("bodies", [row(LONG_NAME_IN_ONE, ["jury", "decides on: nothing", "announces: nothing"])]),
        section("stages", [row("Long list", ["number 1 in order"])]),
        section("milestones", [row("ceremony", [URDU, "12 December 2026", "planned"])]),
        section("withdrawal", [row(LONG_WORD, [])]),
        section("objections", [row(LONG_WORD, []), row(URDU, [])]),
        section("rules", [row(HOSTILE, ["from 2026"], rules=HOSTILE)]),
    ],
}
SETTINGS_EMPTY = WHERE | {"announced": False, "sections": [section(key, []) for key in SECTIONS], "may": {}}
SETTINGS_500 = SETTINGS | {"sections": [section("categories", [row(f"Category {n}", ["5"]) for n in range(ROWS)])]}
RULES = [
    {"number": "1", "heading": URDU, "text": ""},
    {"number": "1.1", "heading": "", "text": f"{LONG_WORD}\n{HOSTILE}"},
    {"number": "7.2", "heading": LONG_NAME, "text": URDU},
]
VERSION = {
    "label": HOSTILE,
    "effective": "1 January 2026",
    "digest": "0f" * 32,
    "standing": {"word": "public", "label": "public"},
}
RULES_VIEW = WHERE | {"version": VERSION, "versions": [VERSION, VERSION | {"label": LONG_WORD}], "rules": RULES}
RULES_500 = RULES_VIEW | {"rules": [{"number": f"{n}.1", "heading": "Rule", "text": "Text."} for n in range(ROWS)]}
SETTING: dict[str, Any] = {
    "title": "Add categories",
    "lead": LONG_WORD,
    "subject": LONG_NAME,
    "edition": {"name": LONG_NAME, "address": "meridian/12"},
    "form": fill(
        [
            *name_fields((("", URDU), ("1", LONG_WORD))),
            Group("Text", (Field("text", "Text", "pasted", help="Lines."), Field("file", "or a file", "file"))),
        ],
        {
            "command": "1",
            "seen": "3",
            "name": HOSTILE,
            "language": "klingon",
            "how": "renamed",
            "text": "7.2 x\n" * 500,
        },
        Invalid([Problem("language", "not_a_language"), Problem("file", "not_a_rulebook"), Problem("", "required")]),
    ),
    "preview": {"acts": [{"number": 1, "sentence": URDU}, {"number": 2, "sentence": LONG_WORD}]},
    "rules": RULES,
    "changed": [HOSTILE],
}
OPEN = SETTING | {
    "form": fill(edition_fields([{"id": "0" * 32, "name": LONG_NAME}]), {"name": URDU}),
    "preview": None,
    "rules": [],
    "changed": [],
}
LISTED = [
    {"name": LONG_NAME, "address": "12", "label": LONG_WORD, "announced": True, "names": ALSO},
    {"name": LONG_WORD, "address": "11", "label": URDU, "announced": False, "names": []},
]
SHOW_VIEW = {
    "show": SHOW,
    "zone": "Asia/Karachi",
    "acts": [{"label": "Name", "act": "a@1"}, {"label": "Urdu", "act": "a@2"}],
    "editions": LISTED,
    "four_eyes": True,
    "may": {"set_up": True},
}
SHOW_500 = SHOW_VIEW | {"editions": [LISTED[0] | {"name": f"Edition {n}", "names": []} for n in range(ROWS)]}
NAMED = {"name": f"{LONG_NAME_IN_ONE}, {LONG_NAME}", "address": "meridian/12"}
DONE = {
    "command": "1",
    "first": f"\u2068{LONG_NAME}\u2069 is withdrawn.",
    "n": 12138,
    "more": 12137,
    "href": "/desk/receipts/1",
    "recorded_at": "14 October 2026, 04:00 UTC",
    "who": {"name": LONG_NAME, "role": "Organiser"},
    "edition": NAMED,
}
FELL = {
    "label": LONG_NAME_IN_ONE,
    "place": {"word": "withdrawn", "label": "withdrawn"},
    "category": URDU,
    "policy": "the place stays empty",
    "places": "4 of 5 places filled",
    "edition": NAMED,
    "nomination": "1",
}
ONE = {"name": LONG_NAME, "address": "12", "label": LONG_WORD, "announced": True, "waiting": 3}
MANY = [
    {"name": f"{n}th edition", "address": str(n), "label": str(n), "announced": n % 2, "waiting": n % 3}
    for n in range(ROWS, 0, -1)
]
HELD = {
    "stream": "00000000-0000-0000-0000-000000000001",
    "sort": "A nomination",
    "name": LONG_NAME_IN_ONE,
    "edition": NAMED,
    "href": "/desk/nominations/1/",
    "log_href": "/audit/?before=2",
    "where": f"Not as it stands in: {LONG_WORD}; since entry 1, recorded 14 October 2026, 04:00 UTC.",
    "wrong": "One of its acts cannot be read as it is stored.",
    "tries": "Tried 5 times, last at 14 October 2026, 04:00:00 UTC; it waits until somebody asks for another try.",
}
TODAY = {
    "recorded": [DONE, DONE | {"more": 0, "edition": None, "first": LONG_WORD}],
    "due": [{"sentence": LONG_WORD, "when": "12 December 2026", "edition": NAMED, "href": "/audit/acts/1@1"}],
    "fallen": [FELL, FELL | {"places": None, "label": HOSTILE}],
    "fallen_in_all": 1250,
    "held": [HELD, HELD | {"href": None, "name": HOSTILE}, HELD | {"href": None, "name": "", "edition": None}],
    "held_in_all": 1250,
    "waiting": [{"edition": NAMED, "acts": 1250}],
    "proposals": [{"show": SHOW, "n": 1}, {"show": {"name": URDU, "address": "b"}, "n": 1250}],
    "requests": [{"edition": NAMED, "n": 1}, {"edition": NAMED | {"name": URDU}, "n": 1250}],
    "rulings": [{"edition": NAMED, "n": 1}, {"edition": NAMED | {"name": URDU}, "n": 1250}],
    "shows": [{"show": SHOW, "n": 2, "groups": [{"heading": None, "editions": [ONE, ONE | {"waiting": 0}]}]}],
    "search": HOSTILE,
    "may": {"set_up": True, "announce": True, "retry": True},
}
TENS = [{"heading": f"Numbers {n + 1} to {n + 10}", "editions": MANY[n : n + 10]} for n in range(0, ROWS, 10)]
TODAY_500 = TODAY | {"shows": [{"show": SHOW, "n": ROWS, "groups": TENS}], "search": ""}
TODAY_EMPTY: dict[str, Any] = {
    "recorded": [], "due": [], "fallen": [], "fallen_in_all": 0, "waiting": [], "shows": [], "search": "", "may": {},
}  # fmt: skip
BACK = {"back": {"href": "/desk/meridian/12/settings", "name": LONG_NAME}, "uploads": True}

SETTINGS_GALLERY: dict[str, tuple[str, dict[str, Any]]] = {
    "today": ("desk/today.html", {"view": TODAY}),
    "today-500": ("desk/today.html", {"view": TODAY_500}),
    "today-empty": ("desk/today.html", {"view": TODAY_EMPTY}),
    "settings": ("desk/settings.html", {"view": SETTINGS}),
    "settings-500": ("desk/settings.html", {"view": SETTINGS_500}),
    "settings-empty": ("desk/settings.html", {"view": SETTINGS_EMPTY}),
    "setting": ("desk/setting.html", {"view": SETTING, **BACK}),
    "setting-open": ("desk/setting.html", {"view": OPEN, "back": {"href": "/desk/", "name": "Desk"}, "uploads": False}),
    "desk-show": ("desk/show.html", {"view": SHOW_VIEW}),
    "desk-show-500": ("desk/show.html", {"view": SHOW_500}),
    "desk-show-empty": ("desk/show.html", {"view": SHOW_VIEW | {"editions": [], "may": {}}}),
    "rules": ("public/rules.html", {"view": RULES_VIEW, "inside": False}),
    "rules-500": ("public/rules.html", {"view": RULES_500, "inside": True}),
}
