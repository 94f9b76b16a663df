"""What everybody can find, and the public page of a party or a work: announced things alone, under the names used now."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from flask import Blueprint, request

from ledger.projections.called import link_rules_of_editions
from ledger.projections.parties_named import announced_of
from ledger.projections.search_public import search_public
from ledger.schemas.search_views import NamedView, SearchView
from ledger.wording.catalogue import gettext as _
from web.forms import Field
from web.people import services
from web.public.standing import searched_now
from web.twins import Shown, Twin, twin

public_search = Blueprint("public_search", __name__)
ASKED = Field("q", _("A name or title"), help=_("Any part that begins a word, with or without accents."))


@twin(public_search, "/search", Twin("public/search.html", SearchView()))
def search() -> Shown:
    """Shows, editions, works and names that fit `?q=`."""
    found, typed = services(), request.args.get("q", "")
    now, holds = searched_now()
    view = search_public(found.parties, found.lists, typed, now)
    return Shown(view, {"asked": replace(ASKED, value=typed)}, holds=holds)


@twin(public_search, "/works/<uuid:work>/", Twin("public/named.html", NamedView()))
def work(work: UUID) -> Shown:
    """A work: the announced nominations that name it."""
    return _named("work", work)


@twin(public_search, "/parties/<uuid:party>/", Twin("public/named.html", NamedView()))
def party(party: UUID) -> Shown:
    """A party under the name it uses now: the announced nominations that name it."""
    return _named("party", party)


def _named(sort: str, thing: UUID) -> Shown:
    found = services()
    now, holds = searched_now()
    view = announced_of(found.parties, found.lists, sort, thing, now)
    link_rules_of_editions(found.editions, view["nominations"])
    return Shown(view, holds=holds)
