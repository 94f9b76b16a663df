"""What whoever has a link sees: the page that asks before anything is opened, and the party's own page."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Flask, Response, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError, validate_csrf
from werkzeug.wrappers import Response as BaseResponse

from ledger.errors import Invalid, NotFound, TooOften
from ledger.projections.called import link_rules_of_editions
from ledger.projections.party_page import own_page, shows_by_id
from ledger.wording.times import say_instant
from web.accounts.browser import cookie_of, set_cookie, where
from web.forms import fresh_command
from web.headers import FORGOTTEN
from web.links.asking import form_of_asking, of_the_show, own_requests, record_asked
from web.links.making import ASK, OWN_PAGE
from web.links.opening import Links, links
from web.links.told import told_to
from web.links.views import AskingView, OwnPageView
from web.links.visiting import VISIT_SECONDS, Visit, exchange, find_visit, leave
from web.people import services
from web.twins import HTML, Shown, Twin, twin

party_pages = Blueprint("party", __name__)
COOKIE = "party"
OPENS = {OWN_PAGE: "party.own", ASK: "party.own"}
"""Where each purpose leads that has a page."""
CLOSED = (("Referrer-Policy", "no-referrer"), ("X-Robots-Tag", "noindex, nofollow, noarchive"))
"""The address may hold a token, and the page is one person's."""


def install(app: Flask, kept: Links) -> None:
    """Let parties come by link."""
    app.extensions["ledger_links"] = kept
    app.extensions["csrf"].exempt(party_pages)
    app.register_blueprint(party_pages)


@party_pages.before_request
def _check_token() -> None:
    """As every form is checked, but for the referrer: pages here tell browsers to send none."""
    if request.method != "POST":
        return
    try:
        validate_csrf(request.form.get("csrf_token"))
    except ValueError as error:
        raise CSRFError(str(error)) from None


@party_pages.after_request
def _close(response: Response) -> Response:
    response.headers.extend(CLOSED)
    return response


@party_pages.get("/p/<path:token>")
def ask(token: str) -> Response:  # noqa: ARG001 - nothing is looked up: scanners of mail follow links too
    """The same page for any token: whoever was given the link goes on, and only then is it looked at."""
    return Response(render_template("links/come_by.html", hours=VISIT_SECONDS // 3600), content_type=HTML)


@party_pages.post("/p/<path:token>")
def come_by(token: str) -> BaseResponse:
    """Exchange the link for a short cookie, and go on where the token is not in the address."""
    begun = exchange(_links(), token, OPENS.keys(), where().source, before=cookie_of(COOKIE))
    response = redirect(url_for(OPENS[begun.purpose]), 303)
    # No page elsewhere makes a browser send it, not even by a link. All steps from the form on are on this host, so it is there.
    set_cookie(response, COOKIE, begun.token, VISIT_SECONDS, samesite="Strict")
    return response


@twin(party_pages, "/party", Twin("links/own.html", OwnPageView()))
def own() -> Shown:
    """The party's own page: what is announced, what it was told, and its own requests with what became of them."""
    visit, found = _visit(OWN_PAGE, ASK), services()
    view = own_page(found.parties, found.lists, visit.party, found.ledger.now())
    link_rules_of_editions(found.editions, view["nominations"])
    zone = _zone(visit)
    ends = {"until": say_instant(visit.until, zone), "link_until": say_instant(visit.link_until, zone)}
    asked = {"requests": own_requests(visit, view, zone), "may_ask": visit.purpose == ASK, "told": told_to(visit)}
    return Shown(view | ends | asked)


def _zone(visit: Visit) -> str:
    shows = shows_by_id(services().lists, [visit.show])
    return str(shows[visit.show]["zone"]) if visit.show in shows else "UTC"


@twin(party_pages, "/party/ask", Twin("links/ask.html", AskingView()), posts=True)
def asking() -> Shown | BaseResponse:
    """Ask something about nominations of one's own. Opening the page changes nothing."""
    visit, found = _visit(ASK), services()
    view = own_page(found.parties, found.lists, visit.party, found.ledger.now())
    error: Invalid | TooOften | None = None
    typed: dict[str, Any] = {"command": fresh_command(), "nominations": [], "capacity": "nominee", "wish": ""}
    if request.method == "POST":
        typed |= request.form.to_dict() | {"nominations": request.form.getlist("nominations")}
        try:
            receipt = record_asked(visit, view, typed, _links())
        except (Invalid, TooOften) as refused:
            error = refused
        else:
            found.shown(receipt.last)
            return redirect(f"{url_for('party.own')}#asked", 303)
    form = form_of_asking(of_the_show(visit, view), typed, error)
    return Shown({"name": view["name"], "form": form}, status=error.status if error else 200)


@party_pages.post("/party/leave")
def go() -> BaseResponse:
    """End the visit in this browser."""
    if token := cookie_of(COOKIE):
        leave(_links(), token)
    response = redirect(url_for("public.shows"), 303)
    set_cookie(response, COOKIE, "", 0, samesite="Strict")
    response.headers.extend((FORGOTTEN,))
    return response


def _visit(*purposes: str) -> Visit:
    token = cookie_of(COOKIE)
    found = find_visit(_links(), token, *purposes) if token else None
    if found is None:
        raise NotFound("party_visit_ended")
    return found


def _links() -> Links:
    found = links()
    if found is None:
        raise NotFound("party_link_ended")
    return found
