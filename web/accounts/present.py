"""Who is signed in, for all pages; and where to go for what has to come first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from flask import Flask, Response, redirect, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response as BaseResponse

from ledger.domain.roster import ROLES as ROSTERED
from ledger.errors import NotAllowed
from web import errors
from web.accounts.browser import accounts, is_fresh, signed_in
from web.accounts.joining_pages import joining_pages
from web.accounts.opening import Accounts
from web.accounts.own_pages import owes_factor, own
from web.accounts.passkey_pages import passkey_pages
from web.accounts.people_pages import people_pages
from web.accounts.roles import FRESH, role_of
from web.accounts.sign_in_pages import signing
from web.accounts.tables import Account
from web.people import Person
from web.twins import wants_json

FIRST = {
    "sign_in_first": "signing.sign_in_page",
    "sign_in_again": "signing.again_page",
    "second_factor_first": "own.own_account",
}
"""Where each is put right."""


class Holder(NamedTuple):
    """Somebody with an account; see `web.people.Person`."""

    key: str
    id: UUID
    name: str
    role: str


class SignedIn:
    """Whoever is signed in, with all that their role asks for; see `web.people.Present`."""

    def current(self) -> Person | None:
        """The holder of the account, None before the second factor that the role needs is there."""
        found = signed_in()
        if found is None or owes_factor(found):
            return None
        # Pages kept for somebody who proved themselves lately are not for the same person later.
        key = f"{found.account} {'fresh' if is_fresh(found) else 'signed in'}"
        return Holder(key, found.account, found.name, role_of(found))

    def nobody(self) -> NotAllowed:
        """See `Present`."""
        return NotAllowed("sign_in_first" if signed_in() is None else "second_factor_first")

    def colleagues(self) -> Sequence[Person]:
        """See `Present`: accounts that are not closed, as what each was invited."""
        by_name = select(Account).where(Account.closed_at.is_(None)).order_by(Account.name, Account.id)
        with accounts().store.reading() as session:
            return [
                Holder(str(one.id), one.id, one.name, role_of(one))
                for one in session.scalars(by_name)
                if role_of(one) in ROSTERED
            ]

    def ready(self, act: str) -> None:
        """See `Present`."""
        found = signed_in()
        if act in FRESH and (found is None or not is_fresh(found)):
            raise NotAllowed("sign_in_again")


def install(app: Flask, kept: Accounts) -> None:
    """Let people sign in."""
    app.extensions["ledger_accounts"] = kept
    app.extensions["ledger_present"] = SignedIn()
    app.context_processor(lambda: {"signing": True, "signed_in": signed_in()})
    for pages in (signing, joining_pages, own, passkey_pages, people_pages):
        app.register_blueprint(pages)

    @app.errorhandler(NotAllowed)
    def not_allowed(error: NotAllowed) -> Response | BaseResponse:
        endpoint = FIRST.get(error.code)
        if endpoint is None or wants_json() or request.method != "GET":
            return errors.refusal(error)
        return redirect(url_for(endpoint, to=request.full_path.rstrip("?")), 303)
