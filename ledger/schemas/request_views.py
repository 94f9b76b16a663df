"""The views of requests and statements."""

from __future__ import annotations

from marshmallow import Schema, fields

from ledger.schemas.views import DocumentLink, InsideView, Named


class Thing(Schema):
    """A nomination or a record, by id and name."""

    id = fields.String()
    name = fields.String()


class State(Schema):
    """A state as code and words."""

    word = fields.String()
    label = fields.String()


class _Person(Schema):
    name = fields.String()
    party = fields.String(allow_none=True)
    capacity = fields.String()
    for_whom = fields.Nested(Thing, allow_none=True)
    confirmed = fields.String(allow_none=True)
    """None of whom the organiser asks."""


class _Row(Schema):
    of = fields.String()
    """requests · objections: under which address it is."""
    id = fields.String()
    title = fields.String()
    direction = fields.String()
    asked = fields.String()
    about = fields.List(fields.Nested(Thing))
    more = fields.Integer()
    who = fields.List(fields.String())
    state = fields.Nested(State)
    waits = fields.String()
    reply_by = fields.String(allow_none=True)
    late = fields.Boolean()
    notes = fields.List(fields.String())
    """Of an objection whether the other side was asked, and whether it came in time."""


class _Said(Schema):
    id = fields.String()
    sentence = fields.String()
    who = fields.String(allow_none=True)
    about = fields.List(fields.Nested(Thing))
    struck = fields.Boolean()


class RequestsView(InsideView):
    """What was asked and contested in an edition: what is open, for how long, what was decided, and what was said."""

    edition = fields.Nested(Named)
    closed = fields.Boolean()
    """Whether the edition is closed: what is still open then was never answered."""
    waiting = fields.List(fields.Nested(_Row))
    decided = fields.List(fields.Nested(_Row))
    statements = fields.List(fields.Nested(_Said))
    may = fields.Dict(keys=fields.String(), values=fields.Boolean())


class CameOfIt(Schema):
    """An act and its sentence."""

    act = fields.String()
    sentence = fields.String()


class _Target(Schema):
    number = fields.Integer()
    wish = fields.String()
    kind = fields.String()
    about = fields.Nested(Thing, allow_none=True)
    name = fields.String(allow_none=True)
    together = fields.Integer(allow_none=True)
    words = fields.String(allow_none=True)
    outcome = fields.Nested(State)
    acts = fields.List(fields.Nested(CameOfIt))


class Step(Schema):
    """A step in one of three lanes."""

    lane = fields.String()
    label = fields.String()
    when = fields.String()
    sentence = fields.String()
    act = fields.String()
    document = fields.Nested(DocumentLink, allow_none=True)
    """On which it rests, for whoever reads that."""


class RequestView(InsideView):
    """One request: who asks for what, what became of each point, and the steps of it in three lanes."""

    id = fields.String()
    title = fields.String()
    edition = fields.Nested(Named)
    direction = fields.String()
    state = fields.Nested(State)
    waits = fields.String()
    sent = fields.String(allow_none=True)
    received = fields.String(allow_none=True)
    reply_by = fields.String(allow_none=True)
    source = fields.String(allow_none=True)
    source_note = fields.String(allow_none=True)
    document = fields.Nested(DocumentLink, allow_none=True)
    people = fields.List(fields.Nested(_Person), allow_none=True)
    """None for whoever may not read who asks."""
    targets = fields.List(fields.Nested(_Target))
    steps = fields.List(fields.Nested(Step))
    """`lane` is asked, decided or effect; in the order in which they count."""
    people_title = fields.String()
    notes = fields.List(fields.String())
    """Acts that tell of it on nominations and that its reader may announce, by name."""
    doings = fields.List(fields.Nested(State))


class StatementView(InsideView):
    """One statement: who said it, when, how, about what."""

    id = fields.String()
    edition = fields.Nested(Named)
    sentence = fields.String()
    who = fields.String(allow_none=True)
    party = fields.String(allow_none=True)
    channel = fields.String()
    source = fields.String(allow_none=True)
    source_note = fields.String(allow_none=True)
    document = fields.Nested(DocumentLink, allow_none=True)
    about = fields.List(fields.Nested(Thing))
    struck = fields.Boolean()
    act = fields.String()
    may = fields.Dict(keys=fields.String(), values=fields.Boolean())
