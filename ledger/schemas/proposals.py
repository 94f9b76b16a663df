"""Schemas of proposals under four eyes: what decides one, and how they are shown."""

from __future__ import annotations

from marshmallow import Schema, fields

from ledger.schemas.commands import Command
from ledger.schemas.form_views import FormFields, PreviewView
from ledger.schemas.texts import Line, Prose
from ledger.schemas.views import Actor, InsideView, Named


class ReturnCommand(Command):
    """Give a proposal back to whoever made it."""

    reason = Prose(required=True)


class ImportForm(Command):
    """Which file is to be imported, as it was looked at: `digest` of it with its mapping (`sha256:` and hex), and its rows counted."""

    file = fields.UUID(required=True)
    name = Line(required=True)
    sha256 = fields.String(required=True)
    mapping = fields.String(required=True)
    digest = fields.String(required=True)
    rows = fields.Integer(required=True)
    fresh = fields.Integer(required=True)
    present = fields.Integer(required=True)
    refused = fields.Integer(required=True)


class _State(Schema):
    word = fields.String()
    label = fields.String()


class _Row(Schema):
    id = fields.String()
    title = fields.String()
    subject = fields.String()
    state = fields.Nested(_State)
    edition = fields.Nested(Named, allow_none=True)
    by = fields.Nested(Actor)
    since = fields.String()


class ProposalsView(InsideView):
    """What is proposed on a show: what waits, the oldest first, and what was decided last."""

    show = fields.Nested(Named)
    four_eyes = fields.Boolean()
    waiting = fields.List(fields.Nested(_Row))
    waiting_in_all = fields.Integer()
    decided = fields.List(fields.Nested(_Row))
    decided_in_all = fields.Integer()


class _Answer(Schema):
    label = fields.String()
    values = fields.List(fields.String())


class _Act(Schema):
    act = fields.String()
    sentence = fields.String()


class _End(Schema):
    act = fields.String()
    sentence = fields.String()
    by = fields.Nested(Actor)
    at = fields.String()
    reason = fields.String()
    acts = fields.List(fields.Nested(_Act))
    n = fields.Integer()


class ProposalView(InsideView):
    """One proposal: what was typed, what it would be recorded as, and what came of it."""

    show = fields.Nested(Named)
    proposal = fields.Nested(_Row)
    act = fields.String()
    answers = fields.List(fields.Nested(_Answer))
    preview = fields.Nested(PreviewView, allow_none=True)
    refusal = fields.String()
    changed = fields.List(fields.String())
    again_href = fields.String(allow_none=True)
    table_href = fields.String(allow_none=True)
    """Of an import the table that was looked at, for whoever may look at it."""
    end = fields.Nested(_End, allow_none=True)
    form = fields.Nested(FormFields)
    may = fields.Dict(keys=fields.String(), values=fields.Boolean())
