"""One's own account: what protects it, where it is signed in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import segno
from flask import Blueprint, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from ledger.errors import Invalid, LedgerError, NotAllowed, Problem, Refused
from ledger.wording.catalogue import gettext as _
from ledger.wording.times import say_instant
from ledger.wording.vocabulary import ROLES
from web.accounts.browser import accounts, is_fresh, keep, onward, where
from web.accounts.changing import (
    change_password,
    remove_authenticator,
    remove_passkey,
    renew_recovery_codes,
    set_authenticator,
)
from web.accounts.passkeys import passkeys_of
from web.accounts.proving_forms import CURRENT, FIRST_CODE, NEW, REPEATED, proving
from web.accounts.roles import SECOND_FACTOR, role_of
from web.accounts.sessions import Signed, end, end_all, every
from web.accounts.sign_in_pages import home_of, present
from web.accounts.signing import Begun
from web.accounts.tables import Account, Passkey
from web.accounts.views import OwnView, ProvingView
from web.forms import Form
from web.twins import Shown, Twin, twin

own = Blueprint("own", __name__)
REFUSALS = (Refused, Invalid)


def owes_factor(found: Signed) -> bool:
    """Whether their role needs a second factor that is not there yet."""
    return role_of(found) in SECOND_FACTOR and not found.has_second_factor


def proven() -> Signed:
    """Who is signed in, freshly: what one signs in with is changed by nobody else. Raises NotAllowed `sign_in_again`."""
    found = present()
    if not is_fresh(found):
        raise NotAllowed("sign_in_again")
    return found


@own.get("/account/home")
def home() -> Response:
    """Where the person's work is, or what has to come first."""
    found = present()
    return redirect("/account/" if owes_factor(found) else home_of(found), 303)


@twin(own, "/account/", Twin("accounts/own.html", OwnView()))
def own_account() -> Shown:
    """What protects the account, and where it is signed in."""
    found = present()
    return Shown(_own_view(found))


def _own_view(found: Signed) -> dict[str, Any]:
    with accounts().store.reading() as session:
        account = session.get_one(Account, found.account)
        passkeys, sign_ins = passkeys_of(session, found.account), every(session, found.account, accounts().clock())
    return {
        "name": found.name,
        "email": found.email,
        "role": ROLES[role_of(found)],
        "owes": owes_factor(found),
        "authenticator": found.totp,
        "recovery_codes": len(account.mf_recovery_codes or ()),
        "passkeys": [_passkey_view(one) for one in passkeys],
        "sign_ins": [
            {
                "id": one.id,
                "browser": one.browser or _("unknown browser"),
                "source": one.source,
                "began": say_instant(one.began_at, "UTC"),
                "seen": say_instant(one.seen_at, "UTC"),
                "this": one.id == found.sign_in,
            }
            for one in sign_ins
        ],
    }


def _passkey_view(one: Passkey) -> dict[str, Any]:
    used = say_instant(one.used_at, "UTC") if one.used_at else _("not yet")
    return {"id": one.id, "name": one.name or _("Passkey"), "added": say_instant(one.created_at, "UTC"), "used": used}


@own.post("/account/sign-ins/<uuid:given>/end")
def end_one(given: UUID) -> Response:
    """End one of the account's sign-ins."""
    found = present()
    with accounts().store.writing() as session:
        end(session, given, found.account)
    return redirect(url_for("own.own_account"), 303)


@own.post("/account/sign-ins/end")
def end_others() -> Response:
    """End all of the account's sign-ins but this."""
    found = present()
    with accounts().store.writing() as session:
        end_all(session, found.account, but=found.sign_in)
    return redirect(url_for("own.own_account"), 303)


@twin(own, "/account/password", Twin("accounts/proving.html", ProvingView()), posts=True)
def password_page() -> Shown | Response:
    """Another password."""
    found, error = proven(), None
    if request.method == "POST":
        current, *new = (request.form.get(name, "") for name in ("current", "password", "repeated"))
        try:
            return onward(change_password(accounts(), found, current, (new[0], new[1]), where()), "/account/")
        except REFUSALS as refusal:
            error = refusal
    form = proving(_("Your password"), (CURRENT, NEW, REPEATED), {}, error)
    lead = _("You stay signed in here; every other browser has to sign in anew.")
    view = {"title": _("Change your password"), "lead": lead, "form": form}
    return Shown(view, {"send": _("Change the password"), "to": "", "passkey": ""}, error.status if error else 200)


@own.route("/account/authenticator", methods=["GET", "POST"])
def authenticator_page() -> Response | str | tuple[str, int]:
    """Set an authenticator app up. It shows a secret, so it has no twin."""
    found = proven()
    if request.method == "GET":
        return _authenticator_shown(found, accounts().credentials.new_totp())
    sealed = accounts().credentials.taken_back(request.form.get("sealed", ""), found.account)
    if sealed is None:
        wrong = Invalid([Problem("code", "code_wrong")])
        return _authenticator_shown(found, accounts().credentials.new_totp(), wrong), wrong.status
    try:
        begun, codes = set_authenticator(accounts(), found, sealed, request.form.get("code", ""), where())
    except Invalid as refusal:
        return _authenticator_shown(found, sealed, refusal), refusal.status
    return _codes_shown(begun, codes)


def _authenticator_shown(found: Signed, sealed: str, error: LedgerError | None = None) -> str:
    key, address = accounts().credentials.totp_told(sealed, found.email)
    # Made of the account's own address alone, and escaped where segno writes it.
    picture = Markup(segno.make(address).svg_inline(scale=5, light="#fff", dark="#000", omitsize=True))  # noqa: S704  # nosec B704
    form: Form = proving(_("Your authenticator app"), (FIRST_CODE,), {}, error)
    handed = accounts().credentials.handed_out(sealed, found.account)
    return render_template("accounts/authenticator.html", key=key, picture=picture, sealed=handed, form=form)


def _codes_shown(begun: Begun, codes: list[str]) -> Response:
    page = Response(render_template("accounts/codes.html", codes=codes), content_type="text/html; charset=utf-8")
    return keep(page, begun)


@own.post("/account/authenticator/remove")
def remove_app() -> Response:
    """Ask for no codes any more. Raises Refused `last_factor`."""
    return onward(remove_authenticator(accounts(), proven(), where()), "/account/")


@own.post("/account/recovery-codes")
def recovery_codes() -> Response:
    """New recovery codes, shown once: no twin. Raises Refused `no_authenticator`."""
    return _codes_shown(*renew_recovery_codes(accounts(), proven(), where()))


@own.post("/account/passkeys/<uuid:given>/remove")
def remove_one_passkey(given: UUID) -> Response:
    """One passkey less. Raises Refused `last_factor`."""
    found = proven()
    with accounts().store.reading() as session:
        passkey = next((one for one in passkeys_of(session, found.account) if one.id == given), None)
    if passkey is None:
        return redirect("/account/", 303)
    return onward(remove_passkey(accounts(), found, passkey, where()), "/account/")
