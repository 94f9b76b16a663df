"""How one act follows from another, in words, and where what is asked, contested or said has a page of its own."""

from __future__ import annotations

from ledger.wording.catalogue import Words, noted

HOWS = Words(
    {
        "arises_from": noted("arose from it"),
        "fills": noted("took the place that it emptied"),
        "follows": noted("rests on it"),
    }
)
PAGES = {"request": "requests", "objection": "objections", "statement": "statements", "nomination": "nominations"}
"""Part of the address of the desk's page, by what an act's topic begins with."""
