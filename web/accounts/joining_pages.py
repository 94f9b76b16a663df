"""An account by link: the link's token leaves the address at once, and only sending the form uses it up."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from ledger.errors import Conflict, Invalid
from ledger.wording.catalogue import gettext as _
from ledger.wording.vocabulary import ROLES
from web.accounts.browser import accounts, joining, keep_joining, onward, where
from web.accounts.inviting import FIRST, Joining, find_link, join
from web.accounts.proving_forms import EMAIL, NAME, NEW, REPEATED, proving
from web.accounts.views import ProvingView
from web.twins import Shown, Twin, twin

joining_pages = Blueprint("joining", __name__)


@joining_pages.get("/account/link/<token>")
def come_by(token: str) -> Response:
    """Exchange the link for a short cookie; nothing is looked up and nothing changes, whoever follows it."""
    response = keep_joining(redirect(url_for("joining.join_page"), 303), token[:64])
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@twin(joining_pages, "/account/join", Twin("accounts/proving.html", ProvingView()), posts=True)
def join_page() -> Shown | Response:
    """Make the account. Raises NotFound `link_ended`, TooOften."""
    token, error = joining(), None
    link = find_link(accounts(), token, where().source)
    if request.method == "POST":
        said = Joining(*(request.form.get(name, "") for name in ("name", "email", "password", "repeated")))
        try:
            return keep_joining(onward(join(accounts(), token, said, where()), url_for("own.home")), "")
        except (Invalid, Conflict) as refusal:
            error = refusal
    if link.purpose == FIRST:
        lead = _("You are the first. As administrator you invite everybody else; the record itself is theirs to keep.")
        fields = [NAME, EMAIL, NEW, REPEATED]
    else:
        said_of = {"name": link.name, "role": ROLES[link.role], "email": link.email}
        lead = _("%(name)s, you are invited as: %(role)s. You will sign in as %(email)s.") % said_of
        fields = [NEW, REPEATED]
    form = proving(_("Your account"), fields, request.form.to_dict(), error)
    view = {"title": _("Make your account"), "lead": lead, "form": form}
    more = {"send": _("Make the account"), "to": "", "passkey": ""}
    return Shown(view, more, error.status if error else 200)
