"""Made-up views of proposals at their extremes."""

from __future__ import annotations

from typing import Any

from ledger.errors import Invalid, Problem
from tests.web.extremes import HOSTILE, LONG_NAME, LONG_NAME_IN_ONE, LONG_WORD, ROWS, URDU
from tests.web.gallery_log import RECEIPT
from web.desk.proposals import REASON
from web.forms import fill

SHOW = {"name": LONG_NAME_IN_ONE, "address": "meridian", "names": []}
EDITION = {"name": LONG_NAME, "address": "meridian/12"}
BY = {"name": LONG_NAME, "role": "Deputy"}
COMMAND = {"command": "c" * 36}


def row(number: int, title: str, state: str = "open", edition: dict[str, Any] | None = None) -> dict[str, Any]:
    """A proposal as a row."""
    words = {"open": "waits for a second person", "confirmed": "confirmed", "returned": "returned"}
    told = {
        "id": f"{number:036x}",
        "title": title,
        "subject": f"{URDU}, {title}, …",
        "state": {"word": state, "label": words[state]},
    }
    return told | {"edition": edition, "by": BY, "since": "27 November 2026, 02:14 Karachi time"}


PROPOSALS: dict[str, Any] = {
    "show": SHOW,
    "four_eyes": True,
    "waiting": [row(1, "Withdraw", edition=EDITION), row(2, LONG_WORD, edition=EDITION | {"name": URDU})],
    "waiting_in_all": 1250,
    "decided": [row(3, HOSTILE, "confirmed"), row(4, "Announced as the winner in error", "returned", EDITION)],
    "decided_in_all": 2,
    "may": {"read": True},
}
ROWS_OF = [row(number, f"Withdraw {number}", edition=EDITION) for number in range(ROWS)]
PROPOSALS_500 = PROPOSALS | {"waiting": ROWS_OF, "waiting_in_all": ROWS}
PROPOSALS_EMPTY = PROPOSALS | {
    "four_eyes": False,
    "waiting": [],
    "waiting_in_all": 0,
    "decided": [],
    "decided_in_all": 0,
    "may": {"read": False},
}
STEPS = [{"label": "In the edition", "before": "61", "after": "60"}, {"label": LONG_WORD, "before": "5", "after": "4"}]
PROPOSAL: dict[str, Any] = {
    "show": SHOW,
    "proposal": row(1, "Withdraw", edition=EDITION),
    "act": "a@1",
    "answers": [
        {"label": "In effect from", "values": ["27 March 1957"]},
        {"label": LONG_WORD, "values": [URDU, HOSTILE, LONG_WORD]},
        {"label": "Private reason", "values": ["x" * 400]},
    ],
    "preview": {
        "acts": [{"number": number, "sentence": text} for number, text in enumerate((URDU, LONG_WORD, HOSTILE), 1)],
        "more": "and 3 acts more",
        "before": "nominated",
        "after": LONG_WORD,
        "counts": STEPS,
        "counts_from": "Among other acts it counts from 26 March 1957, 23:59:59.",
        "note": "Not public yet.",
    },
    "refusal": "",
    "changed": [],
    "again_href": "/desk/nominations/1/withdraw?proposal=1",
    "table_href": None,
    "end": None,
    "form": fill(REASON, COMMAND),
    "may": {"confirm": True, "withdraw": False, "again": True, "read": True},
}
PROPOSAL_OWN = PROPOSAL | {"may": {"confirm": False, "withdraw": True, "again": True, "read": True}, "answers": []}
PROPOSAL_MOVED = PROPOSAL | {
    "preview": None,
    "refusal": "What it rests on has changed since it was proposed. It is proposed anew, or returned.",
    "changed": [URDU, LONG_WORD, HOSTILE],
    "form": fill(REASON, COMMAND | {"reason": HOSTILE}, Invalid([Problem("reason", "text_too_long")])),
}
PROPOSAL_DECIDED = PROPOSAL | {
    "proposal": row(1, LONG_WORD, "confirmed", EDITION),
    "preview": None,
    "refusal": "This proposal has been confirmed, returned or withdrawn already.",
    "end": {
        "act": "a@2",
        "sentence": "A second person confirms the proposal, and it is recorded as 500 acts.",
        "by": BY,
        "at": "27 November 2026, 02:14 Karachi time",
        "reason": HOSTILE,
        "acts": [{"act": f"a@{number}", "sentence": f"{URDU} {number}"} for number in range(200)],
        "n": ROWS,
    },
    "may": {"confirm": False, "withdraw": False, "again": False, "read": True},
}
PROPOSAL_IMPORT = PROPOSAL | {
    "proposal": row(1, "Import a spreadsheet", edition=EDITION) | {"subject": HOSTILE},
    "answers": [{"label": "File", "values": [LONG_WORD]}, {"label": "SHA-256 of the file", "values": ["0" * 64]}],
    "preview": {"acts": [{"number": 1, "sentence": "998,000 nominations are entered from the file."}]},
    "table_href": "/desk/import/1/preview",
    "may": {"confirm": True, "withdraw": False, "again": False, "read": True},
}
PROPOSALS_GALLERY: dict[str, tuple[str, dict[str, Any]]] = {
    "proposals": ("desk/proposals.html", {"view": PROPOSALS}),
    "proposals-500": ("desk/proposals.html", {"view": PROPOSALS_500}),
    "proposals-empty": ("desk/proposals.html", {"view": PROPOSALS_EMPTY}),
    "proposal": ("desk/proposal.html", {"view": PROPOSAL}),
    "proposal-own": ("desk/proposal.html", {"view": PROPOSAL_OWN}),
    "proposal-moved": ("desk/proposal.html", {"view": PROPOSAL_MOVED}),
    "receipt-proposed": ("desk/receipt.html", {"view": RECEIPT | {"proposal": "1"}}),
    "proposal-import": ("desk/proposal.html", {"view": PROPOSAL_IMPORT}),
    "proposal-decided": ("desk/proposal.html", {"view": PROPOSAL_DECIDED}),
}
