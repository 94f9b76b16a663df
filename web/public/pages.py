"""The public pages: shows, editions, and the nominee list as announced."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Blueprint, request

from ledger.domain.times import moment_of
from ledger.errors import Invalid
from ledger.projections.called import call_also, link_decisions, link_rules, rulebooks
from ledger.projections.decisions import numbers_of, told_by_decision
from ledger.projections.nominees import Asked, editions, find_edition, nominee_list
from ledger.projections.nominees import shows as all_shows
from ledger.schemas.views import EditionsView, NomineeListView, ShowsView
from ledger.wording.catalogue import gettext as _
from ledger.wording.errors import problem_sentence
from ledger.wording.times import say_instant
from web.forms import Field
from web.people import services
from web.public.standing import standing_now
from web.twins import Shown, Twin, twin, wants_json

public = Blueprint("public", __name__)
AT = Field("at", _("As announced at"), help=_("A day, an hour or a year. Empty means now."))


@public.get("/healthz")
def health() -> tuple[str, int, dict[str, str]]:
    """Whether the process answers and the log can be read."""
    services().ledger.recorder.head()
    return "ok\n", 200, {"Content-Type": "text/plain; charset=utf-8"}


@twin(public, "/", Twin("public/shows.html", ShowsView()))
def shows() -> Shown:
    """All shows of which something has been announced."""
    now, holds = standing_now()
    listed = all_shows(services().lists, announced=now)
    call_also(services().editions, *listed)
    return Shown({"shows": listed}, holds=holds)


@twin(public, "/<show>/", Twin("public/show.html", EditionsView()))
def show_editions(show: str) -> Shown:
    """A show's editions, the newest first."""
    now, holds = standing_now(show)
    view = editions(services().lists, show, now)
    call_also(services().editions, view["show"], *view["editions"])
    return Shown(view, holds=holds)


@twin(public, "/<show>/<edition>/", Twin("public/list.html", NomineeListView()))
def nominees(show: str, edition: str) -> Shown:
    """The nominee list, now or as announced at an earlier moment (`?at=`); a moment still to come shows what is so now."""
    now, holds = standing_now(show, edition)
    lists, typed = services().lists, request.args.get("at", "").strip()
    asked, at = Asked("announced", now, now=now), replace(AT, value=typed)
    if typed:
        zone = find_edition(lists, show, edition, announced=now).edition["zone"]
        try:
            moment = moment_of(typed, zone)
        except Invalid as error:
            return Shown(_list(show, edition, asked), {"at": _refused(at, error)}, error.status)
        if moment <= now:
            asked = asked._replace(at=moment, text=say_instant(moment, zone))
        else:
            holds = holds.until(moment)
    return Shown(_list(show, edition, asked), {"at": at}, holds=holds)


def _list(show: str, edition: str, asked: Asked) -> dict[str, Any]:
    """The list, with names in further languages and whether there are rules to read."""
    found = services()
    view = nominee_list(found.lists, show, edition, asked)
    call_also(found.editions, view["show"], view["edition"], *view["categories"])
    versions = {one.label for one in rulebooks(found.editions, view["edition"]["id"])}
    by_decision = told_by_decision(found.lists, view["edition"]["id"], asked.now)
    for category in view["categories"]:
        inside = (*category["nominations"], *category["recorded"])
        link_rules(inside, f"/{show}/{edition}/rules", versions)
        link_decisions(inside, f"/{show}/{edition}/decisions", by_decision)
    told = bool(numbers_of(found.lists, view["edition"]["id"], asked.now))
    return view | {"rules": bool(versions), "decisions": told}


def _refused(at: Field, error: Invalid) -> Field:
    """The moment's field with what is wrong in it; the twin refuses as a whole."""
    if wants_json():
        raise error
    return replace(at, problem=problem_sentence(error.problems[0]), focused=True)
