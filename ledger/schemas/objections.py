"""What the forms of objections send."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from ledger.domain.objection import CONCERNED, GROUNDS, HEARD, LATENESS, OUTCOMES, UNHEARD, WHY
from ledger.domain.party_told import HOW
from ledger.domain.request import CAPACITIES
from ledger.schemas.acting import FINDINGS, PLACE_FILLED
from ledger.schemas.commands import SOURCES, CitingCommand, one_of
from ledger.schemas.names import Identifier, Ordinal
from ledger.schemas.requests import ON_NAME, EndingForm
from ledger.schemas.texts import Line, Prose

PUT_BY = tuple(one for one in HOW if one not in ("announcement", "press"))


def _some(pattern: str) -> fields.List[Any]:
    return fields.List(
        fields.String(validate=validate.Regexp(f"^(?:{pattern})$", error="unknown_choice")), load_default=list
    )


class ObjectionForm(CitingCommand):
    """Somebody contests something; `seen` is the position up to which the author had read."""

    seen = fields.Integer(required=True)
    objector = fields.UUID(load_default=None)
    words = Line(load_default=None)
    capacity = fields.String(load_default=None, validate=one_of(*CAPACITIES))
    concerned_as = fields.String(required=True, validate=one_of(*CONCERNED))
    nominations = fields.List(fields.UUID(), load_default=list)
    credits = _some(ON_NAME)
    """Names on nominations, `<nomination>:<credit>`."""
    awards = fields.List(fields.UUID(), load_default=list)
    """Nominations whose award is contested."""
    categories = fields.List(fields.UUID(), load_default=list)
    announcements = fields.List(fields.UUID(), load_default=list)
    acts = fields.List(fields.String(), load_default=list)
    """Decisions that are appealed, by the names of their acts."""
    party = fields.UUID(load_default=None)
    """Whose invitation is contested."""
    ground = fields.String(required=True, validate=one_of(*GROUNDS))
    sent = Line(load_default=None)
    received = Line(load_default=None)
    lateness = fields.String(load_default=None, validate=one_of(*LATENESS))
    """Whether it came in time, where the times do not tell."""
    arises_from = fields.String(load_default=None)
    source_kind = fields.String(load_default="none", validate=one_of(*SOURCES))
    source_note = Prose(load_default=None)


class PutToForm(CitingCommand):
    """The substance is put to a party objected to."""

    seen = fields.Integer(required=True)
    whom = fields.UUID(load_default=None)
    other_party = fields.UUID(load_default=None)
    substance = Prose(load_default=None)
    how = fields.String(load_default=None, validate=one_of(*PUT_BY))
    reply_by = Line(load_default=None)
    effective = Line(load_default=None)

    @validates_schema(skip_on_field_errors=True)
    def _one_party(self, data: dict[str, Any], **_: Any) -> None:
        if (data["whom"] is None) == (data["other_party"] is None):
            raise ValidationError("whom_it_is_put_to", "whom")


class HeardForm(EndingForm):
    """What the party answered, or that it did not."""

    whom = fields.UUID(required=True)
    outcome = fields.String(required=True, validate=one_of(*HEARD))


class DecideObjectionForm(CitingCommand):
    """What becomes of an objection, point by point; what is not named stays as it is."""

    seen = fields.Integer(required=True)
    outcomes = _some(f"[0-9]{{1,6}}:(?:{'|'.join(OUTCOMES)})")
    """`<number>:<outcome>`."""
    follows = _some("[0-9]{1,6}:[a-z-]{1,40}")
    """`<number>:<verb>`: the act that comes of a point upheld."""
    finding = fields.String(load_default=None, validate=one_of(*FINDINGS))
    """Of a name that is removed."""
    place_filled = fields.String(load_default=None, validate=one_of(*PLACE_FILLED))
    """Of a nomination brought back whose place is filled."""
    decided = Line(load_default=None)
    effective = Line(load_default=None)
    why = fields.String(load_default="not_given", validate=one_of(*WHY))
    unheard = fields.String(load_default=None, validate=one_of(*UNHEARD))
    body = Identifier(load_default="organiser")
    rule = Line(load_default=None)
    private_reason = Prose(load_default=None)


class TakeBackObjectionForm(EndingForm):
    """Taken back, for these points or for all that are open."""

    targets = fields.List(Ordinal(), load_default=list)
