"""The pages. `create_app` is given the services; it builds nothing of the ledger itself."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Flask, request
from flask_wtf import CSRFProtect

from ledger.bootstrap import Services
from ledger.wording.catalogue import gettext, ngettext
from ledger.wording.vocabulary import ROLES
from web import errors, headers, looking_around, people, rates, reads
from web.accounts import present
from web.accounts.opening import Accounts
from web.audit.pages import audit
from web.caching import COOKIE, KeptPages
from web.desk import import_upload
from web.desk.documents import documents
from web.desk.importing import importing
from web.desk.keeping import KeptForPeople
from web.desk.objections import objections
from web.desk.pages import desk
from web.desk.parties import desk_parties
from web.desk.proposals import proposals
from web.desk.requests import requests
from web.desk.rosters import rosters
from web.desk.ruling_pages import rulings
from web.desk.search import desk_search
from web.desk.settings import settings
from web.desk.shows import show_pages
from web.desk.works import desk_works
from web.limits import FORM
from web.links import pages as party_pages
from web.links.opening import Links, links_beside
from web.public.decisions import public_decisions
from web.public.pages import public
from web.public.rules import rules_pages
from web.public.search import public_search
from web.sight import check_own
from web.static_files import STYLESHEETS, static_url

DESK = (
    desk, documents, importing, desk_parties, desk_works, desk_search, settings, show_pages, requests, objections, rulings,
)  # fmt: skip
BY_ROSTER = (rosters, proposals)
"""Pages that administrators read too."""
OF_ROSTERS = frozenset(pages.name for pages in BY_ROSTER)
INSIDE = frozenset(pages.name for pages in (*DESK, audit))


def create_app(
    services: Services,
    *,
    secret_key: str,
    former_keys: Sequence[str] = (),
    demo: bool = False,
    accounts: Accounts | None = None,
    links: Links | None = None,
) -> Flask:
    """The application; what one of the `former_keys` signed is taken too.

    People sign in to `accounts`; with `demo` three fictional ones can be looked around as; with neither, all is the public's.
    Parties come by links that are kept beside the accounts, where there are any, else in `links`.
    """
    app = Flask(__name__, static_url_path="/static")
    secure = accounts is not None and bool(accounts.address)
    _configure(app, [secret_key, *former_keys], secure=secure)
    app.extensions["ledger_services"] = services
    app.extensions["ledger_present"] = people.Nobody()
    app.extensions["ledger_kept_for_people"] = KeptForPeople()
    app.extensions["ledger_pages"] = pages = KeptPages(app.wsgi_app, services)
    counted = rates.Rates()
    app.wsgi_app = rates.Paced(pages, counted)  # type: ignore[method-assign]
    # Before the token is looked for: that reads the form, and what is no text must be met before.
    errors.install(app)
    rates.install(app, counted)
    import_upload.install(app)
    CSRFProtect(app)
    _set_up_templates(app, demo=demo)
    headers.install(app)
    reads.install(app)
    app.before_request(_let_in)
    _let_people_come(app, accounts, links, demo=demo)
    for pages_ in (*DESK, *BY_ROSTER, audit, public, public_search, rules_pages, public_decisions):
        app.register_blueprint(pages_)
    return app


def _let_people_come(app: Flask, accounts: Accounts | None, links: Links | None, *, demo: bool) -> None:
    if demo:
        looking_around.install(app)
    elif accounts is not None:
        present.install(app, accounts)
    if accounts is not None:
        links = links_beside(accounts)
    if links is not None:
        party_pages.install(app, links)


def _set_up_templates(app: Flask, *, demo: bool) -> None:
    """What every template may call."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(gettext, ngettext, newstyle=False)  # type: ignore[attr-defined]
    app.jinja_env.globals.update(static_url=static_url, role_label=_role_label, stylesheets=STYLESHEETS)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.context_processor(
        lambda: {"person": people.current(), "reads": people.covers("read"), "covers": people.covers, "demo": demo}
    )


def _configure(app: Flask, keys: Sequence[str], *, secure: bool) -> None:
    """What Flask and Flask-WTF are told; the newest key first."""
    app.config.update(
        SECRET_KEY=keys[0],
        SECRET_KEY_FALLBACKS=list(keys[1:]),
        # Signs with the last and takes any: Flask-WTF knows no fallbacks, but hands on what it is given.
        WTF_CSRF_SECRET_KEY=list(reversed(keys)),
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_NAME=f"__Host-{COOKIE}" if secure else COOKIE,
        SESSION_COOKIE_SECURE=secure,
        WTF_CSRF_TIME_LIMIT=None,
        SEND_FILE_MAX_AGE_DEFAULT=31_536_000,
        **FORM,
    )


def _let_in() -> None:
    """Before anything is looked up: whether a show is there is nothing to tell those who may not read. Raises NotAllowed."""
    if request.blueprint in INSIDE:
        people.required("read")
    if request.blueprint in INSIDE or request.blueprint in OF_ROSTERS:
        check_own()


def _role_label(person: people.Person) -> str:
    return ROLES[person.role]
