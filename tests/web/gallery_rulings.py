"""Made-up views of decisions at their extremes."""

from __future__ import annotations

from typing import Any

from tests.web.extremes import HOSTILE, LONG_NAME, LONG_NAME_IN_ONE, LONG_WORD, ROWS, URDU

EDITION = {"name": LONG_NAME, "address": "meridian/12"}
WHEN = "20 October 2026, Karachi day"


def target(number: int, label: str) -> dict[str, str]:
    """What follows for one nomination."""
    return {"id": f"{number:032x}", "label": label, "text": f"{label} is ruled ineligible, {WHEN}."}


def decision(number: int, labels: list[str], **more: Any) -> dict[str, Any]:
    """A decision as the public was told of it."""
    return {
        "number": number,
        "decided": WHEN,
        "announced": WHEN,
        "by": f"Decided by {LONG_NAME}, {WHEN}.",
        "rule": f"Cited: rule {LONG_WORD}.",
        "reason": "A condition of entry is not met.",
        "text": None,
        "follows": [],
        "replaces": None,
        "taken_back": False,
        "targets": [target(one, label) for one, label in enumerate(labels)],
    } | more


DECISIONS: dict[str, Any] = {
    "show": {"name": LONG_NAME_IN_ONE, "address": "meridian", "names": []},
    "edition": {"name": LONG_NAME, "address": "12", "names": [], "label": LONG_WORD, "zone": "Asia/Karachi"},
    "decisions": [
        decision(1, [URDU, HOSTILE, LONG_WORD], text=LONG_WORD),
        decision(2, [], taken_back=True),
        decision(3, [LONG_NAME_IN_ONE], follows=[1, 2], replaces=1, text=URDU),
        decision(4, [f"Title {n}" for n in range(ROWS)]),
    ],
}
LATER = {"id": "b" * 32, "label": f"the decision of {WHEN}"}


def ruling(number: int, labels: list[str], **more: Any) -> dict[str, Any]:
    """A decision as the desk knows it."""
    return {
        **decision(number, labels),
        "id": f"{number:036x}",
        "state": "not_announced",
        "state_label": "Not announced",
        "text_state": "none",
        "text_label": "",
        "follows": [],
        "later": [],
    } | more


RULING = ruling(
    1, [URDU, HOSTILE, LONG_WORD], text_state="waiting", text_label=LONG_WORD, follows=[LATER], replaces=LATER, later=[LATER, LATER]
)  # fmt: skip
RULINGS: dict[str, Any] = {
    "edition": EDITION,
    "rulings": [RULING, ruling(2, []), ruling(3, [f"Title {n}" for n in range(ROWS)])],
    "may": {"rule": True, "announce": True},
}
ONE: dict[str, Any] = {
    "edition": EDITION,
    "ruling": RULING,
    "members": [{"name": URDU, "part": "took part"}, {"name": HOSTILE, "part": "stood aside"}],
    "text": LONG_WORD,
    "private_reason": "x" * 400,
    "requests": [{"id": "r", "label": LONG_NAME}, {"id": "s", "label": HOSTILE}],
    "document": {"title": "x" * 200, "href": "/desk/documents/d/"},
    "recorded": "a@1",
    "may": {"approve": True, "announce": True},
    "command": "c" * 36,
}
BARE = ONE | {
    "ruling": ruling(4, []), "members": [], "text": None, "private_reason": None, "requests": [], "document": None, "recorded": "", "may": {},
}  # fmt: skip
RULINGS_GALLERY: dict[str, tuple[str, dict[str, Any]]] = {
    "decisions": ("public/decisions.html", {"view": DECISIONS}),
    "decisions-empty": ("public/decisions.html", {"view": DECISIONS | {"decisions": []}}),
    "rulings": ("desk/rulings.html", {"view": RULINGS}),
    "rulings-empty": ("desk/rulings.html", {"view": RULINGS | {"rulings": [], "may": {}}}),
    "ruling": ("desk/ruling.html", {"view": ONE}),
    "ruling-bare": ("desk/ruling.html", {"view": BARE}),
}
