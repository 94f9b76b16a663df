"""The views of requests and statements."""

from __future__ import annotations

from marshmallow import Schema, fields

from ledger.schemas.views import InsideView, Named


class _Thing(Schema):
    id = fields.String()
    name = fields.String()


class _State(Schema):
    word = fields.String()
    label = fields.String()


class _Person(Schema):
    name = fields.String()
    party = fields.String(allow_none=True)
    capacity = fields.String()
    for_whom = fields.Nested(_Thing, allow_none=True)
    confirmed = fields.String()


class _Row(Schema):
    id = fields.String()
    title = fields.String()
    direction = fields.String()
    asked = fields.String()
    about = fields.List(fields.Nested(_Thing))
    more = fields.Integer()
    who = fields.List(fields.String())
    state = fields.Nested(_State)
    waits = fields.String()
    reply_by = fields.String(allow_none=True)
    late = fields.Boolean()


class _Said(Schema):
    id = fields.String()
    sentence = fields.String()
    who = fields.String(allow_none=True)
    about = fields.List(fields.Nested(_Thing))
    struck = fields.Boolean()


class RequestsView(InsideView):
    """What was asked in an edition: what is open, for how long, what was decided, and what was said."""

    edition = fields.Nested(Named)
    closed = fields.Boolean()
    """Whether the edition is closed: what is still open then was never answered."""
    waiting = fields.List(fields.Nested(_Row))
    decided = fields.List(fields.Nested(_Row))
    statements = fields.List(fields.Nested(_Said))
    may = fields.Dict(keys=fields.String(), values=fields.Boolean())


class _Act(Schema):
    act = fields.String()
    sentence = fields.String()


class _Target(Schema):
    number = fields.Integer()
    wish = fields.String()
    kind = fields.String()
    about = fields.Nested(_Thing, allow_none=True)
    name = fields.String(allow_none=True)
    together = fields.Integer(allow_none=True)
    words = fields.String(allow_none=True)
    outcome = fields.Nested(_State)
    acts = fields.List(fields.Nested(_Act))


class _Link(Schema):
    title = fields.String()
    href = fields.String()


class _Step(Schema):
    lane = fields.String()
    label = fields.String()
    when = fields.String()
    sentence = fields.String()
    act = fields.String()
    document = fields.Nested(_Link, allow_none=True)
    """On which it rests, for whoever reads that."""


class RequestView(InsideView):
    """One request: who asks for what, what became of each point, and the steps of it in three lanes."""

    id = fields.String()
    title = fields.String()
    edition = fields.Nested(Named)
    direction = fields.String()
    state = fields.Nested(_State)
    waits = fields.String()
    sent = fields.String(allow_none=True)
    received = fields.String(allow_none=True)
    reply_by = fields.String(allow_none=True)
    source = fields.String(allow_none=True)
    source_note = fields.String(allow_none=True)
    document = fields.Nested(_Link, allow_none=True)
    people = fields.List(fields.Nested(_Person), allow_none=True)
    """None for whoever may not read who asks."""
    targets = fields.List(fields.Nested(_Target))
    steps = fields.List(fields.Nested(_Step))
    """`lane` is asked, decided or effect; in the order in which they count."""
    doings = fields.List(fields.Nested(_State))


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
    document = fields.Nested(_Link, allow_none=True)
    about = fields.List(fields.Nested(_Thing))
    struck = fields.Boolean()
    act = fields.String()
    may = fields.Dict(keys=fields.String(), values=fields.Boolean())
