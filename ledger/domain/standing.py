"""What a reading of a nomination comes to: the words, the names and the effects at one moment."""

from __future__ import annotations

from uuid import UUID

import msgspec

NOMINATED = "nominated"
RECORDED = "recorded"
NO_AWARD = "no_award"
"""The place of an entry that says its category confers on nobody."""
DECLINED = "declined"
WITHDRAWN = "withdrawn"
RESCINDED = "rescinded"
INELIGIBLE = "ineligible"
DISQUALIFIED = "disqualified"
IN_ERROR = "announced_in_error"
MOVED = "moved"
VOID = "void"
LEFT = "left"

CHOSEN = "chosen"
CONFERRED = "conferred"
REFUSED = "refused"
RETURNED = "returned"
REVOKED = "revoked"
VACATED = "vacated"
NOT_CONFERRED = "not_conferred"
MISREAD = "misread"
MISREAD_PUT_RIGHT = "misread_put_right"

PLACE_WORDS = (NOMINATED, WITHDRAWN, RESCINDED, INELIGIBLE, DISQUALIFIED, IN_ERROR, MOVED, VOID, LEFT)
"""Words that count among those named so far, in the order in which a count line gives them."""
AWARD_WORDS = (CONFERRED, REFUSED, RETURNED, REVOKED, VACATED, NOT_CONFERRED)
"""Words for what became of an award, in the order in which a count line gives them."""


EFFECTS = ("on_ballot", "counted", "may_win", "payable")
"""What a ruling may say of a nomination, whatever its place (DOMAIN.md, Effects)."""


class Effects(msgspec.Struct, frozen=True, gc=False):
    """What rulings said of each effect, None where none did, and by which act (version; 0 for none)."""

    on_ballot: bool | None = None
    counted: bool | None = None
    may_win: bool | None = None
    payable: bool | None = None
    act: int = 0


USUAL = Effects()


class NameGone(msgspec.Struct, frozen=True, gc=False):
    """A credit that is no longer named, by which act (version) and since when (µs)."""

    credit: UUID
    word: str
    act: int
    since: int


class Ended(msgspec.Struct, frozen=True, gc=False):
    """A word that keeps a nomination off the list, by which act (version) and since when (µs)."""

    word: str
    act: int
    since: int


class MovedAway(msgspec.Struct, frozen=True, gc=False):
    """A category that a nomination left (None for the one it was entered in), by which act and since when (µs)."""

    category: UUID | None
    act: int
    since: int


CONTESTED = "contested"
"""The direction of a note that an objection leaves."""


class Note(msgspec.Struct, frozen=True, gc=False):
    """What was asked about a nomination or contested of it (`wish`), by which act (version), of which name if of one; and what became of it."""

    act: int
    wish: str
    credit: UUID | None
    direction: str = "of_organiser"
    """of_organiser · of_party · contested."""
    outcome: str | None = None
    """None while nothing has."""
    ended: int | None = None


class Standing(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One nomination at one moment under one reading. Versions name acts of its stream."""

    place: str
    place_act: int
    since: int
    """From when (µs) the word for the place holds."""
    award: str | None = None
    award_act: int | None = None
    also: tuple[Ended, ...] = ()
    """What else keeps it off the list, after the word for the place."""
    category: UUID | None = None
    """Where it is now; None for the category in which it was entered."""
    away: tuple[MovedAway, ...] = ()
    """The categories that it left, each once, without the one it is in."""
    gone: tuple[NameGone, ...] = ()
    notes: tuple[Note, ...] = ()
    """What was asked about it, in the order in which that counts: it changes nothing else."""
    changed: tuple[int, ...] = ()
    """Versions of the corrections of what is shown, and of names added, in the order in which they apply."""
    acts: tuple[int, ...] = ()
    """Versions of the acts that are in this reading, in the order in which they count."""
    idle: tuple[int, ...] = ()
    """Those of them without effect at their place: kept, and shown as such."""
    worded: tuple[tuple[int, int], ...] = ()
    """Acts announced in part or in other words: the act, and the announcement (versions) whose words hold."""
    effects: Effects = USUAL

    @property
    def listed(self) -> bool:
        """Whether it is one of the nominees."""
        return self.place == NOMINATED

    @property
    def unusual(self) -> dict[str, bool]:
        """The effects that differ from the usual of its place; ballot and counting are told together or not at all."""
        found = {
            name: value
            for name in EFFECTS
            if (value := effect(self.effects, name, listed=self.listed)) != usual(name, listed=self.listed)
        }
        if found.keys() & {"on_ballot", "counted"}:
            found |= {name: effect(self.effects, name, listed=self.listed) for name in ("on_ballot", "counted")}
        return {name: found[name] for name in EFFECTS if name in found}


def usual(name: str, *, listed: bool) -> bool:
    """What an effect is where no ruling says otherwise: a nominee has all of them, who left the list none but what was won."""
    return listed or name == "payable"


def effect(effects: Effects, name: str, *, listed: bool) -> bool:
    """What an effect is, by name."""
    said: bool | None = getattr(effects, name)
    return usual(name, listed=listed) if said is None else said


class Illegal(msgspec.Struct, frozen=True, gc=False):
    """A step that the rules do not allow at its place: which act, why, and the act it contradicts."""

    act: int
    code: str
    contradicts: int
