"""The components of a nomination's state while a fold runs."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from ledger.domain.standing import CONFERRED, USUAL, Ended, Illegal, MovedAway, NameGone, Note, Standing

if TYPE_CHECKING:
    from ledger.domain.nomination import Entered
    from ledger.domain.readings import Step


class State:
    """What the acts so far have set."""

    __slots__ = (
        "acts",
        "award",
        "award_act",
        "away",
        "category",
        "changed",
        "effects",
        "ended",
        "from_start",
        "gone",
        "home",
        "idle",
        "illegal",
        "names",
        "notes",
        "place",
        "place_act",
        "since",
    )

    def __init__(self) -> None:
        self.place = ""
        self.place_act = 0
        self.since = 0
        self.ended: list[Ended] = []
        self.from_start = False
        """Whether all that keeps it off the list holds from the start."""
        self.award: str | None = None
        self.award_act: int | None = None
        self.home: UUID | None = None
        self.category: UUID | None = None
        self.away: list[MovedAway] = []
        self.names: set[UUID] = set()
        self.gone: list[NameGone] = []
        self.notes: list[Note] = []
        self.changed: list[int] = []
        self.acts: list[int] = []
        self.idle: list[int] = []
        self.illegal: list[Illegal] = []
        self.effects = USUAL

    @property
    def won(self) -> bool:
        """Whether the award has gone to it and has not been lost. A choice is a secret, and keeps nobody from leaving."""
        return self.award == CONFERRED

    def entered(self, step: Step, entry: Entered, place: str) -> None:
        """The nomination is there."""
        self.place, self.place_act, self.since = place, step.version, step.counts_from
        self.home = entry.category
        self.names.update(one.id for one in entry.credits)

    def refuse(self, step: Step, code: str, contradicts: int) -> None:
        """Keep the act, without effect at its place."""
        self.idle.append(step.version)
        self.illegal.append(Illegal(step.version, code, contradicts))

    def set_award(self, step: Step, word: str) -> None:
        """What became of the award, by this act."""
        self.award, self.award_act = word, step.version

    def standing(self) -> Standing | None:
        """What it all comes to."""
        if not self.place:
            return None
        first = self.ended[0] if self.ended else None
        return Standing(
            place=first.word if first else self.place,
            place_act=first.act if first else self.place_act,
            since=first.since if first else self.since,
            award=self.award,
            award_act=self.award_act,
            also=tuple(self.ended[1:]),
            category=self.category,
            away=tuple(self.away),
            gone=tuple(self.gone),
            notes=tuple(self.notes),
            changed=tuple(self.changed),
            acts=tuple(self.acts),
            idle=tuple(self.idle),
            effects=self.effects,
        )
