"""The roster of a show as a page, the forms that change it, and what each role may do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, request

from ledger.application.roles import MAY
from ledger.application.roster import roster_in
from ledger.domain.roster import ROLES as ON_A_ROSTER
from ledger.domain.roster import Roster
from ledger.projections.shows import every_show, find_show
from ledger.schemas.roster_views import RolesView, RostersView, RosterView
from ledger.schemas.settings_views import SettingFormView
from ledger.wording.catalogue import gettext as _
from ledger.wording.roster import DOES, person_of
from ledger.wording.times import say_instant
from ledger.wording.vocabulary import ROLES
from web.desk.keeping import kept_until_due
from web.desk.proposing import begins, covers_on, two_needed
from web.desk.shows import About, answer
from web.following import shortcomings
from web.forms import Field, Group
from web.people import Person, colleagues, covers, required, services
from web.sight import sight
from web.twins import Shown, Twin, twin

rosters = Blueprint("rosters", __name__)


@twin(rosters, "/desk/rosters", Twin("desk/rosters.html", RostersView()), around=kept_until_due)
def every_roster() -> Shown:
    """Every show, to whoever is on rosters their own, with the way to its roster: where an administrator begins."""
    if not covers("roster"):
        required("roster")
    seen = sight()
    listed = [
        {"name": one["name"], "address": one["address"]}
        for one in every_show(services().lists)
        if seen is None or one["id"] in seen.shows
    ]
    return Shown({"shows": listed, "shortcomings": shortcomings()})


@twin(rosters, "/desk/roles", Twin("desk/roles.html", RolesView()), around=kept_until_due)
def roles() -> Shown:
    """What each role may do: the table that pages and commands ask."""
    _inside()
    powers = [{"key": power, "label": str(label)} for power, label in DOES.items()]
    columns = [{"key": role, "label": ROLES[role], "may": sorted(MAY[role])} for role in MAY if role != "operator"]
    return Shown({"powers": powers, "roles": columns, "shortcomings": shortcomings()})


@twin(rosters, "/desk/<show>/roster", Twin("desk/roster.html", RosterView()), around=kept_until_due)
def roster(show: str) -> Shown:
    """Who is on it, since when, by whom."""
    _inside()
    row = find_show(services().lists, show)
    story = services().ledger.story(UUID(hex=row["id"]))
    entries = services().ledger.recorder.streams([UUID(hex=row["id"])])[UUID(hex=row["id"])]
    recorded = {entry.originator_version: entry.recorded_at for entry in entries}
    listed = [
        {
            "grant": grant.originator_version,
            "act": grant.act_name,
            "name": person_of(grant),
            "role": {"key": grant.role, "label": ROLES.get(grant.role, grant.role)},
            "since": say_instant(recorded[grant.originator_version], row["zone"]),
            "by": grant.by.name.text or "",
        }
        for grant in sorted(roster_in(story).granted, key=lambda one: ON_A_ROSTER.index(one.role))
    ]
    view = {
        "show": {"id": row["id"], "name": row["name"], "address": row["address"], "names": []},
        "people": listed,
        "four_eyes": two_needed(UUID(hex=row["id"])),
        "may": {"roster": covers_on("roster", UUID(hex=row["id"])), "read": covers("read")},
        "shortcomings": shortcomings(),
    }
    return Shown(view)


@twin(rosters, "/desk/<show>/roster/grant", Twin("desk/setting.html", SettingFormView()), posts=True)
def grant(show: str) -> Any:
    """Grant a role."""
    begins("roster")
    row = find_show(services().lists, show)
    people = colleagues()
    lead = _("Each is what they were invited as; it holds on this show from the moment you record it.")
    about = About("grant", _("Grant a role"), lead, _back(row), UUID(hex=row["id"]), "roster")
    chosen = next((one for one in people if str(one.id) == request.form.get("person")), None)
    # What they are is the account's to say, never the form's: with it goes what they must sign in with.
    told = {"person_name": chosen.name if chosen else "", "role": chosen.role if chosen else ""}
    return answer(about, lambda: _grant_fields(people), dict, told)


@twin(rosters, "/desk/<show>/roster/end", Twin("desk/setting.html", SettingFormView()), posts=True)
def end(show: str) -> Any:
    """End a role."""
    begins("roster")
    row = find_show(services().lists, show)
    standing = roster_in(services().ledger.story(UUID(hex=row["id"])))
    lead = _("It ends at once: what the person sends after that is refused. What was done in the role stays done.")
    about = About("end-role", _("End a role"), lead, _back(row), UUID(hex=row["id"]), "roster")
    return answer(about, lambda: end_fields(standing), lambda: {"grant": request.args.get("grant", "")})


@twin(rosters, "/desk/<show>/roster/four-eyes", Twin("desk/setting.html", SettingFormView()), posts=True)
def four_eyes(show: str) -> Any:
    """Put a show under four eyes, or no longer."""
    begins("roster")
    row = find_show(services().lists, show)
    id_ = UUID(hex=row["id"])
    lead = _(
        "Under four eyes nothing of this show is recorded by one person: what one proposes another confirms, or returns. "
        "To switch it off takes two as well."
    )
    about = About("four-eyes", _("Four eyes"), lead, _back(row), id_, "roster")
    return answer(about, four_eyes_fields, lambda: {"on": "off" if two_needed(id_) else "on"})


def _inside() -> None:
    """Whoever is inside may know who is on a roster and what a role may do."""
    if not covers("roster"):
        required("read")


def _back(row: Mapping[str, Any]) -> dict[str, str]:
    return {"href": f"/desk/{row['address']}/roster", "name": row["name"]}


def four_eyes_fields() -> list[Group]:
    """The fields of the form that switches four eyes on or off."""
    stands = (("on", _("on: two people for everything")), ("off", _("off: one person records")))
    told = _("On takes an organiser on the roster and one more person who may propose: an organiser or a deputy.")
    return [Group(_("From now on"), (Field("on", _("Four eyes"), "radio", stands, help=told),))]


def _grant_fields(people: Sequence[Person]) -> list[Group]:
    listed = tuple((str(one.id), f"{one.name} · {ROLES[one.role]}") for one in people)
    told = _("What each role may do is told on the page of roles.")
    return [
        Group(
            _("Who, and as what"), (Field("person", _("Person"), "choice", (("", _("choose …")), *listed), help=told),)
        )
    ]


def end_fields(standing: Roster) -> list[Group]:
    """The fields of the form that ends a role."""
    listed = tuple(
        (str(one.originator_version), f"{person_of(one)} · {ROLES.get(one.role, one.role)}") for one in standing.granted
    )
    return [Group(_("Which"), (Field("grant", _("Role"), "choice", (("", _("choose …")), *listed)),))]
