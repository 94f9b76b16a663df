"""Views of the desk's pages of parties and works."""

from __future__ import annotations

from marshmallow import Schema, fields

from ledger.schemas.form_views import FormFields, PreviewView
from ledger.schemas.log_views import ActRow
from ledger.schemas.views import InsideNominationView, InsideView, Named, ReceiptView


class FoundRecord(Schema):
    """A record that fits: `also` is the name or id by which it was found, `nominations` how many name it."""

    id = fields.String()
    sort = fields.String()
    label = fields.String()
    also = fields.String()
    kind = fields.String()
    why = fields.String()
    nominations = fields.Integer()
    linked = fields.Boolean()


class RecordsView(InsideView):
    """Records that fit what was asked for."""

    sort = fields.String()
    query = fields.String()
    found = fields.List(fields.Nested(FoundRecord))
    may = fields.Dict(keys=fields.String(), values=fields.Boolean())


class _About(Schema):
    sort = fields.String()
    name = fields.String()
    address = fields.String()


class RecordFormView(Schema):
    """A form about a record: its fields as typed, its preview, what changed meanwhile, and records like the one to be registered."""

    title = fields.String()
    lead = fields.String()
    about = fields.Nested(_About)
    form = fields.Nested(FormFields)
    preview = fields.Nested(PreviewView, allow_none=True)
    changed = fields.List(fields.String())
    alike = fields.List(fields.Nested(FoundRecord))


class _Name(Schema):
    name = fields.String()
    kind = fields.String()
    language = fields.String(allow_none=True)
    act = fields.String()
    former = fields.Boolean()
    now = fields.Boolean()


class _Id(Schema):
    external = fields.String()
    act = fields.String()


class _Link(Schema):
    to = fields.String()
    name = fields.String()
    reasons = fields.List(fields.String())
    act = fields.String()


class _Terms(Schema):
    form = fields.String()
    shown_as = fields.String(allow_none=True)
    until = fields.String(allow_none=True)
    act = fields.String()


class _Record(Schema):
    sort = fields.String()
    id = fields.String()
    name = fields.String()
    kind = fields.String()
    names = fields.List(fields.Nested(_Name))
    ids = fields.List(fields.Nested(_Id))
    link = fields.Nested(_Link, allow_none=True)
    terms = fields.Nested(_Terms, allow_none=True)


class _Named(InsideNominationView):
    edition = fields.Nested(Named)
    show = fields.Nested(Named)
    category = fields.String()


class _Act(ActRow):
    public_since = fields.String(allow_none=True)


class RecordView(_Record, InsideView):
    """All that is known of one record and of those found to be one with it: `earlier` acts are told by the log alone."""

    notice = fields.String()
    records = fields.List(fields.Nested(_Record))
    alike = fields.List(fields.Nested(FoundRecord))
    nominations = fields.List(fields.Nested(_Named))
    acts = fields.List(fields.Nested(_Act))
    earlier = fields.Integer()
    receipt = fields.Nested(ReceiptView, allow_none=True)
    refusal = fields.Boolean()
    """Whether a standing refusal is on record."""
    may = fields.Dict(keys=fields.String(), values=fields.Boolean())
