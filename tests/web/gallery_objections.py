"""Made-up views of requests, objections and chains at their extremes."""

from __future__ import annotations

from typing import Any

from tests.web.extremes import HOSTILE, LONG_NAME, LONG_NAME_IN_ONE, LONG_WORD, ROWS, URDU

EDITION = {"name": LONG_NAME, "address": "meridian/12"}
ABOUT = [{"id": "a" * 36, "name": LONG_NAME_IN_ONE}, {"id": "b" * 36, "name": URDU}]
OPEN = {"word": "open", "label": "open"}
ACT = {"act": "a@2", "sentence": HOSTILE}


def row(number: int, of: str = "objections", **more: Any) -> dict[str, Any]:
    """A request or an objection in the inbox."""
    told = {
        "of": of,
        "id": f"{number:036x}",
        "title": LONG_WORD if number % 7 == 1 else "objection to a nomination, a decision",
        "direction": "a condition of entry",
        "asked": "19 October 2026",
        "about": ABOUT,
        "more": 1250,
        "who": [LONG_NAME, HOSTILE],
        "state": {"word": "several", "label": "upheld · open"},
        "waits": "waits 38 days",
        "reply_by": "21 October 2026",
        "late": True,
        "notes": ["the other side was not asked", "too late, as the organiser said", URDU],
    }
    return told | more


INBOX: dict[str, Any] = {
    "edition": EDITION,
    "closed": True,
    "waiting": [row(1), row(2, "requests")],
    "decided": [row(3, waits="", who=[], about=[], more=0, notes=[], reply_by=None)],
    "statements": [{"id": "c" * 36, "sentence": LONG_WORD, "who": URDU, "about": ABOUT, "struck": True}],
    "may": {"file": True},
}
INBOX_EMPTY = INBOX | {"closed": False, "waiting": [], "decided": [], "statements": [], "may": {}}
STEPS = [
    {"lane": lane, "label": label, "when": LONG_WORD, "sentence": URDU, "act": f"a@{number}"}
    for number, (lane, label) in enumerate((("asked", "Asked"), ("decided", "Decided"), ("effect", "In effect")), 1)
]
POINT: dict[str, Any] = {
    "number": 1,
    "kind": "a name on a nomination",
    "about": ABOUT[0],
    "name": LONG_WORD,
    "contested": ACT,
    "lateness": "too late, as the organiser said: by its times it may be either (limit: 22 October 2026, 00:00 Karachi time)",
    "outcome": OPEN,
    "acts": [ACT],
}
OBJECTION: dict[str, Any] = {
    "id": "d" * 36,
    "title": "appeal against a decision",
    "edition": EDITION,
    "state": OPEN,
    "waits": "waits 38 days",
    "concerned_as": "a competitor in the category",
    "ground": "a rule was broken",
    "sent": "19 October 2026",
    "received": "20 October 2026",
    "source": "a letter",
    "source_note": LONG_WORD,
    "objector": {"name": LONG_NAME_IN_ONE, "party": "e" * 36, "capacity": "counsel"},
    "points": [POINT, POINT | {"about": None, "name": None, "contested": None, "lateness": None, "acts": []}],
    "hearings": [
        {
            "id": "f" * 36,
            "name": URDU,
            "reply_by": "21 October 2026",
            "outcome": "no answer is known yet",
            "overdue": True,
        }
    ],
    "decisions": [
        {"act": "a@3", "why": "It is well founded.", "unheard": "it could not wait", "private_reason": HOSTILE}
    ],
    "rested": [ACT, {"act": "a@5", "sentence": LONG_WORD}],
    "steps": STEPS,
    "doings": [{"word": "decide", "label": "Decide an objection"}, {"word": "strike", "label": LONG_WORD}],
    "chain": "/audit/acts/a@1/chain",
}
OBJECTION_BARE = OBJECTION | {
    "waits": "", "sent": None, "received": None, "source": None, "objector": None, "concerned_as": None, "hearings": None, "decisions": [],
    "rested": [], "doings": [], "chain": None,
}  # fmt: skip
REQUEST: dict[str, Any] = {
    "id": "d" * 36,
    "title": "withdraw it; not be voted for",
    "edition": EDITION,
    "direction": "A party asks the organiser",
    "state": OPEN,
    "waits": "waits 38 days",
    "sent": "19 October 2026",
    "received": "20 October 2026",
    "reply_by": "21 October 2026",
    "source": "an e-mail",
    "source_note": LONG_WORD,
    "people": [
        {"name": LONG_NAME, "party": "e" * 36, "capacity": "counsel", "for_whom": ABOUT[1], "confirmed": LONG_WORD},
        {"name": HOSTILE, "party": None, "capacity": URDU, "for_whom": None, "confirmed": "not known"},
    ],
    "targets": [
        {
            "number": 1, "wish": "take the name off", "kind": "a name on it", "about": ABOUT[0], "name": URDU, "together": 1,
            "words": LONG_WORD, "outcome": OPEN, "acts": [ACT],
        }
    ],
    "steps": STEPS,
    "doings": OBJECTION["doings"],
}  # fmt: skip
STATEMENT: dict[str, Any] = {
    "id": "c" * 36,
    "edition": EDITION,
    "sentence": LONG_WORD,
    "who": URDU,
    "party": "e" * 36,
    "channel": "in the press",
    "source": "the press",
    "source_note": HOSTILE,
    "about": ABOUT,
    "struck": True,
    "act": "a@1",
    "may": {"file": True},
}


def node(number: int, depth: int) -> dict[str, Any]:
    """A step of a chain."""
    return {
        "act": f"a@{number}",
        "how": "arose from it",
        "kind_label": "Objection",
        "sentence": LONG_WORD if number % 9 == 1 else URDU,
        "when": "19 October 2026",
        "page": f"/desk/objections/{number}/" if number % 2 else None,
        "struck": number % 5 == 0,
        "depth": depth,
    }


CHAIN = {
    "act": node(1, 0),
    "arose_from": [node(number, number % 12 + 1) for number in range(2, 20)],
    "followed": [node(number, 1) for number in range(20, min(ROWS, 220))],
}
OBJECTIONS_GALLERY: dict[str, tuple[str, dict[str, Any]]] = {
    "requests": ("desk/requests.html", {"view": INBOX}),
    "requests-empty": ("desk/requests.html", {"view": INBOX_EMPTY}),
    "requests-500": ("desk/requests.html", {"view": INBOX | {"waiting": [row(number) for number in range(ROWS)]}}),
    "objection": ("desk/objection.html", {"view": OBJECTION}),
    "objection-bare": ("desk/objection.html", {"view": OBJECTION_BARE}),
    "chain": ("audit/chain.html", {"view": CHAIN}),
    "chain-alone": ("audit/chain.html", {"view": CHAIN | {"arose_from": [], "followed": []}}),
}
