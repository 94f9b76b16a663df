"""Made-up views of requests and statements at their extremes."""

from __future__ import annotations

from typing import Any

from ledger.errors import Invalid, Problem
from tests.web.extremes import HOSTILE, LONG_NAME, LONG_NAME_IN_ONE, LONG_WORD, ROWS, URDU
from web.links.asking import form_of_asking

Page = tuple[str, dict[str, Any]]
EDITION = {"name": LONG_NAME, "address": "meridian/12"}
THEN = "19 October 2026, 02:14 Karachi time"
DOCUMENT = {"title": LONG_NAME, "href": "/desk/documents/1/"}
OPEN = {"word": "open", "label": "open"}
SEVERAL = {"word": "several", "label": f"granted · refused · {LONG_WORD}"}


def thing(number: int) -> dict[str, str]:
    """A nomination, named at its extremes."""
    return {"id": f"{number:032x}", "name": (URDU, LONG_NAME_IN_ONE, HOSTILE, "Static")[number % 4]}


def row(number: int, **more: Any) -> dict[str, Any]:
    """A request in the inbox."""
    return {
        "id": f"{number:036x}",
        "title": "withdraw it; not be voted for",
        "direction": "A party asks the organiser",
        "asked": THEN,
        "about": [thing(number), thing(number + 1), thing(number + 2)],
        "more": 1250,
        "who": [LONG_NAME, URDU, HOSTILE],
        "state": OPEN,
        "waits": "waits 1250 days",
        "reply_by": THEN,
        "late": True,
    } | more


SAID = {"id": "s", "sentence": LONG_WORD, "who": LONG_NAME, "about": [thing(1), thing(2)], "struck": True}
INBOX: dict[str, Any] = {
    "edition": EDITION,
    "closed": False,
    "waiting": [row(1), row(2, about=[], more=0, reply_by=None, who=[])],
    "decided": [row(3, state=SEVERAL, waits="", late=False)],
    "statements": [SAID, SAID | {"who": None, "struck": False}],
    "may": {"file": True},
}
INBOX_500 = INBOX | {"waiting": [row(number) for number in range(ROWS)]}
INBOX_EMPTY = INBOX | {"closed": True, "waiting": [], "decided": [], "statements": [], "may": {"file": False}}


def point(number: int, **more: Any) -> dict[str, Any]:
    """A point of a request."""
    return {
        "number": number,
        "wish": "take the name off",
        "kind": "a name on it",
        "about": thing(number),
        "name": LONG_NAME_IN_ONE,
        "together": 1,
        "words": f"{URDU} {HOSTILE}",
        "outcome": SEVERAL,
        "acts": [{"act": "a@1", "sentence": LONG_WORD}, {"act": "a@2", "sentence": URDU}],
    } | more


def person(name: str, **more: Any) -> dict[str, Any]:
    """Somebody who asks."""
    told = {"party": "p", "capacity": LONG_WORD, "for_whom": {"id": "q", "name": URDU}, "confirmed": f"yes: {HOSTILE}"}
    return {"name": name} | told | more


STEPS = [
    {"lane": lane, "label": label, "when": THEN, "sentence": text, "act": "a@1", "document": DOCUMENT}
    for lane, label, text in (
        ("asked", "Asked", URDU),
        ("decided", "Decided", LONG_WORD),
        ("effect", "In effect", HOSTILE),
        ("asked", "Asked", LONG_NAME),
    )
]
REQUEST: dict[str, Any] = {
    "id": "r",
    "title": LONG_WORD,
    "edition": EDITION,
    "direction": "A party asks the organiser",
    "state": OPEN,
    "waits": "waits 3 days",
    "sent": THEN,
    "received": THEN,
    "reply_by": THEN,
    "source": "a letter",
    "source_note": LONG_WORD,
    "document": {"title": LONG_WORD, "href": "/desk/documents/d/"},
    "people_title": "Who asks",
    "notes": ["n@2", "n@3"],
    "people": [person(LONG_NAME), person(HOSTILE, party=None, for_whom=None)],
    "targets": [point(1), point(2, about=None, name=None, words=None, together=None, acts=[], outcome=OPEN)],
    "steps": STEPS,
    "doings": [{"word": "decide", "label": "Decide"}, {"word": "strike", "label": LONG_WORD}],
}
REQUEST_UNREAD = REQUEST | {
    "people": None, "source_note": None, "document": None, "sent": None, "received": None, "reply_by": None, "waits": "", "doings": [], "notes": [],
    "targets": [point(number) for number in range(100)],
}  # fmt: skip
STATEMENT: dict[str, Any] = SAID | {
    "edition": EDITION,
    "party": "p",
    "channel": "in the press",
    "source": "a press statement",
    "source_note": HOSTILE,
    "document": {"title": HOSTILE, "href": "/desk/documents/d/"},
    "act": "s@1",
    "may": {"file": True},
}


def asking(named: list[dict[str, Any]]) -> dict[str, Page]:
    """The form by which a party asks about these nominations."""
    ones = [one | {"id": str(number)} for number, one in enumerate(named)]
    refused = Invalid([Problem("nominations", "nothing_of_yours"), Problem("name", "required")])
    typed = {"nominations": ["1"], "wish": "withdraw", "words": HOSTILE, "name": LONG_NAME}
    view = {"name": LONG_NAME, "form": form_of_asking(ones, typed, refused)}
    return {
        "ask": ("links/ask.html", {"view": view}),
        "ask-nothing": ("links/ask.html", {"view": view | {"form": form_of_asking([], {})}}),
    }


OWN_REQUESTS = [
    {
        "id": "r" * 36,
        "direction": direction,
        "when": THEN,
        "points": [{"wish": LONG_WORD, "about": LONG_NAME_IN_ONE, "outcome": HOSTILE}, {"wish": URDU, "about": None, "outcome": URDU}],
    }
    for direction in ("of_organiser", "of_party")
]  # fmt: skip
REQUESTS_GALLERY: dict[str, Page] = {
    "requests": ("desk/requests.html", {"view": INBOX}),
    "requests-500": ("desk/requests.html", {"view": INBOX_500}),
    "requests-empty": ("desk/requests.html", {"view": INBOX_EMPTY}),
    "request": ("desk/request.html", {"view": REQUEST}),
    "request-unread": ("desk/request.html", {"view": REQUEST_UNREAD}),
    "statement": ("desk/statement.html", {"view": STATEMENT}),
    "statement-unread": (
        "desk/statement.html",
        {"view": STATEMENT | {"party": None, "who": None, "struck": False, "about": [], "may": {"file": False}}},
    ),
}
