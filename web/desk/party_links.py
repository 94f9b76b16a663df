"""Links to a party's own page, made and ended on the desk by organisers of the shows whose nominations name the party."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ledger.application.draft import Draft
from ledger.application.roster import check_may
from ledger.errors import Invalid, LedgerError, NotAllowed, NotFound, Problem
from ledger.projections.party_page import party_inside, shows_by_id
from ledger.wording.catalogue import Words, ngettext, noted
from ledger.wording.catalogue import gettext as _
from ledger.wording.times import say_instant
from web.following import shortcomings
from web.forms import Field, Form, Group, choices, fill
from web.links.making import ASK, DAYS, OWN_PAGE, Maker, Wanted, end_link, every_link, make_link
from web.links.opening import Links, links
from web.links.tables import PartyLink
from web.links.views import PartyLinksView
from web.people import Person, covers, current, provenance, required, services
from web.twins import HTML, Shown, Twin, twin

POWER = "links"
PURPOSES = Words(
    {OWN_PAGE: noted("To read their own page"), ASK: noted("To read it, and to ask something about their nominations")}
)
DEFAULT_DAYS = 14


def register(pages: Blueprint) -> None:
    """Add the pages to those of parties."""
    twin(pages, "/desk/parties/<uuid:party>/links", Twin("desk/party_links.html", PartyLinksView()), posts=True)(
        party_links
    )
    pages.add_url_rule("/desk/parties/<uuid:party>/links/<uuid:link>/end", view_func=end, methods=["POST"])


def offers_links(party: UUID) -> bool:
    """Whether the person looking around may make links for the party."""
    person, kept = current(), links()
    if person is None or kept is None or not covers(POWER):
        return False
    about = party_inside(services().parties, services().lists, party)
    return bool(_own_shows(person, about) or _own_links(kept, person, about))


def party_links(party: UUID) -> Shown | Response:
    """The links there are; make another. It is shown once: that answer is no page with a twin."""
    person, kept = _who()
    about = party_inside(services().parties, services().lists, party)
    shows = _own_shows(person, about)
    error = None
    if request.method == "POST":
        try:
            return _made(kept, person, about, _wanted(party, shows))
        except Invalid as refusal:
            error = refusal
    view = {
        "party": {"id": about["id"], "name": about["name"]},
        "records": about["records"] if len(about["records"]) > 1 else [],
        "shows": shows,
        "links": _listed(kept, person, about),
        "form": form_of_link(shows, request.form.to_dict() if error else {}, error) if shows else None,
        "shortcomings": shortcomings(),
    }
    return Shown(view, status=error.status if error else 200)


def end(party: UUID, link: UUID) -> Response:
    """End a link now."""
    person, kept = _who()
    about = party_inside(services().parties, services().lists, party)
    end_link(kept, link, _records(about), {one.show for one in _own_links(kept, person, about)})
    return redirect(url_for(".party_links", party=party), 303)


def _who() -> tuple[Person, Links]:
    person, kept = required(POWER), links()
    if kept is None:
        raise NotFound("no_links_here")
    return person, kept


def _own_shows(person: Person, about: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The shows that name the party and on whose roster the person stands in their role."""
    return [show for show in about["shows"] if _may(person, show["id"])]


def _may(person: Person, show: UUID) -> bool:
    try:
        check_may(services().ledger, Draft(provenance(person, None)), POWER, show)
    except (NotAllowed, NotFound):
        # There is no such show where an older log was restored beside newer links.
        return False
    return True


def _records(about: Mapping[str, Any]) -> list[UUID]:
    return [UUID(one["id"]) for one in about["records"]]


def _wanted(party: UUID, shows: list[dict[str, Any]]) -> Wanted:
    show = next((one["id"] for one in shows if str(one["id"]) == request.form.get("show")), None)
    days = next((one for one in DAYS if str(one) == request.form.get("days")), None)
    purpose = request.form.get("purpose", OWN_PAGE)
    told = (("show", show), ("days", days), ("purpose", purpose if purpose in PURPOSES else None))
    problems = [Problem(name, "unknown_choice") for name, answer in told if answer is None]
    if problems or show is None or days is None:
        raise Invalid(problems)
    return Wanted(purpose, party, show, days)


def _made(kept: Links, person: Person, about: Mapping[str, Any], wanted: Wanted) -> Response:
    token = make_link(kept, wanted, Maker(person.id, person.name))
    root = kept.address or request.host_url.rstrip("/")
    page = render_template(
        "desk/party_link.html",
        address=f"{root}{url_for('party.ask', token=token)}",
        party={"id": about["id"], "name": about["name"]},
        good=_days(wanted.days),
    )
    return Response(page, content_type=HTML)


def _own_links(kept: Links, person: Person, about: Mapping[str, Any]) -> list[PartyLink]:
    """The links that were made for shows of the person, also where nominations of the show name the party no more."""
    found = every_link(kept, _records(about))
    mine = {show for show in {one.show for one in found} if _may(person, show)}
    return [one for one in found if one.show in mine]


def _listed(kept: Links, person: Person, about: Mapping[str, Any]) -> list[dict[str, Any]]:
    found = _own_links(kept, person, about)
    shows = shows_by_id(services().lists, {one.show for one in found})
    told = [_told(one, shows[one.show], kept.clock()) for one in found]
    # What is still good comes first.
    return sorted(told, key=lambda one: one["standing"] != "open")


def _told(link: PartyLink, show: Mapping[str, Any], now: int) -> dict[str, Any]:
    def said(instant: int | None) -> str | None:
        return say_instant(instant, show["zone"]) if instant is not None else None

    standing = "ended" if link.revoked_at is not None else "open" if now < link.expires_at else "expired"
    return {
        "id": link.id,
        "show": show["name"],
        "purpose": PURPOSES.get(link.purpose, link.purpose),
        "made_by": link.made_by_name,
        "made": said(link.made_at),
        "expires": said(link.expires_at),
        "first_used": said(link.first_used_at),
        "used": said(link.last_used_at),
        "standing": standing,
        "ended": said(link.revoked_at),
    }


def _days(number: int) -> str:
    return ngettext("%(n)d day", "%(n)d days", number) % {"n": number}


def form_of_link(
    shows: Sequence[Mapping[str, Any]], typed: Mapping[str, str], error: LedgerError | None = None
) -> Form:
    """The form that makes a link for one of these shows, with what was typed of it and what is wrong."""
    offered = tuple((str(one["id"]), one["name"]) for one in shows)
    fields = (
        Field("show", _("For which show"), "radio", offered, value=offered[0][0] if len(offered) == 1 else ""),
        Field("purpose", _("What it is for"), "radio", choices(PURPOSES), value=OWN_PAGE),
        Field("days", _("Good for"), "radio", tuple((str(one), _days(one)) for one in DAYS), value=str(DEFAULT_DAYS)),
    )
    return fill([Group(_("Make a link to their own page"), fields)], typed, error)
