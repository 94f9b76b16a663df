"""What accounts prove themselves with, kept by Flask-Security: passwords, authenticator apps, recovery codes.

It stands in an application of its own that answers no request: none of its pages, cookies or hooks touches ours.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import unicodedata
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Flask
from flask_security import Security, SQLAlchemySessionUserDatastore, Totp, hash_password, verify_password
from sqlalchemy.ext.mutable import MutableList

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

    def sealed_anew(self, sealed: str) -> str:
        """The same secret, sealed under the newest key."""
        made: str = self._totp.from_source(sealed).to_json(encrypt=True)
        return made


class Credentials:
    """Hashes, seals and checks. What takes an account may change it, so it is called in a unit of work that may write.

    What is made is made under the newest key; what was made under any of the others is taken.
    """

    def __init__(self, store: Store, keys: Mapping[int, bytes], *, cheap: bool = False) -> None:
        """`keys` (32 bytes each) by generation, the newest first; `cheap` is for tests."""
        self._newest = next(iter(keys))
        # Each generation hashes passwords with a salt of its own; all else the newest opens as well.
        self._apps = {number: _application(keys, number, cheap=cheap) for number in keys}
        datastore = SQLAlchemySessionUserDatastore(store.session, Account, NoRole)
        made = {
            number: Security(app, datastore, register_blueprint=False, totp_cls=_OnceOnly)
            for number, app in self._apps.items()
        }
        self._app, self._security = self._apps[self._newest], made[self._newest]
        self._handing = derived(keys[self._newest], "accounts: authenticators handed out")
        self.checked = 0
        """How many passwords were hashed to be compared: as many for an account that is not there as for one that is."""
        self._nobody = self.hashed("the password of an account that is not there")

    def hashed(self, password: str) -> str:
        """What is kept of a password: the key's generation, unless it is the first, and the hash."""
        with self._app.app_context():
            made: str = hash_password(_normal(password))
        return made if self._newest == 1 else f"{self._newest}:{made}"

    def fits(self, kept: str | None, password: str) -> bool:
        """Whether it is the password of which this is kept; costs the same where there is no such account (None)."""
        self.checked += 1
        number, hash_ = _parted(kept or self._nobody)
        is_there = kept is not None and number in self._apps
        if not is_there:
            number, hash_ = _parted(self._nobody)
        with self._apps[number].app_context():
            fits: bool = verify_password(_normal(password), hash_)
        return fits and is_there

    def outdated(self, kept: str) -> bool:
        """Whether it was hashed in another way, or under another key, than passwords are hashed now."""
        outdated: bool = self._security.pwd_context.needs_update(_parted(kept)[1])
        return outdated or not self.is_newest(kept)

    def is_newest(self, kept: str) -> bool:
        """Whether it was hashed under the newest key."""
        return _parted(kept)[0] == self._newest

    def seal_anew(self, account: Account) -> None:
        """Seal what is sealed of an account under the newest key."""
        factory: Any = self._security.totp_factory
        sealing: Any = self._security.mf_recovery_codes_util.cryptor
        if account.totp is not None:
            account.totp = factory.sealed_anew(account.totp)
        if account.mf_recovery_codes:
            codes = account.mf_recovery_codes
            account.mf_recovery_codes = MutableList([sealing.rotate(code.encode()).decode() for code in codes])

    def new_totp(self) -> str:
        """A new secret for an authenticator app, sealed."""
        made: str = self._security.totp_factory.generate_totp_secret()
        return made

    def handed_out(self, sealed: str, account: UUID) -> str:
        """A sealed secret as it goes to the account's browser with a form.

        It says of itself how it is opened: changed there to a key hashed a billion times, it would hold a thread for hours.
        """
        return f"{self._mark(sealed, account)} {sealed}"

    def taken_back(self, text: str, account: UUID) -> str | None:
        """The sealed secret that came back with the form; None if it is not, letter for letter, what this account was handed."""
        mark, _space, sealed = text.partition(" ")
        return sealed if hmac.compare_digest(mark.encode(), self._mark(sealed, account).encode()) else None

    def _mark(self, sealed: str, account: UUID) -> str:
        return hmac.new(self._handing, f"{account} {sealed}".encode(), hashlib.sha256).hexdigest()

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
            # All of them are looked at, each to its end: how long it takes tells nothing of any.
            if not sum(hmac.compare_digest(one, typed) for one in kept.get_recovery_codes(account)):
                return False
            kept.delete_recovery_code(account, typed)
        return True


def _application(keys: Mapping[int, bytes], number: int, *, cheap: bool) -> Flask:
    """What Flask-Security asks to stand in, for the key of one generation; it answers no request."""
    app, secret = Flask("credentials"), keys[number]
    recovery = [base64.urlsafe_b64encode(derived(key, "accounts: recovery")) for key in keys.values()]
    app.config.update(
        SECRET_KEY=derived(secret, "accounts: signatures").hex(),
        SECURITY_PASSWORD_SALT=derived(secret, "accounts: passwords").hex(),
        SECURITY_PASSWORD_HASH="argon2",  # noqa: S106 - the name of the way, not a password  # nosec B106
        SECURITY_PASSWORD_SCHEMES=["argon2"],
        SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS=CHEAP if cheap else DEAR,
        SECURITY_TOTP_SECRETS={str(one): derived(key, "accounts: authenticators").hex() for one, key in keys.items()},
        SECURITY_TOTP_ISSUER=ISSUER,
        SECURITY_MULTI_FACTOR_RECOVERY_CODES=True,
        SECURITY_MULTI_FACTOR_RECOVERY_CODES_N=CODES,
        SECURITY_MULTI_FACTOR_RECOVERY_CODES_KEYS=recovery,
    )
    return app


def _parted(kept: str) -> tuple[int, str]:
    """The generation of the key, and the hash."""
    number, colon, hash_ = kept.partition(":")
    return (int(number), hash_) if colon and number.isdigit() else (1, kept)


def _normal(password: str) -> str:
    """However a keyboard composes its characters, the same password (NIST SP 800-63B, 5.1.1.2)."""
    return unicodedata.normalize("NFKC", password)
