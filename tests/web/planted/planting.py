"""Who plants: words of their own, the authors of commands, and the forms that are sent as the desk sends them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import count
from typing import Any
from uuid import UUID, uuid4

import msgspec

from ledger.application.act_forms import preview_act, record_act
from ledger.application.act_kinds import ACT_KINDS
from ledger.application.announcement_forms import record_announcement
from ledger.application.entering import record_entry
from ledger.application.ledger import Receipt, Story
from ledger.application.locking import held_by_the_lock
from ledger.application.settings_changes import record_change
from ledger.application.show_opening import record_show
from ledger.application.taking_back import take_back
from ledger.bootstrap import Services
from ledger.domain.award_acts import AwardAccepted, AwardRefused, AwardReturned
from ledger.domain.nomination import Entered
from ledger.domain.values import Personal, Provenance
from tests.support.services import follow

OWNER, SECOND = UUID(int=0x0E1), UUID(int=0x0E2)
"""Organisers of the planted shows: nobody who reads is one of them."""
ZONE = "Asia/Karachi"
NEVER_IRREGULAR = (AwardAccepted, AwardRefused, AwardReturned)
"""Acts that can say why they were against the rules, though there is no rule that they can break."""
IDLE = "committee"
"""The body that may decide nothing."""
LETTERS = "bcdfghjkmnprstvwx"
WORD = re.compile(r"zq[bcdfghjkmnprstvwx]{4}y")


class Planter:
    """Records on one edition, and gives each text that it types a word of its own."""

    _numbers = count()

    def __init__(self, services: Services) -> None:
        self.services, self.ledger = services, services.ledger
        self.edition = UUID(int=0)
        self.entries: list[UUID] = []
        self.rule: str | None = None
        """The number of a rule that is cited; None where no rulebook is filed, so that what is cited is free text."""
        self.breaks_rules = False
        """Whether acts are recorded as against the rules: by a body that may decide nothing, past the lock of the ballot."""
        self._day = 0

    @classmethod
    def word(cls) -> str:
        """A word that stands nowhere else, found by no beginning of another."""
        number, letters = next(cls._numbers), ""
        for _place in range(4):
            number, letter = divmod(number, len(LETTERS))
            letters = LETTERS[letter] + letters
        return f"zq{letters}y"

    def by(self, actor: UUID = OWNER) -> Provenance:
        """A fresh command of an organiser, whose name and whose note are words of their own.

        No form asks for the note of a command's author: it is part of what every command is given.
        """
        name, note = Personal(actor, self.word()), Personal(actor, self.word())
        return Provenance(actor=actor, name=name, note=note, role="organiser", command=uuid4(), via="web")

    def seen(self) -> str:
        """Where the log ends."""
        return str(self.ledger.recorder.head()[0])

    def day(self) -> str:
        """A day after all days told before."""
        self._day += 1
        return f"2020-{3 + self._day // 28:02}-{1 + self._day % 28:02}"

    def stories(self) -> dict[UUID, Story]:
        """Every nomination of the edition."""
        return self.ledger.stories(self.entries)

    def setting(self, what: str, **typed: Any) -> Receipt:
        """Change a setting of the edition."""
        by = self.by()
        return record_change(self.ledger, by, self.edition, what, {"command": str(by.command), **typed})

    def show(self, what: str, show: UUID | None, **typed: Any) -> Receipt:
        """Send a form about a show."""
        by = self.by()
        return record_show(self.ledger, by, what, {"command": str(by.command), **typed}, show)

    def enter(self, category: UUID, **typed: Any) -> UUID:
        """Enter a nomination; its id."""
        by = self.by()
        told = {"category": str(category), "work_kind": "film", "effective": "2020-01", **typed}
        form = {"command": str(by.command), "seen": self.seen(), **told}
        receipt = record_entry(self.ledger, by, self.edition, form, self.stories())
        streams = {UUID(one.partition("@")[0]) for one in receipt.acts}
        found = next(id_ for id_, story in self.ledger.stories(streams).items() if isinstance(story[0][1], Entered))
        self.entries.append(found)
        return found

    def form(self, verb: str, by: Provenance) -> dict[str, Any]:
        """The form of an act with a word in each of its texts, and a day after all before."""
        kind = ACT_KINDS[verb]
        usual = {
            "command": str(by.command),
            "seen": self.seen(),
            "source_kind": "letter",
            "source_note": self.word(),
            "body": "organiser",
            "capacity": "nominee",
            "holds": kind.holds[0],
            "reason": kind.reasons[0] if kind.reasons else "",
            "effective": self.day() if kind.dated else "",
        }
        if kind.ruled or kind.own:
            usual["source_word"] = self.word()
        if kind.ruled:
            usual["rule"] = self.rule or f"7 {self.word()}"
        if "private_reason" in kind.event.__struct_fields__:
            usual["private_reason"] = self.word()
        if self.breaks_rules and (kind.ruled or held_by_the_lock(kind)):
            usual |= {"body": IDLE, "happened": "true", "irregular_reason": self.word()}
        return usual

    def act(self, verb: str, nomination: UUID, **typed: Any) -> str:
        """Record an act with a word in each of its texts; its name."""
        by = self.by()
        form = {**self.form(verb, by), **typed, "nominations": [str(nomination)]}
        if self.breaks_rules and ACT_KINDS[verb].event in NEVER_IRREGULAR:
            receipt = self._save_irregular(by, verb, form)
        else:
            receipt = record_act(self.ledger, by, verb, form, self.stories())
        return next(one for one in receipt.acts if one.startswith(str(nomination)))

    def _save_irregular(self, by: Provenance, verb: str, form: Mapping[str, Any]) -> Receipt:
        draft = preview_act(self.ledger, by, verb, form, self.stories()).draft
        told = {"irregular": "late", "irregular_reason": draft.personal(UUID(form["nominations"][0]), self.word())}
        draft.events[:] = [told_again(one, **told) if isinstance(one, NEVER_IRREGULAR) else one for one in draft.events]
        return self.ledger.save(draft, {verb: str(by.command)})

    def announce(self, *acts: str, **typed: Any) -> UUID:
        """Announce acts; the announcement."""
        by = self.by()
        form: Mapping[str, Any] = {"command": str(by.command), "acts": list(acts), "untold": "urgent", **typed}
        receipt = record_announcement(self.ledger, by, self.edition, form, ZONE, self.stories())
        return UUID(receipt.acts[0].partition("@")[0])

    def take_back(self, announcement: UUID) -> None:
        """Take an announcement back."""
        by = self.by()
        form = {"command": str(by.command), "seen": self.seen(), "private_reason": self.word()}
        take_back(self.ledger, by, announcement, form, ZONE, self.stories())

    def follow(self) -> None:
        """Bring every read model to the head of the log."""
        follow(self.services)


def told_again(event: Any, **fields: Any) -> Any:
    """The event with other fields: for what no command can say."""
    return msgspec.structs.replace(event, **fields)
