"""Commands on documents, and the views of their pages."""

from __future__ import annotations

from marshmallow import Schema, fields

from ledger.domain.instrument import CHANNELS, KINDS, STANDINGS
from ledger.schemas.commands import Command, one_of
from ledger.schemas.form_views import FormView
from ledger.schemas.log_views import ActRow
from ledger.schemas.texts import Line, Prose
from ledger.schemas.views import InsideView, Named


class _Telling(Command):
    kind = fields.String(required=True, validate=one_of(*KINDS))
    channel = fields.String(required=True, validate=one_of(*CHANNELS))
    title = Line(required=True)
    sender = Line(load_default=None)
    sender_party = fields.UUID(load_default=None)
    sent = Line(load_default=None)
    received = Line(load_default=None)
    published = Line(load_default=None)
    standing = fields.String(required=True, validate=one_of(*STANDINGS))


class FileCommand(_Telling):
    """File a document: `document` is the id that its files, `kept` by their digests, were sent for."""

    document = fields.UUID(required=True)
    kept = fields.List(fields.String(), load_default=list)


class DescribeCommand(_Telling):
    """Tell of a document what is right; `seen` is the position up to which the author had read."""

    seen = fields.Integer(required=True)


class AddPartCommand(Command):
    """Add files, `kept` by their digests, to a document."""

    seen = fields.Integer(required=True)
    kept = fields.List(fields.String(), load_default=list)


class StrikeDocumentCommand(Command):
    """Say that a document was filed in error."""

    seen = fields.Integer(required=True)
    note = Prose(load_default=None)


LONGEST = 200_000


class Pasted(Prose):
    """The text of a document, at most 200,000 characters."""

    longest = LONGEST


class PastedText(Schema):
    """The text that was pasted into the form; empty where none was."""

    text = Pasted(load_default="")


class _Word(Schema):
    word = fields.String()
    label = fields.String()


class _Fact(Schema):
    label = fields.String()
    text = fields.String()
    href = fields.String()


class _Part(Schema):
    digest = fields.String()
    name = fields.String()
    role = fields.Nested(_Word)
    media_type = fields.String()
    size = fields.Integer()
    size_label = fields.String()
    state = fields.Nested(_Word)
    href = fields.String()


class _Listed(Schema):
    id = fields.String()
    title = fields.String()
    kind = fields.Nested(_Word)
    line = fields.String()
    standing = fields.Nested(_Word)
    parts = fields.Integer()
    filed = fields.String()
    struck = fields.Boolean()


class _Filter(_Word):
    n = fields.Integer()
    href = fields.String()


class DocumentsView(InsideView):
    """The documents of an edition that its reader may read, newest first."""

    edition = fields.Nested(Named)
    kind = fields.String()
    kinds = fields.List(fields.Nested(_Filter))
    documents = fields.List(fields.Nested(_Listed))
    total = fields.Integer()
    next_href = fields.String(allow_none=True)
    may = fields.Dict(keys=fields.String(), values=fields.Boolean())


class _Citing(ActRow):
    href = fields.String(allow_none=True)
    """The page of the request, statement, decision or nomination, where it has one."""


class DocumentView(InsideView):
    """One document: what is told of it, its parts, and the acts that rest on it."""

    id = fields.String()
    title = fields.String()
    edition = fields.Nested(Named)
    kind = fields.Nested(_Word)
    standing = fields.Nested(_Word)
    erased = fields.Boolean()
    struck = fields.String()
    facts = fields.List(fields.Nested(_Fact))
    parts = fields.List(fields.Nested(_Part))
    cited_by = fields.List(fields.Nested(_Citing))
    cited_in_all = fields.Integer()
    acts = fields.List(fields.Nested(ActRow))
    may = fields.Dict(keys=fields.String(), values=fields.Boolean())


class _Kept(Schema):
    digest = fields.String()
    name = fields.String()
    size_label = fields.String()
    media_type = fields.String()


class DocumentFormView(FormView):
    """A form about a document; `kept` are the files that were sent with it so far, `left_out` what of an e-mail was not taken."""

    verb = fields.String()
    href = fields.String()
    lead = fields.String()
    kept = fields.List(fields.Nested(_Kept))
    left_out = fields.List(fields.String())
    unseen = fields.Boolean()
    """Whether files came with a form that was to be recorded: they are shown first."""
