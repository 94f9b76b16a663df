"""Signing in: a password, then what else the account is protected by. An account that is not there is answered alike, at the same cost."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from ledger.errors import Invalid, Refused
from web.accounts.limits import Bucket, again_buckets, factor_buckets, forget_old, give_back, sign_in_buckets, take
from web.accounts.opening import Accounts, folded_email
from web.accounts.sessions import FULL, PASSWORD, Signed, Where, begin, end, known_device, remember_device, renew
from web.accounts.tables import Account, Passkey

log = structlog.get_logger("ledger.accounts")
"""Of who signs in stands the account's id alone: no name, no address, and nothing that was typed."""


class Begun(NamedTuple):
    """What the browser is given: the token of its sign-in and, once that is complete, the token by which it is known."""

    token: str
    stage: str
    device: str | None = None


def sign_in(accounts: Accounts, typed: str, password: str, where: Where) -> Begun:
    """Begin with a password. Raises Refused `sign_in_refused`, TooOften."""
    now = accounts.clock()
    try:
        email = folded_email(typed)
    except Invalid:
        email = typed.strip().casefold()[:254]
    with accounts.store.writing() as session:
        account = _open_account(session, email)
        buckets = sign_in_buckets(
            where.source, email, known_device(session, where, account.id if account else None, now)
        )
        take(session, accounts.key, buckets, now)
    # Between the units of work: hashing takes long, and holds nobody up.
    fits = accounts.credentials.fits(account.password if account else None, password)
    if account is None or not fits:
        log.warning("sign_in_refused", account=account.id.hex if account else None)
        raise Refused("sign_in_refused")
    newer = accounts.credentials.hashed(password) if accounts.credentials.outdated(account.password) else None
    with accounts.store.writing() as session:
        still = _open_account(session, email)
        if still is None or still.password != account.password:
            # Closed, or given another password, while this one was being looked at.
            raise Refused("sign_in_refused")
        give_back(session, accounts.key, buckets, now)
        forget_old(session, now)
        if newer is not None:
            still.password = newer
        if has_second_factor(session, account):
            return Begun(begin(session, account.id, PASSWORD, where, now), PASSWORD)
        return complete(session, account.id, where, now)


def second_factor(accounts: Accounts, signed: Signed, code: str, where: Where) -> Begun:
    """Go on with a code of the authenticator app, or a recovery code. Raises Refused `code_refused`, TooOften."""
    now = accounts.clock()
    with accounts.store.writing() as session:
        device = known_device(session, where, signed.account, now)
        buckets = factor_buckets(str(signed.account), device)
        take(session, accounts.key, buckets, now)
    with accounts.store.writing() as session:
        account = session.get_one(Account, signed.account)
        if not code_fits(accounts, account, code):
            log.warning("code_refused", account=account.id.hex)
            raise Refused("code_refused")
        give_back(session, accounts.key, buckets, now)
        if not end(session, signed.sign_in, account.id):
            raise Refused("sign_in_ended")
        return complete(session, account.id, where, now)


def code_fits(accounts: Accounts, account: Account, code: str) -> bool:
    """Whether it is a code of the account's app, or one of its recovery codes, which then is used up."""
    if account.totp is None:
        return False
    kept = accounts.credentials
    return kept.totp_fits(account, account.totp, code) or kept.recovery_code_fits(account, code)


def confirm(accounts: Accounts, signed: Signed, password: str, code: str) -> str:
    """Prove oneself again, as when signing in, for what needs a fresh sign-in; the browser's new token.

    Where the second factor is a passkey, it is asked for by `confirm_by_passkey` alone. Raises Refused `confirm_refused`, TooOften.
    """
    now = accounts.clock()
    buckets = again_buckets(str(signed.sign_in))
    with accounts.store.writing() as session:
        take(session, accounts.key, buckets, now)
        account = session.get_one(Account, signed.account)
    fits = accounts.credentials.fits(account.password, password)
    with accounts.store.writing() as session:
        account = session.get_one(Account, signed.account)
        if not fits or (has_second_factor(session, account) and not code_fits(accounts, account, code)):
            log.warning("confirm_refused", account=account.id.hex)
            raise Refused("confirm_refused")
        return freshen(session, accounts, signed, buckets, now)


def freshen(session: Session, accounts: Accounts, signed: Signed, buckets: list[Bucket], now: int) -> str:
    """The person has just proved themselves; the token of the sign-in from now on, which ends when it would have. Raises Refused `sign_in_ended`."""
    give_back(session, accounts.key, buckets, now)
    if (token := renew(session, signed.sign_in, now)) is None:
        raise Refused("sign_in_ended")
    return token


def complete(session: Session, account: UUID, where: Where, now: int) -> Begun:
    """Signed in: always under a new token, so that none that was planted before is worth anything."""
    token = begin(session, account, FULL, where, now)
    log.info("signed_in", account=account.hex)
    return Begun(token, FULL, remember_device(session, account, where, now))


def has_second_factor(session: Session, account: Account) -> bool:
    """Whether anything but the password protects the account."""
    passkey = select(Passkey.id).where(Passkey.account == account.id).limit(1)
    return account.totp is not None or session.scalar(passkey) is not None


def _open_account(session: Session, email: str) -> Account | None:
    return session.scalar(select(Account).where(Account.email == email, Account.closed_at.is_(None)))
