"""The view of an objection."""

from __future__ import annotations

from marshmallow import Schema, fields

from ledger.schemas.request_views import CameOfIt, State, Step, Thing
from ledger.schemas.views import DocumentLink, InsideView, Named


class _Objector(Schema):
    name = fields.String()
    party = fields.String(allow_none=True)
    capacity = fields.String(allow_none=True)


class _Point(Schema):
    number = fields.Integer()
    kind = fields.String()
    about = fields.Nested(Thing, allow_none=True)
    name = fields.String(allow_none=True)
    contested = fields.Nested(CameOfIt, allow_none=True)
    """The act by which the decision was made that is contested."""
    lateness = fields.String(allow_none=True)
    """Whether it came in time, and where the organiser had to say so; None where no limit ran."""
    outcome = fields.Nested(State)
    acts = fields.List(fields.Nested(CameOfIt))


class _Hearing(Schema):
    id = fields.String()
    name = fields.String()
    reply_by = fields.String(allow_none=True)
    outcome = fields.String()
    overdue = fields.Boolean()


class _Decision(Schema):
    act = fields.String()
    why = fields.String()
    unheard = fields.String(allow_none=True)
    private_reason = fields.String(allow_none=True)


class ObjectionView(InsideView):
    """One objection: what is contested, who was heard, what became of each point, and the steps of it in three lanes."""

    id = fields.String()
    title = fields.String()
    edition = fields.Nested(Named)
    state = fields.Nested(State)
    waits = fields.String()
    concerned_as = fields.String(allow_none=True)
    """With two in a category it tells who objects: None for whoever may not read that."""
    ground = fields.String()
    sent = fields.String(allow_none=True)
    received = fields.String(allow_none=True)
    source = fields.String(allow_none=True)
    source_note = fields.String(allow_none=True)
    document = fields.Nested(DocumentLink, allow_none=True)
    objector = fields.Nested(_Objector, allow_none=True)
    """None for whoever may not read who objects."""
    points = fields.List(fields.Nested(_Point))
    hearings = fields.List(fields.Nested(_Hearing), allow_none=True)
    """The parties objected to that were asked; None for whoever may not read who objects."""
    decisions = fields.List(fields.Nested(_Decision))
    rested = fields.List(fields.Nested(CameOfIt))
    """What rests on the decisions that are appealed: it is for decision if the appeal succeeds."""
    steps = fields.List(fields.Nested(Step))
    doings = fields.List(fields.Nested(State))
    chain = fields.String(allow_none=True)
    """The address of what it arose from and what followed, for whoever may read the log."""
