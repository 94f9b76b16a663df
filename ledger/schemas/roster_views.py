"""Schemas of the views of rosters: who is on a show's, and what each role may do."""

from __future__ import annotations

from marshmallow import Schema, fields

from ledger.schemas.views import InsideView, Named


class _Key(Schema):
    key = fields.String()
    label = fields.String()


class _OnRoster(Schema):
    grant = fields.Integer()
    act = fields.String()
    name = fields.String()
    role = fields.Nested(_Key)
    since = fields.String()
    by = fields.String()


class RosterView(InsideView):
    """Who is on the roster of a show, since when, by whom."""

    show = fields.Nested(Named)
    people = fields.List(fields.Nested(_OnRoster))
    four_eyes = fields.Boolean()
    may = fields.Dict(keys=fields.String(), values=fields.Boolean())


class RostersView(InsideView):
    """Every show, with the way to its roster."""

    shows = fields.List(fields.Nested(Named))


class _Role(_Key):
    may = fields.List(fields.String())


class RolesView(InsideView):
    """What each role may do: `may` holds keys of `powers`."""

    powers = fields.List(fields.Nested(_Key))
    roles = fields.List(fields.Nested(_Role))
