"""Every act on a nomination that has a form: what it records, who may, what it asks for (DOMAIN.md, Acts that end something)."""

from __future__ import annotations

from typing import NamedTuple

from ledger.domain.award_acts import (
    AwardAccepted,
    AwardRefused,
    AwardRestored,
    AwardReturned,
    AwardRevoked,
    AwardVacated,
    Chosen,
    Misread,
    MisreadingPutRight,
    NotConferred,
)
from ledger.domain.credit_acts import Corrected, CreditAdded, CreditCorrected, CreditReinstated, CreditRemoved
from ledger.domain.effects import EffectsSet, Reviewed
from ledger.domain.endings import (
    Accepted,
    AnnouncedInError,
    Declined,
    Disqualified,
    EnteredAnew,
    Left,
    Moved,
    Reinstated,
    Rescinded,
    RuledIneligible,
    Voided,
)
from ledger.domain.event import Event
from ledger.domain.nomination import ActStruck, Conferred, Own, Ruled, TimeCorrected, Withdrawn
from ledger.domain.party_told import PartyTold
from ledger.domain.publicity import CourtMarked, ShownSet
from ledger.domain.reports import Reported
from ledger.domain.succession import NextNamed
from ledger.errors import NotFound


class ActKind(NamedTuple):
    """One kind of act. `rests_on` says which act it follows: the entry, what ended the place, or the award."""

    event: type[Event]
    may: str
    """The permission it takes (`application.roles`)."""
    reasons: tuple[str, ...] = ()
    """Codes of public reasons that fit, the usual one first; none where no reason is asked for."""
    asks: tuple[str, ...] = ()
    """Fields besides the common ones; all of them are needed but those in `MAY_BE_EMPTY`."""
    rests_on: str = "entry"
    holds: tuple[str, ...] = ("from_then_on",)
    """From when it may hold, the usual one first."""
    list_must_be: str = "any"
    """announced · unannounced · any."""
    several: bool = False
    """Whether it may be recorded of several nominations at once."""

    @property
    def ruled(self) -> bool:
        """Whether a body decides it."""
        return issubclass(self.event, Ruled)

    @property
    def own(self) -> bool:
        """Whether the nomination's side does it by itself."""
        return issubclass(self.event, Own)

    @property
    def own_wish(self) -> bool:
        """Whether somebody asked for it, as what is told."""
        return (self.own and self.event is not Left) or self.event is Withdrawn

    @property
    def said(self) -> bool:
        """Whether recording it is telling what the public heard: it needs no announcement."""
        return self.event in (Misread, MisreadingPutRight)

    @property
    def dated(self) -> bool:
        """Whether it has a time of its own."""
        return self.event not in (ActStruck, Reported)

    @property
    def of_publicity(self) -> bool:
        """Whether it is about what may be shown or told in public, and no act of the nomination."""
        return self.event in (ShownSet, CourtMarked)

    @property
    def of_an_act(self) -> bool:
        """Whether it only tells something of another act, and changes none."""
        return self.event in (PartyTold, Reported, NextNamed)


MAY_BE_EMPTY = (
    "credit_optional", "role", "works_text", "details_text", "citation", "credit_line", "tie", "party", "how", "told_by", "why_not",
    "report_when", "report_words", "read_by", "credit_of_part", "on_ballot", "counted", "may_win", "payable", "payable_to",
)  # fmt: skip
EITHER = ("from_then_on", "from_the_start")
START_FIRST = ("from_the_start", "from_then_on")
OWN_WISH = ("own_wish", "joint_wish", "producer_wish", "not_given")
PUT_RIGHT = ("correction", "own_slip", "as_first_announced", "not_given")
ANEW = ("appeal_upheld", "reconsidered", "own_slip", "not_given")

