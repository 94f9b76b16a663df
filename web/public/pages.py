"""The public pages: shows, editions, and the nominee list as announced."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Blueprint, request

from ledger.domain.times import moment_of
from ledger.errors import Invalid
from ledger.projections.nominees import Asked, editions, find_edition, nominee_list
from ledger.projections.nominees import shows as all_shows
from ledger.schemas.views import EditionsView, NomineeListView, ShowsView
from ledger.wording.catalogue import gettext as _
from ledger.wording.errors import problem_sentence
from ledger.wording.times import say_instant
from web.forms import Field
from web.people import services
from web.twins import Shown, Twin, twin, wants_json

public = Blueprint("public", __name__)
AT = Field("at", _("As announced at"), help=_("A day, a day and an hour, or a year. Empty means now."))


@public.get("/healthz")
def health() -> tuple[str, int, dict[str, str]]:
    """Whether the process answers and the log can be read."""
    services().ledger.recorder.head()
    return "ok\n", 200, {"Content-Type": "text/plain; charset=utf-8"}


@twin(public, "/", Twin("public/shows.html", ShowsView()))
def shows() -> Shown:
    """All shows."""
    return Shown({"shows": all_shows(services().lists)})


@twin(public, "/<show>/", Twin("public/show.html", EditionsView()))
def show_editions(show: str) -> Shown:
    """A show's editions, the newest first."""
    return Shown(editions(services().lists, show, services().ledger.now()))


def _revision(**_address: str) -> str:
    """The position the lists stand at: kept inside, since only the rendered content makes the tag that leaves."""
    return str(services().lists.position())


@twin(public, "/<show>/<edition>/", Twin("public/list.html", NomineeListView(), _revision))
def nominees(show: str, edition: str) -> Shown:
    """The nominee list, now or as announced at an earlier moment (`?at=`)."""
    lists, now = services().lists, services().ledger.now()
    zone = find_edition(lists, show, edition).edition["zone"]
    typed = request.args.get("at", "").strip()
    asked, at, status = Asked("announced", now), replace(AT, value=typed), 200
    if typed:
        try:
            moment = min(moment_of(typed, zone), now)
            asked = Asked("announced", moment, text=say_instant(moment, zone))
        except Invalid as error:
            at, status = _refused(at, error), error.status
    more: dict[str, Any] = {"at": at}
    return Shown(nominee_list(lists, show, edition, asked), more, status)


def _refused(at: Field, error: Invalid) -> Field:
    """The moment's field with what is wrong in it; the twin refuses as a whole."""
    if wants_json():
        raise error
    return replace(at, problem=problem_sentence(error.problems[0]), focused=True)
