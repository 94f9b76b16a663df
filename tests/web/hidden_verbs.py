"""Every kind of act that the desk's forms record, as something of which the public is not told; each on a nomination of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from ledger.application.act_forms import record_act
from ledger.application.no_award import record_no_award
from ledger.application.taking_back import take_back
from ledger.bootstrap import Services
from tests.support.acts import Desk
from tests.support.services import by
from tests.web.hidden_records import MARKER

TWELFTH: dict[str, tuple[str, dict[str, Any]]] = {
    "rule-ineligible": ("Lal & Sons", {"source_note": MARKER}),
    "disqualify": ("Atelier Ødegård 🧵", {"private_reason": MARKER}),
    "add-name": ("Tahmina Studio", {"name": MARKER}),
    "correct": ("چاند کے پار", {"works_text": MARKER}),
}
ELEVENTH: dict[str, tuple[str, dict[str, Any]]] = {
    "rescind": ("Neon Courtyard", {"source_word": MARKER}),
    "announced-in-error": ("Blue Hour, Clifton", {}),
    "void": ("A Spoon of Ash", {}),
    "left": ("The Cartographer’s Kite", {"source_note": MARKER}),
    "choose": ("Two Lamps", {"tie": "true"}),
    "refuse-award": ("Salt and Signal", {"private_reason": MARKER}),
    "revoke-award": ("Platform Nine", {"rule": f"7 {MARKER}"}),
}


def _acting(edition: str, verb: str, title: str, typed: dict[str, Any]) -> Callable[[Services], None]:
    def act(demo: Services) -> None:
        Desk(demo, edition).act(verb, title, **typed)

    act.__name__ = f"act_{verb}"
    return act


def act_move(demo: Services) -> None:
    desk = Desk(demo, "11")
    target = next(one for one in desk.listed()["categories"] if one["address"] == "best-short-film")
    desk.act("move", "شہر کی بارش", category=target["id"])


def act_remove_name(demo: Services) -> None:
    desk = Desk(demo, "11")
    credit = desk.found("The Long Monsoon")[0][1]["credits"][1]["id"]
    desk.act("remove-name", "The Long Monsoon", credit=credit, finding="disqualified", private_reason=MARKER)


def announcement_called_off(demo: Services) -> None:
    desk = Desk(demo)
    act = desk.act("rule-ineligible", "Static", private_reason=MARKER)
    told = desk.announce(act, at="5 December 2099, 18:00")
    author = by()
    form = {"command": str(author.command), "seen": str(demo.ledger.recorder.head()[0])}
    take_back(demo.ledger, author, UUID(told.acts[0].partition("@")[0]), form, "Asia/Karachi")


def no_award(demo: Services) -> None:
    """Decided in secret, final or not, and in one category undone again."""
    desk = Desk(demo)
    for address, stage in (("song-of-the-year", "chosen"), ("best-short-film", "conferred")):
        category = next(one for one in desk.listed()["categories"] if one["address"] == address)
        author, edition = by(), UUID(hex=desk.listed()["edition"]["id"])
        form = {
            "command": str(author.command), "seen": str(demo.ledger.recorder.head()[0]), "category": category["id"],
            "stage": stage, "effective": "20 October 2026", "body": "jury", "rule": f"7 {MARKER}",
            "reason": "none_sufficed", "private_reason": MARKER,
        }  # fmt: skip
        receipt = record_no_award(demo.ledger, author, edition, form, desk.stories())
    author = by()
    undoing = desk.form("not-conferred", author, effective="22 October 2026", body="jury")
    nobody = receipt.acts[0].partition("@")[0]
    record_act(demo.ledger, author, "not-conferred", {**undoing, "nominations": [nobody]}, desk.stories())


HIDDEN_VERBS: tuple[Callable[[Services], None], ...] = (
    *(_acting("12", verb, *told) for verb, told in TWELFTH.items()),
    *(_acting("11", verb, *told) for verb, told in ELEVENTH.items()),
    act_move,
    act_remove_name,
    announcement_called_off,
    no_award,
)
