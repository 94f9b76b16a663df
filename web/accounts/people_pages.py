"""Who has an account: for administrators."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response

from ledger.errors import Conflict, Invalid, LedgerError, Refused
from ledger.wording.catalogue import gettext as _
from ledger.wording.times import say_instant
from ledger.wording.vocabulary import ROLES
from web.accounts.browser import accounts
from web.accounts.inviting import INVITED, change_role, close_account, end_sign_ins, invite, open_account, withdraw_link
from web.accounts.proving_forms import EMAIL, NAME, ROLE, proving
from web.accounts.roles import role_of
from web.accounts.signing import has_second_factor
from web.accounts.tables import Account, Link
from web.accounts.views import AccountsView, AccountView
from web.people import required
from web.twins import Shown, Twin, twin

people_pages = Blueprint("accounts", __name__)


@twin(people_pages, "/account/people/", Twin("accounts/people.html", AccountsView()), posts=True)
def every_account() -> Shown | Response:
    """All accounts; invite somebody. The link is shown once: that answer is no page with a twin."""
    required("accounts")
    error = None
    if request.method == "POST":
        typed = request.form.to_dict()
        try:
            token = invite(accounts(), typed.get("name", ""), typed.get("email", ""), typed.get("role", ""))
            return _link_shown(token, typed)
        except (Invalid, Conflict) as refusal:
            error = refusal
    return Shown(_all(error), status=error.status if error else 200)


def _link_shown(token: str, typed: dict[str, str]) -> Response:
    root = accounts().address or request.host_url.rstrip("/")
    address = f"{root}{url_for('joining.come_by', token=token)}"
    page = render_template("accounts/link.html", address=address, name=typed["name"].strip(), email=typed["email"])
    return Response(page, content_type="text/html; charset=utf-8")


def _all(error: LedgerError | None) -> dict[str, Any]:
    now = accounts().clock()
    with accounts().store.reading() as session:
        found = [_view(one, factor=has_second_factor(session, one)) for one in session.scalars(_BY_NAME)]
        links = session.scalars(select(Link).where(Link.purpose == INVITED, Link.expires_at > now).order_by(Link.name))
        open_links = [
            {
                "id": one.id,
                "name": one.name,
                "email": one.email,
                "role": ROLES[one.role],
                "expires": say_instant(one.expires_at, "UTC"),
            }
            for one in links
        ]
    typed = request.form.to_dict() if error else {}
    return {
        "accounts": found,
        "invitations": open_links,
        "form": proving(_("Invite somebody"), (NAME, EMAIL, ROLE), typed, error),
    }


_BY_NAME = select(Account).order_by(Account.closed_at.is_not(None), Account.name)


def _view(one: Account, *, factor: bool) -> dict[str, Any]:
    closed = say_instant(one.closed_at, "UTC") if one.closed_at is not None else None
    return {
        "id": one.id,
        "name": one.name,
        "email": one.email,
        "role": ROLES[role_of(one)],
        "second_factor": factor,
        "closed": closed,
    }


@twin(people_pages, "/account/people/<uuid:given>/", Twin("accounts/person.html", AccountView()), posts=True)
def one_account(given: UUID) -> Shown | Response:
    """One account: give it another role, end its sign-ins, or close it."""
    required("accounts")
    error: LedgerError | None = None
    if request.method == "POST":
        try:
            if request.form.get("step") == "end":
                end_sign_ins(accounts(), given)
                return redirect(url_for("accounts.one_account", given=given), 303)
            if request.form.get("step") == "close":
                close_account(accounts(), given)
            else:
                change_role(accounts(), given, request.form.get("role", ""))
            return redirect(url_for("accounts.every_account"), 303)
        except (Invalid, Refused) as refusal:
            error = refusal
    with accounts().store.reading() as session:
        account = open_account(session, given)
        view = _view(account, factor=has_second_factor(session, account))
    form = proving(_("Role"), (ROLE,), {"role": role_of(account)}, error)
    return Shown({"account": view, "form": form}, status=error.status if error else 200)


@people_pages.post("/account/invitations/<uuid:given>/withdraw")
def withdraw(given: UUID) -> Response:
    """End an invitation before it is used."""
    required("accounts")
    withdraw_link(accounts(), given)
    return redirect(url_for("accounts.every_account"), 303)
