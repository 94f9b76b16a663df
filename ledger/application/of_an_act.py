"""What is told of an act and changes none: that a party learnt of it, and who else reports it (DOMAIN.md, Times; Requests, objections, rulings)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from ledger.application.draft import Draft
from ledger.domain.nomination import Credit
from ledger.domain.party_told import PartyTold
from ledger.domain.reports import Reported
from ledger.errors import Invalid, Problem

if TYPE_CHECKING:
    from ledger.application.acting import ActData

BESIDE = (PartyTold, Reported)
"""Events that stand beside the acts of a nomination; a mistake in one is struck as an act is."""


def told_fields(data: ActData, act: int, credit: Credit | None) -> dict[str, Any]:
    """Of a party that learnt of an act, or did not. Raises Invalid where it is not said how, or why not."""
    told = bool(data.told)
    if told and data.how is None:
        raise Invalid([Problem("how", "required")])
    if not told and data.why_not is None:
        raise Invalid([Problem("why_not", "required")])
    return {
        "party": None if credit is None else credit.party,
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
