"""What accounts prove themselves with, kept by Flask-Security: passwords, authenticator apps, recovery codes.

It stands in an application of its own that answers no request: none of its pages, cookies or hooks touches ours.
"""

from __future__ import annotations

import base64
import json
import unicodedata
from typing import Any

from flask import Flask
from flask_security import Security, SQLAlchemySessionUserDatastore, Totp, hash_password, verify_password

from ledger.persistence.secret_files import derived
from web.accounts.store import Store
from web.accounts.tables import Account, NoRole

ISSUER = "Awards Ledger"
CODES = 8
"""Recovery codes of an account."""
CLOCK_SKEW_SECONDS = 30
DEAR = {"argon2__memory_cost": 19_456, "argon2__time_cost": 2, "argon2__parallelism": 1}
"""OWASP's least for Argon2id (KiB, rounds, lanes): some 40 ms on a small machine."""
CHEAP = {"argon2__memory_cost": 8, "argon2__time_cost": 1, "argon2__parallelism": 1}
"""For tests only: no setting leads here, and a password hashed so is hashed anew when its owner next signs in to a real server."""


class _OnceOnly(Totp):
    """A code is good for one use, also within its half minute."""

    def get_last_counter(self, user: Any) -> int | None:
        counter: int | None = user.totp_counter
        return counter

    def set_last_counter(self, user: Any, tmatch: Any) -> None:
        user.totp_counter = tmatch.counter


class Credentials:
    """Hashes, seals and checks. What takes an account may change it, so it is called in a unit of work that may write."""

    def __init__(self, store: Store, secret: bytes, *, cheap: bool = False) -> None:
        """`secret` (32 bytes) seals what is sealed; `cheap` is for tests."""
        self._app = Flask("credentials")
        self._app.config.update(
            SECRET_KEY=derived(secret, "accounts: signatures").hex(),
            SECURITY_PASSWORD_SALT=derived(secret, "accounts: passwords").hex(),
            SECURITY_PASSWORD_HASH="argon2",  # noqa: S106 - the name of the way, not a password
            SECURITY_PASSWORD_SCHEMES=["argon2"],
            SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS=CHEAP if cheap else DEAR,
            SECURITY_TOTP_SECRETS={"1": derived(secret, "accounts: authenticators").hex()},
            SECURITY_TOTP_ISSUER=ISSUER,
            SECURITY_MULTI_FACTOR_RECOVERY_CODES=True,
            SECURITY_MULTI_FACTOR_RECOVERY_CODES_N=CODES,
            SECURITY_MULTI_FACTOR_RECOVERY_CODES_KEYS=[base64.urlsafe_b64encode(derived(secret, "accounts: recovery"))],
        )
        datastore = SQLAlchemySessionUserDatastore(store.session, Account, NoRole)
        self._security = Security(self._app, datastore, register_blueprint=False, totp_cls=_OnceOnly)
        self.checked = 0
        """How many passwords were hashed to be compared: as many for an account that is not there as for one that is."""
        self._nobody = self.hashed("the password of an account that is not there")

    def hashed(self, password: str) -> str:
        """What is kept of a password."""
        with self._app.app_context():
            made: str = hash_password(_normal(password))
        return made

    def fits(self, kept: str | None, password: str) -> bool:
        """Whether it is the password of which this is kept; costs the same where there is no such account (None)."""
        self.checked += 1
        with self._app.app_context():
            fits: bool = verify_password(_normal(password), kept or self._nobody)
        return fits and kept is not None

    def outdated(self, kept: str) -> bool:
        """Whether it was hashed in another way than passwords are hashed now."""
        outdated: bool = self._security.pwd_context.needs_update(kept)
        return outdated

    def new_totp(self) -> str:
        """A new secret for an authenticator app, sealed."""
        made: str = self._security.totp_factory.generate_totp_secret()
        return made

    def is_totp(self, sealed: str) -> bool:
        """Whether it is a secret that was sealed here: what comes back with a form may be anything."""
        try:
            told = json.loads(sealed)
            if not isinstance(told, dict) or "enckey" not in told or "key" in told:
                return False
            self.totp_told(sealed, ISSUER)
        except (ValueError, TypeError, KeyError):
            return False
        return True

    def totp_told(self, sealed: str, email: str) -> tuple[str, str]:
        """The secret as a person types it, and as the address that the app reads from a picture."""
        factory = self._security.totp_factory
        return factory.get_totp_pretty_key(sealed), factory.get_totp_uri(email, sealed)

    def totp_fits(self, account: Account, sealed: str, code: str) -> bool:
        """Whether it is the code of now, or of the half minute beside it, and was not used before."""
        digits = "".join(code.split())
        if not (digits.isascii() and digits.isdigit()):
            return False
        fits: bool = self._security.totp_factory.verify_totp(digits, sealed, account, window=CLOCK_SKEW_SECONDS)
        return fits

    def new_recovery_codes(self, account: Account) -> list[str]:
        """New codes in place of all earlier ones; to be shown once."""
        with self._app.app_context():
            codes: list[str] = self._security.mf_recovery_codes_util.create_recovery_codes(account)
        return codes

    def recovery_code_fits(self, account: Account, code: str) -> bool:
        """Whether it is one of the account's codes; then it is used up."""
        plain = "".join(one for one in code.lower() if one in "0123456789abcdef")
        typed = "-".join(plain[start : start + 4] for start in range(0, len(plain), 4))
        with self._app.app_context():
            kept = self._security.mf_recovery_codes_util
            if not plain or not kept.check_recovery_code(account, typed):
                return False
            kept.delete_recovery_code(account, typed)
        return True


def _normal(password: str) -> str:
    """However a keyboard composes its characters, the same password (NIST SP 800-63B, 5.1.1.2)."""
    return unicodedata.normalize("NFKC", password)
