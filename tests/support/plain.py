"""A second, deliberately plain reading of a nomination: straight from the text of DOMAIN.md, slow and literal."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ledger.domain import award_acts as award
from ledger.domain import credit_acts as credit
from ledger.domain import effects, endings
from ledger.domain.asked import NOTES, Asked
from ledger.domain.contested import Contested
from ledger.domain.event import Act, Event
from ledger.domain.nomination import (
    ActStruck,
    Announced,
    AnnouncementTakenBack,
    Conferred,
    CreditWithdrawn,
    Entered,
    Narrowed,
    TimeCorrected,
    Withdrawn,
)

SPOKEN = award.Misread | award.MisreadingPutRight
OFF: dict[type[Event], str] = {
    endings.Declined: "declined",
    Withdrawn: "withdrawn",
    endings.Rescinded: "rescinded",
    endings.RuledIneligible: "ineligible",
    endings.Disqualified: "disqualified",
    endings.AnnouncedInError: "announced_in_error",
    endings.Voided: "void",
    endings.Left: "left",
}
UNDOES: dict[type[Event], set[str]] = {
    endings.Accepted: {"declined"},
    endings.EnteredAnew: {"announced_in_error"},
    endings.Reinstated: {"withdrawn", "rescinded", "ineligible", "disqualified", "void", "left"},
}
NOTHING_WON = {None, "not_conferred", "misread", "misread_put_right"}
AWARDS: dict[type[Event], tuple[set[str | None], str]] = {
    award.Chosen: (NOTHING_WON, "chosen"),
    Conferred: ({*NOTHING_WON, "chosen"}, "conferred"),
    award.Misread: (NOTHING_WON, "misread"),
    award.MisreadingPutRight: ({"misread"}, "misread_put_right"),
    award.NotConferred: ({"chosen"}, "not_conferred"),
    award.AwardRefused: ({"chosen", "conferred"}, "refused"),
    award.AwardReturned: ({"chosen", "conferred"}, "returned"),
    award.AwardAccepted: ({"refused", "returned"}, "conferred"),
    award.AwardRevoked: ({"chosen", "conferred", "refused", "returned"}, "revoked"),
    award.AwardVacated: ({"chosen", "conferred", "refused", "returned"}, "vacated"),
    award.AwardRestored: ({"revoked", "vacated"}, "conferred"),
}


@dataclass
class Plain:
    """What a nomination is: the words that keep it off the list, the award, its category, names gone, names, corrections."""

    place: str
    home: str
    off: list[str] = field(default_factory=list)
    off_from_the_start: list[bool] = field(default_factory=list)
    award: str | None = None
    category: str = ""
    left: list[str] = field(default_factory=list)
    gone: dict[str, str] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    changed: list[int] = field(default_factory=list)
    notes: dict[int, tuple[str, str | None, str | None]] = field(default_factory=dict)
    """What was asked, by its act: the wish, the name it is about, what became of it."""
    effects: dict[str, bool] = field(default_factory=dict)


def plain_reading(log: list[tuple[int, Event]], *, at: int, known: int, announced: int | None) -> Plain | None:
    """What DOMAIN.md says the nomination is at `at`, as known at `known`, as announced by `announced`."""
    plain = _Plain([(position, event) for position, event in log if position <= known], announced)
    counted = plain.counted()
    if not any(isinstance(act, Entered) for *_order, act in counted):
        return None
    state: Plain | None = None
    before: list[Act] = []
    for *_order, act in sorted((one for one in counted if one[0] <= at), key=lambda one: one[:3]):
        if isinstance(act, Entered):
            state = _entered(act)
            # One can ask about a nomination before it was entered.
            for asked_before in before:
                _note(asked_before, state)
        elif isinstance(act, NOTES):
            if state is None:
                before.append(act)
            elif state.place != "no_award":
                _note(act, state)
        elif state is not None:
            _step(act, state)
    return state


def worded(log: list[tuple[int, Event]], act: int, *, known: int, announced: int) -> int | None:
    """The announcement (version) whose words hold for an act, where they are not simply the act's own."""
    plain = _Plain([(position, event) for position, event in log if position <= known], announced)
    naming = [
        (event.counts_from, number, event)
        for number, event in plain.acts.items()
        if isinstance(event, Announced) and act in event.acts and plain.stands(number)
    ]
    if not naming:
        return None
    _when, number, last = max(naming, key=lambda one: one[:2])
    return number if act in {one.act for one in last.without} | {one.act for one in last.said} else None


