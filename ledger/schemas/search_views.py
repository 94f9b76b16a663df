"""Views of the searches and of the public pages of parties and works."""

from __future__ import annotations

from marshmallow import Schema, fields

from ledger.schemas.party_views import FoundRecord
from ledger.schemas.views import InsideView, NominationView


class _Place(Schema):
    name = fields.String()
    about = fields.String()
    address = fields.String()


class _Thing(Schema):
    id = fields.String()
    name = fields.String()


class SearchView(Schema):
    """What everybody can find: `more` where there is more than is shown."""

    query = fields.String()
    too_short = fields.Boolean()
    places = fields.List(fields.Nested(_Place))
    works = fields.List(fields.Nested(_Thing))
    parties = fields.List(fields.Nested(_Thing))
    more = fields.Boolean()


class _Where(Schema):
    name = fields.String()
    address = fields.String()


class NamedNomination(NominationView):
    """A nomination with where it stands."""

    edition = fields.Nested(_Where)
    show = fields.Nested(_Where)
    category = fields.String()


class NamedView(Schema):
    """A party or a work as the public knows it: by the name used now, and the announced nominations that name it."""

    sort = fields.String()
    id = fields.String()
    name = fields.String()
    nominations = fields.List(fields.Nested(NamedNomination))


class _Act(Schema):
    act = fields.String()
    position = fields.Integer()
    sentence = fields.String()


class DeskSearchView(InsideView):
    """What those at the desk can find."""

    query = fields.String()
    too_short = fields.Boolean()
    acts = fields.List(fields.Nested(_Act))
    places = fields.List(fields.Nested(_Place))
    works = fields.List(fields.Nested(FoundRecord))
    parties = fields.List(fields.Nested(FoundRecord))
