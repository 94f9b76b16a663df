"""No award in the song of the demo's running edition: recorded as the desk's form sends it, and what lists then say."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from ledger.application.act_forms import record_act
from ledger.application.ledger import Receipt
from ledger.application.no_award import record_no_award
from ledger.application.taking_back import take_back
from ledger.demo.people import PEOPLE
from ledger.projections.nominees import find_edition
from tests.support.acts import Desk
from tests.support.services import by

SONG = "song-of-the-year"


def category(desk: Desk, address: str = SONG) -> dict[str, Any]:
    return next(one for one in desk.listed()["categories"] if one["address"] == address)


def form(desk: Desk, **typed: Any) -> dict[str, Any]:
    usual = {
        "seen": str(desk.ledger.recorder.head()[0]),
        "effective": "20 October 2026",
        "body": "jury",
        "reason": "none_sufficed",
    }
    return {"category": category(desk)["id"], **usual, **typed}


def edition(desk: Desk) -> UUID:
    return UUID(hex=find_edition(desk.demo.lists, "meridian", desk.edition).edition["subject"])


def nobody(desk: Desk, **typed: Any) -> Receipt:
    """Record that no award is made in the category of the song."""
    author = by(PEOPLE[typed.pop("person", 0)])
    stories = typed.pop("stories", None) or desk.stories()
    sent = {"command": str(author.command), **form(desk, **typed)}
    return record_no_award(desk.ledger, author, edition(desk), sent, stories)


def decision(receipt: Receipt) -> str:
    return receipt.acts[1]


def act(desk: Desk, verb: str, receipt: Receipt, **typed: Any) -> str:
    author = by()
    stream = receipt.acts[0].partition("@")[0]
    sent = {**desk.form(verb, author, **typed), "nominations": [stream]}
    return record_act(desk.ledger, author, verb, sent, desk.stories()).acts[0]


def said(desk: Desk, reading: str) -> str | None:
    follow = desk.listed(reading)["categories"]
    told = next(one for one in follow if one["address"] == SONG)["no_award"]
    return None if told is None else f"{told['text']} {told['grounds']}".strip()


def lines(desk: Desk, reading: str) -> list[str]:
    return [one["text"] for one in desk.listed(reading)["lines"] if "no award" in one["text"]]


DECIDED = "It is decided: no award in this category."
MADE = "No award was made in this category."
GROUNDS = "Decided by the jury, no rule cited. No nomination came up to what the rules ask for."


def back(desk: Desk, told: Receipt) -> None:
    """Take an announcement back."""
    author = by()
    sent = {"command": str(author.command), "seen": str(desk.ledger.recorder.head()[0])}
    take_back(desk.ledger, author, UUID(told.acts[0].partition("@")[0]), sent, "Asia/Karachi", desk.stories())
