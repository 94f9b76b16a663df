"""Decisions of which the public is not told: decided, set for later and called off, their text approved."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from ledger.application.roster import roster_in
from ledger.application.ruling import approve_text
from ledger.application.taking_back import take_back
from ledger.bootstrap import Services
from tests.support.acts import Desk
from tests.support.four_eyes import SECOND, second
from tests.support.rosters import grant, meridian
from tests.support.rulings import decide, lock, ruling_id, target
from tests.support.services import by
from tests.web.hidden_records import MARKER


def decided(demo: Services) -> None:
    """On several nominations at once."""
    desk = Desk(demo, "11")
    decide(
        desk,
        target(desk, "Salt and Signal", "rule-ineligible"),
        target(desk, "Two Lamps", "set-effects", on_ballot="true", counted="false"),
        target(desk, "The Long Monsoon", "review"),
        took_part=MARKER,
        private_reason=MARKER,
        public_text=MARKER,
    )


def text_approved(demo: Services) -> None:
    """By another account."""
    desk = Desk(demo)
    one = ruling_id(decide(desk, target(desk, "Half the Sky", "review"), public_text=MARKER))
    if not roster_in(demo.ledger.story(meridian(demo.ledger))).roles_of(SECOND):
        grant(demo.ledger, by(), SECOND, "organiser")
    approve_text(demo.ledger, second(), one, {"approve": str(one)})


def decision_called_off(demo: Services) -> None:
    """Set for later, and called off before its moment."""
    desk = Desk(demo)
    one = ruling_id(decide(desk, target(desk, "Half the Sky", "review"), private_reason=MARKER))
    told = desk.announce(f"{one}@1", at="5 December 2099, 18:00")
    author = by()
    form = {"command": str(author.command), "seen": str(demo.ledger.recorder.head()[0])}
    take_back(demo.ledger, author, UUID(told.acts[0].partition("@")[0]), form, "Asia/Karachi")


def ballot_locked(demo: Services) -> None:
    """Or to be."""
    lock(Desk(demo), "5 December 2099, 18:00")


HIDDEN_RULINGS: tuple[Callable[[Services], None], ...] = (decided, text_approved, decision_called_off, ballot_locked)
