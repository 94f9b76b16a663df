"""The fields of what is told of an act beside it: who learnt of it, and who else reports it."""

from __future__ import annotations

from collections.abc import Sequence

from ledger.application.act_kinds import ActKind
from ledger.domain.party_told import PartyTold
from ledger.domain.publicity import CourtMarked, ShownSet
from ledger.domain.reports import Reported
from ledger.domain.succession import NextNamed
from ledger.wording.catalogue import gettext as _
from ledger.wording.vocabulary import HOW, SAYS, SHOWN_PARTS, SHOWN_WHY, SURE, TOLD_BY, WHY_NOT
from web.forms import Field, choices

UNSAID = (("", _("—")),)


def beside_fields(kind: ActKind, names: Sequence[tuple[str, str]], parties: Sequence[tuple[str, str]]) -> list[Field]:
    """What its kind asks for; none where it is an act itself.

    `names` are those on the nomination, by the ids of their credits, `parties` records found by what was typed.
    """
    if kind.event is PartyTold:
        return _told(parties)
    asked = {Reported: _report, CourtMarked: _court, NextNamed: _next}.get(kind.event)
    if kind.event is ShownSet:
        return _shown(names)
    return asked() if asked else []


def _shown(names: Sequence[tuple[str, str]]) -> list[Field]:
    """What may not, or may again, be read in public, and on whose order."""
    offered = (("false", _("It is no longer shown")), ("true", _("It is shown again")))
    return [
        Field("shown", _("In public"), "radio", offered),
        Field("part", _("What of it"), "choice", choices(SHOWN_PARTS)),
        Field("credit_of_part", _("If it is one name: which"), "choice", (*UNSAID, *names)),
        Field("shown_why", _("Why"), "choice", choices(SHOWN_WHY)),
        Field("ordered_by", _("On whose order"), tag=_("encrypted · organisers and auditors")),
    ]


def _next() -> list[Field]:
    inside = _("encrypted · organisers, tabulators and auditors")
    return [
        Field("next", _("Who is next in line"), help=_("Work and names, as they are to be entered."), tag=inside),
    ]


def _court() -> list[Field]:
    offered = (("true", _("It is before a court")), ("false", _("It no longer is")))
    return [Field("before_court", _("The matter"), "radio", offered)]


def _told(parties: Sequence[tuple[str, str]]) -> list[Field]:
    """That somebody learnt of it and how, or that nobody told them and why."""
    yes_or_no = (("true", _("They learnt of it")), ("false", _("They have not been told")))
    return [
        Field(
            "party",
            _("Somebody who is not named on it"),
            "party",
            tuple(parties),
            help=_("A name or an id of a record. Empty for those who are named."),
        ),
        Field("told", _("Did they learn of it"), "radio", yes_or_no),
        Field("how", _("How they learnt of it"), "choice", (*UNSAID, *choices(HOW))),
        Field("told_by", _("By whom"), "choice", (*UNSAID, *choices(TOLD_BY))),
        Field("why_not", _("If they have not been told: why"), "choice", (*UNSAID, *choices(WHY_NOT))),
    ]


def _report() -> list[Field]:
    """Who says so, how sure, and what."""
    inside = _("encrypted · organisers and auditors")
    return [
        Field("report_who", _("Who says so"), help=_("An agency, a paper, minutes, the party itself."), tag=inside),
        Field("sure", _("How sure"), "choice", choices(SURE)),
        Field("says", _("What it says of the act"), "radio", choices(SAYS)),
        Field("report_when", _("When it was, as this report has it"), help=_("May stay empty.")),
        Field(
            "report_words",
            _("What it says instead"),
            "prose",
            help=_("In neutral words; nothing about anybody but what happened to the list. May stay empty."),
            tag=inside,
        ),
        Field(
            "read_by",
            _("Which report the ledger reads by"),
            "radio",
            (("", _("As it did")), ("true", _("By this one from now on"))),
            help=_("Where this one says otherwise, put the act right too: the report alone changes nothing."),
        ),
    ]
