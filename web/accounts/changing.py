"""Changing what an account signs in with. Every change ends all its sign-ins; the browser it was made in goes on under a new token."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from ledger.errors import Invalid, Problem, Refused
from web.accounts.inviting import password_problems
from web.accounts.limits import again_buckets, give_back, take
from web.accounts.opening import Accounts
from web.accounts.roles import SECOND_FACTOR, role_of
from web.accounts.sessions import Signed, Where, end, end_all
from web.accounts.signing import Begun, complete
from web.accounts.tables import Account, Passkey


def change_password(accounts: Accounts, signed: Signed, current: str, new: tuple[str, str], where: Where) -> Begun:
    """Another password, typed twice. Raises Invalid, TooOften."""
    now = accounts.clock()
    if problems := password_problems(*new, (signed.name, signed.email)):
        raise Invalid(problems)
    buckets = again_buckets(str(signed.sign_in))
    with accounts.store.writing() as session:
        take(session, accounts.key, buckets, now)
        kept = session.get_one(Account, signed.account).password
    if not accounts.credentials.fits(kept, current):
        raise Invalid([Problem("current", "password_wrong")])
    made = accounts.credentials.hashed(new[0])

    def change(session: Session, account: Account) -> None:
        if account.password != kept:
            raise Refused("sign_in_ended")
        give_back(session, accounts.key, buckets, now)
        account.password = made

    return _anew(accounts, signed, where, change)


def set_authenticator(
    accounts: Accounts, signed: Signed, sealed: str, code: str, where: Where
) -> tuple[Begun, list[str]]:
    """Ask for codes of an app from now on, shown by one that it can give them; the recovery codes. Raises Invalid `code_wrong`."""
    codes: list[str] = []

    def change(session: Session, account: Account) -> None:
        account.totp_counter = None
        if not accounts.credentials.totp_fits(account, sealed, code):
            raise Invalid([Problem("code", "code_wrong")])
        account.totp = sealed
        codes.extend(accounts.credentials.new_recovery_codes(account))
        session.flush()

    return _anew(accounts, signed, where, change), codes


def remove_authenticator(accounts: Accounts, signed: Signed, where: Where) -> Begun:
    """Ask for no codes any more. Raises Refused `last_factor` where the role needs a second factor and there is no other."""

    def change(session: Session, account: Account) -> None:
        account.totp = account.totp_counter = account.mf_recovery_codes = None
        _keep_a_factor(session, account)

    return _anew(accounts, signed, where, change)


def renew_recovery_codes(accounts: Accounts, signed: Signed, where: Where) -> tuple[Begun, list[str]]:
    """New recovery codes; all earlier ones end. Raises Refused `no_authenticator`."""
    codes: list[str] = []

    def change(_session: Session, account: Account) -> None:
        if account.totp is None:
            raise Refused("no_authenticator")
        codes.extend(accounts.credentials.new_recovery_codes(account))

    return _anew(accounts, signed, where, change), codes


def add_passkey(accounts: Accounts, signed: Signed, passkey: Passkey, where: Where) -> Begun:
    """Another passkey, checked already."""

    def change(session: Session, _account: Account) -> None:
        session.add(passkey)

    return _anew(accounts, signed, where, change)


def remove_passkey(accounts: Accounts, signed: Signed, passkey: Passkey, where: Where) -> Begun:
    """One passkey less. Raises Refused `last_factor` as `remove_authenticator` does."""

    def change(session: Session, account: Account) -> None:
        session.delete(session.merge(passkey))
        session.flush()
        _keep_a_factor(session, account)

    return _anew(accounts, signed, where, change)


def _keep_a_factor(session: Session, account: Account) -> None:
    others = session.query(Passkey).where(Passkey.account == account.id).count()
    if role_of(account) in SECOND_FACTOR and account.totp is None and not others:
        raise Refused("last_factor")


def _anew(accounts: Accounts, signed: Signed, where: Where, change: Callable[[Session, Account], None]) -> Begun:
    """Change an account and sign its browser in anew, in one unit of work."""
    now = accounts.clock()
    with accounts.store.writing() as session:
        account = session.get_one(Account, signed.account)
        if not end(session, signed.sign_in, account.id):
            raise Refused("sign_in_ended")
        change(session, account)
        end_all(session, account.id)
        return complete(session, account.id, where, now)
