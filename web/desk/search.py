"""The desk's search: every show, edition, party and work, announced or not, and acts by name or entry number."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, request

from ledger.projections.search_desk import search_desk
from ledger.schemas.search_views import DeskSearchView
from ledger.wording.catalogue import gettext as _
from web.desk.keeping import kept_until_due
from web.following import shortcomings
from web.forms import Field
from web.people import required, services
from web.sight import searched
from web.twins import Shown, Twin, twin

desk_search = Blueprint("desk_search", __name__)
ASKED = Field("q", _("Name, id or number"), help=_("A name in any script, an id, an entry number, the name of an act."))


@twin(desk_search, "/desk/search", Twin("desk/search.html", DeskSearchView()), around=kept_until_due)
def search() -> Shown:
    """What fits `?q=`."""
    required("read")
    found = services()
    typed, log = request.args.get("q", ""), (found.ledger.recorder, found.ledger.mapper)
    view = search_desk(found.parties, found.lists, log, typed, searched())
    return Shown(view | {"shortcomings": shortcomings()}, {"asked": replace(ASKED, value=typed)})
