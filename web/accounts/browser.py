"""The browser a request came from: its cookies, its network, and who is signed in there.

Over https every cookie is named `__Host-…`: it belongs to this host alone and no page elsewhere can set it.
"""

from __future__ import annotations

from flask import Response, current_app, g, redirect, request, session
from werkzeug.wrappers import Response as BaseResponse

from web.accounts.opening import Accounts
from web.accounts.passkeys import Site
from web.accounts.sessions import DEVICE_US, FRESH_TO_SEND_US, FRESH_US, FULL, PASSWORD, Signed, Where, find_signed
from web.accounts.signing import Begun
from web.caching import SIGNED_IN
from web.headers import FORGOTTEN
from web.networks import network_of

DEVICE = "known_browser"
JOINING = "joining"
JOINING_SECONDS = 15 * 60


def accounts() -> Accounts:
    """The process's accounts."""
    found: Accounts = current_app.extensions["ledger_accounts"]
    return found


def signed() -> Signed | None:
    """Who is signed in, or half way there, in this browser; asked once for an answer."""
    if "signed" not in g:
        token = cookie_of(SIGNED_IN)
        g.signed = find_signed(accounts().store, token, accounts().clock()) if token else None
    found: Signed | None = g.signed
    return found


def signed_in() -> Signed | None:
    """Who is signed in."""
    found = signed()
    return found if found is not None and found.stage == FULL else None


def half_way() -> Signed | None:
    """Who has given a password, and is asked for more."""
    found = signed()
    return found if found is not None and found.stage == PASSWORD else None


def is_fresh(found: Signed) -> bool:
    """Whether they proved themselves lately; a form that was opened so may be sent for an hour."""
    allowed = FRESH_TO_SEND_US if request.method == "POST" else FRESH_US
    return accounts().clock() - found.fresh_at <= allowed


def where() -> Where:
    """The browser of the request."""
    return Where(network_of(request.remote_addr or ""), request.headers.get("User-Agent", ""), cookie_of(DEVICE))


def site() -> Site:
    """What passkeys are bound to: never what a request says of itself where an address is told."""
    return Site(accounts().address or request.host_url.rstrip("/"))


def onward(begun: Begun, address: str) -> BaseResponse:
    """Go on there, signed in under the new token; what the browser held before, also its forms' token, is worth nothing any more."""
    session.clear()
    g.pop("signed", None)
    return keep(redirect(address, 303), begun)


def keep(response: BaseResponse, begun: Begun) -> BaseResponse:
    """Give the browser its tokens."""
    keep_token(response, begun.token)
    if begun.device is not None:
        set_cookie(response, DEVICE, begun.device, DEVICE_US // 1_000_000)
    return response


def keep_token(response: BaseResponse, token: str) -> BaseResponse:
    """Give the browser the token that it is signed in by from now on."""
    set_cookie(response, SIGNED_IN, token, None)
    return response


def leave(address: str) -> BaseResponse:
    """Go on there, signed out."""
    session.clear()
    g.pop("signed", None)
    response = redirect(address, 303)
    set_cookie(response, SIGNED_IN, "", 0)
    response.headers.extend((FORGOTTEN,))
    return response


def joining() -> str:
    """The token of the link the browser came by."""
    return cookie_of(JOINING) or ""


def keep_joining(response: BaseResponse, token: str) -> BaseResponse:
    """Keep the link's token for a quarter of an hour; empty, let go of it."""
    set_cookie(response, JOINING, token, JOINING_SECONDS if token else 0)
    return response


def safe_path(typed: str) -> str:
    """The path to go on to, if it is one of this server; empty for anything a browser could read as another place."""
    plain = typed.isascii() and typed.isprintable() and "\\" not in typed and " " not in typed
    return typed if plain and typed.startswith("/") and not typed.startswith("//") else ""


def _is_secure() -> bool:
    secure: bool = current_app.config["SESSION_COOKIE_SECURE"]
    return secure


def _named(name: str) -> str:
    return f"__Host-{name}" if _is_secure() else name


def cookie_of(name: str) -> str | None:
    """What the browser keeps under this name."""
    return request.cookies.get(_named(name)) or None


def set_cookie(
    response: Response | BaseResponse, name: str, value: str, seconds: int | None, *, samesite: str = "Lax"
) -> None:
    """Let the browser keep a value for so long; None: until it is closed, 0: no longer."""
    response.set_cookie(
        _named(name), value, max_age=seconds, path="/", secure=_is_secure(), httponly=True, samesite=samesite
    )
