"""The fields by which effects are set, and by which something is recorded past the lock of the ballot."""

from __future__ import annotations

from ledger.domain.effects import OF_A_BALLOT
from ledger.domain.standing import EFFECTS
from ledger.wording.catalogue import Words, noted
from ledger.wording.catalogue import gettext as _
from web.forms import Field

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


def override_fields() -> tuple[Field, ...]:
    """By which something is recorded though the ballot was locked when it was decided."""
    answers = (("", _("No")), ("true", _("Yes: record it all the same")))
    return (
        Field("override", _("It was decided after the lock"), "radio", answers),
        Field("irregular_reason", _("Why all the same"), "prose", help=READ_ONE_DAY, tag=CONFIDENTIAL),
    )
