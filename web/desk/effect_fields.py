"""The fields by which effects are set, and by which something is recorded that was against the rules."""

from __future__ import annotations

from ledger.domain.effects import OF_A_BALLOT
from ledger.domain.standing import EFFECTS
from ledger.wording.catalogue import Words, noted
from ledger.wording.catalogue import gettext as _
from web.forms import Field, Group

CONFIDENTIAL = _("encrypted · organisers and auditors")
READ_ONE_DAY = _("It may one day be read by the person it is about, or in court.")
LABELS = Words(
    {
        "on_ballot": noted("On the ballot"),
        "counted": noted("Votes counted"),
        "may_win": noted("May win"),
        "payable": noted("Paid out"),
    }
)


def effect_fields(*, has_ballot: bool) -> list[Field]:
    """One for each effect; where a jury decides nothing is asked of a ballot."""
    asked = [one for one in EFFECTS if has_ballot or one not in OF_A_BALLOT]
    answers = (("", _("As it is")), ("true", _("Yes")), ("false", _("No")))
    return [Field(one, LABELS[one], "choice", answers) for one in asked]


def happened_group() -> Group:
    """That it is recorded though a rule or the lock of the ballot is against it: few need it, and what is impossible stays refused."""
    help_ = _(
        "Too late, after the ballot was locked, not provided for, or decided by a body whose decision it was not. Pages mark it."
    )
    answers = (("", _("No")), ("true", _("Yes, but it happened")))
    fields = (
        Field("happened", _("Was it against the rules"), "radio", answers, help=help_),
        Field("irregular_reason", _("Why it is recorded all the same"), "prose", help=READ_ONE_DAY, tag=CONFIDENTIAL),
    )
    return Group(_("Against the rules, but it happened"), fields, folded=True)