class _Plain:
    """One reading: each question is answered anew from all acts."""

    def __init__(self, told: list[tuple[int, Event]], announced: int | None) -> None:
        self.acts: dict[int, Any] = {event.originator_version: event for _position, event in told}
        self.places = {event.originator_version: position for position, event in told}
        self.announced = announced

    def counted(self) -> list[tuple[int, int, int, Any]]:
        """The acts of the reading with what orders them."""
        return [
            (self.counts_from(number), self.depth(number), self.places[number], act)
            for number, act in self.acts.items()
            if isinstance(act, Act)
            and (self.announced is not None or not isinstance(act, SPOKEN))
            and self.public(number)
            and not self.struck(number)
        ]

    def stands(self, notice: int) -> bool:
        """Whether an announcement had been made by then, and not been taken back by then."""
        announced = self.announced
        if announced is None or self.acts[notice].counts_from > announced:
            return False
        return not any(
            isinstance(one, AnnouncementTakenBack) and one.notice == notice and one.counts_from <= announced
            for one in self.acts.values()
        )

    def public(self, version: int) -> bool:
        """Whether an announcement had named it; a narrowing is public with what shows it: an act, or an announcement that was made."""
        if self.announced is None:
            return True
        act = self.acts[version]
        if isinstance(act, Narrowed):
            return self.public(act.because)
        if isinstance(act, SPOKEN) and act.counts_from <= self.announced:
            return True
        if isinstance(act, Announced) and self.stands(version):
            return True
        return any(
            isinstance(one, Announced) and version in one.acts and self.stands(number)
            for number, one in self.acts.items()
        )

    def struck(self, version: int) -> bool:
        """Whether it was entered in error, by an act that was not so itself; a narrowing falls with the act that showed it."""
        act = self.acts[version]
        if isinstance(act, Narrowed) and self.struck(act.because):
            return True
        return any(
            isinstance(one, ActStruck) and one.act == version and self.public(number) and not self.struck(number)
            for number, one in self.acts.items()
        )

    def root(self, version: int) -> int:
        """The act that a correction of a correction is about in the end."""
        act = self.acts[version]
        return self.root(act.act) if isinstance(act, Narrowed | TimeCorrected) else version

    def counts_from(self, version: int) -> int:
        """From when it counts: with the act that it follows from the start, by the last correction that stands, else by itself."""
        act = self.acts[version]
        if getattr(act, "holds", "") == "from_the_start":
            follows = act.follows
            seen = follows is not None and isinstance(self.acts.get(follows), Act) and self.public(follows)
            spoken = self.announced is None and isinstance(self.acts.get(follows), SPOKEN)
            if follows is not None and seen and not spoken and not self.struck(follows):
                return self.counts_from(follows)
        changes = [
            one
            for number, one in sorted(self.acts.items())
            if isinstance(one, Narrowed | TimeCorrected)
            and self.public(number)
            and not self.struck(number)
            and self.root(number) == version
        ]
        return int(changes[-1].counts_from if changes else self.acts[version].counts_from)

    def depth(self, version: int) -> int:
        """How many acts it rests on."""
        follows = self.acts[version].follows
        return 0 if follows is None else self.depth(follows) + 1


