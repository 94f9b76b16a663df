"""The desk's pages of parties: search, register, one party's story, and the forms of its acts."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint
from werkzeug.wrappers import Response

from ledger.schemas.party_views import RecordFormView, RecordsView, RecordView
from web.desk import party_links
from web.desk.keeping import kept_until_due
from web.desk.record_pages import record_page, search_records
from web.desk.recording import record_form
from web.desk.registering import new_form
from web.twins import Shown, Twin, twin

desk_parties = Blueprint("desk_parties", __name__)


@twin(desk_parties, "/desk/parties/", Twin("desk/records.html", RecordsView()), around=kept_until_due)
def search() -> Shown:
    """Find a party (`?q=`)."""
    return search_records("party")


@twin(desk_parties, "/desk/parties/new", Twin("desk/record_form.html", RecordFormView()), posts=True)
def register() -> Shown | Response:
    """Register a party."""
    return new_form("party")


@twin(desk_parties, "/desk/parties/<uuid:party>/", Twin("desk/record.html", RecordView()), around=kept_until_due)
def story(party: UUID) -> Shown:
    """All that is known of a party."""
    shown = record_page("party", party)
    shown.view["may"][party_links.POWER] = party_links.offers_links(party)
    return shown


party_links.register(desk_parties)


@twin(
    desk_parties,
    "/desk/parties/<uuid:party>/<act>",
    Twin("desk/record_form.html", RecordFormView()),
    posts=True,
    around=kept_until_due,
)
def form(party: UUID, act: str) -> Shown | Response:
    """One act on a party: form, preview, record."""
    return record_form("party", party, act)
