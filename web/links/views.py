"""What the pages of links show. None holds a secret: what is shown once has no twin."""

from __future__ import annotations

from marshmallow import Schema, fields

from ledger.schemas.form_views import FormFields
from ledger.schemas.search_views import NamedNomination
from ledger.schemas.views import InsideView


class _OwnNomination(NamedNomination):
    announced = fields.String(allow_none=True)
    """When the public was first told of it, as the announcement says."""


class _Point(Schema):
    wish = fields.String()
    about = fields.String(allow_none=True)
    """The nomination, where it is announced."""
    outcome = fields.String()


class _OwnRequest(Schema):
    id = fields.String()
    direction = fields.String()
    when = fields.String()
    points = fields.List(fields.Nested(_Point))


class _Told(Schema):
    when = fields.String()
    how = fields.String()
    about = fields.String()
    act = fields.String()


class AskingView(Schema):
    """The form by which a party asks something about nominations of its own."""

    name = fields.String()
    form = fields.Nested(FormFields)


class OwnPageView(Schema):
    """A party's own page: the name public pages call it by, and the announced nominations that credit it."""

    name = fields.String()
    nominations = fields.List(fields.Nested(_OwnNomination))
    requests = fields.List(fields.Nested(_OwnRequest))
    """What it asked, or was asked, on the show for which the link was made."""
    told = fields.List(fields.Nested(_Told))
    """Of which acts it was told, on that show, announced or not."""
    may_ask = fields.Boolean()
    until = fields.String()
    """Until when this browser is let in …"""
    link_until = fields.String()
    """… and until when the link opens the page again."""


class _Thing(Schema):
    id = fields.UUID()
    name = fields.String()


class _Link(Schema):
    id = fields.UUID()
    show = fields.String()
    purpose = fields.String()
    made_by = fields.String()
    made = fields.String()
    expires = fields.String()
    used = fields.String(allow_none=True)
    """When it was used last."""
    first_used = fields.String(allow_none=True)
    standing = fields.String()
    """open · expired · ended."""
    ended = fields.String(allow_none=True)


class PartyLinksView(InsideView):
    """The links to a party's own page that were made for shows of the reader, and the form that makes another."""

    party = fields.Nested(_Thing)
    records = fields.List(fields.Nested(_Thing))
    """All records whose nominations the page shows, where there are several."""
    shows = fields.List(fields.Nested(_Thing))
    links = fields.List(fields.Nested(_Link))
    form = fields.Nested(FormFields, allow_none=True)
