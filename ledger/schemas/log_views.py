"""The views of the log: its timeline, and one act opened."""

from __future__ import annotations

from marshmallow import Schema, fields

from ledger.schemas.form_views import FormFields
from ledger.schemas.views import Actor, DocumentLink, InsideView


class _Party(Schema):
    id = fields.String()
    name = fields.String()


class ActRow(Schema):
    """An act as a row: what, when it was recorded and holds, by whom."""

    position = fields.Integer()
    recorded_at = fields.String()
    act = fields.String()
    topic = fields.String()
    kind_label = fields.String()
    sentence = fields.String()
    actor = fields.Nested(Actor)
    in_force = fields.String(allow_none=True)


class _TimelineEntry(ActRow):
    subject_label = fields.String()
    public_since = fields.String(allow_none=True)
    document = fields.Nested(DocumentLink, allow_none=True)


class TimelineView(InsideView):
    """A page of the log, newest first; `next` is the position to go on before."""

    filters = fields.Nested(FormFields)
    parties = fields.List(fields.Nested(_Party))
    entries = fields.List(fields.Nested(_TimelineEntry))
    next = fields.Integer(allow_none=True)
    next_href = fields.String(allow_none=True)
    total = fields.Integer()


class _Field(Schema):
    name = fields.String()
    value = fields.String()
    audience = fields.String()


class _StoryAct(Schema):
    act = fields.String()
    kind_label = fields.String()
    sentence = fields.String()


class _Command(Schema):
    id = fields.String()
    n_events = fields.Integer()
    first = fields.Integer()
    last = fields.Integer()
    acts = fields.List(fields.Nested(_StoryAct))


class _Public(Schema):
    since = fields.String(allow_none=True)
    announcements = fields.List(fields.String())
    can_be = fields.Boolean()


class _Effective(Schema):
    text = fields.String()
    said = fields.String()
    zone = fields.String()
    earliest = fields.String(allow_none=True)
    before = fields.String(allow_none=True)
    counts_from = fields.String(allow_none=True)


class _Source(Schema):
    kind = fields.String()
    note = fields.String(allow_none=True)


class _Stored(Schema):
    bytes_text = fields.String()
    sha256 = fields.String()
    size = fields.Integer()


class _Proposed(Schema):
    act = fields.String()
    who = fields.Nested(Actor)
    recorded_at = fields.String()


class EventView(Schema):
    """One act opened."""

    act = fields.String()
    position = fields.Integer()
    topic = fields.String()
    kind_label = fields.String()
    sentence = fields.String()
    who = fields.Nested(Actor)
    recorded_at = fields.String()
    recorded_us = fields.Integer()
    effective = fields.Nested(_Effective, allow_none=True)
    decided = fields.String(allow_none=True)
    public = fields.Nested(_Public)
    command = fields.Nested(_Command)
    proposed = fields.Nested(_Proposed, allow_none=True)
    source = fields.Nested(_Source, allow_none=True)
    document = fields.Nested(DocumentLink, allow_none=True)
    fields_ = fields.List(fields.Nested(_Field), attribute="fields", data_key="fields")
    stored = fields.Nested(_Stored)
    follows = fields.String(allow_none=True)
    followed_by = fields.List(fields.String())
    story = fields.List(fields.Nested(_StoryAct))


class _Node(Schema):
    act = fields.String()
    how = fields.String()
    kind_label = fields.String()
    sentence = fields.String()
    when = fields.String()
    page = fields.String(allow_none=True)
    struck = fields.Boolean()


class _Step(_Node):
    depth = fields.Integer()
    """1 for what is next to the act, 2 for what is behind that …"""


class ChainView(InsideView):
    """What an act arose from and what followed from it, each act once, in the order of a list that is indented by `depth`."""

    act = fields.Nested(_Node)
    arose_from = fields.List(fields.Nested(_Step))
    followed = fields.List(fields.Nested(_Step))
