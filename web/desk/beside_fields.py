"""The fields of what is told of an act beside it: who learnt of it, and who else reports it."""

from __future__ import annotations

from ledger.application.act_kinds import ActKind
from ledger.domain.party_told import PartyTold
from ledger.domain.reports import Reported
from ledger.wording.catalogue import gettext as _
from ledger.wording.vocabulary import HOW, SAYS, SURE, TOLD_BY, WHY_NOT
from web.forms import Field, Group, choices

UNSAID = (("", _("—")),)


def beside_fields(kind: ActKind) -> list[Field]:
    """What its kind asks for; none where it is an act itself."""
    if kind.event is PartyTold:
        return _told()
    return _report() if kind.event is Reported else []


def _told() -> list[Field]:
    """That somebody learnt of it and how, or that nobody told them and why."""
    yes_or_no = (("true", _("They learnt of it")), ("false", _("They have not been told")))
    return [
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


def irregular_group(kind: ActKind) -> Group:
    """That it happened against the rules; few acts need it, and what is impossible stays refused."""
    fields = (
        Field(
            "happened",
            _("Was it against the rules"),
            "radio",
            (("", _("No")), ("true", _("Yes, but it happened"))),
            help=_("Too late, not provided for, or decided by a body whose decision it was not. Pages mark it."),
        ),
        Field(
            "irregular_reason",
            _("Why it is recorded all the same"),
            "prose",
            tag=_("encrypted · organisers and auditors"),
        ),
    )
    return Group(_("Against the rules, but it happened"), fields if kind.ruled or kind.own else (), folded=True)
