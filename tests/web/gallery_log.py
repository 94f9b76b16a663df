"""Made-up rows of the log, receipts and acts opened, at their extremes."""

from __future__ import annotations

from typing import Any

from tests.web.extremes import HOSTILE, LONG_NAME, LONG_NAME_IN_ONE, LONG_WORD, ROWS, URDU


def entry(number: int) -> dict[str, Any]:
    """One row of the log."""
    kinds = (
        "nomination.withdrawn",
        "announcement.made",
        "nomination.narrowed",
        "party.registered",
        "nomination.conferred",
    )
    return {
        "position": ROWS - number,
        "recorded_at": "13 October 2026, 11:20 UTC",
        "act": f"act@{number}",
        "topic": kinds[number % len(kinds)],
        "kind_label": "Kind of act",
        "sentence": [URDU, LONG_WORD, HOSTILE, "Mirror Town is withdrawn."][number % 4],
        "subject_label": "Mirror Town",
        "actor": {"name": "حنا مرزا", "role": "Organiser"},
        "in_force": "after the list was announced, before 27 March 1957" if number % 2 else None,
        "public_since": "14 October 2026" if number % 3 else None,
        "document": {"title": LONG_NAME_IN_ONE, "href": "/desk/documents/1/"} if number % 2 else None,
    }


ACTS = [
    {
        "act": f"{number:036x}@{number}",
        "position": ROWS + number,
        "topic": one["topic"],
        "kind_label": "Kind of act",
        "sentence": one["sentence"],
    }
    for number, one in enumerate(map(entry, range(200)))
]
RECEIPT: dict[str, Any] = {
    "command": "c" * 36,
    "acts": ACTS,
    "n": 12_062,
    "recorded_at": "13 October 2026, 11:20:07 UTC",
    "who": {"name": LONG_NAME, "role": "Organiser"},
    "where": {"name": LONG_NAME, "address": "meridian/12"},
    "announced": False,
    "holds": False,
    "to_announce": [one["act"] for one in ACTS],
    "asked": True,
    "may": {"announce": True},
}
RECEIPT_OF_DOCUMENT = RECEIPT | {"acts": ACTS[:1], "n": 1, "of_document": True, "holds": True, "document": "1"}
RECEIPT_ANNOUNCED = RECEIPT | {
    "acts": ACTS[:1],
    "n": 1,
    "announced": True,
    "where": {"name": LONG_WORD, "address": "meridian/12"},
}
BARE_EVENT: dict[str, Any] = ACTS[0] | {
    "who": {"name": "Hina", "role": "Organiser", "via": "web"},
    "recorded_at": "13 October 2026, 11:20:07 UTC",
    "effective": None,
    "decided": None,
    "public": {"since": None, "announcements": [], "can_be": False},
    "command": {"id": "c" * 36, "n_events": 1, "first": 1, "last": 1, "acts": []},
    "source": None,
    "fields": [],
    "stored": {"bytes_text": "{}", "sha256": "f" * 64, "size": 2},
    "follows": None,
    "followed_by": [],
    "story": ACTS[:1],
}
EVENT = BARE_EVENT | {
    "act": ACTS[50]["act"],
    "sentence": f"\u2068{LONG_NAME_IN_ONE}\u2069 is withdrawn, after the list was announced, before 27 March 1957.",
    "proposed": {
        "act": ACTS[51]["act"],
        "who": {"name": LONG_NAME_IN_ONE, "role": "Deputy", "via": "web"},
        "recorded_at": "13 October 2026, 11:19:07 UTC",
    },
    "who": {"name": LONG_NAME, "role": "Organiser", "via": "web"},
    "effective": {
        "text": "after the list was announced, before 27 March 1957", "said": LONG_WORD, "zone": "America/Argentina/ComodRivadavia",
        "earliest": None, "before": "27 March 1957, 00:00:00", "counts_from": "26 March 1957, 23:59:59",
    },
    "decided": "by 4 April 2019",
    "public": {"since": "14 October 2026", "announcements": [one["act"] for one in ACTS[:3]], "can_be": True},
    "command": {"id": "c" * 36, "n_events": 12_062, "first": 1, "last": 12_062, "acts": ACTS[:20]},
    "source": {"kind": "letter", "note": f"{HOSTILE} {URDU}"},
    "fields": [{"name": f"field_{n}", "value": value, "audience": "organiser"} for n, value in enumerate([URDU, LONG_WORD * 3, HOSTILE])],
    "stored": {"bytes_text": "0123456789abcdef" * 300, "sha256": "f" * 64, "size": 4800},
    "follows": ACTS[0]["act"],
    "followed_by": [one["act"] for one in ACTS[60:63]],
    "story": ACTS[:101],
}  # fmt: skip
