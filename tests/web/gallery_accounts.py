"""The pages of accounts at their extremes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import segno
from markupsafe import Markup

from ledger.errors import Invalid, Problem, Refused
from tests.web.extremes import HOSTILE, LONG_NAME, LONG_WORD, URDU
from web.accounts.proving_forms import (
    CODE_OF_APP,
    CURRENT,
    EMAIL,
    FIRST_CODE,
    NAME,
    NEW,
    PASSWORD,
    REPEATED,
    ROLE,
    proving,
)

ID = UUID(int=7)
THEN = "26 November 2026, 21:00 UTC"
WRONG = Invalid([Problem("email", "not_an_email"), Problem("password", "password_common"), Problem("name", "required")])
ADDRESS = "https://awards.example.org/account/link/" + "x" * 22


def _proving(form: Any, **more: Any) -> tuple[str, dict[str, Any]]:
    view = {"title": "Make your account", "lead": f"{LONG_NAME}, you are invited.", "form": form}
    return "accounts/proving.html", {"view": view, "send": "Make the account", "to": "", "passkey": "", **more}


def _sign_in(number: int, browser: str) -> dict[str, Any]:
    began = {"began": THEN, "seen": THEN, "source": "2001:db8:1:2::/64"}
    return {"id": UUID(int=number), "browser": browser, "this": number == 1, **began}


def _account(name: str, **more: Any) -> dict[str, Any]:
    told = {"id": ID, "name": name, "email": "someone.with.a.long.address@awards.example.org", "role": "Organiser"}
    return {**told, "second_factor": False, "closed": None, **more}


OWN: dict[str, Any] = {
    "name": URDU,
    "email": f"{LONG_WORD[:60]}@example.org",
    "role": "Organiser",
    "owes": False,
    "authenticator": True,
    "recovery_codes": 8,
    "passkeys": [
        {"id": UUID(int=n), "name": name, "added": THEN, "used": THEN} for n, name in enumerate((HOSTILE, LONG_WORD))
    ],
    "sign_ins": [_sign_in(1, HOSTILE), _sign_in(2, LONG_WORD)],
}
NEW_OWN = {**OWN, "owes": True, "authenticator": False, "passkeys": [], "sign_ins": [_sign_in(1, "Firefox")]}
INVITATION = {"id": ID, "name": LONG_NAME, "email": "a@example.org", "role": "Auditor", "expires": THEN}
ACCOUNTS = {
    "accounts": [_account(HOSTILE), _account(LONG_NAME, second_factor=True), _account(URDU, closed=THEN)],
    "invitations": [INVITATION],
    "form": proving("Invite somebody", (NAME, EMAIL, ROLE), {"name": HOSTILE, "role": "door"}, WRONG),
}
NO_ACCOUNTS = {**ACCOUNTS, "invitations": [], "form": proving("Invite somebody", (NAME, EMAIL, ROLE), {})}

ACCOUNTS_GALLERY: dict[str, tuple[str, dict[str, Any]]] = {
    "sign-in": _proving(proving("Who you are", (EMAIL, PASSWORD), {}), to="/desk/", passkey="sign-in"),
    "sign-in-refused": _proving(
        proving("Who you are", (EMAIL, PASSWORD), {"email": HOSTILE}, Refused("sign_in_refused"))
    ),
    "again": _proving(proving("It is you", (PASSWORD, CODE_OF_APP), {}), to="/desk/", passkey="again"),
    "join-refused": _proving(proving("Your account", (NAME, EMAIL, NEW, REPEATED), {"name": HOSTILE}, WRONG)),
    "password": _proving(proving("Your password", (CURRENT, NEW, REPEATED), {})),
    "factor-by-passkey": _proving(proving("Your authenticator app", (), {}), passkey="sign-in"),
    "own-account": ("accounts/own.html", {"view": OWN}),
    "own-account-new": ("accounts/own.html", {"view": NEW_OWN}),
    "accounts": ("accounts/people.html", {"view": ACCOUNTS}),
    "accounts-first": ("accounts/people.html", {"view": NO_ACCOUNTS}),
    "account": (
        "accounts/person.html",
        {"view": {"account": _account(LONG_NAME), "form": proving("Role", (ROLE,), {}, Refused("last_administrator"))}},
    ),
    "invitation": ("accounts/link.html", {"address": ADDRESS, "name": HOSTILE, "email": "a@example.org"}),
    "authenticator": (
        "accounts/authenticator.html",
        {
            "key": "OAHO-CXDL-RXYV-4K6F-XD3Z-4U3K-RXIT-UJ5E",
            "picture": Markup(segno.make(ADDRESS).svg_inline(scale=5, light="#fff", omitsize=True)),  # noqa: S704 - of a constant
            "sealed": HOSTILE,
            "form": proving("Your authenticator app", (FIRST_CODE,), {}, Invalid([Problem("code", "code_wrong")])),
        },
    ),
    "recovery-codes": ("accounts/codes.html", {"codes": ["1a87-1471-d4c9"] * 8}),
}
