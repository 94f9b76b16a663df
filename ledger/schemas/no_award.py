"""What the form sends by which it is recorded that a category confers on nobody."""

from __future__ import annotations

from marshmallow import fields

from ledger.schemas.commands import SOURCES, CitingCommand, one_of
from ledger.schemas.names import Identifier
from ledger.schemas.texts import Line, Prose

STAGES = ("chosen", "conferred")
REASONS = ("result", "none_sufficed", "nobody_left", "not_given")
"""Codes of public reasons that fit, the usual one first."""


class NoAwardForm(CitingCommand):
    """No award in a category; `stage` says whether it is only decided or was made, `seen` up to which position the author had read."""

    seen = fields.Integer(required=True)
    category = fields.UUID(required=True)
    stage = fields.String(load_default="chosen", validate=one_of(*STAGES))
    effective = Line(load_default="unknown")
    decided = Line(load_default=None)
    body = Identifier(required=True)
    rule = Line(load_default=None)
    reason = fields.String(required=True, validate=one_of(*REASONS))
    source_kind = fields.String(load_default="none", validate=one_of(*SOURCES))
    source_note = Prose(load_default=None)
    private_reason = Prose(load_default=None)
