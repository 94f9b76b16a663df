"""Schemas of the views of settings: a show, an edition's settings, a form that changes them, rules."""

from __future__ import annotations

from marshmallow import Schema, fields

from ledger.schemas.form_views import FormView
from ledger.schemas.views import Actor, EditionNamed, FurtherName, InsideView, Named


class _ActLink(Schema):
    label = fields.String()
    act = fields.String()


class _Row(Schema):
    title = fields.String()
    id = fields.String()
    names = fields.List(fields.Nested(FurtherName))
    facts = fields.List(fields.String())
    acts = fields.List(fields.Nested(_ActLink))
    rules = fields.String()


class _Section(Schema):
    key = fields.String()
    title = fields.String()
    public = fields.String()
    rows = fields.List(fields.Nested(_Row))


class SettingsView(InsideView):
    """An edition's settings as they stand."""

    show = fields.Nested(Named)
    edition = fields.Nested(EditionNamed)
    announced = fields.Boolean()
    sections = fields.List(fields.Nested(_Section))
    may = fields.Dict(keys=fields.String(), values=fields.Boolean())


class _DeskEdition(Named):
    label = fields.String()
    announced = fields.Boolean()


class DeskShowView(InsideView):
    """The desk's page of a show: its names and its editions."""

    show = fields.Nested(Named)
    zone = fields.String()
    acts = fields.List(fields.Nested(_ActLink))
    editions = fields.List(fields.Nested(_DeskEdition))
    four_eyes = fields.Boolean()
    may = fields.Dict(keys=fields.String(), values=fields.Boolean())


class _Rule(Schema):
    number = fields.String()
    heading = fields.String()
    text = fields.String()


class SettingFormView(FormView):
    """A form that changes settings; `rules` are those recognised in a text."""

    title = fields.String()
    lead = fields.String()
    rules = fields.List(fields.Nested(_Rule))


class _Standing(Schema):
    word = fields.String()
    label = fields.String()


class _Version(Schema):
    label = fields.String()
    effective = fields.String()
    digest = fields.String()
    standing = fields.Nested(_Standing)


class RulesView(Schema):
    """One version of an edition's rules, and which others there are."""

    show = fields.Nested(Named)
    edition = fields.Nested(EditionNamed)
    version = fields.Nested(_Version)
    versions = fields.List(fields.Nested(_Version))
    rules = fields.List(fields.Nested(_Rule))


class _Done(Schema):
    command = fields.String()
    n = fields.Integer()
    first = fields.String()
    more = fields.Integer()
    href = fields.String()
    recorded_at = fields.String()
    who = fields.Nested(Actor)
    edition = fields.Nested(Named, allow_none=True)


class _Due(Schema):
    sentence = fields.String()
    when = fields.String()
    edition = fields.Nested(Named, allow_none=True)
    href = fields.String()


class _Untold(Schema):
    who = fields.String()
    label = fields.String()
    act = fields.String()
    number = fields.Integer()
    why = fields.String()
    since = fields.String()
    edition = fields.Nested(Named, allow_none=True)
    nomination = fields.String()


class _Fallen(Schema):
    label = fields.String()
    place = fields.Nested(_Standing)
    category = fields.String()
    policy = fields.String()
    places = fields.String(allow_none=True)
    edition = fields.Nested(Named, allow_none=True)
    nomination = fields.String()


class _Held(Schema):
    stream = fields.String()
    sort = fields.String()
    name = fields.String()
    edition = fields.Nested(Named, allow_none=True)
    href = fields.String(allow_none=True)
    log_href = fields.String()
    where = fields.String()
    wrong = fields.String()
    tries = fields.String()


class _Waiting(Schema):
    edition = fields.Nested(Named)
    acts = fields.Integer()


class _TodayEdition(Named):
    label = fields.String()
    announced = fields.Boolean()
    waiting = fields.Integer()


class _Editions(Schema):
    heading = fields.String(allow_none=True)
    editions = fields.List(fields.Nested(_TodayEdition))


class _TodayShow(Schema):
    show = fields.Nested(Named)
    n = fields.Integer()
    groups = fields.List(fields.Nested(_Editions))


class _Proposals(Schema):
    show = fields.Nested(Named)
    n = fields.Integer()


class _Requests(Schema):
    edition = fields.Nested(Named)
    n = fields.Integer()


class TodayView(InsideView):
    """The desk: what was recorded, what is set for later, what is empty, what is not announced, what cannot be shown, and every edition."""

    recorded = fields.List(fields.Nested(_Done))
    due = fields.List(fields.Nested(_Due))
    fallen = fields.List(fields.Nested(_Fallen))
    fallen_in_all = fields.Integer()
    untold = fields.List(fields.Nested(_Untold))
    untold_in_all = fields.Integer()
    held = fields.List(fields.Nested(_Held))
    held_in_all = fields.Integer()
    waiting = fields.List(fields.Nested(_Waiting))
    proposals = fields.List(fields.Nested(_Proposals))
    requests = fields.List(fields.Nested(_Requests))
    rulings = fields.List(fields.Nested(_Requests))
    """Decisions that no announcement names."""
    """Requests of which something is open, in editions that are not closed."""
    objections = fields.List(fields.Nested(_Requests))
    """The same of objections."""
    shows = fields.List(fields.Nested(_TodayShow))
    search = fields.String()
    may = fields.Dict(keys=fields.String(), values=fields.Boolean())
