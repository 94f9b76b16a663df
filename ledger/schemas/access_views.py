"""The view of the access record: who read what is confidential."""

from __future__ import annotations

from marshmallow import Schema, fields

from ledger.schemas.form_views import FormFields
from ledger.schemas.views import InsideView


class _Key(Schema):
    key = fields.String()
    label = fields.String()


class _Reader(Schema):
    id = fields.String()
    name = fields.String()
    role = fields.String()
    capacity = fields.String(allow_none=True)
    """What they stood on the show's roster as, where that was another role or none."""


class _Subject(_Key):
    name = fields.String()
    href = fields.String(allow_none=True)


class _Reading(Schema):
    number = fields.Integer()
    at = fields.String()
    reader = fields.Nested(_Reader)
    kinds = fields.List(fields.Nested(_Key))
    subject = fields.Nested(_Subject)
    show = fields.String(allow_none=True)
    page = fields.String()
    via = fields.String()
    hash = fields.String()


class _Chain(Schema):
    whole = fields.Boolean()
    told = fields.String()
    head = fields.String(allow_none=True)
    head_href = fields.String(allow_none=True)
    checked = fields.String()


class ReadsView(InsideView):
    """A page of the access record, newest first; `next` is the reading to go on before."""

    chain = fields.Nested(_Chain)
    filters = fields.Nested(FormFields)
    readings = fields.List(fields.Nested(_Reading))
    next = fields.Integer(allow_none=True)
    next_href = fields.String(allow_none=True)
    total = fields.Integer()
