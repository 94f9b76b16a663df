"""The pages of an import at their extremes."""

from __future__ import annotations

from typing import Any

from ledger.errors import Invalid, Problem
from tests.web.extremes import HOSTILE, LONG_NAME, LONG_NAME_IN_ONE, LONG_WORD, ROWS, URDU
from web.forms import Field, Group, fill

FILE = {
    "id": "00000000-0000-4000-8000-000000000001",
    "name": LONG_NAME_IN_ONE,
    "size": "99.9 MB",
    "sent": "26 November 2026",
    "stage": "checked",
    "stage_label": "checked, not imported yet",
}
EDITIONS = [{"address": "meridian/12", "name": LONG_NAME}, {"address": "meridian/13", "name": HOSTILE}]
RESULT = {
    "text": "12,137 rows read: 12,137 nominations added, 0 in the ledger already, 0 rows not imported.",
    "is_announced": False,
    "editions": EDITIONS,
}
STANDING: dict[str, Any] = {
    "file": FILE,
    "progress": None,
    "refusal": [],
    "result": None,
    "has_fates": False,
    "proposal_href": None,
    "can_map": True,
}
UNOPENED = STANDING | {"file": FILE | {"stage": "unopened"}, "refusal": [LONG_WORD], "can_map": False}
RUNNING = STANDING | {
    "file": FILE | {"stage": "importing", "stage_label": "being imported"},
    "progress": {"done": 500, "total": 12_137, "text": "500 of 12,137 rows, about 2 minutes left."},
}
BEGUN = RUNNING | {"progress": {"done": 0, "total": None, "text": "It has begun."}}
STOPPED = STANDING | {
    "file": FILE | {"stage": "stopped", "stage_label": "the import stopped"},
    "refusal": [HOSTILE, LONG_WORD, URDU],
    "has_fates": True,
    "proposal_href": None,
}
IMPORTED = STANDING | {"file": FILE | {"stage": "imported"}, "result": RESULT, "has_fates": True}
COLUMNS = (("", "– no column –"), (LONG_WORD, LONG_WORD), (URDU, URDU), (HOSTILE, HOSTILE))
MAPPING = {
    "file": FILE,
    "reading": fill(
        [Group("How it is read", (Field("sheet", "Sheet", "choice", COLUMNS), Field("header_row", "Row")))],
        {"header_row": "0"},
        Invalid([Problem("header_row", "not_a_number_typed")]),
    ),
    "form": fill(
        [
            Group("Category", (Field("category", "Category", "choice", COLUMNS),)),
            Group("Who won", (Field("won_words", "Words", "prose", help="A line each."),)),
        ],
        {"category": URDU, "won_words": HOSTILE},
    ),
    "saved": [LONG_NAME, HOSTILE],
    "header": [LONG_WORD, URDU, "", *(f"Column {n}" for n in range(40))],
    "rows": [{"number": n, "cells": [LONG_NAME, HOSTILE, LONG_WORD, *["x"] * 40]} for n in range(2, 14)],
    "notes": [LONG_WORD, URDU],
    "has_mapping": True,
    "closed": ["Who won"],
}
PREVIEW: dict[str, Any] = {
    "file": FILE,
    "rows": 1_000_000,
    "nominations": 999_000,
    "fresh": 998_000,
    "present": 1000,
    "refused_rows": ROWS,
    "is_announced": True,
    "proposes": False,
    "proposal_href": None,
    "editions": EDITIONS,
    "categories": [
        {"edition": LONG_NAME, "category": LONG_WORD, "nominations": 12, "won": 1},
        {"edition": HOSTILE, "category": URDU, "nominations": 1200, "won": 0},
    ],
    "problems": [
        {"row": 1_000_000, "column": LONG_WORD, "is_refused": True, "text": HOSTILE},
        {"row": 3, "column": None, "is_refused": False, "text": URDU},
    ],
    "problems_total": 12_000,
    "problems_from": 101,
    "next_href": "/desk/import/1/preview?after=200",
    "first_href": "/desk/import/1/preview",
}
CLEAN = PREVIEW | {
    "problems": [], "problems_total": 0, "categories": [], "next_href": None, "first_href": None, "is_announced": False,
}  # fmt: skip
ROWS_500 = PREVIEW | {"problems": [{"row": n, "column": "Film", "is_refused": True, "text": URDU} for n in range(ROWS)]}

PROPOSES = CLEAN | {"proposes": True}
PROPOSED = PROPOSES | {"proposal_href": "/desk/meridian/proposals/1"}

GALLERY: dict[str, tuple[str, dict[str, Any]]] = {
    "import": ("desk/import.html", {"view": {"files": [FILE, FILE | {"name": URDU}], "problem": LONG_WORD}}),
    "import-empty": ("desk/import.html", {"view": {"files": [], "problem": ""}}),
    "import-begun": ("desk/import_file.html", {"view": BEGUN}),
    "import-unopened": ("desk/import_file.html", {"view": UNOPENED, "command": "1"}),
    "import-running": ("desk/import_file.html", {"view": RUNNING}),
    "import-stopped": ("desk/import_file.html", {"view": STOPPED, "command": "1"}),
    "import-imported": ("desk/import_file.html", {"view": IMPORTED, "command": "1"}),
    "import-mapping": ("desk/import_mapping.html", {"view": MAPPING}),
    "import-preview": ("desk/import_preview.html", {"view": PREVIEW, "command": "1"}),
    "import-preview-clean": ("desk/import_preview.html", {"view": CLEAN, "command": "1"}),
    "import-preview-proposes": ("desk/import_preview.html", {"view": PROPOSES, "command": "1"}),
    "import-preview-proposed": ("desk/import_preview.html", {"view": PROPOSED, "command": "1"}),
    "import-proposed": (
        "desk/import_file.html",
        {"view": STOPPED | {"proposal_href": "/desk/meridian/proposals/1"}, "command": "1"},
    ),
    "import-preview-500": ("desk/import_preview.html", {"view": ROWS_500, "command": "1"}),
}
