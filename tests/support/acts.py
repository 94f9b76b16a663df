"""Acts on one nomination, sent as the desk's forms send them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from ledger.application.act_forms import preview_act, record_act
from ledger.application.act_kinds import ACT_KINDS
from ledger.application.acting import Deciding
from ledger.application.announcement_forms import record_announcement
from ledger.application.ledger import Ledger, Receipt, Story
from ledger.bootstrap import Services
from ledger.checks.reconcile import reconcile
from ledger.domain.nomination import Entered
from ledger.domain.party_told import PartyTold
from ledger.domain.reports import Reported
from ledger.domain.values import Provenance
from ledger.projections.nominees import Asked, find_edition, nominations_of, nominee_list
from tests.support.services import by as organiser
from tests.support.services import follow


def send(
    ledger: Ledger,
    author: Provenance,
    verb: str,
    nomination: UUID,
    form: Mapping[str, Any],
    others: Mapping[UUID, Story] | None = None,
) -> Receipt:
    """Record an act as its form says it."""
    return record_act(ledger, author, verb, {**form, "nominations": [str(nomination)]}, others)


def record_withdrawal(ledger: Ledger, author: Provenance, nomination: UUID, form: Mapping[str, Any]) -> Receipt:
    """Send the form of a withdrawal."""
    return send(ledger, author, "withdraw", nomination, form)


def preview_withdrawal(ledger: Ledger, author: Provenance, nomination: UUID, form: Mapping[str, Any]) -> Deciding:
    """Preview what it would record."""
    return preview_act(ledger, author, "withdraw", {**form, "nominations": [str(nomination)]})


BESIDE_ACTS = {
    "shown": "false",
    "part": "every_name",
    "shown_why": "court",
    "ordered_by": "A court",
    "before_court": "true",
    "next": "The next one",
}
"""What the forms of what stands beside acts ask; every other form passes it over."""


class Desk:
    """The desk of the demo's running edition: what its organiser sends, and what the lists then say."""

    EDITION = "12"

    def __init__(self, demo: Services, edition: str = EDITION) -> None:
        self.demo = demo
        self.ledger = demo.ledger
        self.edition = edition

    def listed(self, reading: str = "force", at: int | None = None) -> dict[str, Any]:
        """The edition's list under a reading, now or at a moment (µs)."""
        follow(self.demo)
        moment = self.ledger.now() if at is None else at
        return nominee_list(self.demo.lists, "meridian", self.edition, Asked(reading, moment))

    def stories(self) -> dict[UUID, Story]:
        """Every nomination of the edition."""
        follow(self.demo)
        ids = nominations_of(
            self.demo.lists, find_edition(self.demo.lists, "meridian", self.edition).edition["subject"]
        )
        return self.ledger.stories([UUID(hex=one) for one in ids])

    def found(self, title: str, reading: str = "force", at: int | None = None) -> list[tuple[str, dict[str, Any]]]:
        """Where a nomination stands in a list: the category's address and the nomination, one for each."""
        return [
            (category["address"], one)
            for category in self.listed(reading, at)["categories"]
            for one in (*category["nominations"], *category["recorded"])
            if title in [*(work["title"] for work in one["works"]), *(credit["name"] for credit in one["credits"])]
        ]

    def words(self, title: str, reading: str = "force", at: int | None = None) -> str:
        """The words for its place and its award, where it is on a list; "-" where it is on none."""
        here = [one for _category, one in self.found(title, reading, at) if one["place"]["word"] != "moved"]
        if not here:
            return "-"
        award = here[0]["award"]
        return str(here[0]["place"]["label"]) + (f" · {award['label']}" if award else "")

    def stream(self, title: str) -> UUID:
        """The nomination of a work or a name, announced or not."""
        for stream, story in self.stories().items():
            entry = story[0][1]
            if isinstance(entry, Entered) and title in [
                *(one.title for one in entry.works), *(one.name.text for one in entry.credits)
            ]:  # fmt: skip
                return stream
        raise LookupError(title)

    def form(self, verb: str, author: Provenance, **typed: Any) -> dict[str, Any]:
        """The form as it comes up, with what is typed."""
        kind = ACT_KINDS[verb]
        usual = {
            "command": str(author.command),
            "seen": str(self.ledger.recorder.head()[0]),
            "effective": "20 October 2026",
            "capacity": "nominee",
            "body": "committee",
            "holds": kind.holds[0],
            "reason": kind.reasons[0] if kind.reasons else "",
            **({"told": "true", "how": "letter"} if kind.event is PartyTold else {}),
            **BESIDE_ACTS,
            **({"report_who": "A paper", "sure": "reported", "says": "so"} if kind.event is Reported else {}),
        }
        return {**usual, **typed}

    def act(self, verb: str, *titles: str, by: Provenance | None = None, **typed: Any) -> str:
        """Record an act on nominations; the name of the act on the first."""
        author = by or organiser()
        chosen = [str(self.stream(title)) for title in titles]
        form = {**self.form(verb, author, **typed), "nominations": chosen}
        receipt = record_act(self.ledger, author, verb, form, self.stories())
        return next(one for one in receipt.acts if one.startswith(chosen[0]))

    def announce(self, *acts: str, at: str = "", **typed: Any) -> Receipt:
        """Announce acts."""
        author = organiser()
        found = find_edition(self.demo.lists, "meridian", self.edition).edition
        form = {"command": str(author.command), "acts": list(acts), "effective": at, "untold": "by_this", **typed}
        return record_announcement(
            self.ledger, author, UUID(hex=found["subject"]), form, "Asia/Karachi", self.stories()
        )

    def agrees(self) -> bool:
        """Whether every read model says what the log does, and holds nothing back."""
        follow(self.demo)
        told = [reconcile(view, self.ledger.recorder, self.ledger.mapper) for view in self.demo.views]
        return all(one.agrees and one.held_back == 0 for one in told)
