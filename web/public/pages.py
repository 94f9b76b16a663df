"""The public pages: shows, editions, and the nominee list as announced."""

from __future__ import annotations

from flask import Blueprint, Response, request

from ledger.domain.moments import moment_of
from ledger.errors import Invalid, Problem
from ledger.projections.nominees import Asked, editions, find_edition, nominee_list, public_revision
from ledger.projections.nominees import shows as all_shows
from ledger.schemas.views import EditionsView, NomineeListView, ShowsView
from web.caching import cached
from web.people import current, services
from web.twins import content_type, page, shown

public = Blueprint("public", __name__)


@public.get("/healthz")
def health() -> tuple[str, int, dict[str, str]]:
    """Whether the process answers and the log can be read."""
    services().ledger.recorder.head()
    return "ok\n", 200, {"Content-Type": "text/plain; charset=utf-8"}


@public.get("/")
@public.get("/index.json")
def shows() -> Response:
    """All shows."""
    return page("shows.html", ShowsView(), {"shows": all_shows(services().lists)})


@public.get("/<show>/")
@public.get("/<show>.json")
def show_editions(show: str) -> Response:
    """A show's editions, the newest first."""
    view = editions(services().lists, show, services().ledger.now())
    return page("show.html", EditionsView(), view)


@public.get("/<show>/<edition>/")
@public.get("/<show>/<edition>.json")
def nominees(show: str, edition: str) -> Response:
    """The nominee list, now or as announced at an earlier moment (`?at=`)."""
    lists, now = services().lists, services().ledger.now()
    found = find_edition(lists, show, edition)
    asked = _asked(found.edition["zone"], now)
    revision = f"{public_revision(lists, found.edition['subject'], now)}:{current() is not None and current()}"
    if asked.text:
        revision += f":{asked.at}"
    return cached(
        revision,
        content_type(),
        lambda: shown("list.html", NomineeListView(), nominee_list(lists, show, edition, asked)),
    )


def _asked(zone: str, now: int) -> Asked:
    text = request.args.get("at", "").strip()
    if not text:
        return Asked("announced", now)
    try:
        moment = moment_of(text, zone)
    except Invalid as error:
        raise Invalid([Problem("at", one.code, one.params) for one in error.problems]) from None
    return Asked("announced", min(moment, now), text=text)
