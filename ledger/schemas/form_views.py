"""Views of the forms of the desk: what is asked, what was typed, what would be recorded."""

from __future__ import annotations

from marshmallow import Schema, fields

from ledger.schemas.views import Named


class _Choice(Schema):
    value = fields.Function(lambda choice: choice[0])
    label = fields.Function(lambda choice: choice[1])


class _Part(Schema):
    heading = fields.String()
    value = fields.String()
    choices = fields.List(fields.Nested(_Choice))
    together = fields.List(fields.String())


class _FormField(Schema):
    name = fields.String()
    label = fields.String()
    kind = fields.String()
    choices = fields.List(fields.Nested(_Choice))
    parts = fields.List(fields.Nested(_Part))
    whole = fields.List(fields.String())
    help = fields.String()
    value = fields.Raw()
    problem = fields.String()


class _Group(Schema):
    legend = fields.String()
    fields_ = fields.List(fields.Nested(_FormField), attribute="fields", data_key="fields")


class FormFields(Schema):
    """A form: groups of fields with what was typed and what is wrong with it."""

    groups = fields.List(fields.Nested(_Group))
    refusal = fields.String()
    strays = fields.List(fields.String())


class _PreviewedAct(Schema):
    number = fields.Integer()
    sentence = fields.String()


class _Step(Schema):
    label = fields.String()
    before = fields.Raw()
    after = fields.Raw()


class PreviewView(Schema):
    """What would be recorded, in sentences, and what follows; nothing is written."""

    acts = fields.List(fields.Nested(_PreviewedAct))
    more = fields.String()
    before = fields.Raw()
    after = fields.Raw()
    counts = fields.List(fields.Nested(_Step))
    counts_from = fields.String()
    note = fields.String()


class FormView(Schema):
    """A form of the desk: what it is about, its fields as typed, its preview, and what changed meanwhile."""

    subject = fields.String()
    edition = fields.Nested(Named)
    form = fields.Nested(FormFields)
    preview = fields.Nested(PreviewView, allow_none=True)
    proposes = fields.Boolean()
    """Whether another person confirms what it says: the show is under four eyes."""
    changed = fields.List(fields.String())


class ActFormView(FormView):
    """The form of an act on nominations."""

    verb = fields.String()
    lead = fields.String()
