"""One schema per view of the pages that import spreadsheets; their JSON twins dump it."""

from __future__ import annotations

from marshmallow import Schema, fields

from ledger.schemas.form_views import FormFields


class _File(Schema):
    id = fields.String()
    name = fields.String()
    size = fields.String()
    sent = fields.String()
    stage = fields.String()
    stage_label = fields.String()


class ImportsView(Schema):
    """The files that were sent, the newest first."""

    files = fields.List(fields.Nested(_File))
    problem = fields.String()


class _Progress(Schema):
    done = fields.Integer()
    total = fields.Integer(allow_none=True)
    text = fields.String()


class _Edition(Schema):
    address = fields.String()
    name = fields.String()


class _ImportedEdition(_Edition):
    announce_href = fields.String(allow_none=True)


class _Result(Schema):
    text = fields.String()
    rows = fields.Integer()
    added = fields.Integer()
    present = fields.Integer()
    refused_rows = fields.Integer()
    is_announced = fields.Boolean()
    editions = fields.List(fields.Nested(_ImportedEdition))


class ImportFileView(Schema):
    """How far one file is: at work, refused with why, or imported with what came of it."""

    file = fields.Nested(_File)
    progress = fields.Nested(_Progress, allow_none=True)
    refusal = fields.List(fields.String())
    result = fields.Nested(_Result, allow_none=True)
    has_fates = fields.Boolean()
    proposal_href = fields.String(allow_none=True)
    """The page of what is proposed of it, or was, under four eyes."""
    can_map = fields.Boolean()


class _SampleRow(Schema):
    number = fields.Integer()
    cells = fields.List(fields.String())


class ImportMappingView(Schema):
    """What the columns are: two forms, and the first rows as they are read; `closed` are groups of answers that may stay empty."""

    file = fields.Nested(_File)
    reading = fields.Nested(FormFields)
    form = fields.Nested(FormFields)
    saved = fields.List(fields.String())
    header = fields.List(fields.String())
    rows = fields.List(fields.Nested(_SampleRow))
    notes = fields.List(fields.String())
    has_mapping = fields.Boolean()
    closed = fields.List(fields.String())


class _Category(Schema):
    edition = fields.String()
    category = fields.String()
    nominations = fields.Integer()
    won = fields.Integer()


class _RowProblem(Schema):
    row = fields.Integer()
    column = fields.String(allow_none=True)
    is_refused = fields.Boolean()
    text = fields.String()


class ImportPreviewView(Schema):
    """What an import would add, and every problem at its row and column, so many on a page."""

    file = fields.Nested(_File)
    rows = fields.Integer()
    nominations = fields.Integer()
    fresh = fields.Integer()
    present = fields.Integer()
    refused_rows = fields.Integer()
    is_announced = fields.Boolean()
    proposes = fields.Boolean()
    """Whether another person confirms it: the show is under four eyes."""
    proposal_href = fields.String(allow_none=True)
    """The page of the proposal that waits."""
    editions = fields.List(fields.Nested(_Edition))
    categories = fields.List(fields.Nested(_Category))
    problems = fields.List(fields.Nested(_RowProblem))
    problems_total = fields.Integer()
    problems_from = fields.Integer()
    next_href = fields.String(allow_none=True)
    first_href = fields.String(allow_none=True)
