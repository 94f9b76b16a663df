"""Made-up views of rosters, roles and the access record at their extremes."""

from __future__ import annotations

from typing import Any

from ledger.application.roles import MAY
from ledger.wording.roster import DOES
from ledger.wording.vocabulary import ROLES
from tests.web.extremes import HOSTILE, LONG_NAME, LONG_NAME_IN_ONE, LONG_WORD, ROWS, URDU
from tests.web.gallery_reads import READS_GALLERY

SHOW = {"name": LONG_NAME_IN_ONE, "address": "meridian", "names": []}


def on_roster(name: str, grant: int = 3) -> dict[str, Any]:
    """One row."""
    return {
        "grant": grant,
        "act": f"a@{grant}",
        "name": name,
        "role": {"key": "organiser", "label": "Organiser"},
        "since": "27 November 2026, 02:14 Karachi time",
        "by": LONG_NAME,
    }


ROSTER = {
    "show": SHOW,
    "people": [on_roster(name) for name in (LONG_NAME, LONG_NAME_IN_ONE, LONG_WORD, HOSTILE, URDU, "O’Brien")],
    "four_eyes": True,
    "may": {"roster": True, "read": True},
}
ROLES_VIEW = {
    "powers": [{"key": power, "label": str(label)} for power, label in DOES.items()],
    "roles": [{"key": role, "label": ROLES[role], "may": sorted(may)} for role, may in MAY.items()],
}
ROSTERS_GALLERY: dict[str, tuple[str, dict[str, Any]]] = {
    "roster": ("desk/roster.html", {"view": ROSTER}),
    "roster-500": ("desk/roster.html", {"view": ROSTER | {"people": [on_roster(f"N {n}", n) for n in range(ROWS)]}}),
    "roster-empty": (
        "desk/roster.html",
        {"view": ROSTER | {"people": [], "four_eyes": False, "may": {"roster": True, "read": False}}},
    ),
    "rosters": ("desk/rosters.html", {"view": {"shows": [SHOW, {"name": URDU, "address": "b", "names": []}]}}),
    "rosters-empty": ("desk/rosters.html", {"view": {"shows": []}}),
    "roles": ("desk/roles.html", {"view": ROLES_VIEW}),
    **READS_GALLERY,
}
