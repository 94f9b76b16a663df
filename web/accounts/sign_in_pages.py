"""Signing in and out, and proving oneself again."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from ledger.application.roles import MAY
from ledger.errors import Invalid, LedgerError, NotAllowed, Refused
from ledger.wording.catalogue import gettext as _
from web.accounts.browser import accounts, half_way, keep_token, leave, onward, safe_path, signed, signed_in, where
from web.accounts.proving_forms import CODE, CODE_OF_APP, EMAIL, PASSWORD, proving
from web.accounts.roles import role_of
from web.accounts.sessions import Signed, end
from web.accounts.signing import confirm, second_factor, sign_in
from web.accounts.views import ProvingView
from web.twins import Shown, Twin, twin

signing = Blueprint("signing", __name__)
PAGE = Twin("accounts/proving.html", ProvingView())
REFUSALS = (Refused, Invalid)


@twin(signing, "/account/sign-in", PAGE, posts=True)
def sign_in_page() -> Shown | Response:
    """Sign in with a password; `?to=` is where to go on to."""
    to, error = _to(), None
    if request.method == "POST":
        try:
            begun = sign_in(accounts(), request.form.get("email", ""), request.form.get("password", ""), where())
            onward_to = url_for("signing.second_factor_page", to=to or None) if begun.device is None else _home(to)
            return onward(begun, onward_to)
        except REFUSALS as refusal:
            error = refusal
    elif signed_in() is not None:
        return redirect(_home(to), 303)
    lead = _("For people who keep the record. Accounts are made by invitation.")
    form = proving(_("Who you are"), (EMAIL, PASSWORD), request.form.to_dict(), error)
    return _shown(_("Sign in"), lead, form, error, to=to, passkey="sign-in")


@twin(signing, "/account/second-factor", PAGE, posts=True)
def second_factor_page() -> Shown | Response:
    """What else the account is protected by."""
    found, to, error = half_way(), _to(), None
    if found is None:
        return redirect(url_for("signing.sign_in_page", to=to or None), 303)
    if request.method == "POST":
        try:
            return onward(second_factor(accounts(), found, request.form.get("code", ""), where()), _home(to))
        except REFUSALS as refusal:
            error = refusal
    lead = _("Your password was right. The account is protected by more than that.")
    form = proving(_("Your authenticator app"), (CODE,) if found.totp else (), {}, error)
    return _shown(_("One more step"), lead, form, error, to=to, passkey="sign-in" if found.passkeys else "")


@twin(signing, "/account/again", PAGE, posts=True)
def again_page() -> Shown | Response:
    """Prove oneself again, for what needs a fresh sign-in."""
    found, to, error = signed_in(), _to(), None
    if found is None:
        return redirect(url_for("signing.sign_in_page", to=to or None), 303)
    if request.method == "POST":
        try:
            token = confirm(accounts(), found, request.form.get("password", ""), request.form.get("code", ""))
            return keep_token(redirect(_home(to), 303), token)
        except REFUSALS as refusal:
            error = refusal
    lead = _("What you are about to do needs a fresh sign-in. It holds for a quarter of an hour.")
    fields = (PASSWORD, CODE_OF_APP) if found.totp else () if found.passkeys else (PASSWORD,)
    form = proving(_("It is you"), fields, {}, error)
    return _shown(_("Confirm that it is you"), lead, form, error, to=to, passkey="again" if found.passkeys else "")


@signing.post("/account/sign-out")
def sign_out() -> Response:
    """End this sign-in."""
    found = signed()
    if found is not None:
        with accounts().store.writing() as session:
            end(session, found.sign_in, found.account)
    return leave("/")


def present(found: Signed | None = None) -> Signed:
    """Who is signed in. Raises NotAllowed `sign_in_first`."""
    found = found or signed_in()
    if found is None:
        raise NotAllowed("sign_in_first")
    return found


def home_of(found: Signed) -> str:
    """Where somebody goes on to by themselves: where their work is."""
    may = MAY[role_of(found)]
    if "accounts" in may:
        return "/account/people/"
    if "read" in may:
        return "/audit/" if "read_access" in may else "/desk/"
    return "/account/"


def _home(to: str) -> str:
    return to or url_for("own.home")


def _to() -> str:
    return safe_path(request.values.get("to", ""))


def _shown(title: str, lead: str, form: object, error: LedgerError | None, **more: object) -> Shown:
    view = {"title": title, "lead": lead, "form": form}
    return Shown(view, {"send": title, **more}, error.status if error else 200)
