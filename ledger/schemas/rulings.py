"""The schema of a ruling; each of its targets is an act, with a schema of its own."""

from __future__ import annotations

from marshmallow import fields

from ledger.schemas.acting import Lines
from ledger.schemas.commands import SOURCES, CitingCommand, Command, one_of
from ledger.schemas.names import Identifier
from ledger.schemas.texts import Line, Prose

MOST_TARGETS = 500


class RulingCommand(CitingCommand):
    """A decision on one or more nominations; `seen` is the position up to which the author had read.

    A target is a mapping with `nomination`, `verb`, and what an act of that verb asks for.
    """

    seen = fields.Integer(required=True)
    body = Identifier(required=True)
    effective = Line(load_default="unknown")
    """When it was decided."""
    rule = Line(load_default=None)
    reason = Identifier(load_default="not_given")
    took_part = Lines(load_default=())
    stood_aside = Lines(load_default=())
    absent = Lines(load_default=())
    public_text = Prose(load_default=None)
    private_reason = Prose(load_default=None)
    source_kind = fields.String(load_default="none", validate=one_of(*SOURCES))
    source_note = Prose(load_default=None)
    follows_rulings = fields.List(fields.UUID(), load_default=list)
    replaces = fields.UUID(load_default=None)
    happened = fields.Boolean(load_default=False)
    irregular_reason = Prose(load_default=None)
    targets = fields.List(fields.Dict(keys=fields.String()), load_default=list)


class ApproveTextCommand(Command):
    """Approve what a decision says to the public."""
