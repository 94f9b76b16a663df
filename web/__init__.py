"""The pages. `create_app` is given the services; it builds nothing of the ledger itself."""

from __future__ import annotations

from flask import Flask, request
from flask_wtf import CSRFProtect

from ledger.bootstrap import Services
from ledger.wording.catalogue import gettext, ngettext
from ledger.wording.vocabulary import ROLES
from web import errors, headers, looking_around, people
from web.accounts import present
from web.accounts.opening import Accounts
from web.audit.pages import audit
from web.caching import COOKIE, KeptPages
from web.desk import import_upload
from web.desk.importing import importing
from web.desk.keeping import KeptForPeople
from web.desk.pages import desk
from web.desk.parties import desk_parties
from web.desk.proposals import proposals
from web.desk.rosters import check_roster, rosters
from web.desk.search import desk_search
from web.desk.settings import settings
from web.desk.shows import show_pages
from web.desk.works import desk_works
from web.public.pages import public
from web.public.rules import rules_pages
from web.public.search import public_search
from web.static_files import STYLESHEETS, static_url

MEGABYTE = 1024 * 1024
DESK = (desk, importing, desk_parties, desk_works, desk_search, settings, show_pages)
BY_ROSTER = (rosters, proposals)
"""Pages that administrators read too."""
OF_ROSTERS = frozenset(pages.name for pages in BY_ROSTER)
INSIDE = frozenset(pages.name for pages in (*DESK, audit))


def create_app(services: Services, *, secret_key: str, demo: bool = False, accounts: Accounts | None = None) -> Flask:
    """The application. People sign in to `accounts`; with `demo` three fictional ones can be looked around as; with neither, all is the public's."""
    app = Flask(__name__, static_url_path="/static")
    secure = accounts is not None and bool(accounts.address)
    app.config.update(
        SECRET_KEY=secret_key,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_NAME=f"__Host-{COOKIE}" if secure else COOKIE,
        SESSION_COOKIE_SECURE=secure,
        MAX_CONTENT_LENGTH=MEGABYTE,
        MAX_FORM_MEMORY_SIZE=MEGABYTE,
        WTF_CSRF_TIME_LIMIT=None,
        SEND_FILE_MAX_AGE_DEFAULT=31_536_000,
    )
    app.extensions["ledger_services"] = services
    app.extensions["ledger_present"] = people.Nobody()
    app.extensions["ledger_kept_for_people"] = KeptForPeople()
    app.extensions["ledger_pages"] = pages = KeptPages(app.wsgi_app, services)
    app.wsgi_app = pages  # type: ignore[method-assign]
    # Before the token is looked for: that reads the form, and what is no text must be met before.
    errors.install(app)
    import_upload.install(app)
    CSRFProtect(app)
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(gettext, ngettext, newstyle=False)  # type: ignore[attr-defined]
    app.jinja_env.globals.update(static_url=static_url, role_label=_role_label, stylesheets=STYLESHEETS)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.context_processor(
        lambda: {"person": people.current(), "reads": people.covers("read"), "covers": people.covers, "demo": demo}
    )
    headers.install(app)
    app.before_request(_let_in)
    if demo:
        looking_around.install(app)
    elif accounts is not None:
        present.install(app, accounts)
    for pages_ in (*DESK, *BY_ROSTER, audit, public, public_search, rules_pages):
        app.register_blueprint(pages_)
    return app


def _let_in() -> None:
    """Before anything is looked up: whether a show is there is nothing to tell those who may not read. Raises NotAllowed."""
    if request.blueprint in INSIDE:
        people.required("read")
    if request.blueprint in INSIDE or request.blueprint in OF_ROSTERS:
        check_roster()


def _role_label(person: people.Person) -> str:
    return ROLES[person.role]
