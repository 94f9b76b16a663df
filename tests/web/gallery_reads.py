"""Made-up views of the access record at their extremes."""

from __future__ import annotations

from typing import Any

from ledger.wording.access import KINDS
from tests.web.extremes import HOSTILE, LONG_NAME, LONG_NAME_IN_ONE, LONG_WORD, ROWS, URDU
from web.forms import Field, Form, Group

EVERY_KIND = [{"key": kind, "label": str(label)} for kind, label in KINDS.items()]
NAMES = (LONG_NAME, LONG_NAME_IN_ONE, LONG_WORD, HOSTILE, URDU, "O’Brien")


def reading(number: int) -> dict[str, Any]:
    """One row."""
    name = NAMES[number % len(NAMES)]
    return {
        "number": number,
        "at": "13 October 2026, 11:20:07 UTC",
        "reader": {
            "id": "a" * 32,
            "name": name,
            "role": "Organiser",
            "capacity": "not on the roster" if number % 2 else None,
        },
        "kinds": EVERY_KIND[: number % len(EVERY_KIND) + 1],
        "subject": {
            "key": "nomination",
            "label": "Nomination",
            "name": name if number % 3 else "",
            "href": "/desk/nominations/a/" if number % 4 else None,
        },
        "show": name if number % 5 else None,
        "page": "the nomination’s story",
        "via": "in a browser",
        "hash": f"sha256:{'f' * 64}",
    }


FILTERS = Form(
    (
        Group(
            "Filter",
            (
                Field("person", "Person", "choice", (("", "Everybody"), *((str(n), one) for n, one in enumerate(NAMES)))),
                Field("kind", "What was read", "choice", (("", "All of it"), *((one["key"], one["label"]) for one in EVERY_KIND))),
                Field("show", "Show", "choice", (("", "All shows"), ("a", LONG_NAME_IN_ONE))),
                Field("day", "Day", help="Or a month, a year; UTC", value="31 Octember", problem="This day cannot be read."),
            ),
        ),
    )
)  # fmt: skip
CHAIN = {
    "whole": True,
    "told": "1,234,567 readings; the chain is whole.",
    "head": "What was read before 4 May 2026, up to reading 1,234,560, is held fast by entry 12,512 of the log.",
    "head_href": "/audit/acts/a@3",
    "checked": "4 May 2026, 09:12:44 UTC",
}
READS: dict[str, Any] = {
    "chain": CHAIN,
    "filters": FILTERS,
    "is_filtered": True,
    "readings": [reading(60 - number) for number in range(60)],
    "next": 1,
    "next_href": "/log/reads?before=1",
    "first_href": "/log/reads",
    "total": 1_234_567,
    "shortcomings": ["Lists and timeline have not taken in the newest act of the log yet."],
}
BROKEN = CHAIN | {
    "whole": False,
    "told": "The access record ends before reading 1,234,560, whose hash the log holds as entry 12,512: readings are lost.",
}
READS_GALLERY: dict[str, tuple[str, dict[str, Any]]] = {
    "reads": ("audit/reads.html", {"view": READS}),
    "reads-500": ("audit/reads.html", {"view": READS | {"readings": [reading(ROWS - n) for n in range(ROWS)]}}),
    "reads-broken": ("audit/reads.html", {"view": READS | {"chain": BROKEN, "readings": [reading(2)]}}),
    "reads-empty": (
        "audit/reads.html",
        {
            "view": READS
            | {"chain": CHAIN | {"told": "0 readings; the chain is whole.", "head": None}, "readings": [], "total": 0}
            | {"is_filtered": False, "next_href": None, "first_href": None, "shortcomings": []}
        },
    ),
}
