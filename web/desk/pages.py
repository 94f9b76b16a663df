"""The desk: an edition's nominations by everything known now, the forms of its acts, and receipts."""

from __future__ import annotations

from contextlib import suppress
from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from ledger.application.act_kinds import act_kind
from ledger.application.announcement_forms import waiting
from ledger.consumers.rewriting import retry
from ledger.errors import NotFound
from ledger.history.receipts import receipt_view
from ledger.projections.nominees import Asked, EditionFound, edition_by_id, find_edition, nominee_list
from ledger.projections.shows import find_show, is_announced, show_by_id
from ledger.projections.waiting import waiting_span
from ledger.schemas.form_views import ActFormView, FormView
from ledger.schemas.settings_views import TodayView
from ledger.schemas.story_views import AnnouncementsView, NominationStoryView, TakeBackView
from ledger.schemas.views import DeskEditionView, ReceiptView
from ledger.wording.verbs import SEVERAL
from web.desk.acting import acting_on_one, acting_on_several
from web.desk.announcing import announcing
from web.desk.entering import entering
from web.desk.keeping import kept_for, kept_until_due
from web.desk.no_award import no_award_form
from web.desk.nominations import announcements_shown, story_shown, taking_back
from web.desk.proposing import begins, covers_on, required_on, show_of
from web.desk.stories import rulings_of, waiting_stories
from web.desk.today import today_page
from web.following import shortcomings
from web.people import Person, covers, required, services
from web.sight import sees
from web.twins import Shown, Twin, rendered, twin

desk = Blueprint("desk", __name__)


TODAY = Twin("desk/today.html", TodayView())


@twin(desk, "/desk/", TODAY)
def today() -> Response:
    """Where to begin: what was recorded, what waits, and every edition."""
    found = services()
    return kept_for(
        required("read"),
        lambda now: waiting_span(found.lists, found.today, now),
        lambda: rendered(today_page(), TODAY),
    )


@desk.post("/desk/held/<uuid:stream>/retry")
def retry_held(stream: UUID) -> Response:
    """Try once more what read models hold back; the page one comes back to shows what it came to."""
    required("retry")
    for view in services().views:
        with suppress(NotFound):
            retry(view, stream)
    return redirect(url_for("desk.today", _anchor="t-held"), 303)


@twin(desk, "/desk/<show>/<edition>/", Twin("desk/edition.html", DeskEditionView()), around=kept_until_due)
def nominations(show: str, edition: str) -> Shown:
    """The list by everything known now, and what is not announced yet."""
    required("read")
    found = services()
    now = found.ledger.now()
    listed = nominee_list(found.lists, show, edition, Asked("force", now, results=covers("results")))
    on = UUID(hex=find_show(found.lists, show)["id"])
    here = find_edition(found.lists, show, edition)
    view: dict[str, Any] = {
        "list": listed,
        "announced": is_announced(found.lists, listed["edition"]["id"], now),
        "waiting": waiting({**rulings_of(here), **waiting_stories(here)}, results=covers("results")),
        "may": {one: covers_on(one, on) for one in ("withdraw", "announce", "enter", "confer", "rule")},
        "several": _several(on),
        "shortcomings": shortcomings(),
    }
    return Shown(view)


def _found(act: str, show: str, edition: str) -> tuple[Person, EditionFound]:
    """Who sends a form about an edition, and the edition. Raises NotAllowed, NotFound."""
    begins(act)
    found = find_edition(services().lists, show, edition)
    return required_on(act, UUID(hex=found.show["subject"])), found


def _several(on: UUID) -> list[dict[str, str]]:
    """The acts that may be recorded of several nominations at once, as far as the role covers them."""
    return [{"verb": verb, "label": SEVERAL[verb]} for verb in SEVERAL if covers_on(act_kind(verb).may, on)]


@twin(
    desk,
    "/desk/nominations/<uuid:nomination>/",
    Twin("desk/nomination.html", NominationStoryView()),
    around=kept_until_due,
)
def nomination_story(nomination: UUID) -> Shown:
    """Every act of a nomination, and what may follow."""
    return story_shown(required("read"), nomination)


@twin(
    desk,
    "/desk/<show>/<edition>/announcements",
    Twin("desk/announcements.html", AnnouncementsView()),
    around=kept_until_due,
)
def announced(show: str, edition: str) -> Shown:
    """What was announced of an edition, and what is set for later."""
    required("read")
    return announcements_shown(find_edition(services().lists, show, edition))


@twin(
    desk, "/desk/announcements/<uuid:announcement>/take-back", Twin("desk/take_back.html", TakeBackView()), posts=True
)
def take_back(announcement: UUID) -> Shown | Response:
    """Take an announcement back, or call it off before its moment."""
    begins("announce")
    return taking_back(required_on("announce", show_of(announcement)), announcement)


@twin(
    desk,
    "/desk/nominations/<uuid:nomination>/<verb>",
    Twin("desk/act.html", ActFormView()),
    posts=True,
    around=kept_until_due,
)
def act(nomination: UUID, verb: str) -> Shown | Response:
    """An act on one nomination: form, preview, record."""
    begins(act_kind(verb).may)
    return acting_on_one(required_on(act_kind(verb).may, show_of(nomination)), verb, nomination)


@twin(desk, "/desk/<show>/<edition>/enter", Twin("desk/act.html", ActFormView()), posts=True)
def enter(show: str, edition: str) -> Shown | Response:
    """Enter a nomination: form, preview, record."""
    return entering(*_found("enter", show, edition))


@twin(desk, "/desk/<show>/<edition>/no-award", Twin("desk/act.html", ActFormView()), posts=True)
def no_award(show: str, edition: str) -> Shown | Response:
    """Record that a category confers on nobody: form, preview, record."""
    return no_award_form(*_found("confer", show, edition))


@twin(
    desk,
    "/desk/<show>/<edition>/several/<verb>",
    Twin("desk/act.html", ActFormView()),
    posts=True,
    around=kept_until_due,
)
def act_on_several(show: str, edition: str, verb: str) -> Shown | Response:
    """The same act on several nominations of an edition, in one append."""
    person, found = _found(act_kind(verb).may, show, edition)
    return acting_on_several(person, verb, found)


@twin(
    desk, "/desk/<show>/<edition>/announce", Twin("desk/announce.html", FormView()), posts=True, around=kept_until_due
)
def announce(show: str, edition: str) -> Shown | Response:
    """Announce acts: choose, see what the public will read, announce."""
    return announcing(*_found("announce", show, edition))


@twin(desk, "/desk/receipts/<uuid:command>", Twin("desk/receipt.html", ReceiptView()))
def receipt(command: UUID) -> Shown:
    """What a command recorded, for its author and auditors."""
    required("read")
    ledger = services().ledger
    view = receipt_view(ledger.recorder, ledger.mapper, command, sees)
    found = edition_by_id(services().lists, view["edition"]) if view["edition"] else None
    where = found.named if found else show_by_id(services().lists, view["show"]) if view["show"] else None
    more = {"where": where, "may": {"announce": covers("announce")}, "shortcomings": shortcomings()}
    return Shown(view | more)
