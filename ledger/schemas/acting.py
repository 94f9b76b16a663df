"""The schema of every act on nominations: which of its fields are asked for is the kind's to say."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields

from ledger.domain.announcement import CHANNELS, SPEAKERS
from ledger.domain.credit_acts import EMPTIED
from ledger.domain.party_told import HOW, TOLD_BY, WHY_NOT
from ledger.domain.publicity import PARTS, WHY
from ledger.domain.reports import SAYS, SURE
from ledger.schemas.commands import CAPACITIES, SOURCES, CitingCommand, one_of
from ledger.schemas.names import Identifier, Ordinal
from ledger.schemas.texts import Line, Prose

FINDINGS = ("rescinded", "ineligible", "disqualified", "in_error")
PLACE_FILLED = ("further", "replacement_falls")
HOLDS = ("from_then_on", "from_the_start")
MOST_LINES = 50


class Lines(Prose):
    """Several short texts, one a line."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, attr, data, **kwargs)
        lines = tuple(line.strip() for line in text.split("\n") if line.strip())
        if len(lines) > MOST_LINES or any(len(line) > Line.longest for line in lines):
            raise ValidationError("text_too_long")
        return lines


class ActCommand(CitingCommand):
    """An act on one nomination, or the same on several; `seen` is the position up to which the author had read."""

    seen = fields.Integer(required=True)
    nominations = fields.List(fields.UUID(), load_default=list)
    credit = fields.UUID(load_default=None)
    effective = Line(load_default="unknown")
    decided = Line(load_default=None)
    holds = fields.String(load_default=None, validate=one_of(*HOLDS))
    reason = Identifier(load_default=None)
    capacity = fields.String(load_default=None, validate=one_of(*CAPACITIES))
    body = Identifier(load_default=None)
    rule = Line(load_default=None)
    source_kind = fields.String(load_default="none", validate=one_of(*SOURCES))
    source_note = Prose(load_default=None)
    source_word = Line(load_default=None)
    private_reason = Prose(load_default=None)
    finding = fields.String(load_default=None, validate=one_of(*FINDINGS))
    category = fields.UUID(load_default=None)
    act = Ordinal(load_default=None)
    spoken_as = fields.String(load_default="presenter", validate=one_of(*SPEAKERS))
    through = fields.String(load_default="stage", validate=one_of(*CHANNELS))
    tie = fields.Boolean(load_default=False)
    place_filled = fields.String(load_default=None, validate=one_of(*PLACE_FILLED))
    name = Line(load_default=None)
    role = Line(load_default=None)
    party = fields.UUID(load_default=None)
    whose = fields.String(load_default=None, validate=one_of("same", "new"))
    works_text = Lines(load_default=None)
    details_text = Lines(load_default=None)
    citation = Prose(load_default=None)
    credit_line = Prose(load_default=None)
    emptied = fields.List(fields.String(validate=one_of(*EMPTIED)), load_default=list)
    """Parts of what the list shows of which nothing is right."""
    fills = Line(load_default=None)
    happened = fields.Boolean(load_default=False)
    irregular_reason = Prose(load_default=None)
    next = Line(load_default=None)
    shown = fields.Boolean(load_default=None)
    part = fields.String(load_default=None, validate=one_of(*PARTS))
    credit_of_part = fields.UUID(load_default=None)
    shown_why = fields.String(load_default=None, validate=one_of(*WHY))
    ordered_by = Line(load_default=None)
    before_court = fields.Boolean(load_default=None)
    arises_from = fields.String(load_default=None)
    """The act by which something was asked, contested or said, from which this follows."""
    told = fields.Boolean(load_default=None)
    how = fields.String(load_default=None, validate=one_of(*HOW))
    told_by = fields.String(load_default=None, validate=one_of(*TOLD_BY))
    why_not = fields.String(load_default=None, validate=one_of(*WHY_NOT))
    report_who = Line(load_default=None)
    sure = fields.String(load_default=None, validate=one_of(*SURE))
    says = fields.String(load_default=None, validate=one_of(*SAYS))
    report_when = Line(load_default=None)
    report_words = Prose(load_default=None)
    read_by = fields.Boolean(load_default=False)
    on_ballot = fields.Boolean(load_default=None)
    counted = fields.Boolean(load_default=None)
    may_win = fields.Boolean(load_default=None)
    payable = fields.Boolean(load_default=None)
    payable_to = fields.UUID(load_default=None)
