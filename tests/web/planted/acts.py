"""Every act on nominations, with a word in each text: of which the public is told afterwards, or never."""

from __future__ import annotations

from uuid import UUID

from ledger.application.announcement_forms import waiting
from ledger.domain.credit_acts import CreditAdded
from ledger.domain.nomination import ENTRY, Entered
from tests.web.planted.planting import Planter


def plant_acts(planter: Planter, categories: list[UUID], *, told: bool) -> None:
    """Act on nominations in five categories of the edition; the public hears of all, or only that some were nominated."""
    places, awards, declined, misread, unheard_of = categories
    one, won, other = (entered(planter, category) for category in (places, awards, misread))
    planter.announce(*(f"{nomination}@{ENTRY}" for nomination in (one, won, other)), effective="2020-02-01")
    _rulings(planter, one, won, declined, told=told)
    planter.act("misread", other, spoken_as="presenter", through="stage")
    planter.act("put-misreading-right", other, spoken_as="presenter", through="stage")
    unheard = entered(planter, unheard_of)
    planter.act("decline", unheard, effective="2020-01-02")
    planter.act("accept", unheard)
    planter.act("entered-in-error", entered(planter, unheard_of), act=str(ENTRY))
    for verb in ("left", "correct-time"):
        planter.act(verb, other, **({} if verb == "left" else {"act": str(ENTRY), "effective": "2020-01-03"}))
    _tell(planter, told=told)


def plant_rulings(planter: Planter, categories: list[UUID]) -> None:
    """The acts that a body decides, under a rulebook that the public does not read; it hears of all of them."""
    places, awards, other = categories[:3]
    one, won = (entered(planter, category) for category in (places, awards))
    planter.announce(*(f"{nomination}@{ENTRY}" for nomination in (one, won)), effective="2020-02-01")
    planter.setting("milestone", milestone="ballot_locked", standing="done", effective="2020-02-02")
    planter.breaks_rules = True
    _rulings(planter, one, won, other, told=True)
    unheard = entered(planter, other)
    *_before, left = (planter.act(verb, unheard) for verb in ("decline", "accept", "left"))
    reason = {"happened": "true", "irregular_reason": planter.word()}
    planter.enter(other, title=planter.word(), name1=planter.word(), fills=left, effective=planter.day(), **reason)
    planter.breaks_rules = False
    _tell(planter, told=True)


def _rulings(planter: Planter, one: UUID, won: UUID, other: UUID, *, told: bool) -> None:
    _of_places(planter, one)
    _of_credits(planter, one)
    planter.act("move", one, category=str(other))
    _of_awards(planter, won, told=told)


def _tell(planter: Planter, *, told: bool) -> None:
    if told:
        planter.announce(*(one["act"] for one in waiting(planter.stories())), effective="2020-11-01")


def entered(planter: Planter, category: UUID) -> UUID:
    """A nomination with a word in each of its texts."""
    names = {f"{field}{number}": planter.word() for field in ("name", "role") for number in (1, 2)}
    texts = {name: planter.word() for name in ("title", "details", "citation", "credit_line", "source_note")}
    return planter.enter(category, source_kind="letter", **names, **texts)


def _of_places(planter: Planter, nomination: UUID) -> None:
    for verb in ("withdraw", "rescind", "rule-ineligible", "disqualify", "void"):
        planter.act(verb, nomination)
    planter.act("reinstate", nomination)
    planter.act("review", nomination)
    planter.act("set-effects", nomination, counted="false", payable="false")
    planter.act("announced-in-error", nomination, holds="from_then_on")
    planter.act("enter-anew", nomination)


def _of_credits(planter: Planter, nomination: UUID) -> None:
    entry = planter.ledger.story(nomination)[0][1]
    assert isinstance(entry, Entered)
    first, second = (str(one.id) for one in entry.credits)
    planter.act("withdraw", nomination, credit=first)
    planter.act("reinstate-name", nomination, credit=first)
    planter.act("remove-name", nomination, credit=second, finding="disqualified")
    planter.act("reinstate-name", nomination, credit=second)
    planter.act("add-name", nomination, name=planter.word(), role=planter.word())
    added = next(e for _at, e in reversed(planter.ledger.story(nomination)) if isinstance(e, CreditAdded))
    right = {"name": planter.word(), "role": planter.word(), "whose": "same"}
    planter.act("correct-name", nomination, credit=str(added.credit.id), **right)
    texts = ("works_text", "details_text", "citation", "credit_line")
    planter.act("correct", nomination, **{name: planter.word() for name in texts})


def _of_awards(planter: Planter, nomination: UUID, *, told: bool) -> None:
    for verb in ("choose", "not-conferred", "choose", "confer", "refuse-award", "accept-award", "return-award",
                 "revoke-award", "restore-award", "vacate-award"):  # fmt: skip
        act = planter.act(verb, nomination)
        if told:
            planter.announce(act)
