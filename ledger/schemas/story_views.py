"""The views of stories and of an edition's announcements."""

from __future__ import annotations

from marshmallow import Schema, fields

from ledger.schemas.form_views import FormView
from ledger.schemas.log_views import ActRow
from ledger.schemas.views import DocumentLink, InsideView, Named, _Word


class _StoryAct(ActRow):
    decided = fields.String(allow_none=True)
    grounds = fields.List(fields.String())
    notes = fields.List(fields.String())
    told = fields.List(fields.String())
    reports = fields.List(fields.String())
    document = fields.Nested(DocumentLink, allow_none=True)


class _StoryCredit(Schema):
    id = fields.String()
    party = fields.String()
    name = fields.String()
    role = fields.String(allow_none=True)
    named = fields.Boolean()


class _StoryWork(Schema):
    id = fields.String()
    title = fields.String()


class _Doing(Schema):
    verb = fields.String()
    label = fields.String()


class _Family(Schema):
    name = fields.String()
    doings = fields.List(fields.Nested(_Doing))


class _Neighbour(Schema):
    id = fields.String()
    name = fields.String()


class _AskedAbout(Schema):
    id = fields.String()
    wish = fields.String()
    outcome = fields.String()


class _ContestedAbout(Schema):
    id = fields.String()
    what = fields.String()
    outcome = fields.String()


class NominationStoryView(InsideView):
    """The story of one nomination, for organisers and auditors."""

    id = fields.String()
    subject = fields.String()
    edition = fields.Nested(Named)
    category = fields.String()
    in_force = fields.List(fields.Nested(_Word))
    public = fields.List(fields.Nested(_Word))
    credits = fields.List(fields.Nested(_StoryCredit))
    works = fields.List(fields.Nested(_StoryWork))
    before_court = fields.Boolean()
    took_place_of = fields.Nested(_Neighbour, allow_none=True)
    place_went_to = fields.List(fields.Nested(_Neighbour))
    asked = fields.List(fields.Nested(_AskedAbout))
    """What was asked about it, and what became of that."""
    contested = fields.List(fields.Nested(_ContestedAbout))
    """What was contested of it, and what became of that; never by whom."""
    acts = fields.List(fields.Nested(_StoryAct))
    families = fields.List(fields.Nested(_Family))


class _Announcement(Schema):
    id = fields.String()
    position = fields.Integer()
    when = fields.String()
    who = fields.String()
    through = fields.String()
    acts = fields.Integer()
    state = fields.String()
    state_label = fields.String()
    misread = fields.Boolean()


class AnnouncementsView(InsideView):
    """What was announced of an edition, what is set for later, and what was taken back."""

    edition = fields.Nested(Named)
    announcements = fields.List(fields.Nested(_Announcement))
    may = fields.Dict(keys=fields.String(), values=fields.Boolean())


class TakeBackView(FormView):
    """The form that takes an announcement back, or calls one off."""

    planned = fields.Boolean()
    announcement = fields.Nested(_Announcement)
