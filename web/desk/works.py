"""The desk's pages of works: search, register, one work's story, and the forms of its acts."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint
from werkzeug.wrappers import Response

from ledger.schemas.party_views import RecordFormView, RecordsView, RecordView
from web.desk.keeping import kept_until_due
from web.desk.record_pages import record_page, search_records
from web.desk.recording import record_form
from web.desk.registering import new_form
from web.twins import Shown, Twin, twin

desk_works = Blueprint("desk_works", __name__)


@twin(desk_works, "/desk/works/", Twin("desk/records.html", RecordsView()), around=kept_until_due)
def search() -> Shown:
    """Find a work (`?q=`)."""
    return search_records("work")


@twin(desk_works, "/desk/works/new", Twin("desk/record_form.html", RecordFormView()), posts=True)
def register() -> Shown | Response:
    """Register a work."""
    return new_form("work")


@twin(desk_works, "/desk/works/<uuid:work>/", Twin("desk/record.html", RecordView()), around=kept_until_due)
def story(work: UUID) -> Shown:
    """All that is known of a work."""
    return record_page("work", work)


@twin(
    desk_works,
    "/desk/works/<uuid:work>/<act>",
    Twin("desk/record_form.html", RecordFormView()),
    posts=True,
    around=kept_until_due,
)
def form(work: UUID, act: str) -> Shown | Response:
    """One act on a work: form, preview, record."""
    return record_form("work", work, act)
