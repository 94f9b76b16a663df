"""What stands beside the acts of a nomination and changes none: who learnt of one, who reports it, what may be shown (DOMAIN.md)."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from ledger.application.act_kinds import ActKind
from ledger.application.draft import Draft
from ledger.application.ledger import Ledger, Story
from ledger.application.records import standing
from ledger.domain.asked import NOTES
from ledger.domain.event import Event
from ledger.domain.nomination import ActStruck, Credit
from ledger.domain.party_told import PartyTold
from ledger.domain.publicity import CourtMarked, ShownSet
from ledger.domain.readings import history_of
from ledger.domain.reports import Reported
from ledger.domain.standing import NOMINATED, RECORDED, Standing
from ledger.domain.succession import NextNamed
from ledger.errors import Invalid, Problem

if TYPE_CHECKING:
    from ledger.application.act_data import ActData

TOLD_OF_ACTS = (PartyTold, Reported, NextNamed)
"""Events that tell something of an act; a mistake in one is struck as an act is."""
BESIDE: tuple[type[Event], ...] = (*TOLD_OF_ACTS, ShownSet, CourtMarked)
"""Events of a nomination that are no acts of its fold, nor corrections of any."""


def acts_meant(kind: ActKind, story: Story) -> set[int]:
    """The versions of a nomination's acts that an act of this kind may name; a slip may also lie in what corrects, or stands beside, one."""
    history = history_of(story)
    # What was asked, and what became of it, is put right on the request, which knows of both.
    acts = {step.version for step in history.steps if not isinstance(step.event, NOTES)}
    if kind.event is not ActStruck:
        return acts
    corrections = {change.version for change in history.changes if change.version == change.public_with}
    beside = {event.originator_version for _position, event in story if isinstance(event, TOLD_OF_ACTS)}
    return acts | corrections | beside


class Named(NamedTuple):
    """Who is named on a nomination, who of them is meant, and under whose key words about it are."""

    credits: Collection[UUID]
    meant: Credit | None
    about: UUID
    standing: Standing | None
    """How the nomination stands by everything known now."""


def beside_fields(
    ledger: Ledger, draft: Draft, kind: ActKind, data: ActData, about: tuple[int, Named]
) -> dict[str, Any]:
    """The fields of such an event, `about` the version that it tells of (0 for none) and who is named. Raises Invalid at the field."""
    act, named = about
    if kind.event is PartyTold:
        return told_fields(ledger, draft, data, act, named.meant)
    if kind.event is Reported:
        return report_fields(draft, data, act, named.about)
    if kind.event is NextNamed:
        _check_fell(named.standing, act)
        return {"act": act, "next": draft.named(named.about, data.next or "")}
    if kind.event is ShownSet:
        return shown_fields(draft, data, named.credits, named.about)
    return {"stands": data.before_court}


def told_fields(ledger: Ledger, draft: Draft, data: ActData, act: int, credit: Credit | None) -> dict[str, Any]:
    """Of a party that learnt of an act, or did not. Raises Invalid where it is not said how, or why not, NotFound `no_such_record`."""
    told, who = bool(data.told), None
    if data.party is not None:
        record = standing(ledger, "party", data.party)
        who = draft.personal(data.party, record.record.main.text)
    if told and data.how is None:
        raise Invalid([Problem("how", "required")])
    if not told and data.why_not is None:
        raise Invalid([Problem("why_not", "required")])
    return {
        "party": data.party or (None if credit is None else credit.party),
        "who": who,
        "acts": (act,),
        "told": told,
        "how": data.how if told else None,
        "told_by": data.told_by if told else None,
        "why": None if told else data.why_not,
    }


def report_fields(draft: Draft, data: ActData, act: int, about: UUID) -> dict[str, Any]:
    """Of a report on an act. Raises Invalid where it differs and it is not said how."""
    if data.says == "otherwise" and data.report_when is None and not data.report_words:
        raise Invalid([Problem("report_words", "report_says_what")])
    return {
        "act": act,
        "who": draft.named(about, data.report_who or ""),
        "sure": data.sure,
        "says": data.says,
        "when": data.report_when,
        "words": draft.personal(about, data.report_words),
        "read_by": data.read_by,
    }


def shown_fields(draft: Draft, data: ActData, credits_: Collection[UUID], about: UUID) -> dict[str, Any]:
    """Of what may be shown in public. Raises Invalid where a name is meant and not chosen, or the other way round."""
    named = data.part == "name"
    if named != (data.credit_of_part is not None):
        raise Invalid([Problem("credit_of_part", "required" if named else "name_of_nothing")])
    if named and data.credit_of_part not in credits_:
        raise Invalid([Problem("credit_of_part", "no_such_credit")])
    return {
        "part": data.part,
        "credit": data.credit_of_part,
        "shown": data.shown,
        "why": data.shown_why,
        "ordered_by": draft.named(about, data.ordered_by or ""),
    }


def _check_fell(standing: Standing | None, act: int) -> None:
    """Raise Invalid at `act` unless the place fell by it."""
    if standing is None or standing.place in (NOMINATED, RECORDED) or act != standing.place_act:
        raise Invalid([Problem("act", "no_place_fell_by_it")])
