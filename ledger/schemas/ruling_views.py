"""Views of decisions: the public log, the desk's, and one decision."""

from __future__ import annotations

from marshmallow import Schema, fields

from ledger.schemas.views import DocumentLink, Named


class _Target(Schema):
    id = fields.String()
    label = fields.String()
    text = fields.String()


class _InsideTarget(_Target):
    act = fields.String()


class DecisionView(Schema):
    """One decision as the public was told of it."""

    number = fields.Integer()
    decided = fields.String()
    announced = fields.String()
    by = fields.String()
    rule = fields.String()
    reason = fields.String()
    text = fields.String(allow_none=True)
    follows = fields.List(fields.Integer())
    replaces = fields.Integer(allow_none=True)
    taken_back = fields.Boolean()
    targets = fields.List(fields.Nested(_Target))


class _Edition(Named):
    label = fields.String()
    zone = fields.String()


class DecisionsView(Schema):
    """The public decision log of an edition."""

    show = fields.Nested(Named)
    edition = fields.Nested(_Edition)
    decisions = fields.List(fields.Nested(DecisionView))


class _Earlier(Schema):
    id = fields.String()
    label = fields.String()


class RulingView(Schema):
    """One decision as the desk knows it; what is confidential is left out for whoever may not read it."""

    id = fields.String()
    number = fields.Integer(allow_none=True)
    """The public's, once it was told."""
    state = fields.String()
    """not_announced · planned · announced · taken_back · struck."""
    state_label = fields.String()
    decided = fields.String()
    by = fields.String()
    rule = fields.String()
    reason = fields.String()
    text_state = fields.String()
    """none · waiting · approved · announced."""
    text_label = fields.String()
    targets = fields.List(fields.Nested(_InsideTarget))
    follows = fields.List(fields.Nested(_Earlier))
    replaces = fields.Nested(_Earlier, allow_none=True)
    later = fields.List(fields.Nested(_Earlier))
    """Decisions that follow or replace it."""


class _Where(Schema):
    name = fields.String()
    address = fields.String()


class RulingsView(Schema):
    """The decision log of an edition on the desk."""

    edition = fields.Nested(_Where)
    rulings = fields.List(fields.Nested(RulingView))
    may = fields.Dict(keys=fields.String(), values=fields.Boolean())


class _Member(Schema):
    name = fields.String()
    part = fields.String()


class OneRulingView(Schema):
    """One decision with what only organisers and auditors read of it."""

    edition = fields.Nested(_Where)
    ruling = fields.Nested(RulingView)
    members = fields.List(fields.Nested(_Member))
    text = fields.String(allow_none=True)
    private_reason = fields.String(allow_none=True)
    document = fields.Nested(DocumentLink, allow_none=True)
    requests = fields.List(fields.Nested(_Earlier))
    """On which it decided."""
    recorded = fields.String()
    may = fields.Dict(keys=fields.String(), values=fields.Boolean())
    command = fields.String()
