"""What the script of passkeys asks: JSON in and out, under the same token as every form. Without the script there are none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, jsonify, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from ledger.errors import Refused
from web.accounts.browser import accounts, half_way, keep_token, onward, safe_path, site, where
from web.accounts.own_pages import proven
from web.accounts.passkeys import add, ask_to_add, ask_to_sign, confirm_by_passkey, sign_in_by_passkey
from web.accounts.sign_in_pages import present

passkey_pages = Blueprint("passkeys", __name__)


@passkey_pages.post("/account/passkeys/ask")
def ask() -> Response:
    """What the browser needs to make a passkey."""
    return Response(ask_to_add(accounts(), proven(), site()), content_type="application/json")


@passkey_pages.post("/account/passkeys")
def made() -> BaseResponse:
    """Keep the passkey that was made."""
    return _told(onward(add(accounts(), proven(), site(), _sent(), where()), "/account/"))


@passkey_pages.post("/account/sign-in/passkey/ask")
def ask_for_one() -> Response:
    """What the browser needs to sign."""
    return Response(ask_to_sign(accounts(), site(), where()), content_type="application/json")


@passkey_pages.post("/account/sign-in/passkey")
def sign_in_with_one() -> BaseResponse:
    """Sign in with what was signed."""
    sent = _sent()
    begun = sign_in_by_passkey(accounts(), site(), sent, where(), half_way())
    return _told(onward(begun, safe_path(str(sent.get("to", ""))) or url_for("own.home")))


@passkey_pages.post("/account/again/passkey")
def again_with_one() -> BaseResponse:
    """Prove oneself again with what was signed."""
    sent = _sent()
    token = confirm_by_passkey(accounts(), site(), sent, where(), present())
    return keep_token(jsonify({"to": safe_path(str(sent.get("to", ""))) or url_for("own.home")}), token)


def _sent() -> Mapping[str, Any]:
    sent = request.get_json(silent=True)
    if not isinstance(sent, dict):
        raise Refused("passkey_refused")
    return sent


def _told(response: BaseResponse) -> BaseResponse:
    """The same cookies, and the address to go on to told to the script, which goes there itself."""
    told = jsonify({"to": response.headers.pop("Location")})
    for cookie in response.headers.getlist("Set-Cookie"):
        told.headers.add("Set-Cookie", cookie)
    return told