def _entered(act: Entered) -> Plain:
    home = str(act.category)
    return Plain(
        place="no_award" if act.because == "no_award" else "recorded" if act.listing == "recorded" else "nominated",
        home=home,
        category=home,
        names={str(one.id) for one in act.credits},
    )


def _step(act: Any, state: Plain) -> None:
    if state.place == "no_award":
        _of_nobody(act, state)
        return
    won = state.award == "conferred"
    if type(act) in OFF:
        word = OFF[type(act)]
        finding = word in ("ineligible", "disqualified", "announced_in_error")
        never = state.place == "recorded" and word != "announced_in_error"
        if not never and word not in state.off and (finding or not won):
            state.off.append(word)
            state.off_from_the_start.append(getattr(act, "holds", "") == "from_the_start")
    elif type(act) in UNDOES:
        if state.off and set(state.off) <= UNDOES[type(act)]:
            state.off, state.off_from_the_start = [], []
    elif isinstance(act, endings.Moved):
        _moved(act, state)
    elif type(act) in AWARDS:
        _award_step(act, state)
    elif isinstance(act, effects.EffectsSet):
        _effects(act, state)
    elif not isinstance(act, effects.Reviewed):
        _name_step(act, state, won=won)


def _note(act: Any, state: Plain) -> None:
    """What was asked stands beside all else, with what became of it last."""
    if isinstance(act, Asked):
        state.notes[act.originator_version] = (act.wish, str(act.credit) if act.credit else None, None)
    elif isinstance(act, Contested):
        state.notes[act.originator_version] = (act.what, str(act.credit) if act.credit else None, None)
    elif act.follows in state.notes:
        state.notes[act.follows] = (*state.notes[act.follows][:2], act.outcome)


def _effects(act: effects.EffectsSet, state: Plain) -> None:
    if state.place != "recorded":
        said = {name: getattr(act, name) for name in ("on_ballot", "counted", "may_win", "payable")}
        state.effects |= {name: value for name, value in said.items() if value is not None}


def _moved(act: endings.Moved, state: Plain) -> None:
    if not state.off and str(act.category) != state.category:
        state.left = [one for one in [*state.left, state.category] if one != str(act.category)]
        state.category = str(act.category)


def _award_step(act: Any, state: Plain) -> None:
    before, after = AWARDS[type(act)]
    goes = isinstance(act, award.Chosen | Conferred | award.Misread)
    barred = isinstance(act, award.Chosen | Conferred) and state.effects.get("may_win") is False
    if state.award in before and (not goes or all(state.off_from_the_start)) and not barred:
        state.award = after


def _of_nobody(act: Any, state: Plain) -> None:
    """Where a category confers on nobody that can be decided, be made, and stop holding; nothing else is there to happen."""
    if isinstance(act, award.Chosen) and state.award in (None, "not_conferred"):
        state.award = "chosen"
    elif isinstance(act, Conferred) and state.award in (None, "not_conferred", "chosen"):
        state.award = "conferred"
    elif isinstance(act, award.NotConferred) and state.award in ("chosen", "conferred"):
        state.award = "not_conferred"


def _name_step(act: Any, state: Plain, *, won: bool) -> None:
    if isinstance(act, credit.Corrected):
        state.changed.append(act.originator_version)
        return
    name = str(act.credit.id if isinstance(act, credit.CreditAdded | credit.CreditCorrected) else act.credit)
    if isinstance(act, credit.CreditAdded):
        if name not in state.names:
            state.names.add(name)
            state.changed.append(act.originator_version)
    elif name not in state.names:
        return
    elif isinstance(act, credit.CreditCorrected):
        state.changed.append(act.originator_version)
    elif isinstance(act, credit.CreditReinstated):
        state.gone.pop(name, None)
    elif name not in state.gone and not state.off:
        if isinstance(act, CreditWithdrawn) and (state.place == "recorded" or won):
            return
        state.gone[name] = getattr(act, "finding", "withdrawn")
