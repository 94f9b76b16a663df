"""What a list shows of a nomination at one moment, as plain data: what is displayed, the words, and the public facts of its acts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec

from ledger.domain.award_acts import Chosen
from ledger.domain.credit_acts import Corrected, CreditAdded, CreditCorrected, CreditReinstated, CreditRemoved
from ledger.domain.effects import EffectsSet
from ledger.domain.endings import Moved, Reinstated
from ledger.domain.event import Act, Event
from ledger.domain.nomination import (
    ENTRY,
    Announced,
    Conferred,
    Credit,
    CreditWithdrawn,
    Entered,
    Own,
    Ruled,
    TimeCorrected,
)
from ledger.domain.standing import EFFECTS, Standing

Events = Mapping[int, Event]
"""A nomination's events by version."""


def public_state(entered: Entered, standing: Standing, events: Events) -> dict[str, Any]:
    """The whole state."""
    plain: dict[str, Any] = msgspec.to_builtins(
        {**display(entered, standing, events), **told(standing, events)}, enc_hook=str
    )
    return plain


def display(entered: Entered, standing: Standing | None = None, events: Events | None = None) -> dict[str, Any]:
    """What a list shows of the entry, as later corrections in the reading put it right: all of it public once those are announced."""
    shown: dict[str, Any] = {
        "works": _works(entered),
        "credits": [_credit(one) for one in entered.credits],
        # Where nobody gets the award there is no named thing: what its category was called then is for the log.
        "details": [] if entered.is_no_award else list(entered.details),
        "citation": entered.citation.text if entered.citation else None,
        "credit_line": entered.credit_line.text if entered.credit_line else None,
        "because": entered.because,
        "marks": list(entered.marks),
        "fills": entered.fills,
    }
    for version in standing.changed if standing and events else ():
        _put_right(shown, events[version] if events else entered)
    return shown


def _works(event: Entered | Corrected) -> list[dict[str, str]]:
    return [{"work": str(one.work), "title": one.title} for one in event.works or ()]


def _credit(one: Credit) -> dict[str, Any]:
    return {"credit": str(one.id), "party": str(one.party), "name": one.name.text, "role": one.role}


def _put_right(shown: dict[str, Any], event: Event) -> None:
    if isinstance(event, CreditAdded):
        shown["credits"] = [*shown["credits"], _credit(event.credit)]
    elif isinstance(event, CreditCorrected):
        right = _credit(event.credit)
        shown["credits"] = [right if one["credit"] == right["credit"] else one for one in shown["credits"]]
    elif isinstance(event, Corrected):
        if event.works is not None:
            shown["works"] = _works(event)
        if event.details is not None:
            shown["details"] = list(event.details)
        if event.citation is not None:
            shown["citation"] = event.citation.text
        if event.credit_line is not None:
            shown["credit_line"] = event.credit_line.text
        if event.fills is not None:
            shown["fills"] = event.fills
        shown.update({part: [] if part == "details" else None for part in event.emptied})


def credits_of(story: Sequence[tuple[int, Event]]) -> dict[UUID, Credit]:
    """Every name that a nomination ever had, by the id of its credit, as last put right."""
    found: dict[UUID, Credit] = {}
    for _position, event in story:
        if isinstance(event, Entered):
            found.update({one.id: one for one in event.credits})
        elif isinstance(event, CreditAdded | CreditCorrected):
            found[event.credit.id] = event.credit
    return found


def told(standing: Standing, events: Events) -> dict[str, Any]:
    """The words of the standing and, for each act in the reading that did something, its public facts."""
    worded = {act: events[notice] for act, notice in standing.worded}
    return {
        "since": standing.since,
        "place_act": standing.place_act,
        "award_act": standing.award_act,
        "also": [{"word": one.word, "act": one.act} for one in standing.also],
        "gone": {str(one.credit): one.act for one in standing.gone},
        "acts": [
            _facts(events[version], worded.get(version)) for version in standing.acts if version not in standing.idle
        ],
        "said": _said(worded.get(ENTRY)),
        "effects": standing.unusual,
        **_notes(standing, events),
    }


def _notes(standing: Standing, events: Events) -> dict[str, Any]:
    """What was asked about it and what became of that: nothing of who asked. Of most nominations nothing is."""
    if not standing.notes:
        return {}
    asked = ((one, events[one.act]) for one in standing.notes)
    return {
        "notes": [
            {
                "act": one.act,
                "wish": one.wish,
                "credit": None if one.credit is None else str(one.credit),
                "direction": one.direction,
                "outcome": one.outcome,
                "ended": one.ended,
                "effective": event.effective if isinstance(event, Act) else None,
            }
            for one, event in asked
        ]
    }


def _said(notice: Event | None) -> str | None:
    """The words in which the latest announcement of the entry called it, where they are not the ledger's."""
    if not isinstance(notice, Announced):
        return None
    return next((one.words.text for one in notice.said if one.act == ENTRY), None)


def _facts(event: Event, notice: Event | None) -> dict[str, Any]:
    """The public fields of an act, for its sentence; nothing of who asked, the source or the private reason."""
    facts: dict[str, Any] = {"act": event.originator_version, "topic": event.TOPIC}
    kept_back = _kept_back(event, notice)
    if isinstance(event, Act | TimeCorrected):
        facts["effective"] = event.effective
        facts["counts_from"] = event.counts_from
    if isinstance(event, Ruled | Own):
        facts["reason"] = None if "reason" in kept_back else event.reason
    if isinstance(event, Entered | Ruled | Own) and event.irregular is not None:
        facts["irregular"] = event.irregular
    if isinstance(event, Ruled):
        facts["body"] = event.authority.body
        facts["rule"] = event.authority.rule
        facts["holds"] = event.holds
        if "rule" in kept_back:
            facts["rule"], facts["rule_kept_back"] = None, True
        elif event.authority.version is not None:
            facts["version"] = event.authority.version
    return facts | _particulars(event)


def _particulars(event: Event) -> dict[str, Any]:
    """What an act says besides when, why and by whom."""
    facts: dict[str, Any] = {}
    if isinstance(event, CreditWithdrawn | CreditRemoved | CreditReinstated):
        facts["credit"] = str(event.credit)
    if isinstance(event, CreditAdded | CreditCorrected):
        facts["credit"] = str(event.credit.id)
    if isinstance(event, CreditRemoved):
        facts["finding"] = event.finding
    if isinstance(event, Moved):
        facts["category"] = event.category.hex
    if isinstance(event, Reinstated):
        facts["further_place"] = event.further_place
    if isinstance(event, EffectsSet):
        facts["effects"] = {name: value for name in EFFECTS if (value := getattr(event, name)) is not None}
    if isinstance(event, Conferred | Chosen):
        facts["tie"] = event.tie
    return facts


def _kept_back(event: Event, notice: Event | None) -> tuple[str, ...]:
    if not isinstance(notice, Announced):
        return ()
    return next((one.parts for one in notice.without if one.act == event.originator_version), ())
