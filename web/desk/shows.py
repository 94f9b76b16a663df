"""The desk's page of a show, and the forms that establish one, name it and open editions of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from ledger.application.proposable import Form
from ledger.application.show_opening import preview_show, record_show, show_names
from ledger.errors import Conflict, Invalid, LedgerError, Refused, Unavailable
from ledger.projections.called import call_also, further_name
from ledger.projections.shows import announced_editions, editions_of, find_show
from ledger.schemas.settings_views import DeskShowView, SettingFormView
from ledger.wording.catalogue import gettext as _
from web.desk.category_fields import name_fields
from web.desk.keeping import kept_until_due
from web.desk.meanwhile import recorded_meanwhile
from web.desk.proposing import PROPOSE, author_on, covers_on, filled_again, proposed_form, required_on, two_needed
from web.desk.settings import preview_view
from web.following import shortcomings
from web.forms import Field, Group, fill, fresh_command
from web.people import covers, provenance, required, services
from web.twins import Shown, Twin, twin

show_pages = Blueprint("shows", __name__)
ADDRESS = _("Small letters, digits and hyphens. It is kept for ever.")
ZONE = _("In which days begin: an IANA name, such as Asia/Karachi.")


@twin(show_pages, "/desk/<show>/", Twin("desk/show.html", DeskShowView()), around=kept_until_due)
def show_page(show: str) -> Shown:
    """A show with its names and its editions."""
    required("read")
    found = services()
    row = find_show(found.lists, show)
    events = [event for _position, event in found.ledger.story(UUID(hex=row["id"]))]
    names = show_names(events)
    others = [(language, event) for language, event in sorted(names.others.items())]
    told = announced_editions(found.lists, found.ledger.now())
    listed = [edition | {"announced": edition["id"] in told} for edition in editions_of(found.lists, row["id"])]
    call_also(found.editions, *listed)
    view = {
        "show": row | {"names": [further_name(language, event.name or "") for language, event in others]},
        "zone": row["zone"],
        "acts": [{"label": _("Name"), "act": names.act}]
        + [{"label": further_name(language, "")["label"], "act": event.act_name} for language, event in others],
        "editions": listed,
        "four_eyes": two_needed(UUID(hex=row["id"])),
        "may": {one: covers_on(one, UUID(hex=row["id"])) for one in ("set_up", "roster")},
        "shortcomings": shortcomings(),
    }
    return Shown(view)


@twin(show_pages, "/desk/establish", Twin("desk/setting.html", SettingFormView()), posts=True)
def establish(**_none: str) -> Shown | Response:
    """Establish a show."""
    back = {"href": "/desk/", "name": _("Desk")}
    about = About(
        "show", _("Establish a show"), _("To the public it does not exist before something of it is announced."), back
    )
    return answer(about, lambda: _SHOW, lambda: {"zone": "UTC"})


@twin(show_pages, "/desk/<show>/names", Twin("desk/setting.html", SettingFormView()), posts=True)
def names(show: str) -> Shown | Response:
    """How a show is called."""
    row = find_show(services().lists, show)
    lead = _("The public reads a name at once, where it knows what is called so.")
    about = About("show-names", _("Names"), lead, _back(row), UUID(hex=row["id"]))
    return answer(about, name_fields, lambda: {"name": row["name"], "how": "renamed"})


@twin(show_pages, "/desk/<show>/open", Twin("desk/setting.html", SettingFormView()), posts=True)
def open_another(show: str) -> Shown | Response:
    """Open an edition."""
    row = find_show(services().lists, show)
    listed = editions_of(services().lists, row["id"])
    lead = _("To the public it does not exist before something of it is announced.")
    about = About("edition", _("Open an edition"), lead, _back(row), UUID(hex=row["id"]))

    def suggested() -> Mapping[str, Any]:
        newest = listed[0] if listed else None
        number = newest["ordinal"] + 1 if newest else 1
        told = {"ordinal": str(number), "address": str(number), "zone": newest["zone"] if newest else row["zone"]}
        return told | {"as_in": str(UUID(hex=newest["id"])) if newest else ""}

    return answer(about, lambda: edition_fields(listed), suggested)


def _back(row: Mapping[str, Any]) -> dict[str, str]:
    return {"href": f"/desk/{row['address']}/", "name": row["name"]}


_SHOW = [
    Group(
        _("The show"),
        (
            Field("name", _("Name")),
            Field("address", _("Address"), help=ADDRESS),
            Field("zone", _("Time zone"), help=ZONE),
        ),
    )
]


def edition_fields(listed: Sequence[Mapping[str, Any]]) -> list[Group]:
    """The fields of the form that opens an edition, which can be run as one of these was."""
    earlier = (("", _("none: it begins empty")), *((str(UUID(hex=one["id"])), one["name"]) for one in listed))
    copied = _("Takes over its bodies, stages, categories and policies; no milestones, no rules and no nominations.")
    return [
        Group(
            _("The edition"),
            (
                Field("name", _("Name"), help=_("For example: 13th edition.")),
                Field("label", _("Label"), help=_("What it is known by, for example: films of 1956.")),
                Field("address", _("Address"), help=ADDRESS),
                Field("ordinal", _("Number among the editions")),
                Field("zone", _("Time zone"), help=ZONE),
            ),
        ),
        Group(_("How it is run"), (Field("as_in", _("As was"), "choice", earlier, help=copied),)),
    ]


class About(NamedTuple):
    """What a form is about: its command, its words, where it leads back, and which show."""

    name: str
    title: str
    lead: str
    back: Mapping[str, str]
    show: UUID | None = None
    takes: str = "set_up"
    """What a role must cover for it (`ledger.application.roles`)."""


def answer(
    about: About,
    groups: Callable[[], list[Group]],
    suggested: Callable[[], Mapping[str, Any]],
    more: Mapping[str, Any] | None = None,
) -> Shown | Response:
    """The form, its preview or its receipt; `more` is what follows from what was typed and is not asked."""
    person = required(about.takes) if about.show is None else required_on(about.takes, about.show)
    head = services().ledger.recorder.head()[0]
    if request.method == "GET":
        again = filled_again("show", about.show) if about.show else {}
        return _shown(about, groups(), {**suggested(), **again, "command": fresh_command(), "seen": str(head)})
    typed: dict[str, Any] = {**request.form.to_dict(), **(more or {})}
    command = typed.get("command")
    by = author_on(person, command, about.show) if about.show else provenance(person, command)
    asked = (services().ledger, by, about.name, typed, about.show)
    try:
        if typed.get("step") == PROPOSE and about.show is not None:
            return proposed_form(person, Form("show", about.name, about.show, typed), {})
        if typed.get("step") == "record":
            receipt = record_show(*asked)
            services().shown(receipt.last)
            # A receipt tells what is not announced; an administrator sees on the roster that it is done.
            receipt_ = url_for("desk.receipt", command=receipt.command)
            return redirect(receipt_ if covers("read") else about.back["href"], 303)
        return _shown(about, groups(), typed, preview=preview_view(preview_show(*asked)))
    except (Invalid, Refused, Conflict, Unavailable) as error:
        return _refused(about, groups(), typed, error)


def _refused(about: About, groups: list[Group], typed: dict[str, Any], error: LedgerError) -> Shown:
    meanwhile = recorded_meanwhile(error, typed, lambda: [about.show] if about.show else [])
    return _shown(about, groups, typed, error=error, meanwhile=meanwhile)


def _shown(
    about: About,
    groups: list[Group],
    typed: Mapping[str, Any],
    *,
    preview: Mapping[str, Any] | None = None,
    error: LedgerError | None = None,
    meanwhile: Sequence[str] = (),
) -> Shown:
    view = {
        "title": about.title,
        "lead": about.lead,
        "subject": about.back["name"],
        "form": fill(groups, typed, error),
        "preview": preview,
        "proposes": about.show is not None and two_needed(about.show),
        "rules": [],
        "changed": meanwhile,
    }
    return Shown(view, {"back": about.back, "uploads": False}, error.status if error else 200)