ACT_KINDS: dict[str, ActKind] = {
    "decline": ActKind(Declined, "withdraw", OWN_WISH, list_must_be="unannounced", several=True),
    "accept": ActKind(Accepted, "withdraw", ("accepted", "own_wish", "not_given"), rests_on="place"),
    "withdraw": ActKind(
        Withdrawn, "withdraw", OWN_WISH, ("credit_optional",), list_must_be="announced", several=True
    ),
    "rescind": ActKind(Rescinded, "rule", ("own_slip", "reconsidered", "not_given"), holds=EITHER, several=True),
    "rule-ineligible": ActKind(RuledIneligible, "rule", ("condition_not_met", "not_given"), holds=EITHER, several=True),
    "disqualify": ActKind(Disqualified, "rule", ("rule_broken", "not_given"), holds=EITHER, several=True),
    "announced-in-error": ActKind(
        AnnouncedInError, "rule", ("own_slip", "not_given"), holds=START_FIRST, list_must_be="announced", several=True
    ),
    "entered-in-error": ActKind(ActStruck, "enter", asks=("act",)),
    "enter-anew": ActKind(EnteredAnew, "rule", ANEW, rests_on="place"),
    "void": ActKind(
        Voided, "rule", ("category_cancelled", "edition_cancelled", "not_given"), holds=EITHER, several=True
    ),
    "left": ActKind(Left, "withdraw", ("not_given",), several=True),
    "reinstate": ActKind(Reinstated, "rule", ANEW, ("place_filled",), rests_on="place", several=True),
    "move": ActKind(Moved, "rule", ("other_category", "correction", "not_given"), ("category",), holds=EITHER),
    "remove-name": ActKind(
        CreditRemoved, "rule", ("condition_not_met", "rule_broken", "own_slip", "not_given"), ("credit", "finding"),
        holds=EITHER,
    ),
    "reinstate-name": ActKind(CreditReinstated, "rule", ANEW, ("credit",)),
    "add-name": ActKind(
        CreditAdded, "enter", PUT_RIGHT, ("name", "role", "party"), holds=START_FIRST
    ),
    "correct-name": ActKind(
        CreditCorrected, "enter", PUT_RIGHT, ("credit", "name", "role", "party"),
        holds=START_FIRST,
    ),
    "correct": ActKind(
        Corrected, "enter", PUT_RIGHT,
        ("works_text", "details_text", "citation", "credit_line"), holds=START_FIRST,
    ),
    "correct-time": ActKind(TimeCorrected, "enter", asks=("act",)),
    "tell-party": ActKind(
        PartyTold, "enter", asks=("act", "credit_optional", "party", "told", "how", "told_by", "why_not")
    ),
    "add-report": ActKind(
        Reported, "enter", asks=("act", "report_who", "sure", "says", "report_when", "report_words", "read_by")
    ),
    "name-next": ActKind(NextNamed, "confer", asks=("act", "next")),
    "showing": ActKind(ShownSet, "rule", asks=("shown", "part", "credit_of_part", "shown_why", "ordered_by")),
    "before-court": ActKind(CourtMarked, "rule", asks=("before_court",)),
    "choose": ActKind(Chosen, "confer", ("result", "not_given"), ("tie",)),
    "confer": ActKind(Conferred, "confer", asks=("tie",)),
    "not-conferred": ActKind(NotConferred, "confer", ("reconsidered", "not_given"), rests_on="award"),
    "refuse-award": ActKind(AwardRefused, "withdraw", ("own_wish", "joint_wish", "not_given"), rests_on="award"),
    "return-award": ActKind(AwardReturned, "withdraw", ("own_wish", "joint_wish", "not_given"), rests_on="award"),
    "accept-award": ActKind(AwardAccepted, "withdraw", ("accepted", "own_wish", "not_given"), rests_on="award"),
    "revoke-award": ActKind(
        AwardRevoked, "rule", ("rule_broken", "condition_not_met", "not_given"), rests_on="award", holds=EITHER
    ),
    "vacate-award": ActKind(
        AwardVacated, "rule", ("reconsidered", "own_slip", "not_given"), rests_on="award", holds=EITHER
    ),
    "restore-award": ActKind(AwardRestored, "rule", ANEW, rests_on="award"),
    "review": ActKind(Reviewed, "rule", ("reviewed", "reconsidered", "not_given"), several=True),
    "set-effects": ActKind(
        EffectsSet, "rule", ("by_request", "after_lock", "condition_not_met", "rule_broken", "not_given"),
        ("on_ballot", "counted", "may_win", "payable", "payable_to"), several=True,
    ),
    "misread": ActKind(Misread, "announce", asks=("spoken_as", "through"), list_must_be="announced"),
    "put-misreading-right": ActKind(
        MisreadingPutRight, "announce", asks=("spoken_as", "through"), rests_on="said", list_must_be="announced"
    ),
}  # fmt: skip


def act_kind(verb: str) -> ActKind:
    """Raises NotFound `no_such_kind`."""
    kind = ACT_KINDS.get(verb)
    if kind is None:
        raise NotFound("no_such_kind")
    return kind
