"""Every kind of act that the desk's forms record, as something of which the public is not told; each on a nomination of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from ledger.application.act_forms import record_act
from ledger.application.editions import edition_seen
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
    """Decided in secret, undone, and decided again."""
    desk, author = Desk(demo), by()
    listed = desk.listed()
    category = next(one for one in listed["categories"] if one["address"] == "best-emerging-designer")
    edition = UUID(hex=listed["edition"]["id"])
    body = next(one.code for one in edition_seen(demo.ledger, edition).bodies if "results" in one.may_decide)
    told = {"effective": "20 October 2026", "body": body, "private_reason": MARKER}
    form = {"command": str(author.command), "seen": str(demo.ledger.recorder.head()[0]), "reason": "none_sufficed"}
    receipt = record_no_award(
        demo.ledger, author, edition, {**form, **told, "category": category["id"]}, desk.stories()
    )
    nobody = receipt.acts[0].partition("@")[0]
    for verb, day in (("not-conferred", "22 October 2026"), ("choose", "24 October 2026")):
        again = by()
        typed = {**desk.form(verb, again, **{**told, "effective": day}), "nominations": [nobody]}
        record_act(demo.ledger, again, verb, typed, desk.stories())


HIDDEN_VERBS: tuple[Callable[[Services], None], ...] = (
    *(_acting("12", verb, *told) for verb, told in TWELFTH.items()),
    *(_acting("11", verb, *told) for verb, told in ELEVENTH.items()),
    act_move,
    act_remove_name,
    announcement_called_off,
    no_award,
)
